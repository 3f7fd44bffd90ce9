// The tutorial's section on several VM instances shows the program that is run, and what it prints.
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <string>

namespace starkernel::tests {
namespace {

std::string WithoutBlanksAtTheEnd(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

std::set<std::string> LinesOf(const std::string& file) {
  std::set<std::string> lines;
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line);) {
    lines.insert(WithoutBlanksAtTheEnd(line));
  }
  return lines;
}

TEST(TourDocument, ShowsThatProgramAndWhatItPrints) {
  std::set<std::string> there = LinesOf("tests/boot/sources/tour.fs");
  there.merge(LinesOf("tests/boot/sources/tour.expected"));
  ASSERT_GT(there.size(), 40U);
  std::ifstream tutorial("docs/tutorial.md");
  bool in_section = false;
  bool in_block = false;
  int shown = 0;
  for (std::string line; std::getline(tutorial, line);) {
    if (line.starts_with("## ")) {
      in_section = line == "## Several VM instances";
    } else if (line.starts_with("```")) {
      in_block = !in_block;
    } else if (in_section && in_block) {
      EXPECT_TRUE(there.contains(WithoutBlanksAtTheEnd(line))) << line;
      ++shown;
    }
  }
  EXPECT_GT(shown, 40);
}

}  // namespace
}  // namespace starkernel::tests
