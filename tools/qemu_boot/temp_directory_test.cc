#include "tools/qemu_boot/temp_directory.h"

#include <fstream>
#include <utility>

#include "gtest/gtest.h"

namespace starkernel::tools {
namespace {

namespace fs = std::filesystem;

TEST(TempDirectory, IsRemovedWithItsContents) {
  fs::path path;
  {
    const auto directory = TempDirectory::Make("temp_directory_test");
    ASSERT_TRUE(directory.has_value()) << directory.error();
    path = directory->path();
    fs::create_directories(path / "deep" / "er");
    std::ofstream(path / "deep" / "file") << "text";
    EXPECT_TRUE(fs::exists(path / "deep" / "file"));
  }
  EXPECT_FALSE(fs::exists(path));
}

TEST(TempDirectory, TwoDiffer) {
  const auto one = TempDirectory::Make("temp_directory_test");
  const auto other = TempDirectory::Make("temp_directory_test");
  ASSERT_TRUE(one.has_value() && other.has_value());
  EXPECT_NE(one->path(), other->path());
}

TEST(TempDirectory, MovingHandsTheDutyOver) {
  auto first = TempDirectory::Make("temp_directory_test");
  ASSERT_TRUE(first.has_value());
  const fs::path path = first->path();
  {
    const TempDirectory second = *std::move(first);
    EXPECT_TRUE(fs::is_directory(path));
  }
  EXPECT_FALSE(fs::exists(path));
}

}  // namespace
}  // namespace starkernel::tools
