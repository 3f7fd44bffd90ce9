#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace starkernel::forthvm {

/// Definitions made by chance, from a grammar: structures nest as they must, and locals, calls,
/// tokens, exceptions and loops occur; stacks need not balance, nor need addresses be any. The same
/// seed gives the same text. Ends what could go on for ever only by chance.
class RandomProgram {
 public:
  explicit RandomProgram(std::uint64_t seed) : random_(seed) {}

  /// Words and data that the definitions use; to be interpreted first.
  static constexpr std::array<std::string_view, 11> kBeginning{
      "1 63 LSHIFT CONSTANT LOWEST",
      ": W 1+ ; CREATE V 1 , 2 , 3 , 60 CONSTANT C 4 VALUE X DEFER D",
      "' W IS D : MAKER CREATE , DOES> @ + ; 7 MAKER M VARIABLE Y",
      "2VARIABLE Z : LATER POSTPONE IF ; IMMEDIATE",
      ": DEEP DUP 40 < IF 1+ RECURSE THEN ;",
      ": ENDLESS RECURSE 1+ ;",
      ": ODD DUP 1 AND THROW ; : BOTH ['] ODD CATCH DUP THROW ;",
      ": FALL DUP 9 U< IF 1+ 7 >R RECURSE R> ELSE 2DROP -8 THROW THEN ;",
      ": MIX SWAP OVER + XOR ; : NESTED 1- MIX W ; : TWICE NESTED NESTED ; : PICKY C NIP 0< ;",
      ": FEW? 3 AND 0= ; : LARGE 9223372036854775807 U< ; : WIDE UM* NESTED ; : HOLDER 0 MAX V ;",
      "0 VALUE COUNTDOWN : GUARD COUNTDOWN 1- DUP TO COUNTDOWN 0< IF -99 THROW THEN ;",
  };

  std::string Definition(std::string_view name) {
    std::string text = ": " + std::string(name) + " ";
    pushes_ = Below(4) != 0;
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
  static constexpr int kDeepest = 3;

  std::size_t Below(std::size_t limit) { return random_() % limit; }

  /// What is `kDepth` structures deep.
  template <int kDepth>
  std::string Body() {
    std::string text;
    for (std::size_t items = 1 + Below(7); items > 0; --items) {
      // Without more items than chance gives, most would end at once with too few.
      text += (pushes_ && Below(5) < 2 ? Pushed() : "") + Item<kDepth>() + " ";
    }
    return text;
  }
  std::string Pushed() {
    static constexpr std::array kPushed{"V", "X", "V CELL+", "C", "Y", "DUP", "OVER", "DEPTH"};
    return (Below(2) == 0 ? Number() : kPushed.at(Below(kPushed.size()))) + std::string(" ");
  }
  /// What is a definition of its own, where locals are not to be seen.
  std::string Quotation() {
    const bool locals = std::exchange(locals_, false);
    const std::string body = Body<kDeepest>();
    locals_ = locals;
    return "[: " + body;
  }

  template <int kDepth>
  std::string Item() {
    if constexpr (kDepth < kDeepest) {
      if (Below(3) == 0) {
        return Structure<kDepth + 1>();
      }
    }
    if (locals_ && Below(4) == 0) {
      static constexpr std::array kLocals{"a", "b", "c", "TO a", "a b +", "c 1+ TO c", "b a"};
      return kLocals.at(Below(kLocals.size()));
    }
    if (!words_.empty() && Below(6) == 0) {
      const std::string& word = words_.at(Below(words_.size()));
      static constexpr std::array kWays{"", "['] ", "['] "};
      const std::size_t way = Below(kWays.size());
      return kWays.at(way) + word + (way == 0 ? "" : way == 1 ? " EXECUTE" : " CATCH");
    }
    return Below(3) == 0 ? Number() : Below(5) == 0 ? RareWord() : CommonWord();
  }

  /// What engines other than the plain one do themselves.
  std::string CommonWord() {
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
        "I",       "MOD",
        "/MOD",    "7 /MOD",
        "-1 /MOD", "OVER /",
        "I /",     "LOWEST SWAP /",
        "TRUE",    "FALSE",
        "BL",      "U>",
        "<=",      ">=",
        "0>",      "2OVER",
        "W",       "NESTED",
        "TWICE",   "W MIX",
        "FEW?",    "FEW? IF 1 THEN",
        "LARGE",   "W @ W",
        "PICKY",   "LARGE 0= IF W THEN",
        "WIDE",    "HOLDER @ W",
        "W W / W", "W V ! W",
    };
    return kWords.at(Below(kWords.size()));
  }

