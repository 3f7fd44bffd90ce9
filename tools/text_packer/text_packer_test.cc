#include "tools/text_packer/text_packer.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"
#include "src/base/packed_text.h"
#include "src/base/result.h"
#include "src/parity/post_case.h"
#include "src/parity/post_corpus.h"

namespace starkernel::tools {
namespace {

std::size_t SizeOf(const PackedTexts& packed) {
  std::size_t size = packed.pairs.size();
  for (const std::string& text : packed.texts) {
    size += text.size();
  }
  return size;
}

/// Packs texts, and expects each to come back from room that is just large enough.
PackedTexts ExpectRoundTrip(std::span<const std::string_view> texts) {
  PackedTexts packed = PackTexts(texts);
  EXPECT_EQ(packed.texts.size(), texts.size());
  EXPECT_LE(packed.pairs.size(), kMostPairs * 3);
  for (std::size_t index = 0; index < packed.texts.size(); ++index) {
    std::string room(texts[index].size(), '\0');
    const Result<std::string_view> text = UnpackText(packed.pairs, packed.texts[index], room);
    EXPECT_TRUE(text.ok() && text.value() == texts[index]) << "text " << index;
  }
  return packed;
}

PackedTexts ExpectRoundTrip(const std::vector<std::string>& texts) {
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  return ExpectRoundTrip(views);
}

TEST(TextPackerTest, APairTakesTheLowestFreeCode) {
  // `ab` stands three times and is worth a code, then nothing is.
  const PackedTexts packed = ExpectRoundTrip({"abab", "ab"});
  EXPECT_EQ(packed.pairs, "\x61\x20\x06");
  EXPECT_EQ(packed.texts.at(0), std::string("\x00\x01\x10", 3));
  EXPECT_EQ(packed.texts.at(1), std::string("\x00\x01", 2));
}

TEST(TextPackerTest, APairThatDoesNotPayIsNotMade) {
  EXPECT_EQ(ExpectRoundTrip({"abcab"}).pairs, "");
  EXPECT_EQ(ExpectRoundTrip({"ab", "ab"}).pairs, "");
}

TEST(TextPackerTest, NoPairReachesIntoTheNextText) {
  EXPECT_EQ(ExpectRoundTrip(std::vector<std::string>(10, "a")).pairs, "");
}

TEST(TextPackerTest, NothingStaysNothing) {
  EXPECT_EQ(SizeOf(ExpectRoundTrip(std::vector<std::string>{})), 0U);
  EXPECT_EQ(SizeOf(ExpectRoundTrip({"", ""})), 0U);
}

TEST(TextPackerTest, RunsOfOneByteComeBack) {
  for (std::size_t length = 1; length < 200; ++length) {
    ExpectRoundTrip({std::string(length, 'a'), "b" + std::string(length, '\0')});
  }
  EXPECT_LE(SizeOf(ExpectRoundTrip({std::string(100'000, 'a')})), 100U);
}

/// A row where each pair is best made from the one before: `ab`, `abc`, `abcd` and so on.
TEST(TextPackerTest, NoPairIsHigherThanTheReaderAllows) {
  std::string all;
  for (char byte = ' '; byte < '~'; ++byte) {
    all.push_back(byte);
  }
  std::vector<std::string> texts;
  for (std::size_t length = 2; length <= all.size(); ++length) {
    texts.insert(texts.end(), 4, all.substr(0, length));
  }
  ExpectRoundTrip(texts);
}

TEST(TextPackerTest, TextsOfAnyBytesComeBack) {
  std::mt19937 random(1);
  for (int round = 0; round < 300; ++round) {
    const std::uint32_t letters = 1 + random() % (round % 2 == 0 ? 256 : 4);
    std::vector<std::string> texts(random() % 5);
    for (std::string& text : texts) {
      text.resize(random() % 400);
      std::ranges::generate(text, [&] { return static_cast<char>(random() % letters); });
    }
    ExpectRoundTrip(texts);
  }
}

TEST(TextPackerTest, TheTableIsNeverOverfull) {
  // 4,096 pairs in three places each, where there are codes for 3,840.
  std::vector<std::string> texts;
  for (int first = 0; first < 64; ++first) {
    for (int second = 0; second < 64; ++second) {
      texts.insert(texts.end(), 3, {static_cast<char>(first), static_cast<char>(second)});
    }
  }
  EXPECT_EQ(ExpectRoundTrip(texts).pairs.size(), kMostPairs * 3);
}

TEST(TextPackerTest, PostsCorpusTakesAThird) {
  std::vector<std::string_view> texts;
  std::size_t size = 0;
  for (const parity::PostModule& module : parity::PostCorpus()) {
    texts.push_back(module.text);
    size += module.text.size();
  }
  EXPECT_LT(SizeOf(ExpectRoundTrip(texts)), size / 3);
}

}  // namespace
}  // namespace starkernel::tools
