#include "src/hal/hosted/working_directory.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>
#include <string>
#include <string_view>

#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/storage/file_access.h"
#include "src/storage/file_store.h"

namespace starkernel::hal {
namespace {

namespace fs = std::filesystem;
using storage::FileAccess;
using storage::FileHandle;

std::span<const std::byte> Bytes(std::string_view text) {
  return std::as_bytes(std::span<const char>(text));
}

class WorkingDirectoryTest : public testing::Test {
 protected:
  /// A folder with a secret, and in it the one that the store is for.
  static fs::path Fresh() {
    fs::path outside = fs::path(testing::TempDir()) / "outside";
    fs::remove_all(outside);
    fs::create_directories(outside / "root" / "lib");
    PutOnHost(outside / "secret", "secret");
    return outside;
  }
  static void PutOnHost(const fs::path& path, std::string_view text) {
    std::ofstream(path, std::ios::binary) << text;
  }
  static std::string OnHost(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  std::string Read(FileHandle file, std::uint64_t offset, std::size_t count) {
    std::string text(count, '?');
    const Result<std::size_t> read =
        files_.Read(file, ByteCount{offset}, std::as_writable_bytes(std::span(text)));
    return text.substr(0, read.value());
  }

  fs::path outside_ = Fresh();
  fs::path root_ = outside_ / "root";
  WorkingDirectory files_{root_.string()};
};

TEST_F(WorkingDirectoryTest, WritesGoToTheHost) {
  const FileHandle file = files_.Create("a.txt", FileAccess::kReadWrite).value();
  EXPECT_TRUE(files_.Write(file, ByteCount{0}, Bytes("hello")).ok());
  EXPECT_EQ(OnHost(root_ / "a.txt"), "hello");
  EXPECT_EQ(Read(file, 1, 10), "ello");
  EXPECT_TRUE(files_.Write(file, ByteCount{1}, Bytes("a")).ok());
  EXPECT_EQ(Read(file, 0, 10), "hallo");
  EXPECT_TRUE(files_.Resize(file, ByteCount{2}).ok());
  EXPECT_EQ(Read(file, 0, 10), "ha");
  EXPECT_EQ(Read(file, 2, 1), "");
  EXPECT_EQ(Read(file, ~0ULL, 1), "");
  EXPECT_EQ(files_.Size(file).value(), ByteCount{2});
  EXPECT_TRUE(files_.Flush(file).ok());
  EXPECT_EQ(files_.Write(file, ByteCount{~0ULL}, Bytes("a")).error(), Error::kCapacity);
  EXPECT_EQ(files_.Resize(file, ByteCount{~0ULL}).error(), Error::kCapacity);
  EXPECT_TRUE(files_.Close(file).ok());
  EXPECT_EQ(files_.Close(file).error(), Error::kInvalidArgument);
  EXPECT_EQ(files_.Size(FileHandle(9)).error(), Error::kInvalidArgument);
  EXPECT_TRUE(files_.Create("a.txt", FileAccess::kRead).ok());
  EXPECT_EQ(OnHost(root_ / "a.txt"), "");
}

TEST_F(WorkingDirectoryTest, ReadsAheadWithoutMissingAnything) {
  std::string text;
  for (int line = 0; line < 5000; ++line) {
    text += "line " + std::to_string(line) + "\n";
  }
  PutOnHost(root_ / "long", text);
  const FileHandle file = files_.Open("long", FileAccess::kRead).value();
  for (std::size_t offset = 0; offset < text.size(); offset += 777) {
    ASSERT_EQ(Read(file, offset, 1000), text.substr(offset, 1000));
  }
  EXPECT_EQ(Read(file, 5, 40'000), text.substr(5, 40'000));
  EXPECT_EQ(Read(file, 100, 10), text.substr(100, 10));
  const FileHandle writer = files_.Open("long", FileAccess::kWrite).value();
  EXPECT_TRUE(files_.Write(writer, ByteCount{100}, Bytes("##########")).ok());
  EXPECT_EQ(Read(file, 100, 10), "##########");
}

TEST_F(WorkingDirectoryTest, NothingOutsideIsReached) {
  fs::create_symlink(outside_ / "secret", root_ / "link");
  fs::create_directory_symlink(outside_, root_ / "up");
  fs::create_symlink(outside_ / "new", root_ / "dangling");
  for (const std::string name : {"link", "up/secret", "up/root"}) {
    EXPECT_EQ(files_.Open(name, FileAccess::kRead).error(), Error::kUnsupported) << name;
    EXPECT_EQ(files_.Create(name, FileAccess::kWrite).error(), Error::kUnsupported) << name;
    EXPECT_EQ(files_.Status(name).error(), Error::kUnsupported) << name;
  }
  EXPECT_EQ(files_.Create("dangling", FileAccess::kWrite).error(), Error::kUnsupported);
  EXPECT_EQ(files_.Create("up/new", FileAccess::kWrite).error(), Error::kUnsupported);
  EXPECT_EQ(files_.Delete("up/secret").error(), Error::kUnsupported);
  EXPECT_EQ(files_.Rename("up/secret", "mine").error(), Error::kUnsupported);
  EXPECT_FALSE(fs::exists(outside_ / "new"));
  EXPECT_EQ(OnHost(outside_ / "secret"), "secret");
  for (const std::string& name : {std::string("../secret"), (outside_ / "secret").string(),
                                  std::string("lib/../../secret"), std::string()}) {
    EXPECT_EQ(files_.Open(name, FileAccess::kRead).error(), Error::kInvalidArgument) << name;
    EXPECT_EQ(files_.Create(name, FileAccess::kWrite).error(), Error::kInvalidArgument) << name;
    EXPECT_EQ(files_.Delete(name).error(), Error::kInvalidArgument) << name;
    EXPECT_EQ(files_.Rename("a", name).error(), Error::kInvalidArgument) << name;
  }
  // The link itself is inside.
  EXPECT_TRUE(files_.Delete("link").ok());
  EXPECT_EQ(OnHost(outside_ / "secret"), "secret");
}

TEST_F(WorkingDirectoryTest, FoldersAndLinksBelowAreReached) {
  PutOnHost(root_ / "lib" / "a.fs", "a");
  fs::create_symlink("lib/a.fs", root_ / "inside");
  EXPECT_EQ(Read(files_.Open("lib/a.fs", FileAccess::kRead).value(), 0, 5), "a");
  EXPECT_EQ(Read(files_.Open("inside", FileAccess::kRead).value(), 0, 5), "a");
  EXPECT_TRUE(files_.Create("lib/b.fs", FileAccess::kWrite).ok());
  EXPECT_EQ(files_.Create("none/b.fs", FileAccess::kWrite).error(), Error::kNotFound);
  EXPECT_EQ(files_.Open("lib/a.fs/b", FileAccess::kRead).error(), Error::kNotFound);
}

TEST_F(WorkingDirectoryTest, OnlyRegularFilesCount) {
  ASSERT_EQ(mkfifo((root_ / "pipe").c_str(), 0600), 0);
  for (const std::string name : {"lib", "pipe"}) {
    EXPECT_EQ(files_.Open(name, FileAccess::kRead).error(), Error::kInvalidArgument) << name;
    EXPECT_EQ(files_.Status(name).error(), Error::kInvalidArgument) << name;
  }
  EXPECT_EQ(files_.Create("lib", FileAccess::kWrite).error(), Error::kInvalidArgument);
  EXPECT_EQ(files_.Delete("lib").error(), Error::kInvalidArgument);
  EXPECT_EQ(files_.Rename("lib", "bil").error(), Error::kInvalidArgument);
}

TEST_F(WorkingDirectoryTest, FilesAreDeletedAndRenamed) {
  PutOnHost(root_ / "a", "a");
  PutOnHost(root_ / "b", "b");
  const FileHandle file = files_.Open("a", FileAccess::kRead).value();
  EXPECT_EQ(files_.Rename("a", "b").error(), Error::kAlreadyExists);
  EXPECT_TRUE(files_.Rename("a", "lib/c").ok());
  EXPECT_EQ(files_.Rename("a", "d").error(), Error::kNotFound);
  EXPECT_EQ(files_.Status("lib/c").value(), FileAccess::kReadWrite);
  EXPECT_TRUE(files_.Delete("lib/c").ok());
  EXPECT_EQ(files_.Delete("lib/c").error(), Error::kNotFound);
  EXPECT_EQ(Read(file, 0, 5), "a");
}

TEST_F(WorkingDirectoryTest, OpenFilesHaveALimit) {
  PutOnHost(root_ / "a", "a");
  for (std::size_t count = 0; count < WorkingDirectory::kMostOpen; ++count) {
    EXPECT_TRUE(files_.Open("a", FileAccess::kRead).ok());
  }
  EXPECT_EQ(files_.Open("a", FileAccess::kRead).error(), Error::kCapacity);
  EXPECT_TRUE(files_.Close(FileHandle(7)).ok());
  EXPECT_EQ(files_.Open("a", FileAccess::kRead).value(), FileHandle(7));
}

TEST(WorkingDirectoryOfNothingTest, HasNoFiles) {
  WorkingDirectory files(testing::TempDir() + "no-such-folder");
  EXPECT_EQ(files.Open("a", FileAccess::kRead).error(), Error::kNotFound);
  EXPECT_EQ(files.Create("a", FileAccess::kWrite).error(), Error::kNotFound);
}

}  // namespace
}  // namespace starkernel::hal
