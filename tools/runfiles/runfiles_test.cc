#include "tools/runfiles/runfiles.h"

#include <cstdlib>

#include "gtest/gtest.h"

namespace starkernel::tools {
namespace {

namespace fs = std::filesystem;

// The environment of a test always names runfiles: it is set aside.
class RunfilesTest : public testing::Test {
 protected:
  void SetUp() override {
    base_ = fs::path(testing::TempDir()) / "runfiles_test";
    fs::create_directories(base_ / "tool.runfiles" / "starkernel");
    ::unsetenv("RUNFILES_DIR");
    ::unsetenv("TEST_SRCDIR");
  }

  fs::path base_;
};

TEST_F(RunfilesTest, TheEnvironmentComesFirst) {
  ::setenv("RUNFILES_DIR", base_.c_str(), 1);
  const auto found = Runfiles::Find((base_ / "tool").string());
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->root(), base_);
  EXPECT_EQ(found->Path("qemu/root"), base_ / "qemu/root");
}

TEST_F(RunfilesTest, NextToTheProgram) {
  const auto found = Runfiles::Find((base_ / "tool").string());
  ASSERT_TRUE(found.has_value()) << found.error();
  EXPECT_EQ(found->root(), base_ / "tool.runfiles");
}

TEST_F(RunfilesTest, AroundAProgramThatIsARunfile) {
  const auto found = Runfiles::Find((base_ / "tool.runfiles/starkernel/inner").string());
  ASSERT_TRUE(found.has_value()) << found.error();
  EXPECT_EQ(found->root(), base_ / "tool.runfiles");
}

TEST_F(RunfilesTest, ADirectoryThatIsNotThereIsPassedOver) {
  ::setenv("RUNFILES_DIR", "/nowhere", 1);
  const auto found = Runfiles::Find((base_ / "tool").string());
  ASSERT_TRUE(found.has_value()) << found.error();
  EXPECT_EQ(found->root(), base_ / "tool.runfiles");
}

}  // namespace
}  // namespace starkernel::tools
