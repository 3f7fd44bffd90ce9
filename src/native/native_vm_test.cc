#include "src/native/native_vm.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"
#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/test_effort.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/engine_kind.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/shortcut.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_harness.h"
#include "src/forthvm/word_header.h"
#include "src/native/native_harness.h"
#include "src/native/native_records.h"
#include "src/native/test_code_unsafe.h"

namespace starkernel::native {
namespace {

using forthvm::EngineKind;
using forthvm::RunOutcome;
using forthvm::VmHarness;

/// The same VM instance twice: with the native engine, and with the plain one alone.
class Pair {
 public:
  Pair() { plain_.vm().UseEngine(EngineKind::kPlain); }

  /// In lines that are short enough to be typed.
  void Type(std::string_view text) {
    constexpr std::size_t kLine = 60;
    while (text.size() > kLine) {
      const std::size_t end = text.find(' ', kLine);
      if (end == std::string_view::npos) {
        break;
      }
      TypeLine(text.substr(0, end));
      text.remove_prefix(end + 1);
    }
    TypeLine(text);
  }

  /// Runs both, a quantum each in turns, until nothing is left to do or `runs` are over. Compares
  /// them whenever they stop: so they stop at the same points, having spent the same.
  void Run(Reductions quantum, int runs, std::string_view program) {
    for (int run = 0; run < runs; ++run) {
      const RunOutcome fast = fast_.vm().Run(quantum);
      const RunOutcome plain = plain_.vm().Run(quantum);
      ASSERT_EQ(fast, plain) << program;
      ASSERT_EQ(fast_.vm().last_spent(), plain_.vm().last_spent()) << program;
      ASSERT_EQ(fast_.vm().owed(), plain_.vm().owed()) << program;
      ASSERT_EQ(fast_.vm().depths(), plain_.vm().depths()) << program;
      ASSERT_EQ(fast_.Stack(), plain_.Stack()) << program;
      if (fast != RunOutcome::kQuantumSpent) {
        break;
      }
    }
    EXPECT_EQ(fast_.host().transcript, plain_.host().transcript) << program;
    EXPECT_TRUE(fast_memory_ == plain_memory_) << program;
    EXPECT_EQ(fast_.vm().here(), plain_.vm().here()) << program;
    EXPECT_EQ(fast_.vm().uncaught(), plain_.vm().uncaught()) << program;
  }

 private:
  void TypeLine(std::string_view line) {
    fast_.host().TypeLine(line);
    plain_.host().TypeLine(line);
  }

