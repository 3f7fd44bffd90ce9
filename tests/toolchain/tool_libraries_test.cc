#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/toolchain/command_output.h"

namespace starkernel::toolchain_tests {
namespace {

struct Tree {
  std::string root;
  std::string library_path;
  /// Directories whose ELF files are run, or loaded by what is run.
  std::vector<std::string> programs;
};

std::string LibraryPath(const std::string& root, const std::vector<std::string>& directories) {
  std::string path;
  for (const std::string& directory : directories) {
    path += (path.empty() ? "" : ":") + root + "/" + directory;
  }
  return path;
}

bool IsElf(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string magic(4, '\0');
  stream.read(magic.data(), 4);
  return magic ==
         "\x7f"
         "ELF";
}

/// The files that the tree's own loader would map for `program`, as the loader prints them.
std::vector<std::string> ForeignLibraries(const Tree& tree, const std::string& program) {
  const CommandOutput output =
      RunCommand({tree.root + "/lib64/ld-linux-x86-64.so.2", "--inhibit-cache", "--library-path",
                  tree.library_path, "--list", program});
  std::vector<std::string> foreign;
  if (output.status != 0) {
    foreign.push_back(output.text);
  }
  for (const std::string& line : Lines(output.text)) {
    const bool is_virtual = line.find("linux-vdso") != std::string::npos;
    const bool is_static = line.find("statically linked") != std::string::npos;
    const bool is_own = line.find(" => " + tree.root + "/") != std::string::npos ||
                        line.find("\t" + tree.root + "/") == 0;
    if (!is_virtual && !is_static && !is_own) {
      foreign.push_back(line);
    }
  }
  return foreign;
}

int CountChecked(const Tree& tree) {
  int checked = 0;
  for (const std::string& directory : tree.programs) {
    for (const auto& entry : std::filesystem::directory_iterator(tree.root + "/" + directory)) {
      if (entry.is_regular_file() && IsElf(entry.path())) {
        EXPECT_EQ(ForeignLibraries(tree, entry.path()), std::vector<std::string>()) << entry.path();
        ++checked;
      }
    }
  }
  return checked;
}

const std::vector<std::string> kLibraryDirectories = {"lib/x86_64-linux-gnu",
                                                      "usr/lib/x86_64-linux-gnu"};

TEST(ToolLibrariesTest, CompilersAndBinaryToolsLoadOnlyTheirOwn) {
  const std::string root = "external/llvm/root";
  std::vector<std::string> directories = kLibraryDirectories;
  directories.push_back("usr/lib/llvm-19/lib");
  // The wrappers name what is run; the packages hold many more programs.
  int checked = 0;
  const Tree tree{root, LibraryPath(root, directories), {}};
  for (const auto& wrapper : std::filesystem::directory_iterator("external/llvm/bin")) {
    const std::string program = root + "/usr/lib/llvm-19/bin/" + wrapper.path().filename().string();
    ASSERT_TRUE(std::filesystem::exists(program)) << program;
    EXPECT_EQ(ForeignLibraries(tree, program), std::vector<std::string>()) << program;
    ++checked;
  }
  EXPECT_GE(checked, 10);
}

TEST(ToolLibrariesTest, EmulatorAndItsModulesLoadOnlyTheirOwn) {
  const std::string root = "external/qemu/root";
  const Tree tree{
      root, LibraryPath(root, kLibraryDirectories), {"usr/bin", "usr/lib/x86_64-linux-gnu/qemu"}};
  EXPECT_GE(CountChecked(tree), 2);
}

TEST(ToolLibrariesTest, FileSystemToolsLoadOnlyTheirOwn) {
  const std::string root = "external/mtools/root";
  const Tree tree{root, LibraryPath(root, kLibraryDirectories), {"usr/bin"}};
  EXPECT_GE(CountChecked(tree), 1);
}

TEST(ToolLibrariesTest, ALibraryOfTheHostIsNoticed) {
  const std::string root = "external/mtools/root";
  const Tree without_libraries{root, root + "/nowhere", {}};
  EXPECT_NE(ForeignLibraries(without_libraries, root + "/usr/bin/mtools"),
            std::vector<std::string>());
}

}  // namespace
}  // namespace starkernel::toolchain_tests
