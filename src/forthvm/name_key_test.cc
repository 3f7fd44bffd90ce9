#include "src/forthvm/name_key.h"

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>

#include "gtest/gtest.h"

namespace starkernel::forthvm {
namespace {

TEST(NameKey, OnlyAsciiLettersLoseTheirCase) {
  for (int code = 0; code < 256; ++code) {
    const char character = static_cast<char>(code);
    const char capital = Capital(character);
    for (int other = 0; other < 256; ++other) {
      const std::string name(1, static_cast<char>(other));
      EXPECT_EQ(SameButForCase(PackStart(std::string(1, character)), PackStart(name)),
                capital == Capital(static_cast<char>(other)))
          << code << " " << other;
    }
    // Neighbours in the same number change nothing.
    for (std::size_t size = 2; size <= 8; ++size) {
      std::string between(size, '\xff');
      std::string capitals = between;
      between[size / 2] = character;
      capitals[size / 2] = capital;
      EXPECT_TRUE(SameButForCase(PackStart(between), PackStart(capitals))) << code;
      EXPECT_EQ(KeyOf(between).hash, KeyOf(capitals).hash) << code;
      EXPECT_EQ(PackStart(between) == PackStart(std::string(size, '\xff')), code == 255) << code;
    }
  }
}

/// Whether names of one length are the same, as the dictionary compares them.
bool IsSame(const std::string& name, const std::string& other) {
  return SameButForCase(PackStart(name), PackStart(other)) && SameBehindStart(name, other);
}

TEST(NameKey, EveryCharacterCounts) {
  for (std::size_t size = 1; size <= 40; ++size) {
    const std::string name(size, 'n');
    for (std::size_t place = 0; place < size; ++place) {
      std::string other = name;
      other[place] = '-';
      EXPECT_NE(KeyOf(name).hash, KeyOf(other).hash) << size << " " << place;
      EXPECT_FALSE(IsSame(name, other)) << size << " " << place;
      other[place] = 'N';
      EXPECT_EQ(KeyOf(name).hash, KeyOf(other).hash) << size << " " << place;
      EXPECT_TRUE(IsSame(name, other)) << size << " " << place;
    }
  }
}

TEST(NameKey, CaseIsNoDifference) {
  EXPECT_EQ(KeyOf("swap").hash, KeyOf("SWAP").hash);
  EXPECT_TRUE(IsSame("swap", "SWAP"));
  EXPECT_FALSE(IsSame("[x]", "{x}"));
  EXPECT_EQ(KeyOf("search-wordlist").hash, KeyOf("SEARCH-WordList").hash);
  EXPECT_NE(KeyOf("search-wordlist").hash, KeyOf("search-wordlisu").hash);
  EXPECT_NE(KeyOf("a").hash, KeyOf("aa").hash);
}

TEST(NameKey, WhatTheStartDoesNotHoldIsCompared) {
  EXPECT_TRUE(SameBehindStart("12345678", "abcdefgh"));
  EXPECT_FALSE(SameBehindStart("123456789", "12345678a"));
  EXPECT_TRUE(SameBehindStart("12345678a", "12345678A"));
  EXPECT_FALSE(SameBehindStart("12345678[", "12345678{"));
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
