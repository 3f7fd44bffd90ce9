#include "src/forthvm/words/starforth_words.h"

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(StarForthWords, HideTheStandardsOnlyWhenAsked) {
  ExpectAnswers({
      {"1 2 3 4 3 ROLL .S 2DROP 2DROP", "<4> 2 3 4 1 ok"},
      {"ALSO STARFORTH 1 2 3 4 1 ROLL .S 2DROP 2DROP", "<4> 1 3 4 2 ok"},
      {"7 0 ROLL . 5 6 1 ROLL . .", "7 6 5 ok"},
      {"5 1 ROLL", "? stack underflow: ROLL (THROW -4)"},
      {"5 -1 ROLL", "? stack underflow: ROLL (THROW -4)"},
      {"FIND DUP ' DUP = . FIND NO-SUCH .", "-1 0 ok"},
      {"PREVIOUS BL WORD DUP FIND . DROP", "-1 ok"},
  });
}

}  // namespace
}  // namespace starkernel::forthvm
