// That programs do the same with every engine: those that are made by chance, and those that try
// to leave the sandbox.
#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>

#include "gtest/gtest-spi.h"
#include "gtest/gtest.h"
#include "src/base/quantities.h"
#include "src/base/test_effort.h"
#include "src/forthvm/engine_comparison.h"
#include "src/forthvm/engine_kind.h"
#include "src/forthvm/engine_lanes.h"
#include "src/forthvm/random_program.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(Differential, RandomProgramsDoTheSameWithEveryEngine) {
  ExpectRandomProgramsAlike(OperationsToTry(1000));
}

TEST(Differential, ProgramsAreMadeByTheirSeed) {
  EXPECT_EQ(ProgramOf(7), ProgramOf(7));
  EXPECT_NE(ProgramOf(7), ProgramOf(8));
}

TEST(Differential, QuantaAreFixedOrByChance) {
  Quanta fixed = Quanta::Of(3);
  EXPECT_EQ(fixed.Next(), Reductions(3));
  EXPECT_EQ(fixed.Next(), Reductions(3));
  Quanta chance = Quanta::ByChance(1);
  Quanta same = Quanta::ByChance(1);
  Reductions most{0};
  for (int count = 0; count < 1000; ++count) {
    const Reductions quantum = chance.Next();
    EXPECT_EQ(same.Next(), quantum);
    EXPECT_GE(quantum, Reductions(1));
    EXPECT_LE(quantum, Reductions(4096));
    most = std::max(most, quantum);
  }
  EXPECT_GT(most, Reductions(2048));
}

TEST(Differential, AnAttachedEngineTakesPart) {
  int attached = 0;
  const std::array more{AttachedEngine{.name = "plain again", .attach = [&attached](Vm& vm) {
                                         ++attached;
                                         vm.UseEngine(EngineKind::kPlain);
                                         return std::shared_ptr<void>();
                                       }}};
  EngineLanes lanes(nullptr, more);
  lanes.Type("1 2 + .");
  EXPECT_TRUE(lanes.Run(Quanta::Of(3), 1000, "a sum"));
  EXPECT_NE(lanes.TakeTranscript().find("3 ok"), std::string::npos);
  EXPECT_EQ(attached, 3) << "in its own lane, in that which goes on, and in that which changes";
}

TEST(Differential, WhoIsElsewhereIsNoticed) {
  testing::TestPartResultArray results;
  {
    const testing::ScopedFakeTestPartResultReporter reporter(
        testing::ScopedFakeTestPartResultReporter::INTERCEPT_ONLY_CURRENT_THREAD, &results);
    Vm* ahead = nullptr;
    const std::array more{AttachedEngine{.name = "ahead", .attach = [&ahead](Vm& vm) {
                                           ahead = &vm;
                                           return std::shared_ptr<void>();
                                         }}};
    EngineLanes lanes(nullptr, more);
    lanes.Type(": T 1 2 + ; T T T");
    static_cast<void>(ahead->Run(Reductions(1)));
    lanes.Run(Quanta::Of(1), 1, "one window more");
  }
  EXPECT_GT(results.size(), 0);
}

TEST(Differential, AttacksEndAsTheContractSaysWithEveryEngine) { ExpectAttacksFailAlike(); }

TEST(Differential, AnEngineKeepsItsChoiceThroughCold) {
  for (const bool shares : {false, true}) {
    VmHarness model;
    VmHarness vm(shares ? VmHarness::Options{.model = &model.vm()} : VmHarness::Options{});
    vm.Go();
    vm.vm().UseEngine(EngineKind::kPlain);
    vm.Answer("COLD");
    EXPECT_EQ(vm.Answer("1 2 + ."), "3 ok");
    EXPECT_EQ(vm.vm().engine(), EngineKind::kPlain);
  }
}

}  // namespace
}  // namespace starkernel::forthvm
