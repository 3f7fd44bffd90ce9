#include "src/ramfs/ram_file_store.h"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/heap/account.h"
#include "src/ramfs/small_machine.h"
#include "src/storage/file_access.h"
#include "src/storage/file_name.h"
#include "src/storage/file_store.h"

namespace starkernel::ramfs {
namespace {

using storage::FileAccess;
using storage::FileHandle;

std::span<const std::byte> Bytes(std::string_view text) {
  return std::as_bytes(std::span<const char>(text));
}

class RamFileStoreTest : public testing::Test {
 protected:
  FileHandle Made(std::string_view name, std::string_view text = {}) {
    const FileHandle file = store_->Create(name, FileAccess::kReadWrite).value();
    EXPECT_TRUE(store_->Write(file, ByteCount{0}, Bytes(text)).ok());
    return file;
  }
  std::string Text(FileHandle file) {
    std::string text(store_->Size(file).value().value() + 10, '?');
    const std::size_t count =
        store_->Read(file, ByteCount{0}, std::as_writable_bytes(std::span(text))).value();
    text.resize(count);
    return text;
  }

  SmallMachine machine_{PageCount{2048}};
  std::unique_ptr<RamFileStore> store_ = std::make_unique<RamFileStore>(machine_.heap());
};

TEST_F(RamFileStoreTest, KeepsWhatIsWritten) {
  const FileHandle file = Made("a", "hello");
  EXPECT_EQ(Text(file), "hello");
  EXPECT_TRUE(store_->Write(file, ByteCount{5}, Bytes(", world")).ok());
  EXPECT_TRUE(store_->Close(file).ok());
  const FileHandle again = store_->Open("a", FileAccess::kRead).value();
  EXPECT_EQ(Text(again), "hello, world");
  EXPECT_EQ(store_->Size(again).value(), ByteCount{12});
  EXPECT_EQ(Text(Made("a")), "");
}

TEST_F(RamFileStoreTest, FillsHolesWithZeros) {
  const FileHandle file = Made("a", "abc");
  EXPECT_TRUE(store_->Resize(file, ByteCount{1}).ok());
  EXPECT_TRUE(store_->Write(file, ByteCount{4}, Bytes("x")).ok());
  EXPECT_EQ(Text(file), std::string("a\0\0\0x", 5));
  EXPECT_TRUE(store_->Resize(file, kPageSize).ok());
  EXPECT_TRUE(store_->Write(file, kPageSize * 2 - ByteCount{1}, Bytes("yz")).ok());
  EXPECT_EQ(store_->Size(file).value(), kPageSize * 2 + ByteCount{1});
  EXPECT_EQ(Text(file).substr(5, 8186), std::string(8186, '\0'));
  EXPECT_EQ(Text(file).substr(8191), "yz");
}

TEST_F(RamFileStoreTest, ReadsAtTheEnd) {
  const FileHandle file = Made("a", "abc");
  std::array<std::byte, 4> bytes{};
  EXPECT_EQ(store_->Read(file, ByteCount{2}, bytes).value(), 1U);
  EXPECT_EQ(store_->Read(file, ByteCount{3}, bytes).value(), 0U);
  EXPECT_EQ(store_->Read(file, ByteCount{~0ULL}, bytes).value(), 0U);
}

TEST_F(RamFileStoreTest, ADeletedFileLivesUntilItIsClosed) {
  const FileHandle file = Made("a", "abc");
  EXPECT_TRUE(store_->Delete("a").ok());
  EXPECT_EQ(store_->Open("a", FileAccess::kRead).error(), Error::kNotFound);
  EXPECT_EQ(Text(file), "abc");
  EXPECT_EQ(Text(Made("a", "new")), "new");
  EXPECT_EQ(Text(file), "abc");
  EXPECT_TRUE(store_->Close(file).ok());
  EXPECT_EQ(store_->Close(file).error(), Error::kInvalidArgument);
}

TEST_F(RamFileStoreTest, Renames) {
  Made("a", "abc");
  Made("b", "def");
  EXPECT_EQ(store_->Rename("a", "b").error(), Error::kAlreadyExists);
  EXPECT_EQ(store_->Rename("c", "d").error(), Error::kNotFound);
  EXPECT_TRUE(store_->Rename("a", "c").ok());
  EXPECT_EQ(store_->Status("a").error(), Error::kNotFound);
  EXPECT_EQ(store_->Status("c").value(), FileAccess::kReadWrite);
  EXPECT_EQ(Text(store_->Open("c", FileAccess::kRead).value()), "abc");
}

TEST_F(RamFileStoreTest, RefusesWhatIsNoNameOrHandle) {
  EXPECT_EQ(store_->Create("", FileAccess::kWrite).error(), Error::kInvalidArgument);
  EXPECT_EQ(store_->Create("../a", FileAccess::kWrite).error(), Error::kInvalidArgument);
  EXPECT_EQ(store_->Create("a/b", FileAccess::kWrite).error(), Error::kNotFound);
  EXPECT_EQ(store_->Open("", FileAccess::kRead).error(), Error::kInvalidArgument);
  EXPECT_EQ(store_->Rename("a", "..").error(), Error::kInvalidArgument);
  EXPECT_EQ(store_->Size(FileHandle(0)).error(), Error::kInvalidArgument);
  EXPECT_EQ(store_->Size(FileHandle(~0U)).error(), Error::kInvalidArgument);
  EXPECT_EQ(store_->Flush(FileHandle(0)).error(), Error::kInvalidArgument);
}

TEST_F(RamFileStoreTest, LimitsTheNumberOfFiles) {
  for (std::size_t count = 0; count < RamFileStore::kMostFiles; ++count) {
    EXPECT_TRUE(store_->Close(Made(std::to_string(count))).ok());
  }
  EXPECT_EQ(store_->Create("more", FileAccess::kWrite).error(), Error::kCapacity);
  EXPECT_TRUE(store_->Create("7", FileAccess::kWrite).ok());
  EXPECT_TRUE(store_->Delete("8").ok());
  EXPECT_TRUE(store_->Create("more", FileAccess::kWrite).ok());
}

TEST_F(RamFileStoreTest, LimitsTheNumberOfOpenFiles) {
  const FileHandle first = Made("a");
  for (std::size_t count = 1; count < RamFileStore::kMostOpen; ++count) {
    EXPECT_TRUE(store_->Open("a", FileAccess::kRead).ok());
  }
  EXPECT_EQ(store_->Open("a", FileAccess::kRead).error(), Error::kCapacity);
  EXPECT_EQ(store_->Create("b", FileAccess::kRead).error(), Error::kCapacity);
  EXPECT_EQ(store_->Status("b").error(), Error::kNotFound);
  EXPECT_TRUE(store_->Close(first).ok());
  EXPECT_TRUE(store_->Open("a", FileAccess::kRead).ok());
}

TEST_F(RamFileStoreTest, LimitsTheBytesAndGivesThemBack) {
  const FileHandle file = Made("a");
  const FileHandle other = Made("b", "x");
  const ByteCount most = RamFileStore::kMostBytes - kPageSize;
  EXPECT_EQ(store_->Resize(file, most + ByteCount{1}).error(), Error::kCapacity);
  EXPECT_EQ(store_->Size(file).value(), ByteCount{0});
  EXPECT_TRUE(store_->Resize(file, most).ok());
  EXPECT_EQ(store_->Write(file, most, Bytes("x")).error(), Error::kCapacity);
  EXPECT_TRUE(store_->Write(other, kPageSize - ByteCount{1}, Bytes("x")).ok());
  EXPECT_EQ(store_->Write(other, kPageSize, Bytes("x")).error(), Error::kCapacity);
  EXPECT_EQ(store_->Write(other, ByteCount{~0ULL}, Bytes("x")).error(), Error::kCapacity);
  EXPECT_EQ(store_->Resize(other, ByteCount{~0ULL}).error(), Error::kCapacity);
  EXPECT_TRUE(store_->Resize(file, most - kPageSize).ok());
  EXPECT_TRUE(store_->Write(other, kPageSize, Bytes("x")).ok());
}

TEST(RamFileStoreMemoryTest, AStoreTakesNothingBeforeItsFirstFile) {
  SmallMachine machine{PageCount{512}};
  RamFileStore store(machine.heap());
  static_assert(sizeof(RamFileStore) <= 96);
  EXPECT_EQ(store.Open("a", FileAccess::kRead).error(), Error::kNotFound);
  EXPECT_EQ(store.Open("", FileAccess::kRead).error(), Error::kInvalidArgument);
  EXPECT_EQ(store.Status("a").error(), Error::kNotFound);
  EXPECT_EQ(store.Delete("a").error(), Error::kNotFound);
  EXPECT_EQ(store.Rename("a", "b").error(), Error::kNotFound);
  EXPECT_EQ(store.Close(FileHandle{0}).error(), Error::kInvalidArgument);
  EXPECT_EQ(store.Size(FileHandle{0}).error(), Error::kInvalidArgument);
  EXPECT_EQ(machine.heap().statistics().in_use.value(), 0U);
  EXPECT_TRUE(store.Create("a", FileAccess::kReadWrite).ok());
  EXPECT_TRUE(store.Open("a", FileAccess::kRead).ok());
}

TEST(RamFileStoreMemoryTest, WithoutMemoryThereIsNoFirstFile) {
  SmallMachine machine{PageCount{270}};
  RamFileStore store(machine.heap());
  EXPECT_EQ(store.Create("a", FileAccess::kReadWrite).error(), Error::kOutOfMemory);
  EXPECT_EQ(store.Open("a", FileAccess::kRead).error(), Error::kNotFound);
}

TEST(RamFileStoreMemoryTest, WithoutMemoryNothingChanges) {
  SmallMachine machine{PageCount{512}};
  RamFileStore store(machine.heap());
  const FileHandle file = store.Create("a", FileAccess::kReadWrite).value();
  EXPECT_TRUE(store.Write(file, ByteCount{0}, Bytes("abc")).ok());
  EXPECT_EQ(store.Resize(file, kPageSize * 600).error(), Error::kOutOfMemory);
  EXPECT_EQ(store.Size(file).value(), ByteCount{3});
  const std::uint64_t in_use = machine.heap().statistics().in_use.value();
  EXPECT_TRUE(store.Resize(file, kPageSize * 20).ok());
  EXPECT_TRUE(store.Delete("a").ok());
  EXPECT_TRUE(store.Close(file).ok());
  EXPECT_EQ(machine.heap().statistics().in_use.value(), in_use - kPageSize.value());
}

/// An account of so many bytes.
class TestAccount final : public heap::Account {
 public:
  explicit TestAccount(ByteCount limit) : limit_(limit) {}
  [[nodiscard]] Result<void> Charge(ByteCount bytes) override {
    if (charged_ + bytes > limit_) {
      return Error::kCapacity;
    }
    charged_ += bytes;
    return {};
  }
  void Refund(ByteCount bytes) override { charged_ -= bytes; }
  [[nodiscard]] ByteCount charged() const { return charged_; }

