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

TEST(FeedbackTest, LearnsEachOfManyEdges) {
  Feedback feedback;
  std::array<std::uint8_t, 131> counters = {};
  for (std::uint8_t& taken : counters) {
    taken = 1;
    EXPECT_TRUE(feedback.Learn(counters));
    EXPECT_EQ(taken, 0U);
    taken = 1;
    EXPECT_FALSE(feedback.Learn(counters));
  }
  EXPECT_EQ(feedback.edges(), 131U);
}

}  // namespace
}  // namespace starkernel::fuzz
