#include "src/physics/mode_selector.h"

#include <cstdint>

#include "gtest/gtest.h"
#include "src/base/fixed_point.h"
#include "src/physics/loop.h"

namespace starkernel::physics {
namespace {

constexpr FixedPoint kHalf = FixedPoint::FromUnits(32768);
constexpr FixedPoint kBelow = FixedPoint::FromUnits(32767);

TEST(ModeSelector, ChangesAfterFiveTicksInARow) {
  ModeSelector modes;
  modes.Clear();
  EXPECT_EQ(modes.mode(), Mode::kTurbulent);
  for (int tick = 0; tick < 4; ++tick) {
    EXPECT_FALSE(modes.Update(true, kHalf));
  }
  // One tick that fits another mode, and it begins anew.
  EXPECT_FALSE(modes.Update(false, kHalf));
  for (int tick = 0; tick < 4; ++tick) {
    EXPECT_FALSE(modes.Update(true, kHalf));
  }
  EXPECT_TRUE(modes.Update(true, kHalf));
  EXPECT_EQ(modes.mode(), Mode::kSteady);
  EXPECT_FALSE(modes.Update(true, kHalf));
}

TEST(ModeSelector, TellsModesApartByDiversity) {
  ModeSelector modes;
  modes.Clear();
  for (int tick = 0; tick < 5; ++tick) {
    modes.Update(false, kBelow);
  }
  EXPECT_EQ(modes.mode(), Mode::kShifting);
  for (int tick = 0; tick < 5; ++tick) {
    modes.Update(false, kHalf);
  }
  EXPECT_EQ(modes.mode(), Mode::kTurbulent);
}

TEST(ModeSelector, SwitchesInferencesAlone) {
  ModeSelector modes;
  modes.Clear();
  EXPECT_EQ(modes.Applied(kAllLoops), kAllLoops);
  const auto both = static_cast<std::uint8_t>(Loop::kWindowInference) |
                    static_cast<std::uint8_t>(Loop::kDecayInference);
  EXPECT_EQ(modes.Applied(LoopSet()).bits(), both);
  for (int tick = 0; tick < 5; ++tick) {
    modes.Update(false, kBelow);
  }
  EXPECT_EQ(modes.Applied(LoopSet()).bits(), static_cast<std::uint8_t>(Loop::kDecayInference));
  for (int tick = 0; tick < 5; ++tick) {
    modes.Update(true, kBelow);
  }
  EXPECT_EQ(modes.Applied(kAllLoops).bits(), 0xFF & ~both);
}

}  // namespace
}  // namespace starkernel::physics
