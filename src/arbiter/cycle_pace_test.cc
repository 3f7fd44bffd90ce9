#include "src/arbiter/cycle_pace.h"

#include <gtest/gtest.h>

#include <cstdint>

#include "src/base/quantities.h"

namespace starkernel::arbiter {
namespace {

TEST(CyclePaceTest, BeforeTwoMomentsNothingIsKnown) {
  CyclePace pace;
  EXPECT_EQ(pace.TimeOf(1'000), Nanoseconds(0));
  pace.Note(Nanoseconds(50), 700);
  EXPECT_EQ(pace.TimeOf(1'000), Nanoseconds(0));
}

TEST(CyclePaceTest, IsThatFromTheFirstMomentToTheLast) {
  CyclePace pace;
  pace.Note(Nanoseconds(100), 5'000);
  pace.Note(Nanoseconds(200), 5'010);
  EXPECT_EQ(pace.TimeOf(3), Nanoseconds(30));
  pace.Note(Nanoseconds(1'100), 7'000);
  EXPECT_EQ(pace.TimeOf(3), Nanoseconds(1));
  EXPECT_EQ(pace.TimeOf(2'000), Nanoseconds(1'000));
}

TEST(CyclePaceTest, AYearIsNotTooLong) {
  constexpr std::uint64_t kYear = 31'536'000'000'000'000;
  CyclePace pace;
  pace.Note(Nanoseconds(0), 0);
  pace.Note(Nanoseconds(kYear), 3 * kYear);
  EXPECT_EQ(pace.TimeOf(3 * kYear), Nanoseconds(kYear));
}

}  // namespace
}  // namespace starkernel::arbiter
