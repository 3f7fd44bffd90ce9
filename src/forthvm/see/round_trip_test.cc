#include "src/forthvm/see/round_trip.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <map>
#include <random>
#include <ranges>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/word_header.h"
#include "src/forthvm/word_module.h"

namespace starkernel::forthvm {
namespace {

TEST(RoundTrip, DefinitionsOfTheSystem) {
  std::size_t checked = 0;
  for (const WordModule& module : WordModules()) {
    for (const Word& word : module.words) {
      // A nameless word within another is shown as what is jumped over, which cannot be typed.
      const bool has_nameless = word.source.contains("[:");
      if (!word.source.empty() && !has_nameless && module.vocabulary == "FORTH") {
        RoundTrip trip;
        trip.Check(word.name);
        ++checked;
      }
    }
  }
  EXPECT_GT(checked, 20U);
}

constexpr std::array<std::string_view, 15> kExamples{
    "bignum", "brainf",     "calculator", "cleanup", "doubles", "hanoi", "json",    "life",
    "pi",     "mandelbrot", "queens",     "records", "sieve",   "utf8",  "wordfreq"};

std::string ReadExample(std::string_view name) {
  const std::ifstream file("examples/" + std::string(name) + ".fs");
  EXPECT_TRUE(file.good()) << name;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// The names of the program's definitions that a name finds, newest first: what one calls is typed
/// after it, so that it calls the same.
std::vector<std::string> Definitions(RoundTrip& trip, HeaderIndex first) {
  std::vector<std::string> names;
  const Dictionary& words = trip.Words();
  for (std::uint32_t place = words.end_index().value() - 1; place >= first.value(); --place) {
    const std::string name(words.Name(HeaderIndex(place)));
    if (words.Header(HeaderIndex(place)).IsA(Opcode::kCall) &&
        words.FindName(name) == HeaderIndex(place)) {
      names.push_back(name);
    }
  }
  return names;
}

TEST(RoundTrip, DefinitionsOfTheExamples) {
  std::size_t checked = 0;
  for (const std::string_view example : kExamples) {
    RoundTrip trip({{"example.fs", ReadExample(example)}});
    const HeaderIndex first = trip.Words().end_index();
    trip.harness().Answer("S\" example.fs\" INCLUDED");
    for (const std::string& name : Definitions(trip, first)) {
      trip.Check(name);
    }
    EXPECT_GT(trip.checked(), 3U) << example;
    checked += trip.checked();
  }
  EXPECT_GT(checked, 150U);
}

/// Where a phrase stands.
struct Place {
  int depth = 0;
  bool in_loop = false;
  bool has_locals = false;
};
/// What is yet to be said: a text, or phrases where it is empty.
struct Part {
  std::string_view text;
  Place place = {};
};

/// Definitions made up by chance, of all that the compiler knows.
class Inventor {
 public:
  explicit Inventor(std::uint32_t seed) : random_(seed) {}

  /// Lines that define the word `name`.
  std::string Definition(const std::string& name) {
    text_ = Below(2) == 0 ? ": " + name + " ( x -- y )" : ": " + name;
    row_ = text_.size();
    Body();
    if (Below(6) == 0) {
      Say("DOES>");
      Body();
    }
    // Those that others name must not be executed while they are compiled.
    Say(name.starts_with('T') && Below(5) == 0 ? "; IMMEDIATE" : ";");
    return text_;
  }

  std::uint32_t Below(std::uint32_t limit) { return static_cast<std::uint32_t>(random_() % limit); }

 private:
  static constexpr std::string_view kLocals = "{: a b | c :}";

  bool OneIn(std::uint32_t count) { return Below(count) == 0; }

  void Say(std::string_view token) {
    const bool is_full = row_ + token.size() > 70;
    text_ += is_full ? "\n" : " ";
    text_ += token;
    row_ = is_full ? token.size() : row_ + 1 + token.size();
  }

  /// The parts are said next.
  void Plan(const std::vector<Part>& parts) {
    for (const Part& part : parts | std::views::reverse) {
      plan_.push_back(part);
    }
  }

  void Body() {
    Plan({Locals({})});
    while (!plan_.empty()) {
      const Part next = plan_.back();
      plan_.pop_back();
      if (next.text.empty()) {
        Phrases(next.place);
      } else {
        Say(next.text);
      }
    }
  }

  /// Phrases at `place`, with locals of their own or none.
  Part Locals(Place place) {
    place.in_loop = false;
    place.has_locals = OneIn(3);
    if (place.has_locals) {
      Say(kLocals);
    }
    return {{}, place};
  }

  void Phrases(Place place) {
    if (OneIn(3)) {
      return;
    }
    Plan({{{}, place}});
    if (place.depth < 4 && OneIn(3)) {
      ++place.depth;
      Structure(place);
    } else {
      Simple(place);
    }
  }

  void Simple(const Place& place) {
    static constexpr std::array<std::string_view, 28> kPhrases{
        "DUP",
        "+",
        "0",
        "-1",
        "123456789012345",
        "5.",
        "[CHAR] A",
        "[CHAR] €",
        "['] DUP",
        "['] W1",
        "S\" some text\"",
        "S\\\" a\\n\\q\\\\b\"",
        ".\" said\"",
        "C\" counted\"",
        "ABORT\" no\"",
        "W0",
        "W1",
        "W2",
        "RECURSE",
        "EXIT",
        "TO V",
        "TO VV",
        "IS D",
        "ACTION-OF D",
        "POSTPONE DUP",
        "POSTPONE W1",
        "COMPILE W1",
        "V VV D C7 7",
    };
    if (place.has_locals && OneIn(4)) {
      Say(OneIn(2) ? "a TO b" : "c TO c");
    } else if (place.in_loop && OneIn(4)) {
      Say(OneIn(2) ? "LEAVE" : "I");
    } else {
      Say(kPhrases.at(Below(kPhrases.size())));
    }
  }

  void Structure(const Place& place) {
    const Part inner{{}, place};
    switch (Below(11)) {
      case 0: Plan({{"IF"}, inner, {"THEN"}}); break;
      case 1: Plan({{"IF"}, inner, {"ELSE"}, inner, {"THEN"}}); break;
      case 2: Plan({{"BEGIN"}, inner, {"UNTIL"}}); break;
      case 3: Plan({{"BEGIN"}, inner, {"AGAIN"}}); break;
      case 4: Plan({{"BEGIN"}, inner, {"WHILE"}, inner, {"REPEAT"}}); break;
      case 5: TwoWhiles(inner); break;
      case 6: Counted(place); break;
      case 7: Case(inner); break;
      case 8:
        Say("[:");
        Plan({Locals(place), {";]"}});
        break;
      case 9: Crossed(inner); break;
      default: Plan({{"AHEAD"}, inner, {"THEN"}}); break;
    }
  }

  void TwoWhiles(const Part& inner) {
    Plan({{"BEGIN"},
          inner,
          {"WHILE"},
          inner,
          {"DUP WHILE"},
          inner,
          {OneIn(2) ? "REPEAT" : "UNTIL 0 THEN"},
          {"1"},
          inner,
          {"THEN"}});
  }

  void Counted(Place place) {
    place.in_loop = true;
    Plan({{OneIn(2) ? "DO" : "?DO"}, {{}, place}, {OneIn(2) ? "LOOP" : "+LOOP"}});
  }

  void Case(const Part& inner) {
    Say("CASE");
    Plan({{"ENDCASE"}});
    for (std::uint32_t count = Below(4); count > 0; --count) {
      Plan({{"6 OF"}, inner, {"ENDOF"}, inner});
    }
  }

  /// Structures that do not nest.
  void Crossed(const Part& inner) {
    Plan({{"AHEAD BEGIN SWAPPED"},
          inner,
          {"THEN"},
          inner,
          {OneIn(2) ? "UNTIL" : "AGAIN"},
          {"IF"},
          inner,
          {"AHEAD SWAPPED ROLLED THEN ROLLED THEN"}});
  }

  std::mt19937 random_;
  std::string text_;
  std::size_t row_ = 0;
  std::vector<Part> plan_;
};

/// Names that make a VM instance one in which nothing is found by the first name that comes to
/// mind.
constexpr std::array<std::string_view, 8> kShadows{
    "5 VALUE V",        "1 2 2VALUE VV", "DEFER D",     ": W0 ;",
    ": W1 ; IMMEDIATE", "7 CONSTANT 7",  "VARIABLE W2", "VARIABLE x0"};

TEST(RoundTrip, DefinitionsMadeUpByChance) {
  constexpr std::uint32_t kRounds = 20;
  constexpr std::uint32_t kDefinitions = 60;
  std::size_t checked = 0;
  for (std::uint32_t round = 0; round < kRounds; ++round) {
    RoundTrip trip;
    Inventor inventor(round + 1);
    ASSERT_EQ(trip.Type(": SWAPPED 1 CS-ROLL ; IMMEDIATE\n: ROLLED 0 CS-ROLL ; IMMEDIATE\n"
                        "5 VALUE V 1 2 2VALUE VV DEFER D 7 CONSTANT C7\n"
                        ": W0 ; : W1 ; : W2 ;"),
              "");
    for (std::uint32_t count = 0; count < kDefinitions; ++count) {
      const std::string name =
          count % 3 == 0 ? "W" + std::to_string(inventor.Below(3)) : "T" + std::to_string(count);
      const std::string text = inventor.Definition(name);
      ASSERT_EQ(trip.Type(text), "") << text;
      trip.harness().Answer(inventor.Below(2) == 0 ? "HEX" : "DECIMAL");
      trip.Check(name);
      trip.harness().Answer("DECIMAL");
      if (HasFailure()) {
        FAIL() << "round " << round << ":\n" << text;
      }
      if (inventor.Below(4) == 0) {
        trip.harness().Answer(kShadows[inventor.Below(kShadows.size())]);
      }
    }
    checked += trip.checked();
  }
  EXPECT_EQ(checked, kRounds * kDefinitions);
}

TEST(RoundTrip, NamesAreFoundThroughWhateverIsInTheWay) {
  RoundTrip trip;
  ASSERT_EQ(trip.Type("5 VALUE V : T TO V V ; 6 VALUE V : U 1 IF TO V THEN ;\n"
                      "VOCABULARY FAR ALSO FAR DEFINITIONS 7 VALUE IN-FAR DEFER V : G TO IN-FAR ;\n"
                      "PREVIOUS DEFINITIONS ALSO FAR : F TO IN-FAR IN-FAR POSTPONE G ; PREVIOUS\n"
                      ": IF ; : TO ; : CS-ROLL ;"),
            "");
  const auto token = [&trip](std::string_view name, std::uint32_t older) {
    return std::to_string(trip.Words().Header(trip.Find(name)).id - older);
  };
  EXPECT_EQ(trip.See("T"), ": T\n  [ " + token("V", 0) + " HIDDEN ] [ " + token("TO", 0) +
                               " HIDDEN ] TO V [ " + token("TO", 0) + " HIDDEN ] [ " +
                               token("V", 0) + " HIDDEN ]\n  [ " + token("V", 2) + " COMPILE, ] ;");
  trip.Check("U");
  trip.Check("F");
  trip.Check("T");
}

}  // namespace
}  // namespace starkernel::forthvm
