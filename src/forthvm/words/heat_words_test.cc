#include "src/forthvm/words/heat_words.h"

#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(HeatWords, AreOffWherePhysicsIs) {
  VmHarness vm;
  for (const std::string_view line :
       {"ALL-HEATS", "50 HEAT-PERCENTILE", "FREEZE-CRITICAL", "PHYSICS-RESET-STATS",
        "LOOKUP-STRATEGY@", "1 LOOKUP-STRATEGY!", "REORG-BUCKETS", "1 1 (LOOK-UP)",
        "COMPARE-LOOKUPS", "BAYES-CACHE-MEAN", "PHYSICS-BUILD-INFO"}) {
    EXPECT_EQ(vm.Answer(line),
              "? unsupported operation: physics is off, PHYSICS-ON switches it on (THROW -21)")
        << line;
  }
}

TEST(HeatWords, ShowAllWarmWordsInTheOrderOfTheDictionary) {
  ExpectAnswers({
      {"PHYSICS-ON 0 PHYSICS-LOOPS! ALL-HEATS", "ok"},
      {": A ; : B ; 3 ' B ENTROPY! 98304 ' A HEAT! 70 ' DUP ENTROPY! ' A FREEZE-WORD", "ok"},
      {"ALL-HEATS", "      70        DUP\n       1 frozen A\n       3        B\nok"},
      {"0 ' A ENTROPY! FORGET B WORD-ENTROPY", "      70        DUP\nok"},
  });
}

TEST(HeatWords, RefusePlacesBeyondTheDictionary) {
  VmHarness vm;
  vm.Answer("PHYSICS-ON");
  for (const std::string_view line : {"-1 (NEXT-WARM)", "100000 (NEXT-WARM)"}) {
    EXPECT_TRUE(vm.Answer(line).starts_with("? invalid numeric argument: place ")) << line;
  }
}

TEST(HeatWords, TellWhatMostWordsDoNotExceed) {
  ExpectAnswers({
      {"PHYSICS-ON 0 PHYSICS-LOOPS! 0 HEAT-PERCENTILE . 100 HEAT-PERCENTILE .", "0 0 ok"},
      {": HEATS 20 0 DO I 1+ OVER I + ENTROPY! LOOP DROP ; ' DUP HEATS", "ok"},
      {"0 HEAT-PERCENTILE . 5 HEAT-PERCENTILE . 6 HEAT-PERCENTILE . 50 HEAT-PERCENTILE .",
       "0 1 2 10 ok"},
      {"99 HEAT-PERCENTILE . 100 HEAT-PERCENTILE .", "20 20 ok"},
      {"8388608 ' DUP ENTROPY! 100 HEAT-PERCENTILE .", "8388608 ok"},
      {"101 HEAT-PERCENTILE",
       "? invalid numeric argument: percent 101, valid are 0 to 100 (THROW -24)"},
  });
}

TEST(HeatWords, CountForgottenWordsNoLonger) {
  ExpectAnswers({
      {"PHYSICS-ON 0 PHYSICS-LOOPS! : X ; 90000 ' X ENTROPY! ' X FREEZE-WORD 2 ' DUP ENTROPY!",
       "ok"},
      {"100 HEAT-PERCENTILE . FORGET X 100 HEAT-PERCENTILE .", "90000 2 ok"},
  });
}

TEST(HeatWords, FreezeWhatIsHot) {
  ExpectAnswers({
      {"PHYSICS-ON 0 PHYSICS-LOOPS! 50 ' DUP ENTROPY! 49 ' DROP ENTROPY! FREEZE-CRITICAL", "ok"},
      {"' DUP FROZEN? . ' DROP FROZEN? . ' SWAP FROZEN? .", "-1 0 0 ok"},
  });
}

TEST(HeatWords, ChooseHowNamesAreFound) {
  ExpectAnswers({
      {"PHYSICS-ON LOOKUP-STRATEGY@ . 1 LOOKUP-STRATEGY! LOOKUP-STRATEGY@ .", "0 1 ok"},
      {"2 LOOKUP-STRATEGY!",
       "? invalid numeric argument: strategy 2, valid are 0 to 1 (THROW -24)"},
      {"0 LOOKUP-STRATEGY! PHYSICS-CACHE-STATS", "off: 3 lookups, 0 hits, 0 of 32 names\nok"},
      {"PHYSICS-RESET-STATS PHYSICS-CACHE-STATS", "off: 0 lookups, 0 hits, 0 of 32 names\nok"},
  });
}

TEST(HeatWords, PutTheHottestNamesInFront) {
  ExpectAnswers({
      {"PHYSICS-ON 0 PHYSICS-LOOPS! CREATE LONG-NAME : T 2 ; 9 ' T ENTROPY!", "ok"},
      {"1 ' DUP ENTROPY! 1 ' LONG-NAME ENTROPY! REORG-BUCKETS PHYSICS-CACHE-STATS",
       "off: 0 lookups, 0 hits, 2 of 32 names\nok"},
      {"1 LOOKUP-STRATEGY! T DUP (LOOKUPS) 0 LOOKUP-STRATEGY! . . . .", "2 2 2 2 ok"},
      {": T 4 ; 1 LOOKUP-STRATEGY! T . 0 LOOKUP-STRATEGY!", "redefined T 4 ok"},
  });
}

TEST(HeatWords, TimeLookups) {
  VmHarness vm;
  vm.Answer("PHYSICS-ON 0 PHYSICS-LOOPS! 60 ' DUP ENTROPY!");
  EXPECT_EQ(vm.Answer("10 2500 (.LOOKUPS) 0 0 (.LOOKUPS)"),
            "10 lookups, by search alone: 2500 ns, 250000 ps each\n"
            "0 lookups, by search alone: 0 ns\nok");
  EXPECT_EQ(
      vm.Answer("REORG-BUCKETS 1 LOOKUP-STRATEGY! (HOT-PLACE) 1000 (LOOK-UP) (LOOKUPS) . 1000 > ."),
      "1000 -1 ok");
  // A name that is too long to be kept is none to be looked up.
  vm.Answer(": A-LONG-NAME ; 99 ' A-LONG-NAME ENTROPY! REORG-BUCKETS PHYSICS-RESET-STATS");
  EXPECT_EQ(vm.Answer("(HOT-PLACE) 7 (LOOK-UP) (LOOKUPS) . 7 < ."), "7 0 ok");
  EXPECT_EQ(vm.Answer("1 1001 (LOOK-UP)"),
            "? invalid numeric argument: lookups 1001, valid are 0 to 1000 (THROW -24)");
}

// Without trials a share may be anything: 1/2, give or take 1.96 * sqrt(1/4 / 3).
TEST(HeatWords, TellWhatSharesAreLikely) {
  ExpectAnswers({
      {"0 0 (BAYES) . .", "37081 32768 ok"},
      {"98 98 (BAYES) . .", "1272 64880 ok"},
      {"PHYSICS-ON BAYES-CACHE-MEAN . BAYES-CACHE-LOWER . BAYES-CACHE-UPPER .", "32768 0 65536 ok"},
      {"BAYES-BUCKET-MEAN . BAYES-BUCKET-LOWER . BAYES-BUCKET-UPPER .", "32768 0 65536 ok"},
      {"PHYSICS-BAYESIAN-REPORT", "0.5 0 1 \n0.5 0 1 \nok"},
  });
}

}  // namespace
}  // namespace starkernel::forthvm
