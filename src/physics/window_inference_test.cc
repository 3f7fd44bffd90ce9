#include "src/physics/window_inference.h"

#include <cstddef>
#include <cstdint>

#include "gtest/gtest.h"
#include "src/physics/rolling_window.h"

namespace starkernel::physics {
namespace {

/// Steps until it is done, and gives how many there were.
std::size_t Finish(WindowInference& inference) {
  std::size_t steps = 1;
  while (!inference.Step()) {
    ++steps;
  }
  return steps;
}

TEST(WindowInference, NeedsThreeChunks) {
  RollingWindow window;
  window.Clear();
  WindowInference inference;
  inference.Clear();
  for (std::size_t index = 0; index < 767; ++index) {
    window.Push(1, 1);
  }
  EXPECT_FALSE(inference.Begin(window));
  EXPECT_FALSE(inference.running());
  window.Push(1, 1);
  EXPECT_TRUE(inference.Begin(window));
  EXPECT_TRUE(inference.running());
}

TEST(WindowInference, AcceptsTheLeastWidthOfWhatIsAlike) {
  RollingWindow window;
  window.Clear();
  WindowInference inference;
  inference.Clear();
  for (std::size_t index = 0; index < 4096; ++index) {
    window.Push(1, static_cast<std::uint16_t>(index % 2 * 100));
  }
  ASSERT_TRUE(inference.Begin(window));
  EXPECT_EQ(Finish(inference), 1U);
  EXPECT_EQ(inference.inferred(), 256U);
  EXPECT_FALSE(inference.running());
}

TEST(WindowInference, WidensUntilChunksVaryAlike) {
  RollingWindow window;
  window.Clear();
  WindowInference inference;
  inference.Clear();
  // Restless and calm by turns, 320 words each: chunks of 640 all have as much of both.
  for (std::size_t index = 0; index < 4096; ++index) {
    const bool restless = index / 320 % 2 == 0;
    window.Push(1, static_cast<std::uint16_t>(restless ? index % 2 * 60000 : 30000 + index % 2));
  }
  ASSERT_TRUE(inference.Begin(window));
  EXPECT_EQ(Finish(inference), 7U);
  EXPECT_EQ(inference.inferred(), 640U);
}

TEST(WindowInference, TakesTheWidestIfNoneIsAccepted) {
  RollingWindow window;
  window.Clear();
  WindowInference inference;
  inference.Clear();
  for (std::size_t index = 0; index < 4096; ++index) {
    window.Push(1, static_cast<std::uint16_t>(index % 2 * (index * 16)));
  }
  ASSERT_TRUE(inference.Begin(window));
  // From 256 in steps of 64 to the last of which there are three.
  EXPECT_EQ(Finish(inference), 18U);
  EXPECT_EQ(inference.inferred(), 1344U);
  EXPECT_GT(inference.statistic(), WindowInference::kAccepted);
}

TEST(WindowInference, WorksOnASnapshot) {
  RollingWindow window;
  window.Clear();
  WindowInference inference;
  inference.Clear();
  for (std::size_t index = 0; index < 4096; ++index) {
    window.Push(1, 5);
  }
  ASSERT_TRUE(inference.Begin(window));
  for (std::size_t index = 0; index < 2000; ++index) {
    window.Push(1, static_cast<std::uint16_t>(index % 2 * 60000));
  }
  EXPECT_TRUE(inference.Step());
  EXPECT_EQ(inference.inferred(), 256U);
}

}  // namespace
}  // namespace starkernel::physics
