#include "tools/elf2efi/base_relocations.h"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "src/base/little_endian.h"

namespace starkernel::elf2efi {
namespace {

TEST(BaseRelocations, MakesOneBlockForEachPage) {
  constexpr std::array<std::uint32_t, 3> kPlaces = {0x3000, 0x3FF8, 0x5010};
  const std::vector<std::byte> bytes = BuildBaseRelocations(kPlaces);
  ASSERT_EQ(bytes.size(), 24U);
  EXPECT_EQ(ReadLittleEndian<std::uint32_t>(bytes, 0).value(), 0x3000U);
  EXPECT_EQ(ReadLittleEndian<std::uint32_t>(bytes, 4).value(), 12U);
  EXPECT_EQ(ReadLittleEndian<std::uint16_t>(bytes, 10).value(), 0xAFF8U);
  EXPECT_EQ(ReadLittleEndian<std::uint32_t>(bytes, 12).value(), 0x5000U);
  EXPECT_EQ(ReadLittleEndian<std::uint32_t>(bytes, 16).value(), 12U);
  EXPECT_EQ(ReadLittleEndian<std::uint16_t>(bytes, 20).value(), 0xA010U);
  EXPECT_EQ(ReadLittleEndian<std::uint16_t>(bytes, 22).value(), 0U) << "padding";
}

TEST(BaseRelocations, IsNeverEmpty) {
  const std::vector<std::byte> bytes = BuildBaseRelocations({});
  ASSERT_EQ(bytes.size(), 12U);
  EXPECT_EQ(ReadLittleEndian<std::uint32_t>(bytes, 0).value(), 0U);
  EXPECT_EQ(ReadLittleEndian<std::uint32_t>(bytes, 4).value(), 12U);
  EXPECT_EQ(ReadLittleEndian<std::uint32_t>(bytes, 8).value(), 0U);
}

}  // namespace
}  // namespace starkernel::elf2efi
