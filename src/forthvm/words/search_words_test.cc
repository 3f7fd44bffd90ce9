#include "src/forthvm/words/search_words.h"

#include <vector>

#include "gtest/gtest.h"
#include "src/base/quantities.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(SearchWords, FindText) {
  ExpectAnswers({
      {": TRY SEARCH . TYPE ;", "ok"},
      {"S\" abcdefg\" S\" cde\" TRY", "-1 cdefg ok"},
      {"S\" abcdefg\" S\" abcdefg\" TRY", "-1 abcdefg ok"},
      {"S\" abcdefg\" S\" g\" TRY", "-1 g ok"},
      {"S\" abcdefg\" S\" gh\" TRY", "0 abcdefg ok"},
      {"S\" abc\" S\" abcd\" TRY", "0 abc ok"},
      {"S\" aab\" S\" ab\" TRY S\" ABC\" S\" abc\" TRY", "-1 ab0 ABC ok"},
      {"S\" abc\" 0 0 SEARCH . TYPE", "-1 abc ok"},
      {"PAD 0 S\" a\" SEARCH . NIP . 0 0 0 0 SEARCH . . .", "0 0 -1 0 0 ok"},
  });
}

TEST(SearchWords, FindTextFarAway) {
  VmHarness vm({.quantum = Reductions(50)});
  ExpectAnswers(vm, std::vector<Exchange>{
                        {"CREATE T 20000 ALLOT T 20000 CHAR a FILL CHAR b T 19999 + C!", "ok"},
                        {"T 20000 S\" ab\" SEARCH . . T - .", "-1 2 19998 ok"},
                        {"T 20000 S\" b\" SEARCH . . DROP T 20000 S\" c\" SEARCH . . DROP",
                         "-1 1 0 20000 ok"},
                        {"T 20000 T 9000 + 11000 SEARCH . . T - .", "-1 11000 9000 ok"},
                        {"T 4000 + 16000 T 4097 SEARCH . . T - .", "-1 16000 4000 ok"},
                        {"T 19999 T 1+ 19999 SEARCH . . T - .", "0 19999 0 ok"},
                    });
}

TEST(SearchWords, ReadNothingBeyondTheEnvelope) {
  ExpectAnswers({
      {"0 5 PAD 1 SEARCH",
       "? invalid memory address: 0x0 in (SEARCH), valid are 0x1000 to 0xfffff (THROW -9)"},
      {"PAD 5 0 1 SEARCH",
       "? invalid memory address: 0x0 in (SEARCH), valid are 0x1000 to 0xfffff (THROW -9)"},
  });
}

}  // namespace
}  // namespace starkernel::forthvm
