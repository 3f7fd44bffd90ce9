#include "src/forthvm/words/forget_words.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(ForgetWords, GiveEverythingBack) {
  VmHarness vm({.words = 707});
  vm.Answer("VARIABLE BASIS : KEPT 1 ; 5 , HERE CONSTANT TOP");
  const std::string before = vm.Answer("HERE U. UNUSED U. WORDS ORDER");
  // More rounds than there are headers, names and code for.
  for (int round = 0; round < 200; ++round) {
    vm.Answer("MARKER M VOCABULARY V ALSO V DEFINITIONS : A S\" text\" 2DROP [: 1 ;] EXECUTE ;");
    ASSERT_EQ(vm.Answer("CREATE B 100 ALLOT WORDLIST CONSTANT W 3 VALUE C A B DROP C + ."), "4 ok");
    ASSERT_EQ(vm.Answer("M"), "ok");
    ASSERT_EQ(vm.Answer(": X 1 ; CREATE Y 100 ALLOT VARIABLE Z X . FORGET X"), "1 ok");
  }
  EXPECT_EQ(vm.Answer("HERE U. UNUSED U. WORDS ORDER"), before);
  EXPECT_EQ(vm.Answer("HERE TOP = . KEPT ."), "-1 1 ok");
}

TEST(ForgetWords, DataSpaceGoesBackToWhereItWas) {
  ExpectAnswers({
      {"1 ALLOT HERE MARKER M 3 ALLOT : X ; M HERE = .", "-1 ok"},
      {"ALIGN HERE VARIABLE V FORGET V HERE = .", "-1 ok"},
      {"HERE 10 BUFFER: B FORGET B HERE = .", "-1 ok"},
      {"HERE : S S\" abc\" ; FORGET S HERE = .", "-1 ok"},
  });
}

TEST(ForgetWords, OlderMeaningsAreFoundAgain) {
  ExpectAnswers({
      {": X 1 ; MARKER M : X 2 ; : Y X ; X . Y . M X .", "redefined X 2 2 1 ok"},
      {"Y", "? undefined word: Y (THROW -13)"},
      {"M", "? undefined word: M (THROW -13)"},
      {": X 3 ; X . FORGET X X . FORGET X", "redefined X 3 1 ok"},
      {"X", "? undefined word: X (THROW -13)"},
      {": DUP 9 ; DUP . FORGET DUP 4 DUP . .", "redefined DUP 9 4 4 ok"},
  });
}

TEST(ForgetWords, TokensOfForgottenWordsNameNothingForever) {
  ExpectAnswers({
      {"DEFER D : OLD 1 . ; ' OLD IS D ' OLD D FORGET OLD : NEW 2 . ;", "1 ok"},
      {"DUP ' NEW = . ' EXECUTE CATCH . DROP", "0 -13 ok"},
      {"' D CATCH .", "-13 ok"},
  });
}

TEST(ForgetWords, ASynonymGoesAloneWhateverItStandsFor) {
  ExpectAnswers({
      {"SYNONYM A DUP FORGET A : B 1 . ; SYNONYM C B FORGET C B", "1 ok"},
      {"SYNONYM A INCLUDED FORGET A CREATE X SYNONYM Y WORDS FORGET X B", "1 ok"},
      {"MARKER M : D 2 . ; SYNONYM N M FORGET N D SYNONYM N M : E 3 . ; N", "2 ok"},
      {"E", "? undefined word: E (THROW -13)"},
      {"D", "? undefined word: D (THROW -13)"},
      {"SYNONYM A B : F B ; MARKER M SYNONYM G F M F", "1 ok"},
  });
}

TEST(ForgetWords, WordlistsGo) {
  ExpectAnswers({
      {"WORDLIST CONSTANT KEPT MARKER M VOCABULARY V WORDLIST CONSTANT W", "ok"},
      {"KEPT SET-CURRENT : INSIDE 7 ; GET-ORDER KEPT SWAP 1+ SET-ORDER INSIDE .", "7 ok"},
      {"ALSO V DEFINITIONS GET-ORDER W SWAP 1+ SET-ORDER W M", "ok"},
      {"ORDER", "search: FORTH definitions: FORTH ok"},
      {"' SET-CURRENT CATCH . DROP", "-24 ok"},
      {"S\" INSIDE\" KEPT SEARCH-WORDLIST .", "0 ok"},
  });
}

TEST(ForgetWords, WhatCannotBeForgotten) {
  ExpectAnswers({
      {"FORGET DUP", "? invalid FORGET: DUP came with the system (THROW -15)"},
      {"FORGET NO-SUCH", "? undefined word: NO-SUCH (THROW -13)"},
      {"FORGET", "? a name is missing (THROW -16)"},
      {"MARKER", "? a name is missing (THROW -16)"},
      {"MARKER M : X M ; X", "? invalid FORGET: X is being executed (THROW -15)"},
      {": Y S\" FORGET X\" EVALUATE ; : Z Y 5 . ; ' Z CATCH .", "-15 ok"},
      {": Q [ M ] ;", "? invalid FORGET: M cannot be forgotten inside a definition (THROW -15)"},
      {": R [ MARKER N ] ;", "? compiler nesting: N (THROW -29)"},
      {"FORGET Z Y", "? invalid FORGET: Y is being executed (THROW -15)"},
      {"M", "ok"},
      // A marker older than its caller's caller is no danger.
      {": SAFE S\" MARKER N : P ; N\" EVALUATE 5 . ; SAFE", "5 ok"},
  });
}

TEST(ForgetWords, ForgettingDuringALongDefinitionsLoadIsSafe) {
  VmHarness vm({.files = {{"a.fs", "MARKER A : P 1 ; A : P 2 ; P ."}}});
  EXPECT_EQ(vm.Answer("INCLUDE a.fs P ."), "2 2 ok");
}

TEST(ForgetWords, LatestIsWhatRemains) {
  ExpectAnswers({
      {": FIRST 5 . ; : SECOND ; FORGET SECOND IMMEDIATE : USE FIRST ;", "5 ok"},
      {"CREATE C : GIVE DOES> DROP 9 ; FORGET GIVE : GIVE DOES> DROP 8 ; CREATE D GIVE D .",
       "8 ok"},
      {"CREATE E [: DOES> DROP 1 ;] EXECUTE", "? not a word made by CREATE: E (THROW -31)"},
  });
}

TEST(ForgetWords, WhatIsLeftIsNotTheSystems) {
  ExpectAnswers({
      {": A ; FORGET A IMMEDIATE", "? invalid name argument: IMMEDIATE (THROW -32)"},
      {": A 5 . ; : B ; FORGET B IMMEDIATE : C A ;", "5 ok"},
  });
}

}  // namespace
}  // namespace starkernel::forthvm
