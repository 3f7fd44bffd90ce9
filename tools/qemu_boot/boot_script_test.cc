#include "tools/qemu_boot/boot_script.h"

#include <vector>

#include "gtest/gtest.h"

namespace starkernel::tools {
namespace {

TEST(StoredName, IsAlwaysAnEightThreeName) {
  EXPECT_EQ(StoredName(0), "M000.FS");
  EXPECT_EQ(StoredName(9), "M009.FS");
  EXPECT_EQ(StoredName(10), "M010.FS");
  EXPECT_EQ(StoredName(999), "M999.FS");
}

TEST(BootScript, WithoutSources) { EXPECT_EQ(BootScript({}, "", true), "exit-port 0xf4\n"); }

TEST(BootScript, WithOptions) {
  const std::vector<std::string> options = {"console screen", "log quiet"};
  EXPECT_EQ(BootScript({}, "", false, options), "console screen\nlog quiet\n");
}

TEST(BootScript, WithoutAnExitPort) { EXPECT_EQ(BootScript({}, "panic", false), "drill panic\n"); }

TEST(BootScript, KeepsOrderAndNames) {
  const std::vector<SourceFile> sources = {
      {"b.fs", true}, {"lib/my words.fs", false}, {"a.fs", true}};
  EXPECT_EQ(BootScript(sources, "page-fault", true),
            "run M000.FS b.fs\n"
            "load M001.FS lib/my words.fs\n"
            "run M002.FS a.fs\n"
            "exit-port 0xf4\n"
            "drill page-fault\n");
}

}  // namespace
}  // namespace starkernel::tools
