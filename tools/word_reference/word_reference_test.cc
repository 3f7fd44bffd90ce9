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

TEST(WordReference, TheReadmeSaysHowManyWordsThereAre) {
  const std::string readme = Read(kReadme);
  EXPECT_TRUE(readme.contains(" words, data space from ")) << "README.md shows no boot";
  EXPECT_TRUE(readme == ReadmeWithWordCount(readme).text)
      << "README.md is out of date: bazel run //tools/word_reference";
}

TEST(WordReference, TheNumberOfWordsIsPutIn) {
  const std::string text = ReadmeWithWordCount("VM[0]: 1 words, data space from 0x1").text;
  const std::string count = text.substr(7, text.find(' ', 7) - 7);
  EXPECT_GT(std::stoi(count), 500);
  EXPECT_EQ(text, "VM[0]: " + count + " words, data space from 0x1");
  EXPECT_EQ(ReadmeWithWordCount("7 words, data space").text, "7 words, data space");
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