  /// What is left to the plain one, costs by length, throws, or is met at an edge.
  std::string RareWord() {
    static constexpr std::array kWords{
        "*/",
        "*/MOD",
        "UM/MOD",
        "SM/REM",
        "FM/MOD",
        "LOWEST M*",
        "0 SWAP UM/MOD",
        "7 3 */",
        "LOWEST LOWEST */",
        "LOWEST -1 /",
        "0 MOD",
        "UM*",
        "M*",
        "ABS",
        "WITHIN",
        "RSHIFT",
        "0>",
        "U>",
        "0<>",
        "2OVER",
        "ROLL",
        "J",
        "V 2@",
        "V 2!",
        "Y @",
        "Y !",
        "1 Y +!",
        "Z 2@",
        "Z 2!",
        "C!",
        "V C!",
        "!",
        "M",
        "['] M IS D",
        "['] W IS D",
        "DEEP",
        "GUARD",
        "['] ENDLESS CATCH",
        "EXECUTE",
        "CATCH",
        "12345 ['] EXECUTE CATCH",
        "THROW",
        "-7 THROW",
        "-10 THROW",
        "DUP THROW",
        "0 THROW",
        "ODD",
        "['] ODD CATCH",
        "['] BOTH CATCH",
        "['] FALL CATCH",
        "['] GUARD CATCH DROP",
        "CATCH THROW",
        "9 >IN !",
        "V 100 ERASE",
        "V V 8 + 200 MOVE",
        "V 4000 55 FILL",
        "V 20 V 8 + 20 COMPARE",
        "S\" abc\"",
        ".\" x\"",
        "EXIT",
        "R> DROP",
        ">R",
        "R>",
        "2R>",
        "2R@",
        "UNLOOP",
        "0 SP!",
        "HERE",
        "1 ALLOT",
        "-1 ALLOT",
        "PAD",
        "COUNT",
        "TYPE",
        "EMIT",
        "BASE @",
        "PHYSICS-ON",
        "PHYSICS-ON 1 PHYSICS-PERIOD!",
        "PHYSICS-OFF",
        "STATE @",
        "D+",
        "DNEGATE",
        "S>D",
        "4095 C@",
        "262143 C@",
        "262144 C@",
        "262137 @",
        "262136 @",
        "262137 !",
    };
    return kWords.at(Below(kWords.size()));
  }

  template <int kDepth>
  std::string Structure() {
    switch (Below(17)) {
      case 0: return "IF " + Body<kDepth>() + "THEN";
      case 1: return "IF " + Body<kDepth>() + "ELSE " + Body<kDepth>() + "THEN";
      case 2: return "BEGIN " + Body<kDepth>() + "UNTIL";
      case 3: return "BEGIN " + Body<kDepth>() + "WHILE " + Body<kDepth>() + "REPEAT";
      case 4: return "4 0 DO " + Body<kDepth>() + "LOOP";
      case 5: return Number() + " " + Number() + " ?DO I " + Body<kDepth>() + "3 +LOOP";
      case 6: return "3 0 DO " + Body<kDepth>() + "IF LEAVE THEN LOOP";
      case 7: return ">R " + Body<kDepth>() + "R>";
      case 8: return "2>R " + Body<kDepth>() + "2R>";
      case 9: {
        static constexpr std::array kWanted{"1", "X", "OVER", "DUP", "DUP 1+ SWAP", "9 OVER"};
        const std::string wanted = kWanted.at(Below(kWanted.size()));
        return "CASE " + wanted + " OF " + Body<kDepth>() + "ENDOF 2 OF 5 ENDOF " + Body<kDepth>() +
               "ENDCASE";
      }
      case 10: return "0 5 DO I " + Body<kDepth>() + "-2 +LOOP";
      case 11: return "IF " + Body<kDepth>() + "EXIT THEN";
      case 12: return Quotation() + ";] CATCH";
      case 14: return "3 0 DO I " + Quotation() + ";] CATCH DROP LOOP";
      case 15: return Quotation() + "ODD ;] CATCH ?DUP IF THROW THEN";
      case 13: return "BEGIN GUARD " + Body<kDepth>() + "AGAIN";
      default: return "2 0 DO 3 0 DO J I " + Body<kDepth>() + "LOOP LOOP";
    }
  }

  std::mt19937_64 random_;
  std::vector<std::string> words_;
  bool locals_ = false;
  bool pushes_ = false;
};

/// Definitions, and lines that execute them.
struct TriedDefinition {
  std::string text;
  std::string use;

  friend bool operator==(const TriedDefinition&, const TriedDefinition&) = default;
};

/// The program of a seed, to be typed behind kBeginning.
[[nodiscard]] inline std::vector<TriedDefinition> ProgramOf(std::uint64_t seed) {
  RandomProgram program(seed);
  std::vector<TriedDefinition> all;
  for (const std::string_view name : {"A1", "A2", "A3"}) {
    const std::string text = program.Definition(name);
    const std::string items =
        "0 9 1 V 5 -1 7 1 2 3 " + program.Number() + " " + program.Number() + " ";
    all.push_back({.text = text + " 50 TO COUNTDOWN", .use = items + std::string(name) + " .S"});
  }
  return all;
}

}  // namespace starkernel::forthvm
