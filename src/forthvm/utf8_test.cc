#include "src/forthvm/utf8.h"

#include <cstdint>
#include <string_view>

#include "gtest/gtest.h"

namespace starkernel::forthvm {
namespace {

TEST(Utf8, EveryCharacterSurvives) {
  for (std::uint32_t code = 0; code <= utf8::kGreatest; ++code) {
    if (!utf8::IsCharacter(code)) {
      continue;
    }
    const utf8::Encoded encoded(code);
    const utf8::Decoded decoded = utf8::DecodeFirst(encoded.view());
    ASSERT_TRUE(decoded.is_well_formed) << code;
    ASSERT_EQ(decoded.code, code);
    ASSERT_EQ(decoded.size, utf8::SizeOf(code));
    ASSERT_EQ(utf8::SizeOfLast(encoded.view()), decoded.size);
    ASSERT_EQ(utf8::SizeOfGarbage(encoded.view()), 0);
  }
}

TEST(Utf8, KnowsTheForms) {
  EXPECT_EQ(utf8::Encoded(0x41).view(), "A");
  EXPECT_EQ(utf8::Encoded(0xE9).view(), "\xc3\xa9");
  EXPECT_EQ(utf8::Encoded(0x20AC).view(), "\xe2\x82\xac");
  EXPECT_EQ(utf8::Encoded(0x10FFFF).view(), "\xf4\x8f\xbf\xbf");
  EXPECT_FALSE(utf8::IsCharacter(0xD800));
  EXPECT_FALSE(utf8::IsCharacter(0xDFFF));
  EXPECT_TRUE(utf8::IsCharacter(0xE000));
  EXPECT_FALSE(utf8::IsCharacter(0x110000));
}

TEST(Utf8, WhatIsMalformedIsOneByte) {
  for (const std::string_view text :
       {"\x80", "\xc0\x80", "\xc1\xbf", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf",
        "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "\xc3", "\xc3\x41", "\xe2\x82",
        "\xe2\x41"}) {
    const utf8::Decoded decoded = utf8::DecodeFirst(text);
    EXPECT_FALSE(decoded.is_well_formed) << text;
    EXPECT_EQ(decoded.code, utf8::kReplacement);
    EXPECT_EQ(decoded.size, 1);
  }
  EXPECT_EQ(utf8::SizeOfLast("a\x80"), 1);
  EXPECT_EQ(utf8::SizeOfLast("\xc3\xa9\x80"), 1);
}

TEST(Utf8, GarbageIsWhatIsCutOff) {
  EXPECT_EQ(utf8::SizeOfGarbage(""), 0);
  EXPECT_EQ(utf8::SizeOfGarbage("a\xc3"), 1);
  EXPECT_EQ(utf8::SizeOfGarbage("a\xe2\x82"), 2);
  EXPECT_EQ(utf8::SizeOfGarbage("\xf0\x9f\x98"), 3);
  EXPECT_EQ(utf8::SizeOfGarbage("\xf0\x9f\x98\x80"), 0);
  EXPECT_EQ(utf8::SizeOfGarbage("a\x80"), 0);
  EXPECT_EQ(utf8::SizeOfGarbage("\x80\x80\x80\x80\x80"), 0);
}

}  // namespace
}  // namespace starkernel::forthvm
