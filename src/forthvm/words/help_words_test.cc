#include "src/forthvm/words/help_words.h"

#include <set>
#include <sstream>
#include <string>

#include "gtest/gtest.h"
#include "src/base/quantities.h"
#include "src/forthvm/vm_harness.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/name_columns.h"

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
      {"WORDS-LIKE roll", "CS-ROLL   ROLL\n2 words in FORTH\nok"},
      {": ROLLER ; : ROLLER ; WORDS-LIKE ROLL",
       "redefined ROLLER \nROLLER    CS-ROLL   ROLL\n3 words in FORTH\nok"},
      {"WORDS-LIKE NO-SUCH-NAME", "0 words in FORTH\nok"},
      {"WORDS-LIKE", "? a name is missing: WORDS-LIKE needs a part of a name (THROW -16)"},
      {"VOCABULARY FAR ALSO FAR DEFINITIONS : ROLL-FAR ; PREVIOUS DEFINITIONS", "ok"},
      {"WORDS-LIKE ROLL-", "0 words in FORTH\nok"},
      {"ALSO FAR WORDS-LIKE ROLL-", "ROLL-FAR\n1 word in FAR\n0 words in FORTH\nok"},
      {": ROLL-NEAR ; : ROLL-FAR ; WORDS-LIKE ROLL-",
       "ROLL-FAR\n1 word in FAR\nROLL-NEAR\n1 word in FORTH\nok"},
      {"WORDS-LIKE " + std::string(256, 'x'), "0 words in FAR\n0 words in FORTH\nok"},
  });
}

TEST(HelpWords, AWordlistIsListedOnceByItsNameOrNumber) {
  VmHarness vm;
  const std::string number = vm.Answer("WORDLIST DUP CONSTANT W .");
  vm.Answer("W SET-CURRENT : XYZZY ; : xyzzy2 ; W FORTH-WORDLIST W 3 SET-ORDER");
  EXPECT_EQ(vm.Answer("WORDS-LIKE xyz"), "xyzzy2    XYZZY\n2 words in wordlist-" +
                                             number.substr(0, number.find(' ')) +
                                             "\n0 words in FORTH\nok");
}

TEST(HelpWords, ManyWordsAreListedPieceByPiece) {
  VmHarness vm({.envelope = MiB(16), .quantum = Reductions(100)});
  vm.Answer(
      ": MANY 5000 0 DO S\" CREATE Q\" PAD SWAP MOVE I 0 <# #S #> TUCK PAD 8 + SWAP MOVE "
      "PAD SWAP 8 + EVALUATE LOOP ;");
  vm.Answer("MANY");
  const std::string all = vm.Answer("WORDS-LIKE q4");
  EXPECT_TRUE(all.starts_with("Q4999     Q4998     Q4997 ")) << all.substr(0, 100);
  EXPECT_TRUE(all.ends_with(" Q40       Q4\n1111 words in FORTH\nok"))
      << all.substr(all.size() - 100);
}

/// A program may call them with whatever it likes.
TEST(HelpWords, StepsOfAListingTakeAnything) {
  ExpectAnswers({
      {"0 0 7 0 0 0 (NAMES+) .", "-1 ok"},
      {"0 0 -1 0 0 0 (NAMES+) .", "-1 ok"},
      {"0 0 0 -5 6 -1 (NAMES+) .", "6 words in FORTH\n0 ok"},
      {"2DROP 2DROP 2DROP 0 5 0 0 0 0 ' (NAMES+) CATCH .", "-9 ok"},
      {"2DROP 2DROP 2DROP 0 -1 0 0 0 0 ' (NAMES+) CATCH .", "-9 ok"},
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
  std::string last;
  while (std::getline(listing, line) && line != "ok") {
    EXPECT_LE(line.size(), NameColumns::kWidth);
    last = line;
    if (line.ends_with(" words in FORTH")) {
      continue;
    }
    std::istringstream names(line);
    for (std::string name; names >> name;) {
      first += found.size() < 2 ? name + " " : "";
      found.insert(name);
    }
  }
  EXPECT_EQ(first, "NEWER OLDER ");
  EXPECT_EQ(last, std::to_string(found.size()) + " words in FORTH");
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
      {"VOCABULARY SMALL ALSO SMALL DEFINITIONS : INSIDE ; WORDS", "INSIDE\n1 word in SMALL\nok"},
      {"PREVIOUS DEFINITIONS : OUTSIDE ; ALSO SMALL WORDS HELP SMALL",
       "INSIDE\n1 word in SMALL\nSMALL  a vocabulary\n  capability needed: none\nok"},
      {"0 SET-ORDER", "ok"},
      {"WORDS", "? undefined word: WORDS (THROW -13)"},
  });
}

}  // namespace
}  // namespace starkernel::forthvm
