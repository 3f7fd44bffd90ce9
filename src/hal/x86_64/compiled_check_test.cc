#include "src/hal/x86_64/compiled_check.h"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <optional>
#include <span>

namespace starkernel::hal {
namespace {

// Instructions as Clang 19 emits them.
constexpr std::array kAddition = {std::byte{0x67}, std::byte{0x0F}, std::byte{0xB9},
                                  std::byte{0x00}, std::byte{0x90}};

constexpr std::array<std::byte, 5> Ud1(unsigned kind) {
  return {std::byte{0x67}, std::byte{0x0F}, std::byte{0xB9}, std::byte{0x40}, std::byte(kind)};
}

TEST(CompiledCheckTest, NamesWhatWasFound) {
  EXPECT_EQ(CompiledCheckAt(kAddition), "an addition overflows");
  EXPECT_EQ(CompiledCheckAt(Ud1(0x0C)), "a multiplication overflows");
  EXPECT_EQ(CompiledCheckAt(Ud1(0x0B)), "a function ends without a value");
  EXPECT_EQ(CompiledCheckAt(Ud1(0x12)), "an index is out of bounds");
  EXPECT_EQ(CompiledCheckAt(Ud1(0x13)), "arithmetic on a pointer overflows");
  EXPECT_EQ(CompiledCheckAt(Ud1(0x14)), "a shift is too wide or overflows");
  EXPECT_EQ(CompiledCheckAt(Ud1(0x15)), "a subtraction overflows");
  EXPECT_EQ(CompiledCheckAt(Ud1(0x16)), "a pointer is null or misaligned");
  EXPECT_EQ(CompiledCheckAt(Ud1(0x18)), "an array has no positive length");
  EXPECT_EQ(CompiledCheckAt(Ud1(0x19)), "undefined behaviour");
  EXPECT_EQ(CompiledCheckAt(Ud1(0xFF)), "undefined behaviour");
}

TEST(CompiledCheckTest, KnowsThePlainTrap) {
  constexpr std::array kTrap = {std::byte{0x0F}, std::byte{0x0B}};
  EXPECT_EQ(CompiledCheckAt(kTrap),
            "an index is out of bounds, or a function is called as another type");
}

TEST(CompiledCheckTest, OtherOrIncompleteInstructionsAreNone) {
  EXPECT_EQ(CompiledCheckAt({}), std::nullopt);
  EXPECT_EQ(CompiledCheckAt(std::span(kAddition).first(3)), std::nullopt);
  constexpr std::array kComplete = Ud1(1);
  EXPECT_EQ(CompiledCheckAt(std::span(kComplete).first(4)), std::nullopt);
  constexpr std::array kSystemCall = {std::byte{0x0F}, std::byte{0x05}};
  EXPECT_EQ(CompiledCheckAt(kSystemCall), std::nullopt);
}

}  // namespace
}  // namespace starkernel::hal
