#include "src/forthvm/name_key.h"

#include <set>
#include <string>

#include "gtest/gtest.h"

namespace starkernel::forthvm {
namespace {

TEST(NameKey, OnlyAsciiLettersLoseTheirCase) {
  for (int code = 0; code < 256; ++code) {
    const char character = static_cast<char>(code);
    const char capital = Capital(character);
    EXPECT_EQ(PackCapitals(std::string(1, character)), static_cast<unsigned char>(capital)) << code;
    // Neighbours in the same number change nothing.
    const std::string between = {'\xff', character, '\0', character, 'z'};
    const std::string capitals = {'\xff', capital, '\0', capital, 'Z'};
    EXPECT_EQ(PackCapitals(between), PackCapitals(capitals)) << code;
  }
}

TEST(NameKey, CaseIsNoDifference) {
  EXPECT_EQ(KeyOf("swap").start, KeyOf("SWAP").start);
  EXPECT_EQ(KeyOf("search-wordlist").hash, KeyOf("SEARCH-WordList").hash);
  EXPECT_NE(KeyOf("search-wordlist").hash, KeyOf("search-wordlisu").hash);
  EXPECT_NE(KeyOf("a").hash, KeyOf("aa").hash);
  EXPECT_NE(KeyOf(std::string("\0a", 2)).hash, KeyOf("a").hash);
}

TEST(NameKey, WhatTheKeyDoesNotHoldIsCompared) {
  EXPECT_TRUE(SameBehindKey("12345678", "abcdefgh"));
  EXPECT_FALSE(SameBehindKey("123456789", "12345678a"));
  EXPECT_TRUE(SameBehindKey("12345678a", "12345678A"));
}

TEST(NameKey, CommonNamesSpreadOverBuckets) {
  std::set<std::uint64_t> used;
  for (int number = 0; number < 1000; ++number) {
    used.insert(KeyOf("NAME" + std::to_string(number)).hash % 4096);
  }
  // A thousand balls in 4096 boxes leave about 888 of them used.
  EXPECT_GT(used.size(), 800U);
}

}  // namespace
}  // namespace starkernel::forthvm
