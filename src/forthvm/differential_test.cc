// That programs do the same with every engine: those of random_program.h, and those that try to
// leave the sandbox.
#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "gtest/gtest-spi.h"
#include "gtest/gtest.h"
#include "src/base/quantities.h"
#include "src/forthvm/engine_kind.h"
#include "src/forthvm/engine_lanes.h"
#include "src/forthvm/random_program.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(Differential, RandomProgramsDoTheSameWithEveryEngine) {
  VmHarness model;
  const std::uint64_t programs = ProgramsToTry(40);
  std::uint64_t ended = 0;
  for (std::uint64_t seed = 0; seed < programs && !testing::Test::HasFailure(); ++seed) {
    // Of code that is shared and code that is not.
    EngineLanes lanes(seed % 3 == 0 ? nullptr : &model.vm());
    std::string all = "seed " + std::to_string(seed);
    for (const std::string& line : LinesOfProgram(seed)) {
      lanes.Type(line);
      all += "\n" + line;
    }
    constexpr int kRuns = 3000;
    ended += lanes.Run(Quanta::Number(seed), kRuns, all) ? 1 : 0;
  }
  // The others are cut off where they go on for ever.
  EXPECT_GE(ended, programs / 8);
}

TEST(Differential, ProgramsAreMadeByTheirSeed) {
  EXPECT_EQ(LinesOfProgram(7), LinesOfProgram(7));
  EXPECT_NE(LinesOfProgram(7), LinesOfProgram(8));
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
  EXPECT_EQ(attached, 2) << "in its own lane, and in that of the one that changes";
}

TEST(Differential, WhoIsElsewhereIsNoticed) {
  testing::TestPartResultArray results;
  {
    testing::ScopedFakeTestPartResultReporter reporter(
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

/// What a program might try in order to reach what is not its own, and what comes of it.
constexpr auto kAttacks = std::to_array<Exchange>({
    // A return address is not on the return stack.
    {": A 4096 >R ; ' A CATCH .", "-25 ok"},
    {": A -1 >R EXIT ; ' A CATCH .", "-25 ok"},
    {": A R> DROP ; ' A CATCH .", "-6 ok"},
    {": B R> R> ; : A 5 >R B R> ; ' A CATCH .", "-6 ok"},
    {": A 2R> ; ' A CATCH .", "-6 ok"},
    {": A 3 0 DO 1 >R LOOP ; ' A CATCH .", "-25 ok"},
    {": A 3 0 DO EXIT LOOP ; ' A CATCH .", "-25 ok"},
    {": A UNLOOP ; ' A CATCH .", "-26 ok"},
    {": A I ; ' A CATCH .", "-26 ok"},
    {": B LEAVE-ME ; ' A CATCH .", "? undefined word: LEAVE-ME (THROW -13)"},
    // Tokens are looked up.
    {"12345678 ' EXECUTE CATCH . DROP", "-13 ok"},
    {"-1 ' EXECUTE CATCH . DROP", "-13 ok"},
    {"0 ' EXECUTE CATCH . DROP", "-13 ok"},
    {"' DUP 4294967296 + ' EXECUTE CATCH . DROP", "-13 ok"},
    {"DEFER D : A D ; ' A CATCH .", "-13 ok"},
    // The name token of a synonym is no execution token.
    {": S 7 ; SYNONYM T S ' S 1+ DUP NAME>STRING TYPE ' EXECUTE CATCH . DROP", "T-13 ok"},
    {": A EXECUTE ; ' S 1+ ' A CATCH . DROP T .", "-13 7 ok"},
    {"MARKER M SYNONYM N M ' M 1+ ' EXECUTE CATCH . DROP", "-13 ok"},
    // Too deep.
    {": A RECURSE 1+ ; ' A CATCH .", "-5 ok"},
    {": A BEGIN 1 AGAIN ; ' A CATCH . DEPTH .", "-3 0 ok"},
    {": A BEGIN 1 >R AGAIN ; ' A CATCH .", "-5 ok"},
    {": A 1 0 DO RECURSE LOOP ; ' A CATCH .", "-5 ok"},
    {": A DROP ; ' A CATCH .", "-4 ok"},
    // The edges of the envelope, of 256 KiB.
    {": A @ ; 4096 A DROP 262136 A DROP", "ok"},
    {"4095 ' A CATCH . DROP 262137 ' A CATCH . DROP -8 ' A CATCH . DROP", "-9 -9 -9 ok"},
    {": A ! ; 1 4095 ' A CATCH . 2DROP 1 262137 ' A CATCH . 2DROP", "-9 -9 ok"},
    {": A C@ ; 4096 A DROP 262143 A DROP 262144 ' A CATCH . DROP", "-9 ok"},
    {"4095 ' A CATCH . DROP 1 63 LSHIFT ' A CATCH . DROP", "-9 -9 ok"},
    {": A +! ; 1 262137 ' A CATCH . 2DROP", "-9 ok"},
    {"262000 1000 ' ERASE CATCH . 2DROP", "-9 ok"},
    {"4096 -1 ' ERASE CATCH . 2DROP", "-9 ok"},
    {"1 0 ' / CATCH . 2DROP 1 63 LSHIFT -1 ' / CATCH . 2DROP", "-10 -11 ok"},
});

TEST(Differential, AttacksEndAsTheContractSaysWithEveryEngine) {
  for (const std::uint64_t quantum : {1U, 1000U}) {
    EngineLanes lanes;
    EXPECT_TRUE(lanes.Run(Quanta::Of(1000), 100, "beginning"));
    for (const auto& [line, answer] : kAttacks) {
      lanes.TakeTranscript();
      lanes.Type(line);
      EXPECT_TRUE(lanes.Run(Quanta::Of(quantum), 1'000'000, line)) << line;
      const std::string said = lanes.TakeTranscript();
      EXPECT_NE(said.find(answer), std::string::npos) << line << "\n" << said;
    }
  }
}

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
