#include "src/forthvm/words/range_pieces.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"
#include "src/base/quantities.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm::range_pieces {
namespace {

/// What a line cost.
struct Cost {
  std::uint64_t spent = 0;  ///< Reductions, in whole windows.
  Reductions most_owed{0};  ///< Beyond a window.
  std::string answer;
};

Cost CostOf(VmHarness& vm, std::string_view line) {
  constexpr Reductions kWindow{1000};
  vm.Go();
  vm.TakeTranscript();
  vm.host().TypeLine(line);
  Cost cost;
  for (RunOutcome outcome = RunOutcome::kQuantumSpent; outcome == RunOutcome::kQuantumSpent;) {
    outcome = vm.vm().Run(kWindow);
    cost.spent += kWindow.value();
    cost.most_owed = std::max(cost.most_owed, vm.vm().owed());
  }
  cost.answer = vm.TakeTranscript().substr(line.size() + 1);
  return cost;
}

/// A line that touches so many bytes, and what it answers.
struct LongLine {
  std::string_view line;
  std::uint64_t bytes;
  std::string_view answer;
};

TEST(RangePieces, NoWordExceedsItsWindowByMoreThanAPiece) {
  VmHarness vm({.envelope = MiB(16)});
  for (const LongLine& line : std::initializer_list<LongLine>{
           {"$100000 $E00000 65 FILL", 0xE0'0000, "ok\n"},
           {"$100000 $800000 $700000 MOVE", 2 * 0x70'0000, "ok\n"},
           {"$100000 $100001 $D00000 MOVE", 2 * 0xD0'0000, "ok\n"},
           {"$100000 $800000 $700000 CMOVE", 2 * 0x70'0000, "ok\n"},
           {"$100000 $800000 $700000 CMOVE>", 2 * 0x70'0000, "ok\n"},
           {"$100000 $700000 $800000 $700000 COMPARE .", 2 * 0x70'0000, "0 ok\n"},
           {"$100000 $E00000 65 SKIP NIP .", 0xE0'0000, "0 ok\n"},
           {"$100000 $E00000 66 SCAN NIP .", 0xE0'0000, "0 ok\n"},
           {"$100000 $100000 X-WIDTH .", 0x10'0000, "1048576 ok\n"},
           {"$100000 $E00000 49 FILL 0. $100000 $E00000 >NUMBER . DROP 2DROP", 2 * 0xE0'0000,
            "0 ok\n"},
           {"$100000 $E00000 BLANK $100000 $E00000 -TRAILING NIP .", 2 * 0xE0'0000, "0 ok\n"},
           {"$100000 $E00000 EVALUATE 7 .", 0xE0'0000, "7 ok\n"},
           {"$100000 $E00000 ERASE", 0xE0'0000, "ok\n"},
       }) {
    const Cost cost = CostOf(vm, line.line);
    EXPECT_EQ(cost.answer, line.answer) << line.line;
    EXPECT_GE(cost.spent, line.bytes / 16) << line.line;
    // Two pieces, of source and target.
    EXPECT_LE(cost.most_owed, Reductions(2 * kPiece.value() / 16)) << line.line;
  }
}

TEST(RangePieces, SkippingAStringGivesWayToOthers) {
  VmHarness vm({.envelope = MiB(4)});
  // A megabyte of "a a a a ...", which begins with what the line has put there.
  vm.Answer(
      ": TEXT $100000 $100000 ; : SPREAD TEXT OVER 97 SWAP C! OVER 1+ 32 SWAP C! "
      "2 - OVER 2 + SWAP CMOVE ; : BEGINS SPREAD $100000 SWAP MOVE TEXT EVALUATE ;");
  for (const LongLine& line : std::initializer_list<LongLine>{
           {"S\" 0 [IF] \" BEGINS", 0x10'0000,
            "\n? [IF], [ELSE] or [THEN] error: [THEN] is missing (THROW -58)\n"},
           {"S\" : W {: -- \" BEGINS", 0,
            "\n? parsed string overflow: a declaration of locals is too long, the limit is 256 "
            "(THROW -18)\n"},
           {"S\" : W LOCALS| \" BEGINS", 0,
            "\n? dictionary overflow: too many locals, the limit is 64 (THROW -8)\n"},
           {": a ; S\"  \" BEGINS", 0x10'0000, "ok\n"},
       }) {
    const Cost cost = CostOf(vm, line.line);
    EXPECT_EQ(cost.answer.substr(0, line.answer.size()), line.answer) << line.line;
    EXPECT_GE(cost.spent, line.bytes / 16) << line.line;
    EXPECT_LE(cost.most_owed, Reductions(2 * kPiece.value() / 16)) << line.line;
  }
}

/// Copies as memory of 512 KiB does, from 0x10000 + `from` to 0x10000 + `to`, in the VM instance
/// and by hand, and compares all of it.
class PieceCopyTest : public testing::Test {
 protected:
  static constexpr std::size_t kSize = 0x80000;
  static constexpr std::size_t kBase = 0x10000;

  void ExpectCopy(std::string_view word, std::size_t from, std::size_t to, std::size_t length) {
    for (std::size_t index = kBase; index < kSize; ++index) {
      memory_.at(index) = static_cast<std::byte>(index * 7 + index / 251);
    }
    std::vector<std::byte> expected = memory_;
    const auto source = std::span(expected).subspan(kBase + from, length);
    const auto target = std::span(expected).subspan(kBase + to, length);
    const std::vector<std::byte> copy(source.begin(), source.end());
    for (std::size_t step = 0; step < length; ++step) {
      const std::size_t index = word == "CMOVE>" ? length - 1 - step : step;
      target[index] = word == "MOVE" ? copy.at(index) : source[index];
    }
    const std::string line = std::to_string(kBase + from) + " " + std::to_string(kBase + to) + " " +
                             std::to_string(length) + " " + std::string(word);
    EXPECT_EQ(vm_.Answer(line), "ok") << line;
    EXPECT_TRUE(
        std::ranges::equal(std::span(memory_).subspan(kBase), std::span(expected).subspan(kBase)))
        << line;
  }

  std::vector<std::byte> memory_ = std::vector<std::byte>(kSize);
  VmHarness vm_{{.memory = memory_}};
};

TEST_F(PieceCopyTest, PiecesMakeNoDifference) {
  const auto piece = static_cast<std::size_t>(kPiece.value());
  for (const std::string_view word : {"MOVE", "CMOVE", "CMOVE>"}) {
    for (const std::size_t length : {piece - 1, piece, piece + 1, 2 * piece, 3 * piece + 5}) {
      for (const std::size_t offset : {std::size_t{0}, std::size_t{1}, piece - 1, piece + 3}) {
        ExpectCopy(word, 0, offset, length);
        ExpectCopy(word, offset, 0, length);
      }
    }
  }
}

TEST(RangePieces, ALongRangeIsCheckedBeforeAnythingIsDone) {
  VmHarness vm;
  vm.Answer("1 $20000 C! 2 $F0000 C!");
  EXPECT_EQ(vm.Answer("$20000 $F0001 0 FILL"),
            "? invalid memory address: 0x20000 (983041 bytes) in FILL, valid are 0x1000 to 0xfffff "
            "(THROW -9)");
  EXPECT_EQ(vm.Answer("$20000 C@ . $F0000 C@ ."), "1 2 ok");
  EXPECT_EQ(vm.Answer("$20000 $80000 $80001 MOVE"),
            "? invalid memory address: 0x80000 (524289 bytes) in MOVE, valid are 0x1000 to 0xfffff "
            "(THROW -9)");
}

TEST(RangePieces, NamesAndLinesOfAnyLengthAreLookedAtInPart) {
  VmHarness vm({.envelope = MiB(16)});
  for (const std::string_view line :
       {"$100000 $E00000 FIND-NAME .", "$100000 $E00000 FORTH-WORDLIST FIND-NAME-IN .",
        "$100000 $E00000 FORTH-WORDLIST SEARCH-WORDLIST .", "$100000 $E00000 ENVIRONMENT? ."}) {
    const Cost cost = CostOf(vm, line);
    EXPECT_EQ(cost.answer, "0 ok\n") << line;
    EXPECT_EQ(cost.spent, 1000U) << line;
  }
  EXPECT_EQ(CostOf(vm, "$100000 $E00000 LOG-INFO").spent, 1000U);
  EXPECT_EQ(vm.host().log.size(), std::string("info: \n").size() + 1024);
}

}  // namespace
}  // namespace starkernel::forthvm::range_pieces
