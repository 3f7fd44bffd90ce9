#include "src/arbiter/cycle_account.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <random>
#include <vector>

#include "src/arbiter/runnable.h"
#include "src/arbiter/vm_control_block.h"
#include "src/arbiter/vm_table.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"

namespace starkernel::arbiter {
namespace {

class Still final : public Runnable {
 public:
  WindowEnd Run(const WindowGrant& /*grant*/) override { return {}; }
};

class CycleAccountTest : public testing::Test {
 protected:
  CycleAccountTest() {
    for (std::uint32_t place = 0; place < 4; ++place) {
      EXPECT_EQ(vms_.Add({.runnable = still_}).value(), VmId(place));
    }
  }
  bool Note(std::uint32_t place, std::uint64_t charged) {
    return account_.Note(place, vms_.At(place).generation, Reductions(charged));
  }
  [[nodiscard]] std::uint64_t CyclesOf(std::uint32_t place) { return vms_.At(place).cycles; }

  Still still_;
  std::vector<VmControlBlock> blocks_{4};
  VmTable vms_{blocks_};
  CycleAccount account_{vms_};
};

TEST_F(CycleAccountTest, OneWindowHasAllThatWasCounted) {
  account_.Begin(1'000);
  EXPECT_TRUE(Note(2, 10'000));
  account_.Share(31'007);
  EXPECT_EQ(CyclesOf(2), 30'007U);
  EXPECT_EQ(account_.looked(), 31'007U);
}

TEST_F(CycleAccountTest, WindowsShareByWhatTheyWereCharged) {
  account_.Begin(0);
  EXPECT_FALSE(Note(0, 10));
  EXPECT_FALSE(Note(1, 30));
  EXPECT_FALSE(Note(0, 20));
  EXPECT_TRUE(Note(3, 340));
  account_.Share(4'000);
  EXPECT_EQ(CyclesOf(0), 300U);
  EXPECT_EQ(CyclesOf(1), 300U);
  EXPECT_EQ(CyclesOf(2), 0U);
  EXPECT_EQ(CyclesOf(3), 3'400U);
}

TEST_F(CycleAccountTest, ALookIsDueAfterSoManyWindowsOrALongOne) {
  for (std::size_t window = 1; window < CycleAccount::kMostWindows; ++window) {
    EXPECT_FALSE(Note(0, 8));
  }
  EXPECT_TRUE(Note(0, 8));
  account_.Share(320);
  EXPECT_EQ(CyclesOf(0), 320U);
  EXPECT_FALSE(Note(1, CycleAccount::kLookFrom.value() - 1));
  EXPECT_TRUE(Note(1, CycleAccount::kLookFrom.value()));
}

TEST_F(CycleAccountTest, WhatIsCountedWithoutAWindowGoesToTheNext) {
  account_.Begin(100);
  account_.Share(150);
  EXPECT_FALSE(Note(1, 8));
  account_.Share(200);
  EXPECT_EQ(CyclesOf(1), 100U);
  account_.Begin(500);
  EXPECT_FALSE(Note(2, 8));
  account_.Share(501);
  EXPECT_EQ(CyclesOf(2), 1U) << "what came before is nobody's";
}

TEST_F(CycleAccountTest, WhoCameIntoAPlaceMeanwhileHasNoPartOfIt) {
  account_.Begin(0);
  EXPECT_FALSE(Note(1, 8));
  EXPECT_FALSE(Note(2, 8));
  vms_.Remove(vms_.IdAt(1));
  ASSERT_EQ(PlaceOf(vms_.Add({.runnable = still_}).value()), 1U);
  account_.Share(160);
  EXPECT_EQ(CyclesOf(1), 0U);
  EXPECT_EQ(CyclesOf(2), 80U);
}

TEST_F(CycleAccountTest, AllPartsTogetherAreWhatWasCounted) {
  std::mt19937_64 random(6);
  std::uint64_t now = 17;
  account_.Begin(now);
  for (int window = 0; window < 100'000; ++window) {
    now += random() % 5'000;
    const std::uint64_t charged =
        random() % 16 == 0 ? random() % 1'000'000 + 1 : random() % 255 + 1;
    if (Note(static_cast<std::uint32_t>(random() % 4), charged)) {
      account_.Share(now);
      ASSERT_EQ(CyclesOf(0) + CyclesOf(1) + CyclesOf(2) + CyclesOf(3), now - 17);
    }
  }
}

TEST_F(CycleAccountTest, NoNumberIsTooLarge) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
  account_.Begin(0);
  EXPECT_FALSE(Note(0, 255));
  EXPECT_TRUE(Note(1, kMost));
  account_.Share(kMost);
  EXPECT_EQ(CyclesOf(0) + CyclesOf(1), kMost);
  EXPECT_FALSE(Note(2, 1));
  EXPECT_FALSE(Note(3, 1));
  account_.Share(kMost - 1);
  EXPECT_EQ(CyclesOf(2) + CyclesOf(3), kMost) << "a counter goes on beyond its end";
}

}  // namespace
}  // namespace starkernel::arbiter
