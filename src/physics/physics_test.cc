#include "src/physics/physics.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "src/base/fixed_point.h"
#include "src/base/text_collector.h"
#include "src/base/text_writer.h"
#include "src/physics/heartbeat.h"
#include "src/physics/loop.h"
#include "src/physics/mode_selector.h"
#include "src/physics/tick_row.h"
#include "src/physics/word_heat.h"

namespace starkernel::physics {
namespace {

/// A physics with room for 64 words, all of which a tick sweeps.
class World {
 public:
  World() { physics_->Begin(heats_); }

  void See(std::uint32_t word) {
    if (physics_->Observe({.place = word, .word = word, .depth = word}, heats_).ticked) {
      TextWriter writer(rows_);
      WriteRow(writer, physics_->last_row());
      writer.Line();
    }
  }
  /// `count` sights of `kinds` words by turns.
  void SeeTurns(int count, std::uint32_t kinds) {
    for (int index = 0; index < count; ++index) {
      See(1 + static_cast<std::uint32_t>(index) % kinds);
    }
  }
  /// Sights of a growing number of words, in phases.
  void SeePhases(int phases) {
    for (int phase = 0; phase < phases; ++phase) {
      SeeTurns(700, 1 + static_cast<std::uint32_t>(phase * phase) % 29);
    }
  }
  void Only(std::initializer_list<Loop> loops) {
    LoopSet set;
    for (const Loop loop : loops) {
      set.Set(loop, true);
    }
    physics_->SetLoops(set);
  }
  [[nodiscard]] std::int64_t Last(Column column) const { return physics_->last_row()[column]; }
  [[nodiscard]] Physics& physics() { return *physics_; }
  [[nodiscard]] WordHeat& heat(std::size_t place) { return heats_[place]; }
  [[nodiscard]] std::string rows() const { return rows_.text(); }

