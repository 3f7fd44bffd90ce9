#include "src/hal/screen/utf8_decoder.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace starkernel::hal::screen {
namespace {

std::u32string Decode(std::string_view bytes) {
  Utf8Decoder decoder;
  std::u32string decoded;
  for (const char byte : bytes) {
    for (const char32_t code_point : decoder.Feed(static_cast<std::uint8_t>(byte))) {
      decoded += code_point;
    }
  }
  return decoded;
}

TEST(Utf8Decoder, DecodesEveryLength) {
  EXPECT_EQ(Decode("A\x7F"), U"A\x7F");
  EXPECT_EQ(Decode("\u0080\u07FF"), U"\u0080\u07FF");
  EXPECT_EQ(Decode("\u0800│\uFFFF"), U"\u0800│\uFFFF");
  EXPECT_EQ(Decode("\U00010000\U0010FFFF"), U"\U00010000\U0010FFFF");
}

TEST(Utf8Decoder, ReplacesEachMaximalPart) {
  EXPECT_EQ(Decode("\x80"), U"\uFFFD");
  EXPECT_EQ(Decode("\xC1\xBF"), U"\uFFFD\uFFFD");
  EXPECT_EQ(Decode("\xC2x"), U"\uFFFDx");
  EXPECT_EQ(Decode("\xE2\x94x"), U"\uFFFDx");
  EXPECT_EQ(Decode("\xE2\xC3\xA9"), U"\uFFFDé");
  EXPECT_EQ(Decode("\xF5"), U"\uFFFD");
}

TEST(Utf8Decoder, RefusesOverlongFormsSurrogatesAndWhatIsTooLarge) {
  EXPECT_EQ(Decode("\xE0\x9F\xBF"), U"\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(Decode("\xED\xA0\x80"), U"\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(Decode("\xF0\x8F\xBF\xBF"), U"\uFFFD\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(Decode("\xF4\x90\x80\x80"), U"\uFFFD\uFFFD\uFFFD\uFFFD");
}

}  // namespace
}  // namespace starkernel::hal::screen
