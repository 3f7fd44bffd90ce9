#include "src/forthvm/file_table.h"

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <utility>

#include "gtest/gtest.h"
#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/open_file.h"
#include "src/storage/file_access.h"
#include "src/storage/model_file_store.h"

namespace starkernel::forthvm {
namespace {

using storage::FileAccess;

std::span<const std::byte> Bytes(std::string_view text) {
  return std::as_bytes(std::span<const char>(text));
}

class FileTableTest : public testing::Test {
 protected:
  storage::ModelFileStore store_;
  std::array<OpenFile, 2> places_{};
  std::array<OpenFile, 1> other_places_{};
  FileTable table_{store_, places_};
};

TEST_F(FileTableTest, NumbersAreNeverReused) {
  store_.Put("a", "abc");
  const Cell first = table_.Open("a", FileAccess::kRead).value();
  EXPECT_GT(first, 0);
  EXPECT_TRUE(table_.Find(first).ok());
  EXPECT_TRUE(table_.Close(first).ok());
  EXPECT_EQ(table_.Close(first).error(), Error::kInvalidArgument);
  const Cell second = table_.Open("a", FileAccess::kRead).value();
  EXPECT_NE(first, second);
  EXPECT_FALSE(table_.Find(first).ok());
  for (const Cell number : {Cell{0}, Cell{-1}, second + 1, second + 2, Cell{1} << 62}) {
    EXPECT_EQ(table_.Find(number).error(), Error::kInvalidArgument) << number;
  }
}

TEST_F(FileTableTest, IsFullAtItsCapacity) {
  EXPECT_TRUE(table_.Create("a", FileAccess::kWrite).ok());
  EXPECT_EQ(table_.Open("none", FileAccess::kRead).error(), Error::kNotFound);
  const Cell second = table_.Create("b", FileAccess::kWrite).value();
  EXPECT_EQ(table_.Create("c", FileAccess::kWrite).error(), Error::kCapacity);
  EXPECT_EQ(table_.Open("a", FileAccess::kRead).error(), Error::kCapacity);
  EXPECT_FALSE(store_.Text("c").has_value());
  EXPECT_TRUE(table_.Close(second).ok());
  EXPECT_TRUE(table_.Create("c", FileAccess::kWrite).ok());
}

TEST_F(FileTableTest, AllowsWhatTheFileWasOpenedFor) {
  store_.Put("a", "abc");
  std::array<std::byte, 2> bytes{};
  OpenFile& reader = *table_.Find(table_.Open("a", FileAccess::kRead).value()).value();
  OpenFile& writer = *table_.Find(table_.Open("a", FileAccess::kWrite).value()).value();
  EXPECT_EQ(table_.Read(reader, bytes).value(), 2U);
  EXPECT_EQ(reader.position, ByteCount{2});
  EXPECT_EQ(table_.Read(writer, bytes).error(), Error::kUnsupported);
  EXPECT_EQ(table_.Write(reader, bytes).error(), Error::kUnsupported);
  EXPECT_EQ(table_.Resize(reader, ByteCount{0}).error(), Error::kUnsupported);
  EXPECT_TRUE(table_.Write(writer, Bytes("xyz!")).ok());
  EXPECT_EQ(writer.position, ByteCount{4});
  EXPECT_EQ(store_.Text("a"), "xyz!");
  EXPECT_TRUE(table_.Resize(writer, ByteCount{1}).ok());
  EXPECT_EQ(writer.position, ByteCount{1});
  EXPECT_EQ(table_.Reposition(writer, ByteCount{2}).error(), Error::kOutOfRange);
  EXPECT_TRUE(table_.Reposition(writer, ByteCount{1}).ok());
  EXPECT_EQ(table_.Size(reader).value(), ByteCount{1});
}

TEST_F(FileTableTest, ClosesItsFilesOnce) {
  EXPECT_TRUE(table_.Create("a", FileAccess::kWrite).ok());
  EXPECT_EQ(store_.OpenCount(), 1U);
  {
    FileTable moved(std::move(table_));
    EXPECT_TRUE(moved.Create("b", FileAccess::kWrite).ok());
    EXPECT_EQ(store_.OpenCount(), 2U);
  }
  EXPECT_EQ(store_.OpenCount(), 0U);
  table_ = FileTable(store_, other_places_);
  EXPECT_TRUE(table_.Create("c", FileAccess::kWrite).ok());
  EXPECT_EQ(store_.OpenCount(), 1U);
}

}  // namespace
}  // namespace starkernel::forthvm
