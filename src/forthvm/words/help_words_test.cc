#include "src/forthvm/words/help_words.h"

#include <set>
#include <sstream>
#include <string>

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"
#include "src/forthvm/word_module.h"

namespace starkernel::forthvm {
namespace {

TEST(HelpWords, TellWhatAWordDoes) {
  ExpectAnswers({
      {"HELP swap",
       "SWAP  ( x1 x2 -- x2 x1 )  [stack]\n  Exchange the two top items.\n  capability needed: "
       "none\nok"},
      {"HELP", "HELP name tells what a word does, WORDS lists all words, BYE ends.\nok"},
      {"HELP NO-SUCH", "? undefined word: NO-SUCH (THROW -13)"},
      {": MINE ; IMMEDIATE HELP MINE",
       "MINE  a colon definition, immediate\n  capability needed: none\nok"},
      {"VARIABLE V HELP V", "V  made by CREATE or VARIABLE\n  capability needed: none\nok"},
      {": SQ ( n -- n*n ) DUP * ; HELP sq",
       "SQ  ( n -- n*n )  a colon definition\n  capability needed: none\nok"},
      {"5 CONSTANT C HELP C", "C  a constant\n  capability needed: none\nok"},
      {"5 VALUE L HELP L", "L  a VALUE\n  capability needed: none\nok"},
      {"DEFER D HELP D", "D  a deferred word\n  capability needed: none\nok"},
  });
}

TEST(HelpWords, ListNamesByAPartOfThem) {
  ExpectAnswers({
      {"WORDS-LIKE roll", "CS-ROLL         ROLL \nok"},
      {": ROLLER ; : ROLLER ; WORDS-LIKE ROLL",
       "redefined ROLLER \nROLLER          CS-ROLL         ROLL \nok"},
      {"WORDS-LIKE NO-SUCH-NAME", "ok"},
      {"WORDS-LIKE", "? a name is missing: WORDS-LIKE needs a part of a name (THROW -16)"},
      {"VOCABULARY FAR ALSO FAR DEFINITIONS : ROLL-FAR ; PREVIOUS DEFINITIONS", "ok"},
      {"WORDS-LIKE ROLL-", "ok"},
      {"ALSO FAR WORDS-LIKE ROLL-", "ROLL-FAR \nok"},
  });
}

TEST(HelpWords, OnlyADirectStackCommentIsKept) {
  ExpectAnswers({
      {": A DUP ( n -- n ) ; HELP A", "A  a colon definition\n  capability needed: none\nok"},
      {": B ( no effect ) ( n -- n ) ; HELP B",
       "B  ( n -- n )  a colon definition\n  capability needed: none\nok"},
      {": C ( 1 -- 1 ) ( 2 -- 2 ) ; HELP C",
       "C  ( 1 -- 1 )  a colon definition\n  capability needed: none\nok"},
      {"( x -- y ) : D ; HELP D", "D  a colon definition\n  capability needed: none\nok"},
  });
}

TEST(HelpWords, EveryWordIsExplained) {
  VmHarness vm;
  std::set<std::string> names;
  for (const WordModule& module : WordModules()) {
    for (const Word& word : module.words) {
      const std::string vocabulary(module.vocabulary);
      EXPECT_TRUE(names.insert(vocabulary + " " + std::string(word.name)).second) << word.name;
      EXPECT_TRUE(word.stack_effect.starts_with("( ") && word.stack_effect.ends_with(')'))
          << word.name;
      EXPECT_TRUE(word.meaning.ends_with('.') || word.meaning.ends_with('?')) << word.name;
      const std::string help =
          vm.Answer("ALSO " + vocabulary + " HELP " + std::string(word.name) + " PREVIOUS");
      EXPECT_NE(help.find(word.meaning), std::string::npos) << word.name;
    }
  }
  EXPECT_GT(names.size(), 200U);
}

TEST(HelpWords, WordsListsNewestFirstInLines) {
  VmHarness vm;
  vm.Answer(": OLDER ; : NEWER ; :NONAME ; DROP");
  std::istringstream listing(vm.Answer("WORDS"));
  std::string line;
  std::set<std::string> found;
  std::string first;
  while (std::getline(listing, line) && line != "ok") {
    EXPECT_LE(line.size(), help_words::kColumns);
    std::istringstream names(line);
    for (std::string name; names >> name;) {
      first += found.size() < 2 ? name + " " : "";
      found.insert(name);
    }
  }
  EXPECT_EQ(first, "NEWER OLDER ");
  for (const WordModule& module : WordModules()) {
    if (module.vocabulary != "FORTH") {
      continue;
    }
    for (const Word& word : module.words) {
      EXPECT_TRUE(found.contains(std::string(word.name))) << word.name;
    }
  }
}

TEST(HelpWords, WordsListsTheFirstWordlistAlone) {
  ExpectAnswers({
      {"VOCABULARY SMALL ALSO SMALL DEFINITIONS : INSIDE ; WORDS", "INSIDE\nok"},
      {"PREVIOUS DEFINITIONS : OUTSIDE ; ALSO SMALL WORDS HELP SMALL",
       "INSIDE\nSMALL  a vocabulary\n  capability needed: none\nok"},
      {"0 SET-ORDER", "ok"},
      {"WORDS", "? undefined word: WORDS (THROW -13)"},
  });
}

}  // namespace
}  // namespace starkernel::forthvm
