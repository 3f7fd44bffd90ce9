#include "tools/qemu_boot/user_files.h"

#include <unistd.h>

#include <fstream>

#include "gtest/gtest.h"

namespace starkernel::tools {
namespace {

namespace fs = std::filesystem;

const fs::path& Base() {
  static const fs::path base = testing::TempDir();
  return base;
}

void Write(std::string_view name, std::string_view text) {
  std::ofstream(Base() / name, std::ios::binary) << text;
}

std::string CheckErrorOf(const Options& options) {
  const auto checked = CheckUserFiles(options, Base());
  return checked ? "fine" : checked.error();
}

TEST(CheckUserFiles, NoFilesAreFine) { EXPECT_EQ(CheckErrorOf({}), "fine"); }

TEST(CheckUserFiles, SourcesHaveToBeReadableFiles) {
  Write("a.fs", "1 2 +");
  fs::create_directories(Base() / "folder.fs");
  Options options;
  options.sources = {{"a.fs", true}};
  EXPECT_EQ(CheckErrorOf(options), "fine");
  options.sources.push_back({"missing.fs", true});
  EXPECT_EQ(CheckErrorOf(options), "--file `missing.fs`: No such file or directory");
  options.sources.back().run = false;
  EXPECT_EQ(CheckErrorOf(options), "--module `missing.fs`: No such file or directory");
  options.sources.back().name = "folder.fs";
  EXPECT_EQ(CheckErrorOf(options), "--module `folder.fs`: is a directory");
}

TEST(CheckUserFiles, AnImageIsAnEfiApplicationOrADisk) {
  Write("kernel.efi", "MZ and more");
  Write("text.img", "text");
  Options options;
  options.image = "kernel.efi";
  EXPECT_EQ(CheckErrorOf(options), "fine");
  options.image = "text.img";
  EXPECT_EQ(CheckErrorOf(options),
            "--image `text.img`: neither an EFI application nor a disk: not a GPT disk: shorter "
            "than 17408 bytes");
  options.image = "none.img";
  EXPECT_EQ(CheckErrorOf(options), "--image `none.img`: No such file or directory");
}

TEST(OpenUserLog, OnlyWhenAskedFor) {
  const auto none = OpenUserLog({}, Base());
  ASSERT_TRUE(none.has_value());
  EXPECT_FALSE(none->valid());
}

TEST(OpenUserLog, StartsEmpty) {
  Write("old.log", "old words");
  Options options;
  options.log = "old.log";
  const auto log = OpenUserLog(options, Base());
  ASSERT_TRUE(log.has_value()) << log.error();
  EXPECT_TRUE(log->valid());
  EXPECT_EQ(fs::file_size(Base() / "old.log"), 0U);
}

TEST(OpenUserLog, NamesWhatCannotBeWritten) {
  Options options;
  options.log = "no/such/folder.log";
  const auto log = OpenUserLog(options, Base());
  ASSERT_FALSE(log.has_value());
  EXPECT_EQ(log.error(), "--log `no/such/folder.log`: No such file or directory");
}

}  // namespace
}  // namespace starkernel::tools
