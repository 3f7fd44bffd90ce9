#include "src/base/packed_text.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"
#include "src/base/error.h"
#include "src/base/result.h"

namespace starkernel {
namespace {

using namespace std::string_view_literals;

/// The bytes of a row of codes, written by the definition, bit by bit.
std::string Row(std::span<const std::uint16_t> codes) {
  std::string bytes((codes.size() * 12 + 7) / 8, '\0');
  for (std::size_t bit = 0; bit < codes.size() * 12; ++bit) {
    const unsigned value = (static_cast<unsigned>(codes[bit / 12]) >> (bit % 12)) & 1U;
    bytes[bit / 8] =
        static_cast<char>(static_cast<unsigned char>(bytes[bit / 8]) | (value << (bit % 8)));
  }
  return bytes;
}

std::string Row(std::initializer_list<std::uint16_t> codes) {
  return Row(std::vector<std::uint16_t>(codes));
}

/// What a text unpacks to, in room for 100 bytes.
std::string Unpacked(std::string_view pairs, std::string_view packed) {
  std::array<char, 100> room{};
  const Result<std::string_view> text = UnpackText(pairs, packed, room);
  return text.ok() ? std::string(text.value()) : std::string(ErrorName(text.error()));
}

TEST(PackedTextTest, ACodeHasTwelveBits) {
  EXPECT_EQ(Unpacked("", "\x61\x20\x06"), "ab");
  EXPECT_EQ(Unpacked("\x61\x20\x06", "\x00\x01"sv), "ab");
}

TEST(PackedTextTest, AByteIsItself) {
  std::vector<std::uint16_t> codes;
  std::string bytes;
  for (std::uint16_t byte = 0; byte < kFirstPair; ++byte) {
    codes.push_back(byte);
    bytes.push_back(static_cast<char>(byte));
  }
  std::array<char, kFirstPair> room{};
  EXPECT_EQ(UnpackText("", Row(codes), room).value(), bytes);
}

TEST(PackedTextTest, APairIsItsTwoInOrder) {
  const std::string pairs = Row({'a', 'b', 256, 'c', 257, 257, 'd', 258});
  EXPECT_EQ(Unpacked(pairs, Row({'-', 256, '-'})), "-ab-");
  EXPECT_EQ(Unpacked(pairs, Row({257})), "abc");
  EXPECT_EQ(Unpacked(pairs, Row({258, 256})), "abcabcab");
  EXPECT_EQ(Unpacked(pairs, Row({259, 259})), "dabcabcdabcabc");
}

TEST(PackedTextTest, NothingIsNothing) {
  EXPECT_EQ(Unpacked("", ""), "");
  EXPECT_EQ(UnpackText("", "", {}).value(), "");
}

TEST(PackedTextTest, TheTextStaysWithinItsRoom) {
  const std::string pairs = Row({'a', 'b', 256, 256});
  const std::string packed = Row({257, 'c'});
  std::array<char, 6> room{};
  room.fill('.');
  EXPECT_EQ(UnpackText(pairs, packed, std::span(room).first(5)).value(), "ababc");
  EXPECT_EQ(std::string_view(room.data(), room.size()), "ababc.");
  for (std::size_t size = 0; size < 5; ++size) {
    room.fill('.');
    EXPECT_EQ(UnpackText(pairs, packed, std::span(room).first(size)).error(), Error::kCapacity);
    EXPECT_EQ(room.at(size), '.');
  }
}

TEST(PackedTextTest, RefusesWhatIsNoRow) {
  for (const std::string_view bytes : {"a"sv, "a\0b1"sv, "a\x10"sv, "a\0b1\xF0"sv}) {
    EXPECT_EQ(Unpacked("", bytes), "corrupt");
    EXPECT_EQ(Unpacked(bytes, ""), "corrupt");
  }
  EXPECT_EQ(Unpacked("", "a\0"sv), "a");
}

TEST(PackedTextTest, RefusesAPairThatIsNotInTheTable) {
  const std::string pairs = Row({'a', 'b', 256, 'c'});
  EXPECT_EQ(Unpacked(pairs, Row({257})), "abc");
  EXPECT_EQ(Unpacked(pairs, Row({258})), "corrupt");
  EXPECT_EQ(Unpacked(pairs, Row({4095})), "corrupt");
  EXPECT_EQ(Unpacked("", Row({256})), "corrupt");
  // Half a pair at the end is none.
  EXPECT_EQ(Unpacked(Row({'a', 'b', 'c'}), Row({257})), "corrupt");
}

TEST(PackedTextTest, RefusesAPairOfWhatIsNotLower) {
  EXPECT_EQ(Unpacked(Row({256, 'a'}), Row({256})), "corrupt");
  EXPECT_EQ(Unpacked(Row({'a', 256}), Row({256})), "corrupt");
  EXPECT_EQ(Unpacked(Row({257, 'a', 'b', 'c'}), Row({256})), "corrupt");
  EXPECT_EQ(Unpacked(Row({257, 'a', 'b', 'c'}), Row({257})), "bc");
}

/// Each pair begins with the one before, so that the last is `height` high.
std::string Chain(std::size_t height) {
  std::vector<std::uint16_t> codes{'a', 'b'};
  for (std::size_t pair = 1; pair < height; ++pair) {
    codes.push_back(static_cast<std::uint16_t>(kFirstPair + pair - 1));
    codes.push_back('c');
  }
  return Row(codes);
}

TEST(PackedTextTest, RefusesPairsThatAreTooHigh) {
  const auto last = static_cast<std::uint16_t>(kFirstPair + kHighestPair - 1);
  EXPECT_EQ(Unpacked(Chain(kHighestPair), Row({last})), "ab" + std::string(kHighestPair - 1, 'c'));
  EXPECT_EQ(Unpacked(Chain(kHighestPair + 1), Row({static_cast<std::uint16_t>(last + 1)})),
            "corrupt");
}

TEST(PackedTextTest, TheTableCanBeFull) {
  std::vector<std::uint16_t> codes;
  for (std::size_t pair = 0; pair < kMostPairs; ++pair) {
    codes.push_back('x');
    codes.push_back(static_cast<std::uint16_t>('a' + pair % 26));
  }
  EXPECT_EQ(Unpacked(Row(codes), Row({256, 4095})), "xax" + std::string(1, 'a' + 3839 % 26));
}

}  // namespace
}  // namespace starkernel
