#include "tools/disk_image/crc32.h"

#include <array>
#include <string_view>

#include "gtest/gtest.h"

namespace starkernel::tools {
namespace {

std::uint32_t OfText(std::string_view text) { return Crc32(std::as_bytes(std::span(text))); }

TEST(Crc32, MatchesTheStandardCheckValue) { EXPECT_EQ(OfText("123456789"), 0xCBF43926U); }

TEST(Crc32, OfNothingIsZero) { EXPECT_EQ(OfText(""), 0U); }

TEST(Crc32, OfOneByte) { EXPECT_EQ(OfText("a"), 0xE8B7BE43U); }

TEST(Crc32, OfZeros) {
  const std::array<std::byte, 32> zeros{};
  EXPECT_EQ(Crc32(zeros), 0x190A55ADU);
}

}  // namespace
}  // namespace starkernel::tools
