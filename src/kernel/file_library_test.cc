#include "src/kernel/file_library.h"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/boot/boot_info.h"
#include "src/storage/file_access.h"
#include "src/storage/file_store.h"
#include "src/storage/model_file_store.h"

namespace starkernel::kernel {
namespace {

using storage::FileAccess;
using storage::FileHandle;

class FileLibraryTest : public testing::Test {
 protected:
  static std::string Text(FileLibrary& library, std::string_view name) {
    const FileHandle file = library.Open(name, FileAccess::kRead).value();
    std::string text(library.Size(file).value().value() + 5, '?');
    const std::size_t count =
        library.Read(file, ByteCount{1}, std::as_writable_bytes(std::span(text))).value();
    EXPECT_TRUE(library.Flush(file).ok());
    EXPECT_TRUE(library.Close(file).ok());
    return text.substr(0, count);
  }
  static void Put(FileLibrary& library, std::string_view name, std::string_view text) {
    const FileHandle file = library.Create(name, FileAccess::kReadWrite).value();
    EXPECT_TRUE(library.Write(file, ByteCount{0}, std::as_bytes(std::span<const char>(text))).ok());
    EXPECT_TRUE(library.Resize(file, ByteCount{text.size() + 1}).ok());
    EXPECT_TRUE(library.Close(file).ok());
  }

  std::array<boot::BootModule, 2> modules_{
      boot::BootModule{.name = "/x/lib.fs", .contents = std::string_view("module")},
      boot::BootModule{.name = "b", .contents = std::string_view("")}};
  storage::ModelFileStore machine_;
  storage::ModelFileStore ram_;
  FileLibrary hosted_{modules_, machine_, ram_};
  FileLibrary bare_{modules_, ram_, ram_};
};

TEST_F(FileLibraryTest, ModulesAreReadOnly) {
  EXPECT_EQ(Text(bare_, "/x/lib.fs"), "odule");
  EXPECT_EQ(Text(bare_, "b"), "");
  EXPECT_EQ(bare_.Status("b").value(), FileAccess::kRead);
  EXPECT_EQ(bare_.Open("b", FileAccess::kWrite).error(), Error::kUnsupported);
  EXPECT_EQ(bare_.Open("b", FileAccess::kReadWrite).error(), Error::kUnsupported);
  EXPECT_EQ(bare_.Create("b", FileAccess::kReadWrite).error(), Error::kUnsupported);
  EXPECT_EQ(bare_.Delete("b").error(), Error::kUnsupported);
  EXPECT_EQ(bare_.Rename("b", "c").error(), Error::kUnsupported);
  ram_.Put("c", "c");
  EXPECT_EQ(bare_.Rename("c", "b").error(), Error::kAlreadyExists);
  const FileHandle module = bare_.Open("b", FileAccess::kRead).value();
  EXPECT_EQ(bare_.Write(module, ByteCount{0}, {}).error(), Error::kUnsupported);
  EXPECT_EQ(bare_.Resize(module, ByteCount{0}).error(), Error::kUnsupported);
  EXPECT_EQ(bare_.Size(FileHandle(2)).error(), Error::kInvalidArgument);
  EXPECT_EQ(bare_.Close(FileHandle(2)).error(), Error::kInvalidArgument);
}

TEST_F(FileLibraryTest, OtherNamesAreTheMachinesFilesOrRam) {
  Put(hosted_, "a", "on the machine");
  Put(hosted_, "ram:a", "in RAM");
  EXPECT_EQ(machine_.Text("a"), std::string("on the machine\0", 15));
  EXPECT_EQ(ram_.Text("a"), std::string("in RAM\0", 7));
  EXPECT_EQ(Text(hosted_, "a"), std::string("n the machine\0", 14));
  EXPECT_EQ(Text(hosted_, "ram:a"), std::string("n RAM\0", 6));
  EXPECT_EQ(Text(bare_, "a"), std::string("n RAM\0", 6));
  EXPECT_EQ(Text(bare_, "ram:a"), std::string("n RAM\0", 6));
  EXPECT_EQ(machine_.OpenCount() + ram_.OpenCount(), 0U);
}

TEST_F(FileLibraryTest, NamesAreHandedOn) {
  machine_.Put("a", "a");
  EXPECT_EQ(hosted_.Rename("a", "ram:a").error(), Error::kUnsupported);
  EXPECT_TRUE(hosted_.Rename("a", "c").ok());
  EXPECT_EQ(hosted_.Status("a").error(), Error::kNotFound);
  EXPECT_EQ(hosted_.Status("c").value(), FileAccess::kReadWrite);
  EXPECT_TRUE(hosted_.Delete("c").ok());
  EXPECT_EQ(hosted_.Delete("ram:").error(), Error::kInvalidArgument);
  EXPECT_EQ(hosted_.Open("ram:c", FileAccess::kRead).error(), Error::kNotFound);
}

}  // namespace
}  // namespace starkernel::kernel
