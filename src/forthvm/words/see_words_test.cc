#include "src/forthvm/words/see_words.h"

#include <string>

#include "gtest/gtest.h"
#include "src/forthvm/see/decompiler.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(SeeWords, ShowsShortDefinitionsInOneRow) {
  ExpectAnswers({
      {": SQ ( n -- n*n ) DUP * ; SEE SQ", ": SQ ( n -- n*n ) DUP * ;\nok"},
      {": FACTORIAL DUP 2 < IF DROP 1 ELSE DUP 1- RECURSE * THEN ; SEE factorial",
       ": FACTORIAL DUP 2 < IF DROP 1 ELSE DUP 1- RECURSE * THEN ;\nok"},
      {": GCD BEGIN DUP WHILE TUCK MOD REPEAT DROP ; SEE GCD",
       ": GCD BEGIN DUP WHILE TUCK MOD REPEAT DROP ;\nok"},
      {": PP POSTPONE IF POSTPONE DUP ; IMMEDIATE SEE PP",
       ": PP POSTPONE IF POSTPONE DUP ; IMMEDIATE\nok"},
      {": Q [: DUP [: 3 RECURSE ;] ;] ['] DUP [CHAR] A [CHAR] € ; SEE Q",
       ": Q [: DUP [: 3 RECURSE ;] ;] ['] DUP [CHAR] A [CHAR] € ;\nok"},
      {": L {: a b | c -- d :} a b + TO c c ; SEE L",
       ": L {: x0 x1 | x2 :} x0 x1 + TO x2 x2 ;\nok"},
      {": ESC S\\\" a\\n\\q\" S\" plain\" C\" cc\" ABORT\" xx\" ; SEE ESC",
       ": ESC S\\\" a\\n\\q\" S\" plain\" C\" cc\" ABORT\" xx\" ;\nok"},
  });
}

TEST(SeeWords, ShowsLongDefinitionsByTheirStructure) {
  ExpectAnswers({
      {": DAY ( n -- ) CASE 6 OF .\" Saturday\" ENDOF 7 OF .\" Sunday\" ENDOF .\" work\" ENDCASE ;",
       "ok"},
      {"SEE DAY",
       ": DAY ( n -- )\n  CASE\n    6 OF .\" Saturday\" ENDOF\n    7 OF .\" Sunday\" ENDOF\n"
       "    .\" work\"\n  ENDCASE ;\nok"},
      {": LONG 10 0 DO I 2 MOD IF I . ELSE 123456789012345 123456789012345 LEAVE THEN LOOP ;",
       "ok"},
      {"SEE LONG",
       ": LONG\n  10 0 DO\n    I 2 MOD IF\n      I .\n    ELSE\n"
       "      123456789012345 123456789012345 LEAVE\n    THEN\n  LOOP ;\nok"},
  });
}

TEST(SeeWords, ShowsWhatDoesNotNest) {
  ExpectAnswers({
      {": SWAPPED 1 CS-ROLL ; IMMEDIATE : ODD AHEAD 0 BEGIN SWAPPED THEN 1 UNTIL ; SEE ODD",
       ": ODD AHEAD 0 THEN BEGIN 1 UNTIL ;\nok"},
      {": TWO AHEAD BEGIN SWAPPED 0 THEN 1 UNTIL ; SEE TWO",
       ": TWO AHEAD BEGIN 0 [ 1 ' CS-ROLL EXECUTE ] THEN 1 UNTIL ;\nok"},
  });
}

