#include "tools/disk_image/image_writer.h"

#include <sys/stat.h>

#include <fstream>
#include <sstream>
#include <vector>

#include "gtest/gtest.h"
#include "tools/disk_image/runfile_names.h"
#include "tools/runfiles/runfiles.h"

namespace starkernel::tools {
namespace {

namespace fs = std::filesystem;

fs::path Mtools() {
  const auto runfiles = Runfiles::Find("disk_image_test");
  EXPECT_TRUE(runfiles.has_value());
  return runfiles->Path(disk_image_runfiles::kMtoolsRoot);
}

fs::path Temp(std::string_view name) { return fs::path(testing::TempDir()) / name; }

fs::path FileWith(std::string_view name, std::string_view text) {
  std::ofstream(Temp(name), std::ios::binary) << text;
  return Temp(name);
}

std::string Contents(const fs::path& file) {
  std::stringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

long long BlocksOf(const fs::path& file) {
  struct stat status{};
  EXPECT_EQ(::stat(file.c_str(), &status), 0);
  return status.st_blocks;
}

std::string ErrorOf(const std::expected<void, std::string>& outcome) {
  return outcome ? "success" : outcome.error();
}

TEST(WriteDiskImage, SameFilesGiveTheSameBytesWhateverTheirAge) {
  const std::vector<PartitionFile> files = {
      {"EFI/BOOT/BOOTX64.EFI", FileWith("one.efi", "MZ program")},
      {"starkernel/readme.txt", FileWith("readme.txt", "words")}};
  ASSERT_EQ(ErrorOf(WriteDiskImage(Mtools(), Temp("first.img"), files)), "success");
  fs::last_write_time(files.front().source, fs::file_time_type() + std::chrono::hours(24 * 365));
  ASSERT_EQ(ErrorOf(WriteDiskImage(Mtools(), Temp("second.img"), files)), "success");
  EXPECT_TRUE(Contents(Temp("first.img")) == Contents(Temp("second.img")));
  EXPECT_NE(Contents(Temp("first.img")).find("MZ program"), std::string::npos);
}

TEST(WriteDiskImage, IsSparse) {
  ASSERT_EQ(ErrorOf(WriteDiskImage(Mtools(), Temp("sparse.img"), {})), "success");
  EXPECT_EQ(fs::file_size(Temp("sparse.img")), 66U * 1024 * 1024);
  EXPECT_LT(BlocksOf(Temp("sparse.img")) * 512, 4 * 1024 * 1024);
}

TEST(WriteDiskImage, ReplacesWhatWasThere) {
  ASSERT_EQ(ErrorOf(WriteDiskImage(Mtools(), Temp("fresh.img"), {})), "success");
  std::ofstream(Temp("stale.img")) << std::string(100'000, 'x');
  ASSERT_EQ(ErrorOf(WriteDiskImage(Mtools(), Temp("stale.img"), {})), "success");
  EXPECT_TRUE(Contents(Temp("fresh.img")) == Contents(Temp("stale.img")));
}

TEST(WriteDiskImage, NamesAMissingFile) {
  const std::vector<PartitionFile> files = {{"a.txt", "/nowhere/file"}};
  const std::string error = ErrorOf(WriteDiskImage(Mtools(), Temp("bad.img"), files));
  EXPECT_NE(error.find("/nowhere/file"), std::string::npos) << error;
}

TEST(WriteDiskImage, RefusesWhatDoesNotFit) {
  fs::resize_file(FileWith("huge.bin", ""), 65ULL * 1024 * 1024);
  const std::vector<PartitionFile> files = {{"huge.bin", Temp("huge.bin")}};
  const std::string error = ErrorOf(WriteDiskImage(Mtools(), Temp("full.img"), files));
  EXPECT_NE(error.find("full"), std::string::npos) << error;
}

TEST(AddToDiskImage, AddsAndReplaces) {
  const std::vector<PartitionFile> first = {{"dir/a.txt", FileWith("a1.txt", "first words")}};
  ASSERT_EQ(ErrorOf(WriteDiskImage(Mtools(), Temp("add.img"), first)), "success");
  const std::vector<PartitionFile> more = {{"dir/a.txt", FileWith("a2.txt", "other words")},
                                           {"dir/b.txt", FileWith("b.txt", "more words")}};
  ASSERT_EQ(ErrorOf(AddToDiskImage(Mtools(), Temp("add.img"), more)), "success");
  const std::string disk = Contents(Temp("add.img"));
  EXPECT_NE(disk.find("other words"), std::string::npos);
  EXPECT_NE(disk.find("more words"), std::string::npos);
}

TEST(AddToDiskImage, RefusesOtherFiles) {
  EXPECT_EQ(ErrorOf(AddToDiskImage(Mtools(), FileWith("text.img", "text"), {})),
            "not a GPT disk: shorter than 17408 bytes");
  EXPECT_EQ(ErrorOf(AddToDiskImage(Mtools(), "/nowhere.img", {})),
            "cannot open /nowhere.img: No such file or directory");
}

TEST(CopySparsely, KeepsBytesAndHoles) {
  const std::vector<PartitionFile> files = {{"a.txt", FileWith("c.txt", "some words")}};
  ASSERT_EQ(ErrorOf(WriteDiskImage(Mtools(), Temp("original.img"), files)), "success");
  ASSERT_EQ(ErrorOf(CopySparsely(Temp("original.img"), Temp("copy.img"))), "success");
  EXPECT_TRUE(Contents(Temp("original.img")) == Contents(Temp("copy.img")));
  EXPECT_LT(BlocksOf(Temp("copy.img")) * 512, 4 * 1024 * 1024);
}

TEST(CopySparsely, CopiesAnEmptyFile) {
  ASSERT_EQ(ErrorOf(CopySparsely(FileWith("empty", ""), Temp("empty.copy"))), "success");
  EXPECT_EQ(fs::file_size(Temp("empty.copy")), 0U);
}

TEST(ParentDirectories, OutermostFirst) {
  EXPECT_EQ(ParentDirectories("EFI/BOOT/BOOTX64.EFI"),
            (std::vector<std::string>{"EFI", "EFI/BOOT"}));
  EXPECT_TRUE(ParentDirectories("file").empty());
}

TEST(CheckPartitionPath, RefusesWhatFatOrMtoolsWouldMisread) {
  EXPECT_TRUE(CheckPartitionPath("starkernel/M000.FS").has_value());
  for (const char* bad : {"", "/a", "a/", "a//b", "a b", "a:b", "a\\b", "a*", "\xC3\xBC"}) {
    EXPECT_FALSE(CheckPartitionPath(bad).has_value()) << bad;
  }
}

}  // namespace
}  // namespace starkernel::tools
