#include "tools/coverage/lcov.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "tools/coverage/coverage_data.h"

namespace starkernel::tools {
namespace {

CoverageData ReadAll(const std::string& text) {
  std::istringstream input(text);
  CoverageData data;
  const auto read = ReadLcov(input, data);
  EXPECT_TRUE(read.has_value()) << (read ? "" : read.error());
  return data;
}

std::string ErrorOf(const std::string& text) {
  std::istringstream input(text);
  CoverageData data;
  const auto read = ReadLcov(input, data);
  return read ? "accepted" : read.error();
}

TEST(Lcov, CountsOfLinesAndFunctionsAreRead) {
  const CoverageData data = ReadAll(
      "TN:\nSF:src/a.cc\nFN:3,_Z1fv\nFN:9,_Z1g,v\nFNDA:7,_Z1fv\nFNDA:0,_Z1g,v\nFNF:2\nFNH:1\n"
      "DA:3,7\nDA:4,0\nBRDA:4,0,0,-\nLF:2\nLH:1\nend_of_record\n");
  EXPECT_EQ(
      data,
      (CoverageData{{"src/a.cc", {.lines = {{3, 7}, {4, 0}}, .functions = {{3, 7}, {9, 0}}}}}));
}

TEST(Lcov, RecordsOfTheSameFileAddUp) {
  const CoverageData data = ReadAll(
      "SF:/proc/self/cwd/./src/a.h\nFN:1,f<int>\nFN:1,f<char>\nFNDA:2,f<int>\nFNDA:1,f<char>\n"
      "DA:1,2\nend_of_record\nSF:src/a.h\nDA:1,5\nDA:2,1\nend_of_record\n");
  EXPECT_EQ(data, (CoverageData{{"src/a.h", {.lines = {{1, 7}, {2, 1}}, .functions = {{1, 3}}}}}));
}

TEST(Lcov, WhatIsWrittenIsReadAgain) {
  const CoverageData data = {{"src/a.cc", {.lines = {{3, 7}, {4, 0}}, .functions = {{3, 7}}}},
                             {"src/b.S", {.lines = {{1, 1}}, .functions = {}}}};
  std::ostringstream output;
  WriteLcov(data, output);
  EXPECT_EQ(ReadAll(output.str()), data);
}

TEST(Lcov, WhatIsNoRecordIsNamed) {
  EXPECT_EQ(ErrorOf("SF:a\nDA:1,2"), "accepted");
  EXPECT_EQ(ErrorOf("DA:1,2"), "no record of a tracefile: DA:1,2");
  EXPECT_EQ(ErrorOf("SF:a\nDA:x,2"), "no record of a tracefile: DA:x,2");
  EXPECT_EQ(ErrorOf("SF:a\nDA:1,x"), "no record of a tracefile: DA:1,x");
  EXPECT_EQ(ErrorOf("SF:a\nFNDA:1,f"), "no record of a tracefile: FNDA:1,f");
  EXPECT_EQ(ErrorOf("nonsense"), "no record of a tracefile: nonsense");
}

}  // namespace
}  // namespace starkernel::tools