  static constexpr std::size_t kMemory = std::size_t{256} * 1024;
  std::vector<std::byte> fast_memory_ = std::vector<std::byte>(kMemory);
  std::vector<std::byte> plain_memory_ = std::vector<std::byte>(kMemory);
  VmHarness fast_{VmHarness::Options{.memory = fast_memory_}};
  VmHarness plain_{VmHarness::Options{.memory = plain_memory_}};
  NativeHarness native_{fast_.vm()};
};

constexpr std::array kRuns{Reductions(1), Reductions(3), Reductions(1000)};

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
    "/",
    "MOD",
    "/MOD",
    "7 /",
    "-7 MOD",
    "1 /MOD",
    "0 /",
    "-1 /",
    "-1 MOD",
    "100 SWAP /",
    "-100 SWAP /MOD",
    "DUP /",
    "DUP NEGATE /MOD",
    "1 63 LSHIFT SWAP /",
    "1 63 LSHIFT -1 /MOD",
    "1 63 LSHIFT 1 LSHIFT INVERT 2DUP / -ROT MOD",
    "4294967296 * 4294967295 /MOD",
    "2DUP 2DUP 2DUP / ROT ROT MOD + ROT ROT /MOD",
    ">R 1- R@ 1+ / R>",
    "9 1 DO I 3 /MOD I / + LOOP",
    "*/",
    "*/MOD",
    "UM/MOD",
    "SM/REM",
    "FM/MOD",
    "UM*",
    "M*",
    "DUP NEGATE UM* NEGATE 2DUP 3 UM/MOD",
    "-7 M* -3 SM/REM",
    "1 63 LSHIFT M* 1 63 LSHIFT SM/REM",
    "7 3 */ -5 1 */MOD",
    "0 */",
    "0 0 UM/MOD",
    "1 63 LSHIFT DUP 2 */",
    "1 63 LSHIFT -1 -1 */MOD",
    "1 62 LSHIFT 4 2 */MOD",
    "0 SWAP 1+ DUP 1+ UM/MOD",
    "-1 -2 -1 UM/MOD -1 0 1 SM/REM",
    "1+ SWAP 2 + SWAP 1+ */ 3 + DUP 5 */",
    "MIN MAX",
    "1+ 1- 2* 2/ NEGATE CELLS CELL+ CHAR+",
    "3 * 5 * 9 *",
    "DUP 3 * SWAP 1+ DUP 5 * SWAP 9 * 4 +",
    "9 0 DO I 3 * + I + 5 * LOOP",
    "1 AND IF 1 ELSE 2 THEN",
    "AND IF 1 ELSE 2 THEN",
    "1+ AND IF 1 ELSE 2 THEN",
    "2DUP 1+ SWAP 2 + AND 0= IF 1 ELSE 2 THEN",
    "DUP 1 AND 0= SWAP -8 AND 0<> 2DUP AND 0=",
    "DUP AND ?DUP IF 1+ THEN",
    "-5 V ! V @ 7 V C! 511 V 1+ C! V @ 6 V CELL+ !",
    "-5 SWAP ! V 9 OVER ! @",
    "-5 SWAP C! V 9 OVER 3 + C! @",
    "123456789012345 V ! 123456789012345 V C! V @",
    "8 V +! V @ 0 4095 ! 0 4095 C! 0 262137 !",
    "1+ NIP 2 NIP DUP NIP SWAP NIP NIP",
    "1+ SWAP 2 + SWAP 0 0 0 0 0 0 0 0 2DROP 2DROP 2DROP 2DROP",
    "1+ DUP >R 2 + DUP >R 0 0 0 0 0 0 0 R> R> 2DROP",
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
void TypeBeginning(Pair& pair) {
  pair.Type(": W 1+ ; CREATE V 1 , 2 , 3 , 60 CONSTANT C 4 VALUE X DEFER D");
  pair.Type("' W IS D");
}

TEST(NativeVm, DoesWhatThePlainOneDoes) {
  Pair pair;
  TypeBeginning(pair);
  for (const std::string_view text : kTexts) {
    pair.Type(": T " + std::string(text) + " ;");
    for (const std::string_view items : {"", "4100", "3 4104", "5 3 4104", "1 2 0 4104 4112"}) {
      // Some of them store where BASE lies, and nothing that follows would be a number.
      pair.Type("DECIMAL");
      pair.Type(std::string(items) + " T .S 0 SP!");
    }
    pair.Type("DECIMAL");
    // And with hardly any room.
    for (const std::string_view depth : {"1021", "1022", "1023", "1024"}) {
      pair.Type(": FILLED " + std::string(depth) + " 0 DO 4100 LOOP ; FILLED T DEPTH . 0 SP!");
    }
    pair.Run(Reductions(100'000), 100, text);
  }
}

TEST(NativeVm, StopsWhereThePlainOneStops) {
  for (const Reductions quantum : kRuns) {
    Pair pair;
    TypeBeginning(pair);
    for (const std::string_view text : kTexts) {
      pair.Type("DECIMAL");
      pair.Type(": T " + std::string(text) + " ; 1 2 3 4104 T .S 0 SP!");
      pair.Run(quantum, 100'000, text);
    }
  }
}

/// Programs by chance: structures nest as they must, stacks need not balance.
class Program {
 public:
  explicit Program(std::uint64_t seed) : random_(seed) {}

  std::string Definition(std::string_view name) {
    std::string text = ": " + std::string(name) + " ";
    if (Below(4) == 0) {
      locals_ = true;
      text += "{: a b | c :} ";
    }
    text += Body<0>() + ";";
    locals_ = false;
    words_.emplace_back(name);
    return text;
  }
  std::string Number() {
    static constexpr std::array kNumbers{"0",    "1",    "-1",     "2",
                                         "3",    "7",    "8",      "4096",
                                         "4100", "4104", "262136", "9223372036854775807"};
    return kNumbers.at(Below(kNumbers.size()));
  }

 private:
  std::size_t Below(std::size_t limit) { return random_() % limit; }

  template <int depth>
  std::string Body() {
    std::string text;
    for (std::size_t items = 1 + Below(7); items > 0; --items) {
      text += Item<depth>() + " ";
    }
    return text;
  }

  template <int depth>
  std::string Item() {
    static constexpr std::array kWords{
        "DUP",     "?DUP",
        "DROP",    "SWAP",
        "OVER",    "NIP",
        "TUCK",    "ROT",
        "-ROT",    "2DUP",
        "PICK",    "@",
        "C@",      "+",
        "-",       "*",
        "MIN",     "MAX",
        "1+",      "1-",
        "2*",      "2/",
        "AND",     "OR",
        "XOR",     "INVERT",
        "=",       "<>",
        "<",       ">",
        "0=",      "0<",
        "U<",      "V",
        "V @",     "V !",
        "V +!",    "C",
        "X",       "TO X",
        "CELLS",   "CELL+",
        "CELLS +", "V +",
        "+ @",     "DEPTH",
        ".",       "/",
        "2SWAP",   "SWAP 1+ SWAP",
        "LSHIFT",  "NEGATE",
        "2DROP",   "D",
        "DUP 1-",  "DUP IF 1 THEN",
        "OVER +",  "R@",
        "I",
    };
    if constexpr (depth < 3) {
      if (Below(3) == 0) {
        return Structure<depth + 1>();
      }
    }
    if (locals_ && Below(4) == 0) {
      static constexpr std::array kLocals{"a", "b", "c", "TO a", "a b +", "c 1+ TO c"};
      return kLocals.at(Below(kLocals.size()));
    }
    if (!words_.empty() && Below(6) == 0) {
      const std::string& word = words_.at(Below(words_.size()));
      static constexpr std::array kWays{"", "['] ", "['] "};
      const std::size_t way = Below(kWays.size());
      return kWays.at(way) + word + (way == 0 ? "" : way == 1 ? " EXECUTE" : " CATCH");
    }
    return Below(3) == 0 ? Number() : std::string(kWords.at(Below(kWords.size())));
  }

  template <int depth>
  std::string Structure() {
    switch (Below(9)) {
      case 0: return "IF " + Body<depth>() + "THEN";
      case 1: return "IF " + Body<depth>() + "ELSE " + Body<depth>() + "THEN";
      case 2: return "BEGIN " + Body<depth>() + "UNTIL";
      case 3: return "BEGIN " + Body<depth>() + "WHILE " + Body<depth>() + "REPEAT";
      case 4: return "4 0 DO " + Body<depth>() + "LOOP";
      case 5: return Number() + " " + Number() + " ?DO I " + Body<depth>() + "3 +LOOP";
      case 6: return "3 0 DO " + Body<depth>() + "IF LEAVE THEN LOOP";
      case 7: return ">R " + Body<depth>() + "R>";
      default: return "2 0 DO 3 0 DO J I " + Body<depth>() + "LOOP LOOP";
    }
  }

  std::mt19937_64 random_;
  std::vector<std::string> words_;
  bool locals_ = false;
};

TEST(NativeVm, RandomProgramsDoTheSameOnBothEngines) {
  const std::uint64_t programs = OperationsToTry(40);
  for (std::uint64_t seed = 0; seed < programs && !testing::Test::HasFailure(); ++seed) {
    Program program(seed);
    Pair pair;
    TypeBeginning(pair);
    std::string all = "seed " + std::to_string(seed);
    const auto type = [&pair, &all](const std::string& line) {
      pair.Type(line);
      all += "\n" + line;
    };
    for (const std::string_view name : {"A1", "A2", "A3"}) {
      type(program.Definition(name));
      type("1 2 3 " + program.Number() + " " + program.Number() + " " + std::string(name) + " .S");
    }
    pair.Run(kRuns.at(seed % kRuns.size()), 3000, all);
  }
}

/// Programs about what native code takes for granted, and what may change behind it.
constexpr auto kPrograms = std::to_array<std::string_view>({
    // Calls to the limit, with and without anything parked, and what is caught there.
    ": DEEP RECURSE 1+ ; ' DEEP CATCH . : PARKS >R RECURSE R> ; ' PARKS CATCH . DEPTH .",
    ": DOWN DUP IF 1- RECURSE 1+ THEN ; 900 DOWN . 1100 ' DOWN CATCH . .",
    ": LOOPS 3 0 DO I OVER IF OVER 1- RECURSE ELSE DROP THEN LOOP ; 4 LOOPS DEPTH .",
    // Returns that native code does for calls that were frames: deep, and through what is parked.
    ": ACK OVER 0= IF NIP 1+ EXIT THEN DUP 0= IF DROP 1- 1 RECURSE EXIT THEN OVER SWAP 1- RECURSE "
    "SWAP 1- SWAP RECURSE ; 2 9 ACK . 5 2 9 ACK . .",
    ": NEST {: n | t :} n IF 2 0 DO n >R I n 1- RECURSE + TO t R> t + LOOP 3 + ELSE 1 2 THEN ; "
    "6 NEST .S",
    // The same where the caller's items, or room for its own, are not there once it goes on.
    ": LEAF 3 0 DO LOOP ; : MIDDLE LEAF 2 LEAF DROP ; : OUTER MIDDLE 1+ ; ' OUTER CATCH . DEPTH . "
    ": FILLS 1019 0 DO I LOOP ; : GROWS MIDDLE 1 2 3 4 5 6 2DROP 2DROP 2DROP ; FILLS GROWS 7",
    // A token whose word is gone, with other code in its place.
    ": RUN EXECUTE ; : A 5 ; ' A DUP RUN . FORGET A : B 6 ; ' RUN CATCH . DROP",
    // A created word that gets a behaviour after it was compiled.
    ": GIVE DOES> @ ; CREATE X 7 , :NONAME X ; DUP CONSTANT U FORGET U GIVE EXECUTE .",
    // Deferred words, and values that change.
    "DEFER D : USE D 1+ ; : P 10 ; ' P IS D USE . 4 VALUE X : XS X X + TO X X ; XS . XS .",
    // Left in the middle of calls and loops, by words without native form.
    ": SHOW DUP . ; : INNER 3 0 DO I SHOW + LOOP ; : OUTER 2 0 DO I INNER SHOW LOOP ; 5 OUTER .",
    ": THROWS 5 0 DO I 3 = IF 7 THROW THEN LOOP ; : GUARDED ['] THROWS CATCH ; GUARDED . DEPTH .",
    ": BOTH {: a b | c :} a b + TO c c a SWAP b - . . c ; 3 4 BOTH . : Q 1 [: 2 + ;] EXECUTE ; Q .",
    ": KIND CASE 1 OF 10 ENDOF 2 OF 20 ENDOF 30 SWAP ENDCASE ; 1 KIND . 2 KIND . 3 KIND .",
    // What is compared shares a register with what it is compared with, or is the same, or neither.
    ": NEVER CASE DUP 1+ SWAP OF 10 ENDOF 20 SWAP ENDCASE ; 5 NEVER . : EVER CASE DUP OF 10 ENDOF "
    "20 SWAP ENDCASE ; 5 EVER . : SOME CASE OVER 1- OF 10 ENDOF 20 SWAP ENDCASE ; 4 5 SOME . .",
    // Comparisons on both sides of where their answers change.
    ": TWO 2DUP U> . 2DUP <= . 2DUP >= . ; : ONE 0> . TRUE . FALSE . BL . ; 0 0 TWO 1 0 TWO -1 0 "
    "TWO "
    "0 ONE 1 ONE -1 ONE : WAY 2DUP U> IF 1 . THEN 2DUP <= IF 2 . THEN >= IF 3 . THEN ; 1 1 WAY -1 "
    "1 "
    "WAY 1 -1 WAY 1 2 3 4 2OVER : OVERS 2OVER + * ; OVERS .S",
    // Shifts and steps of all kinds, and more items than there are registers.
    ": SHIFTS 2DUP LSHIFT . 2DUP RSHIFT . DROP ; 5 3 SHIFTS -1 63 SHIFTS -1 64 SHIFTS 1 -1 SHIFTS",
    ": STEPS 20 0 DO I . DUP +LOOP DROP ; 3 STEPS 7 STEPS : BACK 0 9 DO I . -2 +LOOP ; BACK",
    ": MANY 1 2 3 4 5 6 7 8 9 10 11 12 + + + + + + + + + + + ; MANY . : ROTS 1 2 3 ROT -ROT ROT ;",
    ": MIXED 2DUP < IF SWAP THEN BEGIN DUP WHILE TUCK - 2DUP < IF SWAP THEN REPEAT DROP ;",
    "48 18 MIXED . 17 5 MIXED . : EVEN DUP 1 AND 0= IF 2/ ELSE 3 * 1+ THEN ; 27 EVEN EVEN .",
});

TEST(NativeVm, StopsWhereThePlainOneStopsInPrograms) {
  for (const Reductions quantum : kRuns) {
    for (const std::string_view program : kPrograms) {
      Pair pair;
      pair.Type(program);
      pair.Run(quantum, 100'000, program);
    }
  }
}

TEST(NativeVm, TranslatesDefinitionsAndMarksWhereTheyCanBeEntered) {
  VmHarness vm;
  NativeHarness native(vm.vm());
  EXPECT_EQ(vm.Answer(": T 5 0 DO I + LOOP ; : U T ; 3 U ."), "13 ok");
  const forthvm::Dictionary& words = vm.vm().dictionary();
  const forthvm::WordHeader& header = words.Header(words.Find("T"));
  const Definition* const definition = native.native().catalogue().Find(header.id);
  ASSERT_NE(definition, nullptr);
  EXPECT_EQ(definition->need, 1);
  EXPECT_TRUE(definition->effect_is_known);
  EXPECT_EQ(definition->effect, 0);
  EXPECT_EQ(definition->loop_room, 1);
  EXPECT_EQ(vm.vm().code().ShortcutAt(header.code_start), forthvm::Shortcut::kNative);
  EXPECT_EQ(vm.vm().code().ShortcutAt(header.code_start + 3), forthvm::Shortcut::kNative);
  EXPECT_EQ(vm.Answer("FORGET T"), "ok");
  EXPECT_EQ(native.native().catalogue().Find(header.id), nullptr);
}

TEST(NativeVm, GivesTheSameCodeForTheSameDefinition) {
  constexpr std::string_view kText =
      ": T 2DUP < IF SWAP THEN 3 0 DO OVER I + @ LOOP ; : U T RECURSE ;";
  VmHarness one;
  VmHarness other;
  NativeHarness first(one.vm());
  NativeHarness second(other.vm());
  one.Answer(kText);
  other.Answer(kText);
  EXPECT_GT(first.code().bytes().size(), 100U);
  EXPECT_TRUE(std::ranges::equal(first.code().bytes(), second.code().bytes()));
}

TEST(NativeVm, LeavesWhatDoesNotFitToTheInterpreter) {
  VmHarness vm;
  NativeHarness native(vm.vm());
  vm.Answer(": LONG 0");
  for (int lines = 0; lines < 110; ++lines) {
    vm.Answer("1+ 1+ 1+ 1+ 1+ 1+ 1+ 1+ 1+ 1+");
  }
  EXPECT_EQ(vm.Answer("; LONG ."), "1100 ok");
  const forthvm::Dictionary& words = vm.vm().dictionary();
  EXPECT_EQ(native.native().catalogue().Find(words.Find("LONG").value()), nullptr);
}

TEST(NativeVm, CodeForTestsEnds) {
  TestCode code(4096);
  const std::vector<std::byte> bytes(4096);
  EXPECT_EQ(code.Append(std::vector<std::byte>(4097)).error(), Error::kCapacity);
  ASSERT_TRUE(code.Append(bytes).ok());
  EXPECT_EQ(code.Append(std::span(bytes).first(1)).error(), Error::kCapacity);
}

}  // namespace
}  // namespace starkernel::native
