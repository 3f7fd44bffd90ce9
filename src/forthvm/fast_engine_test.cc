#include "src/forthvm/fast_engine.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/engine_lanes.h"
#include "src/forthvm/shortcut.h"
#include "src/forthvm/vm_harness.h"
#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {
namespace {

/// What there are shortcuts for, alone and fused, and what they can meet.
constexpr auto kTexts = std::to_array<std::string_view>({
    "7",
    "123456789012345",
    "W",
    "V",
    "C",
    "X",
    "9 TO X",
    "D",
    "['] W EXECUTE",
    "['] DUP EXECUTE",
    "12345 EXECUTE",
    "EXECUTE",
    "DUP",
    "?DUP",
    "DROP",
    "SWAP",
    "OVER",
    "NIP",
    "TUCK",
    "ROT",
    "-ROT",
    "PICK",
    "1 PICK",
    "5 PICK",
    "-1 PICK",
    "2DUP",
    "2DROP",
    ">R R>",
    ">R R@ R> DROP",
    "2>R 2R>",
    "R>",
    ">R",
    "V @",
    "V !",
    "V +!",
    "V C@",
    "V C!",
    "@",
    "!",
    "+!",
    "C@",
    "C!",
    "4095 @",
    "4096 @",
    "262136 @",
    "262137 @",
    "262143 C@",
    "262144 C@",
    "-8 @",
    "+ -",
    "*",
    "MIN MAX",
    "1+ 1- 2* 2/ NEGATE CELLS CELL+ CHAR+",
    "AND OR",
    "XOR INVERT",
    "3 LSHIFT 1 RSHIFT 64 LSHIFT",
    "= <>",
    "< >",
    "U< 0= NOT 0<> 0<",
    "3 + 4 - 5 * 6 AND",
    "3 =",
    "3 <>",
    "3 <",
    "3 >",
    "3 = IF 1 ELSE 2 THEN",
    "3 <> IF 1 ELSE 2 THEN",
    "3 < IF 1 ELSE 2 THEN",
    "3 > IF 1 ELSE 2 THEN",
    "= IF 1 ELSE 2 THEN",
    "<> IF 1 ELSE 2 THEN",
    "< IF 1 ELSE 2 THEN",
    "> IF 1 ELSE 2 THEN",
    "0= IF 1 ELSE 2 THEN",
    "IF 1 ELSE 2 THEN",
    "DUP IF 1 ELSE 2 THEN",
    "DUP 5",
    "DUP 1-",
    "OVER +",
    "OVER @",
    "5 0 DO I + LOOP 9 0 ?DO I . 3 +LOOP 0 0 ?DO LOOP",
    "V 8 BOUNDS ?DO I C@ LOOP V 3 0 DO I + C@ LOOP",
    "CELLS + 1 CELLS V + @ 0 CELLS V + @",
    "V + @ V + C@",
    "3 0 DO + LOOP 3 0 DO DROP LOOP V 2 0 DO CELL+ LOOP",
    "3 0 DO 2 0 DO J I LEAVE LOOP LOOP 2 0 DO UNLOOP EXIT LOOP",
    "V + C + C < C < IF 1 THEN",
    "INVERT AND SWAP 1+ SWAP 1+ SWAP SWAP CELL+ SWAP CELL+",
    "{: a b :} a b + a + b 3 TO a a",
    "I",
    "W W BEGIN DUP WHILE 1- REPEAT BEGIN 1+ DUP 3 > UNTIL",
    "CATCH",
    "DUP 20 < IF 1+ RECURSE THEN",
});

/// Words and data that the programs use.
void TypeBeginning(EngineLanes& lanes) {
  lanes.Type(": W 1+ ; CREATE V 1 , 2 , 3 , 60 CONSTANT C 4 VALUE X DEFER D");
  lanes.Type("' W IS D");
}

TEST(FastEngine, DoesWhatThePlainOneDoes) {
  EngineLanes lanes;
  TypeBeginning(lanes);
  for (const std::string_view text : kTexts) {
    lanes.Type(": T " + std::string(text) + " ;");
    for (const std::string_view items : {"", "4100", "3 4104", "5 3 4104", "1 2 0 4104 4112"}) {
      lanes.Type(std::string(items) + " T .S 0 SP!");
    }
    // And with hardly any room.
    for (const std::string_view depth : {"1021", "1022", "1023", "1024"}) {
      lanes.Type(": FILLED " + std::string(depth) + " 0 DO 4100 LOOP ; FILLED T DEPTH . 0 SP!");
    }
    EXPECT_TRUE(lanes.Run(Quanta::Of(100'000), 100, text)) << text;
  }
}

TEST(FastEngine, StopsWhereThePlainOneStops) {
  for (const std::uint64_t quantum : {1U, 3U, 1000U}) {
    EngineLanes lanes;
    TypeBeginning(lanes);
    for (const std::string_view text : kTexts) {
      lanes.Type(": T " + std::string(text) + " ; 1 2 3 4104 T .S 0 SP!");
      EXPECT_TRUE(lanes.Run(Quanta::Of(quantum), 100'000, text)) << text;
    }
  }
}

/// The shortcuts of a word's instructions.
std::vector<Shortcut> ShortcutsOf(VmHarness& harness, std::string_view name) {
  const Dictionary& words = harness.vm().dictionary();
  const WordHeader& header = words.Header(words.Find(name));
  std::vector<Shortcut> shortcuts;
  for (std::uint32_t place = 0; place < header.code_length; ++place) {
    shortcuts.push_back(harness.vm().code().ShortcutAt(header.code_start + place));
  }
  return shortcuts;
}

TEST(FastEngine, ItemsThatWereTakenAreZeroBehindAThrow) {
  VmHarness vm;
  vm.Answer(": TAKE 2DROP 7 THROW ;");
  EXPECT_EQ(vm.Answer("1 2 3 ' TAKE CATCH .S"), "<4> 1 0 0 7 ok");
}

TEST(FastEngine, InstructionsHaveShortcutsForThemselvesAndWhatFollows) {
  VmHarness vm;
  EXPECT_EQ(vm.Answer(": T DUP 2 < IF DROP DEPTH THEN ; 1 T ."), "0 ok");
  EXPECT_EQ(ShortcutsOf(vm, "T"), (std::vector{Shortcut::kDupLiteral, Shortcut::kLiteralLessBranch,
                                               Shortcut::kLessBranch, Shortcut::kBranchIfZero,
                                               Shortcut::kDrop, Shortcut::kNone, Shortcut::kExit}));
}

}  // namespace
}  // namespace starkernel::forthvm
