// The store against a model, with random operations.

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <random>
#include <span>
#include <string>

#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/ramfs/page_pool.h"
#include "src/ramfs/ram_file_store.h"
#include "src/ramfs/small_machine.h"
#include "src/storage/file_access.h"
#include "src/storage/file_store.h"
#include "src/storage/model_file_store.h"

namespace starkernel::ramfs {
namespace {

using storage::FileAccess;
using storage::FileHandle;

template <typename T>
void ExpectSame(const Result<T>& left, const Result<T>& right) {
  ASSERT_EQ(left.ok(), right.ok());
  if (!left.ok()) {
    ASSERT_EQ(ErrorName(left.error()), ErrorName(right.error()));
    return;
  }
  if constexpr (!std::is_void_v<T>) {
    ASSERT_EQ(left.value(), right.value());
  }
}

class Pair {
 public:
  explicit Pair(std::uint64_t seed) : random_(seed) {}

  void Step() {
    // Few names and handles, so that they meet. Both stores give out the lowest free handle.
    const std::string name = Name();
    const FileHandle file(static_cast<std::uint32_t>(Below(70)));
    const ByteCount offset(Offset());
    switch (Below(14)) {
      case 0:
        ExpectSame(store_->Open(name, FileAccess::kRead), model_.Open(name, FileAccess::kRead));
        return;
      case 1:
        ExpectSame(store_->Create(name, FileAccess::kReadWrite),
                   model_.Create(name, FileAccess::kReadWrite));
        return;
      case 2: ExpectSame(store_->Close(file), model_.Close(file)); return;
      case 3:
        if (Below(4) == 0) {
          ExpectSame(store_->Delete(name), model_.Delete(name));
        }
        return;
      case 4: {
        const std::string target = Name();
        ExpectSame(store_->Rename(name, target), model_.Rename(name, target));
        return;
      }
      case 5: ExpectSame(store_->Resize(file, offset), model_.Resize(file, offset)); return;
      case 6: ExpectSame(store_->Size(file), model_.Size(file)); return;
      case 7: ExpectSame(store_->Status(name), model_.Status(name)); return;
      case 8:
      case 9:
      case 10: Write(file, offset); return;
      default: Read(file, offset); return;
    }
  }

 private:
  std::uint64_t Below(std::uint64_t bound) { return random_() % bound; }
  std::string Name() { return Below(50) == 0 ? "a/b" : "file" + std::to_string(Below(80)); }
  std::uint64_t Offset() {
    switch (Below(8)) {
      case 0: return Below(RamFileStore::kMostBytes.value() + 10);
      case 1: return Below(200'000);
      case 2: return 4096 * Below(5);
      default: return Below(12'000);
    }
  }
  void Write(FileHandle file, ByteCount offset) {
    std::string text(Below(9000), '\0');
    for (char& character : text) {
      character = static_cast<char>(random_());
    }
    const auto bytes = std::as_bytes(std::span(text));
    ExpectSame(store_->Write(file, offset, bytes), model_.Write(file, offset, bytes));
  }
  void Read(FileHandle file, ByteCount offset) {
    std::string left(Below(20'000), '?');
    std::string right = left;
    ExpectSame(store_->Read(file, offset, std::as_writable_bytes(std::span(left))),
               model_.Read(file, offset, std::as_writable_bytes(std::span(right))));
    ASSERT_EQ(left, right);
  }

  std::mt19937_64 random_;
  SmallMachine machine_{PageCount{2048}};
  std::unique_ptr<RamFileStore> store_ = std::make_unique<RamFileStore>(machine_.heap());
  storage::ModelFileStore model_{{.files = RamFileStore::kMostFiles,
                                  .open = RamFileStore::kMostOpen,
                                  .page = kPageSize.value(),
                                  .pages = PagePool::kPages,
                                  .flat = true}};
};

TEST(RamFileStorePropertyTest, DoesWhatTheModelDoes) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    Pair pair(seed);
    for (int step = 0; step < 5000; ++step) {
      pair.Step();
      ASSERT_FALSE(testing::Test::HasFatalFailure()) << "seed " << seed << ", step " << step;
    }
  }
}

}  // namespace
}  // namespace starkernel::ramfs
