#include "src/forthvm/fast_engine.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/shortcut.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_harness.h"
#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {
namespace {

/// The same VM instance twice: with the fast engine, and with the plain one alone.
class Pair {
 public:
  Pair() { plain_.vm().UseShortcuts(false); }

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
void TypeBeginning(Pair& pair) {
  pair.Type(": W 1+ ; CREATE V 1 , 2 , 3 , 60 CONSTANT C 4 VALUE X DEFER D");
  pair.Type("' W IS D");
}

TEST(FastEngine, DoesWhatThePlainOneDoes) {
  Pair pair;
  TypeBeginning(pair);
  for (const std::string_view text : kTexts) {
    pair.Type(": T " + std::string(text) + " ;");
    for (const std::string_view items : {"", "4100", "3 4104", "5 3 4104", "1 2 0 4104 4112"}) {
      pair.Type(std::string(items) + " T .S 0 SP!");
    }
    // And with hardly any room.
    for (const std::string_view depth : {"1021", "1022", "1023", "1024"}) {
      pair.Type(": FILLED " + std::string(depth) + " 0 DO 4100 LOOP ; FILLED T DEPTH . 0 SP!");
    }
    pair.Run(Reductions(100'000), 100, text);
  }
}

TEST(FastEngine, StopsWhereThePlainOneStops) {
  for (const Reductions quantum : kRuns) {
    Pair pair;
    TypeBeginning(pair);
    for (const std::string_view text : kTexts) {
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
        "I",
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

std::uint64_t Programs() {
  const char* const wanted = std::getenv("STARKERNEL_OPERATIONS");
  return wanted == nullptr ? 40 : std::strtoull(wanted, nullptr, 10);
}

TEST(FastEngine, RandomProgramsDoTheSameOnBothEngines) {
  for (std::uint64_t seed = 0; seed < Programs() && !testing::Test::HasFailure(); ++seed) {
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
