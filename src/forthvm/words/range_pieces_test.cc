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
           {"S\" : W {: -- \" BEGINS", 0x10'0000,
            "\n? a name is missing: :} is missing before the end of the source (THROW -16)\n"},
           {"S\" : W LOCALS| \" BEGINS", 0,
            "\n? invalid name argument: a is a local of this definition already (THROW -32)\n"},
           {": a ; S\"  \" BEGINS", 0x10'0000, "ok\n"},
       }) {
    const Cost cost = CostOf(vm, line.line);
    EXPECT_EQ(cost.answer.substr(0, line.answer.size()), line.answer) << line.line;
    EXPECT_GE(cost.spent, line.bytes / 16) << line.line;
    EXPECT_LE(cost.most_owed, Reductions(2 * kPiece.value() / 16)) << line.line;
  }
}

TEST(RangePieces, BlocksBuffersAndLiteralsAreMadeInPieces) {
  VmHarness vm({.envelope = MiB(16)});
  for (const LongLine& line : std::initializer_list<LongLine>{
           {"$400000 ALLOCATE DROP $400000 66 FILL", 0x40'0000, "ok\n"},
           {"$C00000 $500000 RESIZE . DUP C@ . $3FFFFF + C@ .", 0x40'0000, "0 66 66 ok\n"},
           {"$100000 $600000 65 FILL $600000 BUFFER: B B C@ . B $5FFFFF + C@ .", 2 * 0x60'0000,
            "0 0 ok\n"},
           {": S [ B $600000 67 FILL B $600000 ] SLITERAL ; S", 2 * 0x60'0000,
            "\n? dictionary overflow: data space is used up, the limit is 7340032 (THROW -8)\n"},
           {": S [ B $80000 67 FILL B $80000 ] SLITERAL ; S . DUP C@ . $7FFFF + C@ .", 2 * 0x8'0000,
            "524288 67 67 ok\n"},
           {"$100000 $600000 65 FILL $100000 $600000 OVER $200000 SEARCH . NIP .", 3 * 0x20'0000,
            "-1 6291456 ok\n"},
       }) {
    const Cost cost = CostOf(vm, line.line);
    EXPECT_EQ(cost.answer.substr(0, line.answer.size()), line.answer) << line.line;
    EXPECT_GE(cost.spent, line.bytes / 32) << line.line;
    EXPECT_LE(cost.most_owed, Reductions(2 * kPiece.value() / 16)) << line.line;
  }
}

TEST(RangePieces, FilesAreReadAndWrittenInPieces) {
  VmHarness vm({.envelope = MiB(16)});
  vm.Answer("S\" f\" R/W CREATE-FILE DROP CONSTANT F : BACK 0. F REPOSITION-FILE DROP ;");
  for (const LongLine& line : std::initializer_list<LongLine>{
           {"$100000 $90001 65 FILL $100000 $90001 F WRITE-FILE .", 2 * 0x9'0001, "0 ok\n"},
           {"BACK $200000 $A0000 F READ-FILE . . $290000 C@ .", 0x9'0001, "0 589825 65 ok\n"},
           {"BACK $200000 $90000 F READ-FILE . . F FILE-POSITION DROP D.", 0x9'0000,
            "0 589824 589824 ok\n"},
           {"BACK $100000 $80000 F WRITE-LINE . F FILE-POSITION DROP D.", 0x8'0000,
            "0 524289 ok\n"},
           {"BACK $200000 $A0000 F READ-LINE . . . $A0000 F READ-LINE .", 0x8'0000, "0 -1 524288 "},
           {"BACK $200000 $80000 F READ-LINE . . . $200000 9 F READ-LINE . . .", 0x8'0000,
            "0 -1 524288 0 -1 0 ok\n"},
           {"BACK $200000 $70000 F READ-LINE . . . $200000 $10001 F READ-LINE . . .", 0x8'0000,
            "0 -1 458752 0 -1 65536 ok\n"},
           {"$F0000. F RESIZE-FILE . F FILE-SIZE . D.", 0x6'0000, "0 0 983040 ok\n"},
           {"$F00000. F RESIZE-FILE . F FILE-SIZE . D.", 0, "-74 0 983040 ok\n"},
           {"9. F RESIZE-FILE . F FILE-SIZE . D.", 0xF'0000, "0 0 9 ok\n"},
       }) {
    const Cost cost = CostOf(vm, line.line);
    EXPECT_EQ(cost.answer.substr(0, line.answer.size()), line.answer) << line.line;
    EXPECT_GE(cost.spent, line.bytes / 16) << line.line;
    EXPECT_LE(cost.most_owed, Reductions(2 * kPiece.value() / 16)) << line.line;
    vm.Answer("ABORT");
  }
}

/// A program that lies in the envelope at 0x100000, and what interpreting it answers.
struct LongProgram {
  std::string text;
  std::string_view answer;
};

TEST(RangePieces, LongTextsOfAStringAreParsedInPieces) {
  std::vector<std::byte> memory(0x20'0000);
  VmHarness vm({.memory = memory});
  const std::string a(300'000, 'a');
  const std::string blanks(150'000, ' ');
  const std::string ends(65'534, 'x');
  for (const LongProgram& program : {
           LongProgram{"CHAR | PARSE " + a + "| NIP . 5 .", "300000 5 ok\n"},
           LongProgram{"CHAR | PARSE " + a, "ok\n"},
           LongProgram{"$20AC PARSE " + ends + "\xe2\x82\xac NIP . 5 .", "65534 5 ok\n"},
           LongProgram{"$20AC PARSE x" + ends + "\xe2\x82\xac NIP . 5 .", "65535 5 ok\n"},
           LongProgram{"$20AC PARSE xxx" + ends + "\xe2\x82\xac NIP . 5 .", "65537 5 ok\n"},
           LongProgram{"PARSE-NAME " + blanks + a + " NIP . 5 .", "300000 5 ok\n"},
           LongProgram{"BL WORD " + blanks + "abc COUNT NIP . 5 .", "3 5 ok\n"},
           LongProgram{"CHAR a WORD " + a + "bca COUNT TYPE 5 .", "bc5 ok\n"},
           LongProgram{"( " + a + ") 7 . .( " + std::string(3000, 'o') + ") \\ " + a, "7 ooooo"},
           LongProgram{"0 [IF] " + a + "[THEN] " + blanks + "[THEN] 8 .", "8 ok\n"},
           LongProgram{"CHAR " + blanks.substr(0, 60'000) + "bcd . 9 .", "98 9 ok\n"},
           LongProgram{
               "CHAR " + a,
               "\n? parsed string overflow: the text to be parsed is too long, the limit is "
               "65536 (THROW -18)\n"},
           LongProgram{"S\" " + ends + "xx\" NIP .",
                       "\n? parsed string overflow: the string is too long, the limit is 1024"},
           LongProgram{": S S\" " + ends + "xx\" ; S NIP . 5 .", "65536 5 ok\n"},
           LongProgram{
               ": S S\" " + ends + "xxx\" ;",
               "\n? parsed string overflow: the text to be parsed is too long, the limit is "
               "65536 (THROW -18)\n"},
           LongProgram{": " + a, "\n? definition name too long: aaa"},
           LongProgram{": " + blanks + "X ;", "\n? a name is missing (THROW -16)\n"},
       }) {
    std::ranges::copy(std::as_bytes(std::span(program.text)), memory.begin() + 0x10'0000);
    const Cost cost = CostOf(vm, "$100000 " + std::to_string(program.text.size()) + " EVALUATE");
    EXPECT_EQ(cost.answer.substr(0, program.answer.size()), program.answer)
        << program.text.substr(0, 40);
    EXPECT_LE(cost.most_owed, Reductions(2 * kPiece.value() / 16)) << program.text.substr(0, 40);
    vm.Answer("ABORT");
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

/// A string that lies below, and one that lies above, of where it is copied to, and overlaps that.
TEST_F(PieceCopyTest, ALiteralMayOverlapItsString) {
  vm_.Answer("$8000 ALLOT ALIGN");
  for (const std::size_t source : {std::size_t{0x8000}, std::size_t{0x2'0000}}) {
    for (std::size_t index = kBase; index < kSize; ++index) {
      memory_.at(index) = static_cast<std::byte>(index * 7 + index / 251);
    }
    const std::vector<std::byte> before = memory_;
    const std::string line =
        ": S [ " + std::to_string(source) + " $2FFFF ] SLITERAL ; S . HERE FORGET S";
    EXPECT_EQ(vm_.Answer(line), "196607 ok");
    const std::vector<Cell> stack = vm_.Stack();
    ASSERT_EQ(stack.size(), 2U);
    const auto copy = std::span(memory_).subspan(static_cast<std::size_t>(stack.front()), 0x2'FFFF);
    EXPECT_TRUE(std::ranges::equal(copy, std::span(before).subspan(source, 0x2'FFFF)));
    vm_.Answer("ABORT");
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
        "$100000 $E00000 FORTH-WORDLIST SEARCH-WORDLIST .", "$100000 $E00000 ENVIRONMENT? .",
        "$100000 $E00000 R/O OPEN-FILE DROP .", "$100000 $E00000 R/O CREATE-FILE DROP ."}) {
    const Cost cost = CostOf(vm, line);
    EXPECT_EQ(cost.answer, "0 ok\n") << line;
    EXPECT_EQ(cost.spent, 1000U) << line;
  }
  EXPECT_EQ(CostOf(vm, "$100000 $E00000 LOG-INFO").spent, 1000U);
  for (const std::string_view word : {"INCLUDED", "REQUIRED"}) {
    const Cost cost = CostOf(vm, "$100000 $E00000 " + std::string(word));
    EXPECT_EQ(cost.answer.substr(0, 81),
              "\n? no such file: the name's length is 14680064, valid are 1 to 255 (THROW -38)\n");
    EXPECT_EQ(cost.spent, 1000U);
  }
  EXPECT_EQ(vm.host().log.size(), std::string("info: \n").size() + 1024);
}

}  // namespace
}  // namespace starkernel::forthvm::range_pieces