 private:
  ByteCount limit_;
  ByteCount charged_;
};

TEST(RamFileStoreMemoryTest, WhatItTakesIsCharged) {
  SmallMachine machine{PageCount{1024}};
  TestAccount account(KiB(200));
  RamFileStore store(machine.heap());
  store.ChargeTo(account);
  EXPECT_EQ(store.Open("a", FileAccess::kRead).error(), Error::kNotFound);
  EXPECT_EQ(account.charged(), ByteCount(0));
  const FileHandle file = store.Create("a", FileAccess::kReadWrite).value();
  const ByteCount tables = account.charged();
  EXPECT_EQ(tables, machine.heap().statistics().in_use);
  const PageCount most{(KiB(200) - tables) / kPageSize};
  EXPECT_EQ(store.Resize(file, BytesOf(most) + ByteCount{1}).error(), Error::kCapacity);
  EXPECT_EQ(account.charged(), tables) << "nothing changed";
  EXPECT_TRUE(store.Resize(file, BytesOf(most)).ok());
  EXPECT_EQ(account.charged(), tables + BytesOf(most));
  EXPECT_EQ(account.charged(), machine.heap().statistics().in_use);
  EXPECT_TRUE(store.Resize(file, kPageSize * 3).ok());
  EXPECT_EQ(account.charged(), tables + kPageSize * 3);
}

TEST(RamFileStoreMemoryTest, WhatTheAccountMayNotIsNotTaken) {
  SmallMachine machine{PageCount{1024}};
  TestAccount account(KiB(4));
  RamFileStore store(machine.heap());
  store.ChargeTo(account);
  EXPECT_EQ(store.Create("a", FileAccess::kReadWrite).error(), Error::kCapacity);
  EXPECT_EQ(account.charged(), ByteCount(0));
  EXPECT_EQ(machine.heap().statistics().in_use.value(), 0U);
}

TEST(RamFileStoreMemoryTest, WithoutMemoryNothingIsCharged) {
  SmallMachine machine{PageCount{512}};
  TestAccount account(MiB(8));
  RamFileStore store(machine.heap());
  store.ChargeTo(account);
  const FileHandle file = store.Create("a", FileAccess::kReadWrite).value();
  const ByteCount before = account.charged();
  EXPECT_EQ(store.Resize(file, kPageSize * 600).error(), Error::kOutOfMemory);
  EXPECT_EQ(account.charged(), before);
}

TEST(RamFileStoreMemoryTest, IsDrainedBitByBit) {
  SmallMachine machine{PageCount{512}};
  TestAccount account(MiB(8));
  RamFileStore store(machine.heap());
  EXPECT_EQ(store.Drain(64), 0U);
  store.ChargeTo(account);
  const FileHandle file = store.Create("a", FileAccess::kReadWrite).value();
  const ByteCount tables = account.charged();
  ASSERT_TRUE(store.Resize(file, kPageSize * 100).ok());
  EXPECT_EQ(store.Drain(64), 64U);
  EXPECT_EQ(account.charged(), tables + kPageSize * 36);
  EXPECT_EQ(store.Drain(64), 36U);
  EXPECT_EQ(store.Drain(64), 0U);
  EXPECT_EQ(account.charged(), tables);
  EXPECT_EQ(machine.heap().statistics().in_use, tables);
  // Whoever has a file open may still close it.
  EXPECT_TRUE(store.Delete("a").ok());
  EXPECT_TRUE(store.Close(file).ok());
  EXPECT_EQ(account.charged(), tables);
}

}  // namespace
}  // namespace starkernel::ramfs
