#include "src/forthvm/traceback.h"

#include <cstddef>
#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

constexpr std::string_view kReport = "? division by zero: / (THROW -10)\n";

/// Types the line and expects the report of a division by zero with these lines behind it.
void ExpectTraceback(VmHarness& vm, std::string_view line, std::string_view traceback) {
  EXPECT_EQ(vm.WholeAnswer(line) + "\n", std::string(kReport) + std::string(traceback)) << line;
}

TEST(Traceback, NamesTheDefinitionsThatHaveYetToReturn) {
  VmHarness vm;
  ExpectTraceback(vm, "1 0 /", "");
  ExpectTraceback(vm, ": A 1 0 / ; A", "  in A\n");
  ExpectTraceback(vm, ": B A ; : C B 1 ; C", "  in A\n  in B\n  in C\n");
  ExpectTraceback(vm, ": D S\" C\" EVALUATE ; D",
                  "  in A\n  in B\n  in C\n  in D\n  at column 1 of \"C\"\n");
  ExpectTraceback(vm, ": RETURNED ; : E RETURNED A ; E", "  in A\n  in E\n");
}

TEST(Traceback, EndsAtWhatWasCaught) {
  VmHarness vm;
  ExpectTraceback(vm, ": A 1 0 / ; : B ['] A CATCH THROW ; B", "  in B\n");
  EXPECT_EQ(vm.WholeAnswer(": C ['] A CATCH DROP ; C 5 ."), "5 ok");
  EXPECT_EQ(vm.WholeAnswer(": F ABORT ; : G F ; G"), "");
}

TEST(Traceback, NamesWhatHasNoNameByWhatItStandsIn) {
  VmHarness vm;
  ExpectTraceback(vm, ": Q [: 1 0 / ;] EXECUTE ; Q", "  in a quotation in Q\n  in Q\n");
  ExpectTraceback(vm, ": R [: ;] DROP [: [: 1 0 / ;] EXECUTE ;] EXECUTE ; R",
                  "  in a quotation in R\n  in a quotation in R\n  in R\n");
  ExpectTraceback(vm, ":NONAME 1 0 / ; EXECUTE", "  in a word without a name\n");
  ExpectTraceback(vm, "[: 1 0 / ;] EXECUTE", "  in a word without a name\n");
  ExpectTraceback(vm, ": S ; :NONAME [: 1 0 / ;] EXECUTE ; EXECUTE",
                  "  in a word without a name\n  in a word without a name\n");
  ExpectTraceback(vm, "CREATE T :NONAME 1 0 / ; EXECUTE", "  in a word without a name\n");
}

TEST(Traceback, NamesACreatedWordADeferredOneAndLocals) {
  VmHarness vm;
  ExpectTraceback(vm, ": DIVIDES CREATE , DOES> @ 0 / ; 5 DIVIDES X : Y X ; Y", "  in X\n  in Y\n");
  ExpectTraceback(vm, ": A 1 0 / ; DEFER D ' A IS D : B D ; B", "  in A\n  in B\n");
  ExpectTraceback(vm, ": L {: a b -- c :} a b / ; : M 1 0 L ; M", "  in L\n  in M\n");
  ExpectTraceback(vm, "SYNONYM ALSO-A A : N ALSO-A ; N", "  in A\n  in N\n");
}

TEST(Traceback, CountsCallsOfOneWordInARow) {
  VmHarness vm;
  ExpectTraceback(vm, ": A 1 0 / ; : R DUP 0= IF A THEN 1- RECURSE ; 0 R", "  in A\n  in R\n");
  ExpectTraceback(vm, "6 R", "  in A\n  in R, 7 calls\n");
  EXPECT_EQ(vm.WholeAnswer(": FOREVER RECURSE 1 ; FOREVER"),
            "? return stack overflow: FOREVER (THROW -5)\n  in FOREVER, 1023 calls");
}

TEST(Traceback, HasSoManyLinesAndSaysHowManyCallsAreLeftOut) {
  VmHarness vm;
  vm.Answer(": A 1 0 / ; DEFER Q : P DUP 0= IF A THEN 1- Q ; :NONAME P ; IS Q");
  std::string lines;
  for (std::size_t call = 1; call < kTracebackLines; ++call) {
    lines += call % 2 == 1 ? "  in P\n" : "  in a word without a name\n";
  }
  // P, Q, P, Q, P, Q, P: with A as many as there are lines.
  ExpectTraceback(vm, "3 P", "  in A\n" + lines);
  ExpectTraceback(vm, "4 P", "  in A\n" + lines + "  ... 2 more\n");
  ExpectTraceback(vm, "100 P", "  in A\n" + lines + "  ... 194 more\n");
}

}  // namespace
}  // namespace starkernel::forthvm
