#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "src/base/expect_panic.h"
#include "src/base/span_copy_unsafe.h"

namespace starkernel {
namespace {

using Numbers = std::array<int, 6>;

TEST(CopyInto, FillsTheBeginning) {
  Numbers numbers = {1, 2, 3, 4, 5, 6};
  CopyInto(std::span<int>(numbers), std::array{7, 8});
  EXPECT_EQ(numbers, (Numbers{7, 8, 3, 4, 5, 6}));
  CopyInto(std::span<int>(numbers), std::span<const int>());
  EXPECT_EQ(numbers, (Numbers{7, 8, 3, 4, 5, 6}));
}

TEST(CopyInto, TextIsASource) {
  std::string text = "......";
  CopyInto(std::span(text), std::string_view("whole!"));
  EXPECT_EQ(text, "whole!");
}

TEST(CopyInto, OverlapsUpward) {
  Numbers numbers = {1, 2, 3, 4, 5, 6};
  CopyInto(std::span<int>(numbers).subspan(2), std::span<int>(numbers).first(4));
  EXPECT_EQ(numbers, (Numbers{1, 2, 1, 2, 3, 4}));
}

TEST(CopyInto, OverlapsDownward) {
  Numbers numbers = {1, 2, 3, 4, 5, 6};
  CopyInto(std::span<int>(numbers), std::span<int>(numbers).last(4));
  EXPECT_EQ(numbers, (Numbers{3, 4, 5, 6, 5, 6}));
}

TEST(CopyInto, PanicsIfTheTargetIsTooSmall) {
  Numbers numbers = {};
  const std::array<int, 7> more = {};
  EXPECT_PANIC(CopyInto(std::span<int>(numbers), more), "a copy that does not fit its target");
}

TEST(RotateLeft, MovesTheFirstBehindTheOthers) {
  Numbers numbers = {1, 2, 3, 4, 5, 6};
  RotateLeft(std::span<int>(numbers), 2);
  EXPECT_EQ(numbers, (Numbers{3, 4, 5, 6, 1, 2}));
  RotateLeft(std::span<int>(numbers), 0);
  RotateLeft(std::span<int>(numbers), 6);
  EXPECT_EQ(numbers, (Numbers{3, 4, 5, 6, 1, 2}));
}

TEST(RotateLeft, PanicsBeyondTheEnd) {
  Numbers numbers = {};
  EXPECT_PANIC(RotateLeft(std::span<int>(numbers), 7), "a rotation by more than there is");
}

}  // namespace
}  // namespace starkernel
