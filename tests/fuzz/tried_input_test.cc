#include "tests/fuzz/tried_input.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <sstream>

#include "tests/fuzz/fuzz_target.h"

namespace starkernel::fuzz {
namespace {

const Input& Example() {
  static const Input kExample = {std::byte{0}, std::byte{0x7F}, std::byte{0xFF}, std::byte{0xA0}};
  return kExample;
}

TEST(TriedInputTest, ComesBackAsItWasWritten) {
  std::stringstream file;
  WriteTried(file, 1'234'567'890'123, Example());
  const TriedInput read = ReadTried(file);
  EXPECT_EQ(read.number, 1'234'567'890'123U);
  EXPECT_EQ(read.input, Example());
}

TEST(TriedInputTest, IsNoneIfNothingWasWritten) {
  std::stringstream empty;
  EXPECT_EQ(ReadTried(empty).number, 0U);
  std::stringstream cut(std::string(7, '\1'));
  EXPECT_EQ(ReadTried(cut).number, 0U);
}

TEST(TriedInputTest, HasAFormForTheCommandLine) {
  EXPECT_EQ(ToHex(Example()), "007fffa0");
  EXPECT_EQ(FromHex("007fffa0").value(), Example());
  EXPECT_EQ(FromHex("").value(), Input());
  EXPECT_EQ(FromHex("123").error(), "an odd number of digits: 3");
  EXPECT_EQ(FromHex("12G0").error(), "no hexadecimal digits: \"G0\"");
}

}  // namespace
}  // namespace starkernel::fuzz
