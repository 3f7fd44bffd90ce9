#include "src/forthvm/words/search_order_words.h"

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(SearchOrderWords, TheFirstWordlistDecidesThenTheNewestWord) {
  ExpectAnswers({
      {"WORDLIST CONSTANT A WORDLIST CONSTANT B : X 0 ;", "ok"},
      {"A SET-CURRENT : X 1 ; B SET-CURRENT : X 2 ; : x 3 ; FORTH-WORDLIST SET-CURRENT",
       "redefined x ok"},
      {"X .", "0 ok"},
      {"GET-ORDER A SWAP 1+ SET-ORDER X .", "1 ok"},
      {"GET-ORDER B SWAP 1+ SET-ORDER X .", "3 ok"},
      {"PREVIOUS X . PREVIOUS X .", "1 0 ok"},
      {": X 4 ; X .", "redefined X 4 ok"},
      // Redefinition in one wordlist never shows in another, nor does an order turned round.
      {"FORTH-WORDLIST A B 3 SET-ORDER X .", "3 ok"},
      {"B A FORTH-WORDLIST 3 SET-ORDER X .", "4 ok"},
      {"A FORTH-WORDLIST A 3 SET-ORDER X . PREVIOUS X .", "1 4 ok"},
  });
}

TEST(SearchOrderWords, CompiledCodeKeepsItsMeaning) {
  ExpectAnswers({
      {"VOCABULARY V : X 1 ; : Y X ; ALSO V DEFINITIONS : X 2 ; : Z X ; Y . Z .", "1 2 ok"},
      {"PREVIOUS DEFINITIONS Y . X .", "1 1 ok"},
  });
}

TEST(SearchOrderWords, LookUpNames) {
  ExpectAnswers({
      {"WORDLIST CONSTANT W W SET-CURRENT : P 5 ; : Q 6 ; IMMEDIATE FORTH-WORDLIST SET-CURRENT",
       "ok"},
      {"S\" p\" W SEARCH-WORDLIST . EXECUTE .", "-1 5 ok"},
      {"S\" Q\" W SEARCH-WORDLIST . EXECUTE .", "1 6 ok"},
      {"S\" DUP\" W SEARCH-WORDLIST . S\" \" W SEARCH-WORDLIST .", "0 0 ok"},
      {"S\" DUP\" FORTH-WORDLIST SEARCH-WORDLIST . ' DUP = .", "-1 -1 ok"},
      {"S\" P\" (FIND) . S\" IF\" (FIND) . DROP", "0 1 ok"},
      {"S\" DUP\" 0 SEARCH-WORDLIST",
       "? invalid numeric argument: no wordlist has the number 0 (THROW -24)"},
      {"S\" DUP\" 1 SEARCH-WORDLIST DROP",
       "? invalid numeric argument: no wordlist has the number 1 (THROW -24)"},
      {"0 5 W SEARCH-WORDLIST",
       "? invalid memory address: 0x0 in SEARCH-WORDLIST, valid are 0x1000 to 0xfffff (THROW -9)"},
  });
}

TEST(SearchOrderWords, VocabulariesOfBothKinds) {
  ExpectAnswers({
      {"ORDER", "search: FORTH definitions: FORTH ok"},
      // As StarForth uses them, without ALSO: the standard's words stay in reach.
      {"VOCABULARY V V DEFINITIONS ORDER", "search: V FORTH definitions: V ok"},
      {": INSIDE 1 ; FORTH DEFINITIONS ORDER", "search: FORTH FORTH definitions: FORTH ok"},
      {"INSIDE", "? undefined word: INSIDE (THROW -13)"},
      // As the standard does.
      {"VOCABULARY W ONLY FORTH ALSO V ALSO W ORDER", "search: W V FORTH definitions: FORTH ok"},
      {"INSIDE . V ORDER", "1 \nsearch: V V FORTH definitions: FORTH ok"},
      {"CONTEXT @ ' V = . CURRENT @ FORTH-WORDLIST = . GET-CURRENT ' FORTH = .", "-1 -1 -1 ok"},
      {"WORDLIST DUP SET-CURRENT 1 SET-ORDER", "ok"},
  });
}

TEST(SearchOrderWords, TheOrderHasBounds) {
  VmHarness vm;
  EXPECT_EQ(vm.Answer("ALSO ALSO ALSO ALSO ALSO ALSO ALSO ALSO ALSO ALSO ALSO ALSO ALSO ALSO ALSO"),
            "ok");
  EXPECT_EQ(vm.Answer("GET-ORDER DUP . SET-ORDER"), "16 ok");
  EXPECT_EQ(vm.Answer("ALSO"),
            "? search order overflow: too many wordlists, the limit is 16 (THROW -49)");
  EXPECT_EQ(vm.Answer("17 SET-ORDER"),
            "? search order overflow: too many wordlists, the limit is 16 (THROW -49)");
  EXPECT_EQ(vm.Answer("ONLY GET-ORDER . FORTH-WORDLIST = ."), "1 -1 ok");
  EXPECT_EQ(vm.Answer("ALSO -1 SET-ORDER GET-ORDER . DROP"), "1 ok");
  EXPECT_EQ(vm.Answer("-2 SET-ORDER"),
            "? invalid numeric argument: SET-ORDER of -2, valid are -1 to 16 (THROW -24)");
  EXPECT_EQ(vm.Answer("1 SET-ORDER"), "? stack underflow: SET-ORDER (THROW -4)");
  EXPECT_EQ(vm.Answer("5 1 SET-ORDER"),
            "? invalid numeric argument: no wordlist has the number 5 (THROW -24)");
}

TEST(SearchOrderWords, AnEmptyOrderFindsNothingAndIsMended) {
  ExpectAnswers({
      {": LOST 0 SET-ORDER PREVIOUS ; ' LOST CATCH DUP . THROW",
       "? undefined word: DUP (THROW -13)"},
      {"LOST", "? search order underflow: PREVIOUS (THROW -50)"},
      {": A 0 SET-ORDER ALSO ; A", "? search order underflow: ALSO (THROW -50)"},
      {": D 0 SET-ORDER DEFINITIONS ; D", "? search order underflow: DEFINITIONS (THROW -50)"},
      {": G 0 SET-ORDER GET-ORDER ONLY . ; G", "0 ok"},
      {": F 0 SET-ORDER FORTH ORDER ; F", "search: FORTH definitions: FORTH ok"},
      // A number needs no words.
      {"0 SET-ORDER", "ok"},
      {"5", "ok"},
      {".", "? undefined word: . (THROW -13)"},
      {"ORDER", "search: FORTH definitions: FORTH ok"},
  });
}

TEST(SearchOrderWords, NamesAndNesting) {
  ExpectAnswers({
      {"VOCABULARY", "? a name is missing (THROW -16)"},
      {": X [ WORDLIST ] ;", "? compiler nesting (THROW -29)"},
      {": X [ VOCABULARY V ] ;", "? compiler nesting: V (THROW -29)"},
      {": IMM 5 . ; WORDLIST DROP IMMEDIATE S\" IMM\" (FIND) . DROP", "1 ok"},
  });
}

TEST(SearchOrderWords, EditorIsStarForth) {
  ExpectAnswers({{"ALSO EDITOR ORDER", "search: STARFORTH FORTH definitions: FORTH ok"}});
}

}  // namespace
}  // namespace starkernel::forthvm
