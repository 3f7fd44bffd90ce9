#include "src/forthvm/words/name_token_words.h"

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(NameTokenWords, FromNameToToken) {
  ExpectAnswers({
      {"S\" dup\" FIND-NAME DUP NAME>STRING TYPE NAME>INTERPRET ' DUP = .", "DUP-1 ok"},
      {"S\" NO-SUCH\" FIND-NAME . S\" \" FIND-NAME .", "0 0 ok"},
      {"S\" IF\" FIND-NAME NAME>INTERPRET .", "0 ok"},
      {"WORDLIST CONSTANT W S\" DUP\" W FIND-NAME-IN .", "0 ok"},
      {"S\" DUP\" FORTH-WORDLIST FIND-NAME-IN ' DUP = .", "-1 ok"},
      {"0 NAME>STRING", "? invalid name argument: no word has the name token 0 (THROW -32)"},
      {"W ' NAME>STRING CATCH . DROP", "-32 ok"},
  });
}

TEST(NameTokenWords, NameToCompileDoesWhatCompilingDoes) {
  ExpectAnswers({
      {": COMP, NAME>COMPILE EXECUTE ; IMMEDIATE : NAME PARSE-NAME FIND-NAME ;", "ok"},
      {": A [ NAME IF ] COMP, 5 [ NAME ELSE ] COMP, 6 [ NAME THEN ] COMP, ; 1 A . 0 A .", "5 6 ok"},
      {": B 3 [ NAME DUP ] COMP, [ NAME * ] COMP, ; B .", "9 ok"},
  });
}

TEST(NameTokenWords, TraverseNewestFirst) {
  ExpectAnswers({
      {"WORDLIST CONSTANT W W SET-CURRENT : A ; : B ; : C ; FORTH-WORDLIST SET-CURRENT", "ok"},
      {": TELL NAME>STRING TYPE SPACE TRUE ; ' TELL W TRAVERSE-WORDLIST", "C B A ok"},
      {": FIRST NAME>STRING TYPE SPACE FALSE ; ' FIRST W TRAVERSE-WORDLIST", "C ok"},
      {": COUNTED DROP 1+ TRUE ; 0 ' COUNTED W TRAVERSE-WORDLIST .", "3 ok"},
      {": NESTED DROP ['] COUNTED W TRAVERSE-WORDLIST TRUE ; 0 ' NESTED W TRAVERSE-WORDLIST .",
       "9 ok"},
      {"0 ' COUNTED FORTH-WORDLIST TRAVERSE-WORDLIST 250 > .", "-1 ok"},
      {"' DROP W TRAVERSE-WORDLIST", "? stack underflow: TRAVERSE-WORDLIST (THROW -4)"},
      {"12345 W TRAVERSE-WORDLIST",
       "? undefined word: no word has the execution token 12345 (THROW -13)"},
      {"W SET-CURRENT S\" B\" W FIND-NAME-IN HIDDEN ' TELL W TRAVERSE-WORDLIST", "C A ok"},
      {"S\" B\" W SEARCH-WORDLIST .", "0 ok"},
  });
}

// The words that get at parked items are executed in TRAVERSE-WORDLIST's own call.
TEST(NameTokenWords, TraversalKeepsWhatItNeeds) {
  ExpectAnswers({
      {"' R> FORTH-WORDLIST TRAVERSE-WORDLIST", "? return stack underflow: R> (THROW -6)"},
      {"' 2R> FORTH-WORDLIST TRAVERSE-WORDLIST", "? return stack underflow: 2R> (THROW -6)"},
      {"' NR> FORTH-WORDLIST TRAVERSE-WORDLIST", "? return stack underflow: NR> (THROW -6)"},
      {"' 2R@ FORTH-WORDLIST TRAVERSE-WORDLIST", "? return stack underflow: 2R@ (THROW -6)"},
      {"0 1 1 ' >R FORTH-WORDLIST TRAVERSE-WORDLIST",
       "? return stack imbalance: TRAVERSE-WORDLIST (THROW -25)"},
      {"0 1 2 3 ' 2>R FORTH-WORDLIST TRAVERSE-WORDLIST",
       "? return stack imbalance: TRAVERSE-WORDLIST (THROW -25)"},
      {"' EXIT FORTH-WORDLIST TRAVERSE-WORDLIST 0= .", "0 ok"},
      {"1 2 + .", "3 ok"},
  });
}

TEST(NameTokenWords, LatestIsWhatWasDefinedLast) {
  ExpectAnswers({
      {": X 1 ; LATEST ' X = .", "-1 ok"},
      {"VARIABLE Y LATEST NAME>STRING TYPE SPACE FORGET Y LATEST NAME>STRING TYPE", "Y X ok"},
      {":NONAME ; DROP LATEST .", "0 ok"},
  });
}

TEST(NameTokenWords, HideAndShow) {
  ExpectAnswers({
      {": X 1 ; : X 2 ; X . SMUDGE X . SMUDGE X .", "redefined X 2 1 2 ok"},
      {"S\" X\" FIND-NAME DUP HIDDEN X . HIDDEN X .", "1 2 ok"},
  });
}

TEST(NameTokenWords, FieldsOfOldHaveNameTokens) {
  ExpectAnswers({
      {": A ; CREATE B 5 , : C ;", "ok"},
      {"' C >LINK NAME>STRING TYPE ' B LFA NAME>STRING TYPE", "BA ok"},
      {"' A 1 TRAVERSE NAME>STRING TYPE ' C -1 TRAVERSE NAME>STRING TYPE ' C 1 TRAVERSE .",
       "BB0 ok"},
      {"' A >NAME NAME> ' A = . ' A NFA CFA ' A = . ' C >LINK LINK> ' B = .", "-1 -1 -1 ok"},
      {"' B >NAME PFA @ .", "5 ok"},
      {"' A PFA", "? not a word made by CREATE: PFA (THROW -31)"},
      {"' DUP >LINK .", "0 ok"},
      {":NONAME ; ' >NAME CATCH . DROP", "-32 ok"},
  });
}

}  // namespace
}  // namespace starkernel::forthvm
