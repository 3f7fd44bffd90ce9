#include "src/loader/packed_kernel.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "src/base/error.h"
#include "src/base/little_endian.h"
#include "src/base/quantities.h"

namespace starkernel::loader {
namespace {

std::vector<std::byte> Section(std::uint32_t magic, std::uint32_t packed, std::uint32_t size,
                               std::string_view block) {
  std::vector<std::byte> bytes(kPackedKernelHeaderBytes);
  WriteLittleEndian(std::span(bytes), 0, magic).value();
  WriteLittleEndian(std::span(bytes), 4, packed).value();
  WriteLittleEndian(std::span(bytes), 8, size).value();
  for (const char byte : block) {
    bytes.push_back(static_cast<std::byte>(byte));
  }
  return bytes;
}

std::string Text(std::span<const std::byte> bytes) {
  std::string text;
  for (const std::byte byte : bytes) {
    text.push_back(std::to_integer<char>(byte));
  }
  return text;
}

// By the block format: "ab" as literals, 12 bytes from 2 back, then "cdefg" as literals.
constexpr std::string_view kBlock(
    "\x28"
    "ab\x02\x00"
    "\x50"
    "cdefg",
    11);
constexpr std::string_view kUnpacked =
    "ababababababab"
    "cdefg";

TEST(PackedKernel, UnpacksToWhatWasPacked) {
  const auto section = Section(kPackedKernelMagic, 11, 19, kBlock);
  const auto kernel = ReadPackedKernel(section);
  ASSERT_TRUE(kernel.ok());
  EXPECT_EQ(kernel.value().size, ByteCount{19});
  std::vector<std::byte> target(19);
  ASSERT_TRUE(Unpack(kernel.value(), target).ok());
  EXPECT_EQ(Text(target), kUnpacked);
}

TEST(PackedKernel, WhatLiesBehindTheBlockDoesNotMatter) {
  auto section = Section(kPackedKernelMagic, 11, 19, kBlock);
  section.resize(section.size() + 5, std::byte{0xFF});
  EXPECT_EQ(ReadPackedKernel(section).value().block.size(), 11U);
}

TEST(PackedKernel, TheHeaderHasToBeTrue) {
  const auto error = [](const std::vector<std::byte>& section) {
    return ReadPackedKernel(section).error();
  };
  EXPECT_EQ(error({}), Error::kCorrupt);
  EXPECT_EQ(error(std::vector<std::byte>(11)), Error::kCorrupt);
  EXPECT_EQ(error(Section(kPackedKernelMagic + 1, 11, 19, kBlock)), Error::kCorrupt);
  EXPECT_EQ(error(Section(kPackedKernelMagic, 12, 19, kBlock)), Error::kCorrupt);
  EXPECT_EQ(error(Section(kPackedKernelMagic, 11, 0, kBlock)), Error::kCorrupt);
  const auto largest = static_cast<std::uint32_t>(kLargestKernel.value());
  EXPECT_TRUE(ReadPackedKernel(Section(kPackedKernelMagic, 11, largest, kBlock)).ok());
  EXPECT_EQ(error(Section(kPackedKernelMagic, 11, largest + 1, kBlock)), Error::kCapacity);
}

TEST(PackedKernel, TheBlockHasToGiveTheSizeThatWasSaid) {
  for (const std::uint32_t size : {18U, 20U}) {
    const auto section = Section(kPackedKernelMagic, 11, size, kBlock);
    std::vector<std::byte> target(size);
    EXPECT_EQ(Unpack(ReadPackedKernel(section).value(), target).error(), Error::kCorrupt);
  }
  const auto section = Section(kPackedKernelMagic, 11, 19, kBlock);
  std::vector<std::byte> target(18);
  EXPECT_EQ(Unpack(ReadPackedKernel(section).value(), target).error(), Error::kCorrupt)
      << "the target has another size";
}

TEST(PackedKernel, NoBlockReachesOutOfItsTarget) {
  std::mt19937_64 random(20261127);
  std::vector<std::byte> target(64);
  int refused = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string block(random() % 40, ' ');
    for (char& byte : block) {
      byte = static_cast<char>(random());
    }
    const auto section =
        Section(kPackedKernelMagic, static_cast<std::uint32_t>(block.size()), 64, block);
    refused += Unpack(ReadPackedKernel(section).value(), target).ok() ? 0 : 1;
  }
  EXPECT_GT(refused, 19'000);
}

}  // namespace
}  // namespace starkernel::loader
