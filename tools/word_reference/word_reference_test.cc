#include "tools/word_reference/word_reference.h"

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace starkernel::tools {
namespace {

std::string Read(const std::string& path) {
  const std::ifstream file(path);
  EXPECT_TRUE(file.good()) << path << " is missing";
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(WordReference, ThePagesHoldTheWordTables) {
  const std::vector<Page> pages = WordReference(Read(kWordIndex));
  EXPECT_GT(pages.size(), 40U);
  for (const Page& page : pages) {
    EXPECT_EQ(Read(page.path), page.text)
        << page.path << " is out of date: bazel run //tools/word_reference";
  }
}

TEST(WordReference, NoPageIsLeftOver) {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator("docs/words")) {
    files += entry.is_regular_file() ? 1 : 0;
  }
  EXPECT_EQ(files + 1, WordReference("").size());
}

TEST(WordReference, WhatStandsBeforeTheModulesIsKept) {
  EXPECT_TRUE(WordReference("Some text.\n\n## Modules\nold\n")
                  .back()
                  .text.starts_with("Some text.\n\n## Modules\n\n| module | words |\n"));
}

}  // namespace
}  // namespace starkernel::tools
