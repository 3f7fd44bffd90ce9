#include "tools/fence/check_build_file.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tools/fence/finding.h"

namespace starkernel::fence {
namespace {

/// A BUILD file with one fenced library.
std::string Library(const std::string& visibility) {
  return "# It's a comment.\nload(\"//toolchains:cc.bzl\", \"sk_cc_library\")\n\nsk_cc_library(\n"
         "    name = \"a\",\n    srcs = [\"a_unsafe.cc\"],\n    deps = [\"//src/base:panic\"],\n" +
         visibility + ")\n";
}

std::size_t FindingsIn(const std::string& path, std::string_view contents) {
  return CheckBuildFile(path, contents).findings.size();
}

TEST(CheckBuildFileTest, FencedLibrariesNameThoseThatSeeThem) {
  constexpr const char* kPath = "src/a/BUILD.bazel";
  EXPECT_EQ(FindingsIn(kPath, Library("visibility = [\"//visibility:private\"],\n")), 0U);
  EXPECT_EQ(FindingsIn(kPath, Library("visibility = [\"//src/b:__pkg__\", \"//:__pkg__\"],\n")),
            0U);
  EXPECT_EQ(FindingsIn(kPath, Library("")), 1U);
  EXPECT_EQ(FindingsIn(kPath, Library("visibility = [\"//visibility:public\"],\n")), 1U);
  EXPECT_EQ(FindingsIn(kPath, Library("visibility = [\"//src:__subpackages__\"],\n")), 1U);
  EXPECT_EQ(FindingsIn(kPath, Library("visibility = OWNERS,\n")), 1U);
}

TEST(CheckBuildFileTest, OtherLibrariesAreFree) {
  EXPECT_EQ(FindingsIn("src/a/BUILD.bazel",
                       "sk_cc_library(\n    name = \"a_unsafe\",\n    hdrs = [\"a.h\"],\n)\n"
                       "sk_cc_test(\n    srcs = [\"a_unsafe.cc\"],\n)\n"),
            0U);
}

TEST(CheckBuildFileTest, TheKernelIsMadeByOurMacrosAlone) {
  for (const std::string rule : {"cc_library", "cc_binary", "native.cc_test", "genrule"}) {
    EXPECT_EQ(FindingsIn("src/a/BUILD.bazel", rule + "(name = \"a\")"), 1U) << rule;
    EXPECT_EQ(FindingsIn("tools/a/BUILD.bazel", rule + "(name = \"a\")"), 0U) << rule;
  }
  EXPECT_EQ(FindingsIn("src/a/BUILD.bazel", "# cc_library\nx = \"cc_library\""), 0U);
}

TEST(CheckBuildFileTest, NothingSilencesTheCompiler) {
  for (const std::string flag : {"-Wno-shadow", "-w", "--no-warnings", "-", "-DA=reinterpret_cast",
                                 "-strict_warnings", "-layering_check", "-bounds_traps"}) {
    EXPECT_EQ(FindingsIn("src/a/BUILD.bazel", "sk_cc_library(copts = [\"" + flag + "\"])"), 1U)
        << flag;
  }
  for (const std::string name : {"defines", "local_defines", "includes"}) {
    EXPECT_EQ(FindingsIn("src/a/BUILD.bazel", "sk_cc_library(" + name + " = [\"A\"])"), 1U) << name;
  }
}

TEST(CheckBuildFileTest, WhoSeesAFencedLibraryUsesIt) {
  const std::string seen = Library("visibility = [\"//src/b:__pkg__\"],\n");
  const BuildReport owner = CheckBuildFile("src/a/BUILD.bazel", seen);
  ASSERT_EQ(owner.fenced.size(), 1U);
  EXPECT_EQ(owner.fenced.at(0).label, "//src/a:a");
  EXPECT_EQ(owner.fenced.at(0).packages, std::vector<std::string>{"src/b"});
  const auto unused = [&owner](const std::string& user) {
    return FindUnusedVisibility({owner, CheckBuildFile("src/b/BUILD.bazel", user)}).size();
  };
  EXPECT_EQ(unused("sk_cc_library(deps = [\"//src/a:a\"])"), 0U);
  EXPECT_EQ(unused("sk_cc_library(deps = [\"//src/a\"])"), 0U);
  EXPECT_EQ(unused("sk_cc_library(deps = [\"//src/a:b\"])"), 1U);
  EXPECT_EQ(FindUnusedVisibility({owner}).size(), 1U);
}

}  // namespace
}  // namespace starkernel::fence
