#include "src/forthvm/words/compiler_words.h"

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(CompilerWords, FindAndExecute) {
  ExpectAnswers({
      {"5 ' DUP EXECUTE . .", "5 5 ok"},
      {": A ['] DUP EXECUTE + ; 4 A .", "8 ok"},
      {"BL WORD DUP FIND . ' DUP = .", "-1 -1 ok"},
      {"BL WORD IF FIND . DROP BL WORD NO-SUCH FIND . COUNT TYPE", "1 0 NO-SUCH ok"},
      {"' NO-SUCH", "? undefined word: NO-SUCH (THROW -13)"},
      {"'", "? a name is missing (THROW -16)"},
      {"0 EXECUTE", "? undefined word: no word has the execution token 0 (THROW -13)"},
      {"-1 EXECUTE", "? undefined word: no word has the execution token -1 (THROW -13)"},
      {"99999 EXECUTE", "? undefined word: no word has the execution token 99999 (THROW -13)"},
      {"4294967297 EXECUTE",
       "? undefined word: no word has the execution token 4294967297 (THROW -13)"},
      {"' EXECUTE DUP EXECUTE", "? stack underflow: EXECUTE (THROW -4)"},
  });
}

TEST(CompilerWords, CompileWhatIsWanted) {
  ExpectAnswers({
      {": A [ 2 3 * ] LITERAL ; A .", "6 ok"},
      {": B [ 1 2 ] 2LITERAL ; B . .", "2 1 ok"},
      {": C 5 . ; IMMEDIATE : D POSTPONE C ; D", "5 ok"},
      {": PLUS POSTPONE + ; IMMEDIATE : E 1 2 PLUS ; E .", "3 ok"},
      {": ENDIF POSTPONE THEN ; IMMEDIATE : F IF 1 ELSE 2 ENDIF ; 0 F .", "2 ok"},
      {": G [COMPILE] C ; G", "5 ok"},
      {": H [ ' DUP COMPILE, ] ; 3 H . .", "3 3 ok"},
      {": SOME 7 POSTPONE LITERAL ; IMMEDIATE   : SEVEN SOME ; SEVEN .", "7 ok"},
      {": EIGHT LIT 8 LIT $9 ; EIGHT . .", "9 8 ok"},
      {": NONE LIT DUP ;", "? undefined word: DUP (THROW -13)"},
      {": K STATE @ . ; IMMEDIATE : L K ; K", "-1 0 ok"},
      {"0 STATE ! : M 5 ; M .", "5 ok"},
      {"-1 STATE ! 5 .", "5 ok"},
      {"PLUS", "? interpreting a compile-only word: + (THROW -14)"},
      {": N", "compiled"},
      {"5 ;", "ok"},
      {"N .", "5 ok"},
      {": O 12. ; O D.", "12 ok"},
      {": P COMPILE DUP ; IMMEDIATE : Q 3 P * ; Q .", "9 ok"},
  });
}

}  // namespace
}  // namespace starkernel::forthvm
