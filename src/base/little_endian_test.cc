#include "src/base/little_endian.h"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>

namespace starkernel {
namespace {

constexpr std::array kBytes{std::byte{0x01}, std::byte{0x82}, std::byte{0x03}, std::byte{0x84},
                            std::byte{0x05}};

TEST(LittleEndian, ReadsTheLeastSignificantByteFirst) {
  EXPECT_EQ(ReadLittleEndian<std::uint8_t>(kBytes, 1).value(), 0x82U);
  EXPECT_EQ(ReadLittleEndian<std::uint16_t>(kBytes, 0).value(), 0x8201U);
  EXPECT_EQ(ReadLittleEndian<std::uint32_t>(kBytes, 1).value(), 0x05840382U);
}

TEST(LittleEndian, RefusesToReadBeyondTheEnd) {
  EXPECT_TRUE(ReadLittleEndian<std::uint8_t>(kBytes, 4).ok());
  EXPECT_EQ(ReadLittleEndian<std::uint8_t>(kBytes, 5).error(), Error::kOutOfRange);
  EXPECT_EQ(ReadLittleEndian<std::uint32_t>(kBytes, 2).error(), Error::kOutOfRange);
  EXPECT_EQ(ReadLittleEndian<std::uint64_t>(kBytes, 0).error(), Error::kOutOfRange);
  EXPECT_EQ(ReadLittleEndian<std::uint16_t>(kBytes, ~std::uint64_t{0}).error(), Error::kOutOfRange);
}

TEST(LittleEndian, WritesWhatItReads) {
  std::array<std::byte, 9> bytes{};
  ASSERT_TRUE(WriteLittleEndian<std::uint64_t>(bytes, 1, 0x1122334455667788U).ok());
  EXPECT_EQ(bytes.at(1), std::byte{0x88});
  EXPECT_EQ(bytes.at(8), std::byte{0x11});
  EXPECT_EQ(ReadLittleEndian<std::uint64_t>(bytes, 1).value(), 0x1122334455667788U);
  EXPECT_EQ(WriteLittleEndian<std::uint64_t>(bytes, 2, 1U).error(), Error::kOutOfRange);
  EXPECT_EQ(bytes.at(2), std::byte{0x77});
}

}  // namespace
}  // namespace starkernel
