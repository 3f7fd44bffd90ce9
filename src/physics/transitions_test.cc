#include "src/physics/transitions.h"

#include <algorithm>
#include <cstdint>

#include "gtest/gtest.h"

namespace starkernel::physics {
namespace {

const Transitions::Entry* Find(const Transitions& transitions, std::uint32_t word) {
  for (const Transitions::Entry& entry : transitions.entries()) {
    if (entry.total != 0 && entry.word == word) {
      return &entry;
    }
  }
  return nullptr;
}

std::uint32_t CountOf(const Transitions::Entry& entry, std::uint32_t word) {
  const auto* const found =
      std::ranges::find(entry.successors, word, &Transitions::Successor::word);
  return found == entry.successors.end() ? 0 : found->count;
}

TEST(Transitions, CountSuccessors) {
  Transitions transitions;
  transitions.Clear();
  transitions.Record(5, 6);
  transitions.Record(5, 6);
  transitions.Record(5, 7);
  const Transitions::Entry* const entry = Find(transitions, 5);
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(entry->total, 3U);
  EXPECT_EQ(CountOf(*entry, 6), 2U);
  EXPECT_EQ(CountOf(*entry, 7), 1U);
  EXPECT_EQ(Find(transitions, 6), nullptr);
}

TEST(Transitions, PredictFromTenAndHalfOn) {
  Transitions transitions;
  transitions.Clear();
  for (int time = 0; time < 10; ++time) {
    transitions.Record(1, 2);
  }
  EXPECT_EQ(transitions.predictions(), 0U);
  transitions.Record(1, 2);
  EXPECT_EQ(transitions.predictions(), 1U);
  EXPECT_EQ(transitions.hits(), 1U);
  transitions.Record(1, 3);
  EXPECT_EQ(transitions.predictions(), 2U);
  EXPECT_EQ(transitions.hits(), 1U);
}

TEST(Transitions, PredictNothingThatCameLessThanEveryOtherTime) {
  Transitions transitions;
  transitions.Clear();
  for (int time = 0; time < 5; ++time) {
    transitions.Record(1, 2);
  }
  for (std::uint32_t other = 3; other < 9; ++other) {
    transitions.Record(1, other);
  }
  // 5 of 11 are less than half.
  EXPECT_EQ(transitions.predictions(), 1U);  // After 10: 5 of 10.
  transitions.Record(1, 2);
  EXPECT_EQ(transitions.predictions(), 1U);
}

TEST(Transitions, GiveTheRarestPlaceAway) {
  Transitions transitions;
  transitions.Clear();
  transitions.Record(1, 100);
  for (std::uint32_t other = 0; other < Transitions::kSuccessors - 1; ++other) {
    transitions.Record(1, other);
    transitions.Record(1, other);
  }
  transitions.Record(1, 200);
  const Transitions::Entry* const entry = Find(transitions, 1);
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(CountOf(*entry, 100), 0U);
  EXPECT_EQ(CountOf(*entry, 200), 1U);
  EXPECT_EQ(CountOf(*entry, 0), 2U);
  EXPECT_EQ(entry->total, 2 * Transitions::kSuccessors);
}

TEST(Transitions, HoldFourWordsOfOneRemainder) {
  constexpr std::uint32_t kApart = Transitions::kWords;
  Transitions transitions;
  transitions.Clear();
  for (std::uint32_t word = 0; word < 4; ++word) {
    transitions.Record(word * kApart, 1);
    transitions.Record(word * kApart, 1);
  }
  for (std::uint32_t word = 0; word < 4; ++word) {
    EXPECT_NE(Find(transitions, word * kApart), nullptr);
  }
  transitions.Record(4 * kApart, 1);
  EXPECT_NE(Find(transitions, 4 * kApart), nullptr);
  EXPECT_EQ(Find(transitions, 0), nullptr);
}

}  // namespace
}  // namespace starkernel::physics
