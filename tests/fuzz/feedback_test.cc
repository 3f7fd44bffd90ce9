#include "tests/fuzz/feedback.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>

namespace starkernel::fuzz {
namespace {

TEST(FeedbackTest, LearnsEdgesAndAboutHowOften) {
  Feedback feedback;
  const auto learn = [&feedback](std::uint8_t first, std::uint8_t second) {
    std::array<std::uint8_t, 2> counters = {first, second};
    const bool is_new = feedback.Learn(counters);
    EXPECT_EQ(counters, (std::array<std::uint8_t, 2>{}));
    return is_new;
  };
  EXPECT_FALSE(learn(0, 0));
  EXPECT_EQ(feedback.edges(), 0U);
  EXPECT_TRUE(learn(1, 0));
  EXPECT_FALSE(learn(1, 0));
  EXPECT_TRUE(learn(2, 0));
  EXPECT_TRUE(learn(4, 0));
  EXPECT_FALSE(learn(7, 0));
  EXPECT_TRUE(learn(8, 0));
  EXPECT_TRUE(learn(127, 0));
  EXPECT_FALSE(learn(32, 0));
  EXPECT_TRUE(learn(255, 0));
  EXPECT_FALSE(learn(128, 0));
  EXPECT_EQ(feedback.edges(), 1U);
  EXPECT_TRUE(learn(1, 1));
  EXPECT_EQ(feedback.edges(), 2U);
}

}  // namespace
}  // namespace starkernel::fuzz