TEST(SeeWords, ShowsValuesAndData) {
  ExpectAnswers({
      {"5 CONSTANT C SEE C 1 2 2CONSTANT CC SEE CC", "5 CONSTANT C\n1 2 2CONSTANT CC\nok"},
      {"5 VALUE V 6 TO V SEE V 1 2 2VALUE VV SEE VV", "6 VALUE V\n1 2 2VALUE VV\nok"},
      {"VARIABLE X SEE X 7 X ! SEE X", "VARIABLE X\nVARIABLE X 7 X !\nok"},
      {"CREATE E SEE E CREATE T 1 , 2 , 3 C, SEE T", "CREATE E\nCREATE T 1 , 2 , 3 C,\nok"},
      {"2VARIABLE D2 SEE D2 256 BUFFER: B 1 B ! SEE X", "16 BUFFER: D2\nVARIABLE X 7 X !\nok"},
      {"257 BUFFER: BIG 1 BIG ! SEE BIG", "257 BUFFER: BIG ( what it holds is not shown )\nok"},
      {"256 BUFFER: FITS SEE FITS", "256 BUFFER: FITS\nok"},
      {": T CREATE 300 ALLOT DOES> DROP 7 ; T X SEE X",
       "redefined T redefined X \n:NONAME DOES> DROP 7 ;\n"
       "300 BUFFER: X ( what it holds is not shown ) EXECUTE\nok"},
      {":NONAME DOES> DROP 7 ; 300 BUFFER: X ( what it holds is not shown ) EXECUTE X .",
       "redefined X 7 ok"},
      {"DEFER D SEE D ' DUP IS D SEE D", "DEFER D\nDEFER D ' DUP IS D\nok"},
      {": CV CREATE , DOES> @ 1+ ; 5 CV FIVE SEE CV SEE FIVE",
       ": CV CREATE , DOES> @ 1+ ;\n:NONAME DOES> @ 1+ ; CREATE FIVE 5 , EXECUTE\nok"},
      {":NONAME DOES> @ 1+ ; CREATE FIVE 5 , EXECUTE FIVE .", "redefined FIVE 6 ok"},
      {"SYNONYM PLUS + SEE PLUS MARKER M SEE M VOCABULARY VOC SEE VOC",
       "SYNONYM PLUS +\nMARKER M\nVOCABULARY VOC\nok"},
  });
}

TEST(SeeWords, SaysWhatIsBuiltIn) {
  ExpectAnswers({
      {"SEE DUP", "\\ DUP ( x -- x x ) is built in: Duplicate the top item.\nok"},
      {"SEE FIELD:",
       "\\ FIELD: ( n1 \"name\" -- n2 ) ( name: addr1 -- addr2 ) is built in: Make an aligned "
       "field "
       "of a cell.\n: FIELD: ALIGNED 8 +FIELD ;\nok"},
      {"SEE INTERPRET",
       "\\ INTERPRET ( i*x -- j*x ) is built in: Interpret the rest of the input line.\nok"},
  });
}

TEST(SeeWords, DependsOnNoBaseAndNoNames) {
  ExpectAnswers({
      {": T 10 -1 ; HEX SEE T DECIMAL", ": T #10 #-1 ;\nok"},
      {"7 CONSTANT 10 : #10 ; SEE T", ": T $A -1 ;\nok"},
  });
}

TEST(SeeWords, NamesWhatIsShadowedByItsToken) {
  VmHarness vm;
  vm.Answer(": X 1 ; : Y X ; ' X");
  const std::string token = std::to_string(vm.Stack().back());
  vm.Answer(": X 2 ;");
  EXPECT_EQ(vm.Answer("SEE Y"), ": Y [ " + token + " COMPILE, ] ;\nok");
}

TEST(SeeWords, RefusesWhatIsNoName) {
  ExpectAnswers({
      {"SEE", "? a name is missing (THROW -16)"},
      {"SEE NO-SUCH", "? undefined word: NO-SUCH (THROW -13)"},
  });
}

/// Types a definition of `count` instructions, without the one that ends it.
std::string SeeOf(VmHarness& vm, std::uint32_t count) {
  vm.Answer(": LONG");
  for (std::uint32_t done = 0; done < count; ++done) {
    vm.Answer("DUP");
  }
  vm.Answer(";");
  return vm.Answer("SEE LONG");
}

TEST(SeeWords, CutsWhatIsTooLong) {
  constexpr std::uint32_t kMost = Decompiler::kMostShown;
  VmHarness vm;
  EXPECT_TRUE(SeeOf(vm, kMost - 1).ends_with("DUP DUP ;\nok"));
  EXPECT_TRUE(SeeOf(vm, kMost).ends_with("DUP DUP\n  \\ and 1 instructions more\nok"));
}

TEST(SeeWords, CodeThatNoSourceTextCompilesTo) {
  // A string that a program has changed so that it holds the quote that would end it.
  ExpectAnswers({{"HERE : T .\" abc\" ; 1+ '\"' SWAP C! SEE T",
                  "\\ T has code that no source text compiles to\nok"}});
}

}  // namespace
}  // namespace starkernel::forthvm
