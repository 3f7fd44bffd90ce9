#include "tests/fuzz/mutator.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <set>

#include "tests/fuzz/coverage.h"
#include "tests/fuzz/fuzz_target.h"

namespace starkernel::fuzz {
namespace {

TEST(MutatorTest, DoesTheSameForTheSameSeed) {
  Mutator first(7);
  Mutator second(7);
  Mutator other(8);
  Input one(64);
  Input two(64);
  Input three(64);
  for (int round = 0; round < 50; ++round) {
    first.Change(one, Input(8), {});
    second.Change(two, Input(8), {});
    other.Change(three, Input(8), {});
    ASSERT_EQ(one, two);
  }
  EXPECT_NE(one, three);
}

TEST(MutatorTest, ShortensAndLengthensWithinItsBound) {
  Mutator mutator(1);
  std::set<std::size_t> sizes;
  Input input(10);
  for (int round = 0; round < 20'000; ++round) {
    if (round % 100 == 0) {
      input = Input(round % 200 == 0 ? 10 : Mutator::kLongest - 1);
    }
    mutator.Change(input, input, {});
    ASSERT_LE(input.size(), Mutator::kLongest);
    sizes.insert(input.size());
  }
  EXPECT_EQ(*sizes.begin(), 0U);
  EXPECT_EQ(*sizes.rbegin(), Mutator::kLongest);
}

TEST(MutatorTest, MakesComparisonsComeOutEqual) {
  constexpr std::array kCompared = {
      Comparison{.left = 0x11223344, .right = 0xCAFE'BABE, .size = 4}};
  const Input wanted = {std::byte{0xBE}, std::byte{0xBA}, std::byte{0xFE}, std::byte{0xCA}};
  const auto found_after = [&wanted](std::span<const Comparison> comparisons) {
    Mutator mutator(1);
    for (int rounds = 1; rounds < 2'000; ++rounds) {
      Input input(20);
      input.at(5) = std::byte{0x44};
      input.at(6) = std::byte{0x33};
      input.at(7) = std::byte{0x22};
      input.at(8) = std::byte{0x11};
      mutator.Change(input, input, comparisons);
      if (!std::ranges::search(input, wanted).empty()) {
        return rounds;
      }
    }
    return 0;
  };
  EXPECT_GT(found_after(kCompared), 0);
  EXPECT_EQ(found_after({}), 0);
}

}  // namespace
}  // namespace starkernel::fuzz
