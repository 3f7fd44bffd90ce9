#include "src/forthvm/words/screen_words.h"

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(ScreenWords, PlaceOutput) {
  ExpectAnswers({
      {"PAGE 1 .", "\x1b[2J\x1b[H1 ok"},
      {"0 0 AT-XY 5 . 9 3 HEX AT-XY DECIMAL 10 . 9998 9998 AT-XY SPACE",
       "\x1b[1;1H5 \x1b[4;10H10 \x1b[9999;9999H ok"},
      {"EMIT? .", "-1 ok"},
  });
}

TEST(ScreenWords, RefuseOtherPlaces) {
  ExpectAnswers({
      {"-1 0 AT-XY",
       "? invalid numeric argument: AT-XY to column -1, valid are 0 to 9998 "
       "(THROW -24)"},
      {"0 9999 AT-XY",
       "? invalid numeric argument: AT-XY to row 9999, valid are 0 to 9998 "
       "(THROW -24)"},
  });
}

}  // namespace
}  // namespace starkernel::forthvm
