#include "src/forthvm/words/dump_words.h"

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(DumpWords, ShowBytesAndText) {
  VmHarness vm;
  vm.Answer("CREATE D 65 C, 31 C, 126 C, 127 C, 255 C, HERE 13 BLANK 13 ALLOT");
  EXPECT_EQ(vm.Answer("D 18 DUMP"),
            "0x7000  41 1f 7e 7f ff 20 20 20  20 20 20 20 20 20 20 20  A.~..           \n"
            "0x7010  20 20                                               \n"
            "ok");
  EXPECT_EQ(vm.Answer("D 1 DUMP DEPTH ."),
            "0x7000  41                                                A\n0 ok");
  EXPECT_EQ(vm.Answer("HEX D 0 DUMP DEPTH ."), "0 ok");
}

TEST(DumpWords, ReadNothingBeyondTheEnvelope) {
  ExpectAnswers({
      {"0 1 DUMP", "? invalid memory address: 0x0 in DUMP, valid are 0x1000 to 0xfffff (THROW -9)"},
      {"HERE -1 DUMP",
       "? invalid memory address: 0x7000 (18446744073709551615 bytes) in DUMP, "
       "valid are 0x1000 to 0xfffff (THROW -9)"},
  });
}

}  // namespace
}  // namespace starkernel::forthvm
