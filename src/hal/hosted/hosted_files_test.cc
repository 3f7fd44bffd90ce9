#include "src/hal/hosted/hosted_files.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <fstream>
#include <span>
#include <string>
#include <string_view>

#include "src/base/result.h"

namespace starkernel::hal {
namespace {

std::string Write(const std::string& name, const std::string& text) {
  std::string path = testing::TempDir() + name;
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  EXPECT_TRUE(file.good());
  return path;
}

std::string_view Text(std::span<const char> contents) { return {contents.data(), contents.size()}; }

TEST(HostedFilesTest, ReadsAFileAndKeepsIt) {
  HostedFiles files;
  const std::string path = Write("kept.fs", "1 2 +\n");
  const std::span<const char> first = files.Open(path).value();
  EXPECT_EQ(Text(first), "1 2 +\n");
  EXPECT_EQ(files.Open(path).value().data(), first.data());
  Write("kept.fs", "3 4 +\n");
  EXPECT_EQ(Text(files.Open(path).value()), "3 4 +\n");
  EXPECT_EQ(Text(first), "1 2 +\n");
}

TEST(HostedFilesTest, ReadsAnEmptyFile) {
  HostedFiles files;
  EXPECT_TRUE(files.Open(Write("empty.fs", "")).value().empty());
}

TEST(HostedFilesTest, NamesWhatIsWrong) {
  HostedFiles files;
  EXPECT_EQ(files.Open(testing::TempDir() + "absent.fs").error(), Error::kNotFound);
  EXPECT_EQ(files.Open(Write("plain.fs", "x") + "/below").error(), Error::kNotFound);
  EXPECT_EQ(files.Open(testing::TempDir()).error(), Error::kInvalidArgument);
  EXPECT_EQ(files.Open("/dev/null").error(), Error::kInvalidArgument);
  EXPECT_EQ(files.Open("").error(), Error::kInvalidArgument);
  EXPECT_EQ(files.Open(std::string_view("a\0b", 3)).error(), Error::kInvalidArgument);
  EXPECT_EQ(files.Open(std::string(5000, 'n')).error(), Error::kDeviceFailure);
}

TEST(HostedFilesTest, HasALimit) {
  HostedFiles files;
  const std::size_t limit = HostedFiles::kLargestFile.value();
  EXPECT_EQ(files.Open(Write("limit.fs", std::string(limit, ' '))).value().size(), limit);
  EXPECT_EQ(files.Open(Write("beyond.fs", std::string(limit + 1, ' '))).error(), Error::kCapacity);
}

}  // namespace
}  // namespace starkernel::hal
