#include "src/physics/rolling_window.h"

#include <array>
#include <cstddef>
#include <cstdint>

#include "gtest/gtest.h"
#include "src/base/fixed_point.h"

namespace starkernel::physics {
namespace {

/// Pushes `count` words of which each is as the one before, but every `every`th differs.
void PushRuns(RollingWindow& window, std::size_t count, std::size_t every) {
  for (std::size_t index = 0; index < count; ++index) {
    window.Push(static_cast<std::uint32_t>(index / every), 0);
  }
}

TEST(RollingWindow, KeepsTheNewestWords) {
  RollingWindow window;
  window.Clear();
  EXPECT_EQ(window.size(), 0U);
  EXPECT_EQ(window.Diversity(), FixedPoint());
  for (std::uint32_t word = 1; word <= RollingWindow::kSize + 2; ++word) {
    window.Push(word, static_cast<std::uint16_t>(word));
  }
  EXPECT_EQ(window.size(), RollingWindow::kSize);
  EXPECT_EQ(window.count(), RollingWindow::kSize + 2);
  EXPECT_EQ(window.WordAt(0), RollingWindow::kSize + 2);
  EXPECT_EQ(window.WordAt(RollingWindow::kSize - 1), 3U);
  std::array<std::uint16_t, RollingWindow::kSize> snapshot{};
  EXPECT_EQ(window.CopyTemperatures(snapshot), RollingWindow::kSize);
  EXPECT_EQ(snapshot.front(), 3);
  EXPECT_EQ(snapshot.back(), RollingWindow::kSize + 2);
}

TEST(RollingWindow, MeasuresDiversityOfItsWidth) {
  RollingWindow window;
  window.Clear();
  window.Push(1, 0);
  EXPECT_EQ(window.Diversity(), FixedPoint());
  window.Push(2, 0);
  EXPECT_EQ(window.Diversity(), FixedPoint::FromUnits(65536));
  window.Push(2, 0);
  EXPECT_EQ(window.Diversity(), FixedPoint::FromUnits(32768));
  // Only the newest 256 count, and they are alike.
  window.SetWidth(256);
  PushRuns(window, 256, 1000);
  EXPECT_EQ(window.Diversity(), FixedPoint());
  window.SetWidth(257);
  EXPECT_EQ(window.Diversity(), FixedPoint::FromUnits(65536 / 256));
}

TEST(RollingWindow, IsNeverNarrowerOrWiderThanItMayBe) {
  RollingWindow window;
  window.Clear();
  EXPECT_EQ(window.width(), 4096U);
  window.SetWidth(255);
  EXPECT_EQ(window.width(), 256U);
  window.SetWidth(4097);
  EXPECT_EQ(window.width(), 4096U);
}

TEST(RollingWindow, IsDueOnceWarm) {
  RollingWindow window;
  window.Clear();
  PushRuns(window, 512, 1);
  EXPECT_FALSE(window.IsDue());
  PushRuns(window, 511, 1);
  EXPECT_FALSE(window.IsDue());
  PushRuns(window, 1, 1);
  EXPECT_TRUE(window.IsDue());
  PushRuns(window, 1, 1);
  EXPECT_FALSE(window.IsDue());
  PushRuns(window, 511, 1);
  EXPECT_TRUE(window.IsDue());
}

TEST(RollingWindow, NarrowsWhereDiversityDoesNotGrow) {
  RollingWindow window;
  window.Clear();
  PushRuns(window, 4096, 8);
  window.SetWidth(1024);
  window.Adapt();  // From nothing to an eighth.
  EXPECT_EQ(window.width(), 2048U);
  window.Adapt();
  EXPECT_EQ(window.width(), 1024U);
  window.Adapt();
  window.Adapt();
  window.Adapt();
  EXPECT_EQ(window.width(), 256U);
  PushRuns(window, 256, 2);
  EXPECT_EQ(window.Adapt(), FixedPoint::FromUnits(127 * 65536 / 255));
  EXPECT_EQ(window.width(), 512U);
}

TEST(RollingWindow, HashesWholeHistories) {
  RollingWindow one;
  RollingWindow other;
  one.Clear();
  other.Clear();
  PushRuns(one, 5000, 3);
  PushRuns(other, 5000, 3);
  EXPECT_EQ(one.hash(), other.hash());
  other.Clear();
  other.Push(7, 0);
  PushRuns(other, 5000, 3);
  EXPECT_NE(one.hash(), other.hash());
}

}  // namespace
}  // namespace starkernel::physics
