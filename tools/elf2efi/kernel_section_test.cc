#include "tools/elf2efi/kernel_section.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <random>
#include <vector>

#include "src/base/quantities.h"
#include "src/loader/packed_kernel.h"

namespace starkernel::elf2efi {
namespace {

void ExpectSameAfterUnpacking(const std::vector<std::byte>& kernel) {
  const std::vector<std::byte> section = BuildKernelSection(kernel).value();
  const auto packed = loader::ReadPackedKernel(section);
  ASSERT_TRUE(packed.ok());
  ASSERT_EQ(packed.value().size, ByteCount(kernel.size()));
  std::vector<std::byte> unpacked(kernel.size());
  ASSERT_TRUE(loader::Unpack(packed.value(), unpacked).ok());
  EXPECT_EQ(unpacked, kernel);
}

TEST(KernelSection, TheLoaderUnpacksWhatWasPacked) {
  std::mt19937_64 random(20261127);
  for (std::size_t size = 1; size < 100'000; size = size * 3 + 1) {
    std::vector<std::byte> kernel(size);
    ExpectSameAfterUnpacking(kernel);
    for (std::byte& byte : kernel) {
      byte = static_cast<std::byte>(random());
    }
    ExpectSameAfterUnpacking(kernel);
  }
}

TEST(KernelSection, WhatRepeatsTakesLittle) {
  EXPECT_LT(BuildKernelSection(std::vector<std::byte>(100'000)).value().size(), 1'000U);
}

TEST(KernelSection, RefusesNothingAndWhatIsTooLarge) {
  EXPECT_EQ(BuildKernelSection({}).error().message,
            "a kernel of 0 bytes cannot be packed: 1 to 16777216 can");
  const std::vector<std::byte> large(loader::kLargestKernel.value() + 1);
  EXPECT_EQ(BuildKernelSection(large).error().message,
            "a kernel of 16777217 bytes cannot be packed: 1 to 16777216 can");
}

}  // namespace
}  // namespace starkernel::elf2efi
