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
      {"HELP swap", "SWAP  ( x1 x2 -- x2 x1 )  [stack]\n  Exchange the two top items.\nok"},
      {"HELP", "HELP name tells what a word does, WORDS lists all words, BYE ends.\nok"},
      {"HELP NO-SUCH", "? undefined word: NO-SUCH (THROW -13)"},
      {": MINE ; IMMEDIATE HELP MINE", "MINE  a colon definition, immediate\nok"},
      {"VARIABLE V HELP V 5 CONSTANT C HELP C", "V  made by CREATE or VARIABLE\nC  a constant\nok"},
      {"5 VALUE L HELP L DEFER D HELP D", "L  a VALUE\nD  a deferred word\nok"},
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
       "INSIDE\nSMALL  a vocabulary\nok"},
      {"0 SET-ORDER", "ok"},
      {"WORDS", "? undefined word: WORDS (THROW -13)"},
  });
}

}  // namespace
}  // namespace starkernel::forthvm