 private:
  std::unique_ptr<Physics> physics_ = std::make_unique<Physics>();
  std::vector<WordHeat> heats_ = std::vector<WordHeat>(64);
  TextCollector rows_;
};

TEST(Physics, TicksOnceInABeatAndLessOftenWhereNothingChanges) {
  World world;
  world.Only({Loop::kHeat});
  world.SeeTurns(255, 1);
  EXPECT_EQ(world.physics().ticks(), 0U);
  world.SeeTurns(1, 1);
  EXPECT_EQ(world.physics().ticks(), 1U);
  EXPECT_EQ(world.Last(Column::kSamples), 256);
  EXPECT_EQ(world.Last(Column::kInterval), 256);
  world.Only({Loop::kHeartbeat});
  world.SeeTurns(256, 1);
  EXPECT_EQ(world.Last(Column::kSteady), 1);
  EXPECT_EQ(world.Last(Column::kInterval), 320);
  world.SeeTurns(20 * 1024, 1);
  EXPECT_EQ(world.Last(Column::kInterval), 1024);
}

TEST(Physics, TicksMoreOftenWhereHeatsMove) {
  World world;
  world.Only({Loop::kHeat, Loop::kHeartbeat});
  // Each tick a word is seen that was not there, so the variance grows.
  for (std::uint32_t word = 1; word < 20; ++word) {
    for (std::uint32_t sight = 0; sight < 10 * word; ++sight) {
      world.See(word);
    }
  }
  EXPECT_LT(world.Last(Column::kInterval), 256);
  EXPECT_GE(world.Last(Column::kInterval), 64);
}

TEST(Physics, CountsHeatOfEachWord) {
  World world;
  world.Only({Loop::kHeat});
  world.SeeTurns(256, 2);
  EXPECT_EQ(world.heat(1).heat, FixedPoint::FromUnits(128 * 65536));
  EXPECT_EQ(world.heat(2).heat, FixedPoint::FromUnits(128 * 65536));
  EXPECT_EQ(world.heat(3).heat, FixedPoint());
  EXPECT_EQ(world.Last(Column::kWarm), 2);
  EXPECT_EQ(world.Last(Column::kHot), 2);
  EXPECT_EQ(world.Last(Column::kMeanHeat), 128 * 65536);
  EXPECT_EQ(world.Last(Column::kVariance), 0);
  EXPECT_EQ(world.Last(Column::kDepth), 2);
  EXPECT_EQ(world.Last(Column::kWindow), 0);
}

TEST(Physics, CoolsButWhatIsFrozen) {
  World world;
  world.Only({Loop::kHeat, Loop::kDecay});
  world.See(1);
  world.See(2);
  world.heat(2).frozen = true;
  world.SeeTurns(0, 1);
  for (int sight = 0; sight < 2048; ++sight) {
    world.See(3);
  }
  EXPECT_EQ(world.heat(1).heat, FixedPoint());
  EXPECT_EQ(world.heat(2).heat, FixedPoint::FromUnits(65536));
  EXPECT_GT(world.heat(3).heat, FixedPoint::FromUnits(2000 * 65536));
}

TEST(Physics, CoolsFromWhenThereIsHeatAndWhileItIsNotFrozen) {
  World world;
  world.Only({Loop::kDecay});
  world.SeeTurns(255, 1);
  world.physics().SetHeat(world.heat(40), FixedPoint::FromUnits(10 * FixedPoint::kOne));
  world.See(1);
  EXPECT_EQ(world.heat(40).heat.units(), 10 * FixedPoint::kOne - 21845 / 256)
      << "one sample, not all before it";
  world.SeeTurns(100, 1);
  world.physics().SetFrozen(world.heat(40), true);
  const std::int64_t frozen = world.heat(40).heat.units();
  EXPECT_EQ(frozen, 10 * FixedPoint::kOne - 21845 / 256 - 100 * 21845 / 256)
      << "what it has lost until now it has lost";
  world.SeeTurns(100, 1);
  world.physics().SetFrozen(world.heat(40), false);
  EXPECT_EQ(world.heat(40).heat.units(), frozen) << "not even between two ticks";
}

TEST(Physics, ForgetsWords) {
  World world;
  world.SeeTurns(60, 3);
  EXPECT_GT(world.physics().heat(), 0);
  world.physics().Forget(std::span(&world.heat(1), 3));
  EXPECT_EQ(world.physics().heat(), 0);
  EXPECT_EQ(world.heat(1).id, 0U);
}

TEST(Physics, DoesNotMakeUpForDecayThatWasOff) {
  World world;
  world.Only({Loop::kHeat});
  world.See(1);
  world.SeeTurns(2048 - 1, 1);
  const FixedPoint heat = world.heat(1).heat;
  world.Only({Loop::kDecay});
  world.SeeTurns(256, 1);
  EXPECT_EQ(world.heat(1).heat, heat - FixedPoint::FromUnits(21845));
}

TEST(Physics, StartsAnewForAnotherWordInAPlace) {
  World world;
  world.Only({Loop::kHeat});
  world.SeeTurns(255, 1);
  const auto see_other = [&world] {
    std::array<WordHeat, 2> heats{WordHeat{}, world.heat(1)};
    return world.physics().Observe({.place = 1, .word = 77, .depth = 0}, heats);
  };
  EXPECT_TRUE(see_other().ticked);
  EXPECT_EQ(world.Last(Column::kWarm), 1);
  EXPECT_EQ(world.Last(Column::kMeanHeat), 65536);
}

TEST(Physics, CountsWordsWithoutAPlace) {
  World world;
  for (int sight = 0; sight < 256; ++sight) {
    world.See(64);
  }
  EXPECT_EQ(world.Last(Column::kLost), 256);
  EXPECT_EQ(world.Last(Column::kWarm), 0);
}

TEST(Physics, PredictsWhatComesByTurns) {
  World world;
  world.Only({Loop::kTransitions});
  world.SeeTurns(256, 2);
  // Each of the two words after ten times.
  EXPECT_EQ(world.Last(Column::kPredictions), 255 - 20);
  EXPECT_EQ(world.Last(Column::kHits), 255 - 20);
}

TEST(Physics, InfersTheWindowWhereThingsMove) {
  World world;
  world.Only({Loop::kHeat, Loop::kWindow, Loop::kWindowInference});
  world.SeePhases(60);
  EXPECT_GE(world.physics().inferred_width(), 256U);
  World still;
  still.Only({Loop::kHeat, Loop::kWindow});
  still.SeePhases(60);
  EXPECT_EQ(still.physics().inferred_width(), 0U);
}

TEST(Physics, InfersTheSlopeOfDecayWhereThingsMove) {
  World world;
  world.Only({Loop::kHeat, Loop::kDecay, Loop::kDecayInference});
  world.SeePhases(60);
  EXPECT_NE(world.Last(Column::kSlope), 21845);
  EXPECT_GT(world.Last(Column::kFit), 0);
  World still;
  still.Only({Loop::kHeat, Loop::kDecay});
  still.SeePhases(60);
  EXPECT_EQ(still.Last(Column::kSlope), 21845);
}

TEST(Physics, InfersNoSlopeFromAFewWords) {
  World world;
  world.Only({Loop::kHeat, Loop::kDecay, Loop::kDecayInference});
  for (int phase = 0; phase < 60; ++phase) {
    world.SeeTurns(700, 1 + static_cast<std::uint32_t>(phase) % 7);
  }
  EXPECT_EQ(world.Last(Column::kSlope), 21845);
}

TEST(Physics, SelectsAModeAndSwitchesInferences) {
  World world;
  for (int sight = 0; sight < 40'000; ++sight) {
    world.See(1);
  }
  EXPECT_EQ(world.Last(Column::kMode), static_cast<std::int64_t>(Mode::kSteady));
  EXPECT_FALSE(world.physics().loops().Has(Loop::kDecayInference));
  EXPECT_FALSE(world.physics().loops().Has(Loop::kWindowInference));
  World off;
  LoopSet loops = kAllLoops;
  loops.Set(Loop::kModes, false);
  off.physics().SetLoops(loops);
  for (int sight = 0; sight < 40'000; ++sight) {
    off.See(1);
  }
  EXPECT_EQ(off.physics().loops(), loops);
}

TEST(Physics, DoesTheSameForTheSameSights) {
  World one;
  World other;
  one.SeePhases(200);
  other.SeePhases(200);
  EXPECT_GT(one.physics().ticks(), 100U);
  EXPECT_EQ(one.rows(), other.rows());
  other.physics().Begin({});
  EXPECT_EQ(other.physics().last_row(), TickRow());
}

TEST(Physics, NamesAColumnForEachValue) {
  TextCollector text;
  TextWriter writer(text);
  WriteColumnNames(writer);
  std::size_t commas = 0;
  for (const char character : text.text()) {
    commas += character == ',' ? 1U : 0U;
  }
  EXPECT_EQ(commas + 1, kColumns);
}

}  // namespace
}  // namespace starkernel::physics
