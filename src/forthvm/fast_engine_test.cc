#include "src/forthvm/fast_engine.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"
#include "src/base/quantities.h"
#include "src/base/test_effort.h"
#include "src/forthvm/engine_pair.h"
#include "src/forthvm/vm_harness.h"
#include "src/forthvm/vm_storage.h"

namespace starkernel::forthvm {
namespace {

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
    "B",
    "CASE 28680 OF 1 ENDOF 3 OF 2 ENDOF 5 SWAP ENDCASE",
    "2SWAP",
    "2OVER",
    "DEPTH",
    "V 2@",
    "262128 2@",
    "262136 2@",
    "2@",
    "/",
    "MOD",
    "/MOD",
    "0 /",
    "-1 MOD",
    "-9223372036854775808 -1 /",
    "-9223372036854775808 -1 /MOD",
    "-9223372036854775807 -2 /MOD -7 2 /MOD 7 -2 /MOD",
    "ABS CHARS",
    "U> 0> <= TRUE >= FALSE",
    "THROW",
    "0 THROW 5",
    "7 THROW",
    "['] W CATCH ['] DUP CATCH 12345 CATCH",
    "['] THROW CATCH",
    "0 CATCH",
    "[: 2DROP 7 THROW ;] CATCH",
    "[: 1 2 3 9 THROW ;] CATCH",
    "[: [: 8 THROW ;] CATCH 1+ THROW ;] CATCH",
    "[: 5 >R 3 0 DO I 2 = IF 6 THROW THEN LOOP R> ;] CATCH",
    "[: S\" 1 5 THROW\" EVALUATE ;] CATCH",
    "[: 0 / ;] CATCH",
    "1 0 DO 1 0 ?DO RECURSE LOOP LOOP",
    "1 >R 2 >R 3 >R RECURSE",
    "1 2 2>R 3 4 2>R RECURSE",
    "1 2 3 {: a b c :} RECURSE",
    "1 {: a | b :} a b RECURSE",
    "2 0 DO UNLOOP LEAVE LOOP",
    "UNLOOP",
    "J",
    "R@",
    "2R>",
    ">R EXIT",
});

TEST(FastEngine, DoesWhatThePlainOneDoes) {
  EnginePair pair;
  TypeBeginning(pair);
  for (const std::string_view text : kTexts) {
    pair.Type("DECIMAL : T " + std::string(text) + " ;");
    for (const std::string_view items :
         {"", "28676", "3 28680", "5 3 28680", "1 2 0 28680 28688"}) {
      pair.Type(std::string(items) + " T .S 0 SP!");
    }
    // And with hardly any room.
    for (const std::string_view depth : {"1021", "1022", "1023", "1024"}) {
      pair.Type(": FILLED " + std::string(depth) + " 0 DO 28676 LOOP ; FILLED T DEPTH . 0 SP!");
    }
    pair.Run(Reductions(100'000), 100, text);
    ASSERT_TRUE(pair.UnderstoodNumbers()) << text;
  }
}

TEST(FastEngine, StopsWhereThePlainOneStops) {
  for (const Reductions quantum : kRuns) {
    EnginePair pair;
    TypeBeginning(pair);
    for (const std::string_view text : kTexts) {
      pair.Type("DECIMAL : T " + std::string(text) + " ; 1 2 3 28680 T .S 0 SP!");
      pair.Run(quantum, 100'000, text);
      ASSERT_TRUE(pair.UnderstoodNumbers()) << text;
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
    static constexpr std::array kNumbers{"0",     "1",     "-1",     "2",
                                         "3",     "7",     "8",      "4096",
                                         "28676", "28680", "262136", "9223372036854775807"};
    return kNumbers.at(Below(kNumbers.size()));
  }

 private:
  std::size_t Below(std::size_t limit) { return random_() % limit; }

  /// What is `kDepth` structures deep.
  template <int kDepth>
  std::string Body() {
    std::string text;
    for (std::size_t items = 1 + Below(7); items > 0; --items) {
      text += Item<kDepth>() + " ";
    }
    return text;
  }

  template <int kDepth>
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
        "I",       "2OVER",
        "/MOD",    "MOD",
        "THROW",   "B",
        "V 2@",    "0= THROW",
    };
    if constexpr (kDepth < 3) {
      if (Below(3) == 0) {
        return Structure<kDepth + 1>();
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

  template <int kDepth>
  std::string Structure() {
    switch (Below(9)) {
      case 0: return "IF " + Body<kDepth>() + "THEN";
      case 1: return "IF " + Body<kDepth>() + "ELSE " + Body<kDepth>() + "THEN";
      case 2: return "BEGIN " + Body<kDepth>() + "UNTIL";
      case 3: return "BEGIN " + Body<kDepth>() + "WHILE " + Body<kDepth>() + "REPEAT";
      case 4: return "4 0 DO " + Body<kDepth>() + "LOOP";
      case 5: return Number() + " " + Number() + " ?DO I " + Body<kDepth>() + "3 +LOOP";
      case 6: return "3 0 DO " + Body<kDepth>() + "IF LEAVE THEN LOOP";
      case 7: return ">R " + Body<kDepth>() + "R>";
      default: return "2 0 DO 3 0 DO J I " + Body<kDepth>() + "LOOP LOOP";
    }
  }

  std::mt19937_64 random_;
  std::vector<std::string> words_;
  bool locals_ = false;
};

TEST(FastEngine, RandomProgramsDoTheSameOnBothEngines) {
  for (std::uint64_t seed = 0; seed < OperationsToTry(40) && !testing::Test::HasFailure(); ++seed) {
    Program program(seed);
    EnginePair pair;
    TypeBeginning(pair);
    std::string all = "seed " + std::to_string(seed);
    const auto type = [&pair, &all](const std::string& line) {
      pair.Type(line);
      all += "\n" + line;
    };
    for (const std::string_view name : {"A1", "A2", "A3"}) {
      type("DECIMAL " + program.Definition(name));
      type("DECIMAL 1 2 3 " + program.Number() + " " + program.Number() + " " + std::string(name) +
           " .S");
    }
    pair.Run(kRuns.at(seed % kRuns.size()), 3000, all);
  }
}

TEST(FastEngine, ItemsThatWereTakenAreZeroBehindAThrow) {
  VmHarness vm;
  vm.Answer(": TAKE 2DROP 7 THROW ;");
  EXPECT_EQ(vm.Answer("1 2 3 ' TAKE CATCH .S"), "<4> 1 0 0 7 ok");
}

TEST(FastEngine, ASmallStackIsLeftToThePlainOne) {
  const auto arrays = std::make_unique<VmArrays>();
  std::vector<std::byte> envelope(MiB(1).value());
  VmStorage storage = StorageIn(*arrays, envelope);
  storage.data_stack = storage.data_stack.first(7 + kSpareCells);
  VmHarness vm({.storage = storage});
  EXPECT_EQ(vm.Answer(": T 1 2 3 4 5 6 + + + + + ; T T ."), "21 ok");
  EXPECT_EQ(vm.Answer("DROP : U 7 0 DO I LOOP ; U .S"), "<7> 0 1 2 3 4 5 6 ok");
  EXPECT_EQ(vm.Answer("DUP"), "? stack overflow: DUP (THROW -3)");
}

}  // namespace
}  // namespace starkernel::forthvm
