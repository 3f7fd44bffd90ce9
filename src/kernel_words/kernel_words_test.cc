#include <string>

#include "gtest/gtest.h"
#include "src/base/ids.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_table.h"
#include "src/capabilities/rights.h"
#include "src/forthvm/vm_harness.h"
#include "src/kernel_words/root_capabilities.h"
#include "src/kernel_words/test_kernel.h"

namespace starkernel::kernel_words {
namespace {

using capabilities::CapabilityType;
using capabilities::Right;
using capabilities::Rights;

/// A VM instance with number 7 in a kernel of its own.
class KernelWordsTest : public testing::Test {
 protected:
  KernelWordsTest() { vm_.host().door = &kernel_.door(); }

  void GrantRoots() { ASSERT_TRUE(GrantRootCapabilities(kernel_.table(), kernel_.holder()).ok()); }
  void Grant(CapabilityType type, Rights rights) {
    ASSERT_TRUE(kernel_.table()
                    .Grant(kernel_.holder(), {.type = type, .rights = rights, .range = {0, 9}})
                    .ok());
  }
  std::string Answer(const std::string& line) { return vm_.Answer(line); }

  TestKernel kernel_{VmId(7)};
  forthvm::VmHarness vm_;
};

TEST_F(KernelWordsTest, WithoutAKernelTheyAreUnsupported) {
  vm_.host().door = nullptr;
  EXPECT_EQ(Answer("TICKS"), "? unsupported operation: TICKS (THROW -21)");
  EXPECT_EQ(Answer("5 HAS-CAP?"), "? unsupported operation: HAS-CAP? (THROW -21)");
}

TEST_F(KernelWordsTest, TellTheTimeAndWhoAsks) {
  EXPECT_EQ(Answer("TICKS . TICKS . VM-SELF ."), "1000000 2000000 7 ok");
}

TEST_F(KernelWordsTest, NothingIsThereThatWasNotGranted) {
  EXPECT_EQ(Answer("0 NEXT-CAP . CAP-KILL HAS-CAP? . .CAPS"), "0 0 ok");
  EXPECT_EQ(Answer(".REFUSALS"), "? capability refused: log read 0: no capability (THROW -258)");
  Grant(CapabilityType::kKill, Rights(Right::kInvoke));
  EXPECT_EQ(Answer("CAP-KILL HAS-CAP? . CAP-SEND HAS-CAP? ."), "-1 0 ok");
  EXPECT_EQ(Answer("0 NEXT-CAP CAP@ . . . . . "), "1 4 0 9 0 ok");
}

TEST_F(KernelWordsTest, TheRootCapabilitiesAreOneOfEachType) {
  GrantRoots();
  EXPECT_EQ(Answer(": T 10 0 DO I HAS-CAP? . LOOP ; T"), "-1 -1 -1 -1 -1 -1 -1 -1 -1 -1 ok");
  EXPECT_EQ(Answer("10 HAS-CAP?"),
            "? invalid numeric argument: capability type 10, valid are 0 to 9 (THROW -24)");
  EXPECT_EQ(Answer("-1 HAS-CAP?"),
            "? invalid numeric argument: capability type -1, valid are 0 to 9 (THROW -24)");
  EXPECT_EQ(vm_.WholeAnswer(".CAPS"),
            "        10  log         all, read write invoke delegate\n"
            "         9  time-admin  0, read write invoke delegate\n"
            "         8  irq         0 to 255, read write invoke delegate\n"
            "         7  port        0 to 65535, read write invoke delegate\n"
            "         6  mmio        all, read write invoke delegate\n"
            "         5  share       all, read write invoke delegate\n"
            "         4  receive     all, read write invoke delegate\n"
            "         3  send        all, read write invoke delegate\n"
            "         2  kill        all, read write invoke delegate\n"
            "         1  spawn       0, read write invoke delegate\n"
            "ok");
}

TEST_F(KernelWordsTest, DeriveLessAndNeverMore) {
  Grant(CapabilityType::kPort, Right::kRead | Right::kWrite);
  EXPECT_EQ(Answer("0 NEXT-CAP CONSTANT P 3 5 CAN-READ P ATTENUATE-CAP CONSTANT Q Q .CAP"),
            "         2  port        3 to 5, read\nok");
  EXPECT_EQ(Answer("2 5 CAN-READ Q ATTENUATE-CAP"),
            "? capability refused: slot 2: more than it is derived from (THROW -258)");
  EXPECT_EQ(Answer("3 5 CAN-READ CAN-WRITE OR Q ATTENUATE-CAP"),
            "? capability refused: slot 2: more than it is derived from (THROW -258)");
  EXPECT_EQ(Answer("5 3 CAN-READ Q ATTENUATE-CAP"),
            "? capability refused: slot 2: more than it is derived from (THROW -258)");
  EXPECT_EQ(Answer("3 5 16 Q ATTENUATE-CAP"),
            "? invalid numeric argument: rights 16, valid are 0 to 15 (THROW -24)");
  EXPECT_EQ(Answer("3 3 15 99 ATTENUATE-CAP"),
            "? capability refused: slot 99: no capability (THROW -258)");
  EXPECT_EQ(Answer("4 4 0 Q ATTENUATE-CAP .CAP"), "         3  port        4, no right\nok");
}

TEST_F(KernelWordsTest, ABadgeIsGivenOnce) {
  Grant(CapabilityType::kSend, Rights::All());
  EXPECT_EQ(Answer("7 0 NEXT-CAP BADGE-CAP DUP .CAP CONSTANT B"),
            "         2  send        0 to 9, read write invoke delegate, badge 7\nok");
  EXPECT_EQ(Answer("8 B BADGE-CAP"),
            "? capability refused: slot 2: more than it is derived from (THROW -258)");
  EXPECT_EQ(Answer("0 B BADGE-CAP"),
            "? invalid numeric argument: badge 0, valid are 1 to 4294967295 (THROW -24)");
  EXPECT_EQ(Answer("4294967296 B BADGE-CAP"),
            "? invalid numeric argument: badge 4294967296, valid are 1 to 4294967295 "
            "(THROW -24)");
  EXPECT_EQ(Answer("4294967295 1 BADGE-CAP CAP@ DROP DROP . DROP DROP"), "4294967295 ok");
  EXPECT_EQ(Answer("1 99 BADGE-CAP"), "? capability refused: slot 99: no capability (THROW -258)");
}

TEST_F(KernelWordsTest, RevokingTakesWhatWasDerivedAndDroppingDoesNot) {
  Grant(CapabilityType::kIrq, Rights::All());
  Answer("0 NEXT-CAP CONSTANT A 0 5 15 A ATTENUATE-CAP CONSTANT B");
  Answer("0 3 15 B ATTENUATE-CAP CONSTANT C");
  EXPECT_EQ(Answer("B DROP-CAP C .CAP"),
            "         3  irq         0 to 3, read write invoke delegate\nok");
  EXPECT_EQ(Answer("B DROP-CAP"), "? capability refused: slot 2: no capability (THROW -258)");
  EXPECT_EQ(Answer("A REVOKE-CAP A .CAP"),
            "         1  irq         0 to 9, read write invoke delegate\nok");
  EXPECT_EQ(Answer("C CAP@"), "? capability refused: slot 3: no capability (THROW -258)");
  EXPECT_EQ(Answer("C REVOKE-CAP"), "? capability refused: slot 3: no capability (THROW -258)");
  EXPECT_EQ(Answer("0 NEXT-CAP . A NEXT-CAP ."), "1 0 ok");
}

TEST_F(KernelWordsTest, TheTableHasAnEndAndGoesOnAfterIt) {
  Grant(CapabilityType::kLog, Rights::All());
  Answer("0 NEXT-CAP CONSTANT A : FILL-UP BEGIN 0 9 15 A ATTENUATE-CAP DROP AGAIN ;");
  EXPECT_EQ(Answer("FILL-UP"),
            "? no room in the kernel: slot 1: no room for another capability "
            "(THROW -259)");
  EXPECT_EQ(kernel_.table().used(), TestKernel::kRoom + 1);
  EXPECT_EQ(Answer("A REVOKE-CAP 0 9 15 A ATTENUATE-CAP .CAP"),
            "4294967314  log         0 to 9, read write invoke delegate\nok");
}

TEST_F(KernelWordsTest, RefusalsAreRecordedAndShownToWhoMay) {
  EXPECT_EQ(Answer("1 RECORD-ALLOWED"),
            "? capability refused: log write 0: no capability (THROW -258)");
  Grant(CapabilityType::kKill, Rights::All());
  EXPECT_EQ(Answer(".REFUSALS"), "? capability refused: log read 0: no capability (THROW -258)");
  Grant(CapabilityType::kLog, Rights(Right::kRead));
  EXPECT_EQ(Answer("1 RECORD-ALLOWED"),
            "? capability refused: log write 0: right not included (THROW -258)");
  EXPECT_EQ(vm_.WholeAnswer(".REFUSALS"),
            "       1  VM[7]  log write 0: no capability\n"
            "       2  VM[7]  log read 0: no capability\n"
            "       3  VM[7]  log write 0: right not included\n"
            "3 uses of capabilities refused, 1 allowed\nok");
  Grant(CapabilityType::kLog, Rights(Right::kWrite));
  Answer("1 RECORD-ALLOWED");
  EXPECT_EQ(vm_.WholeAnswer(".REFUSALS"),
            "       1  VM[7]  log write 0: no capability\n"
            "       2  VM[7]  log read 0: no capability\n"
            "       3  VM[7]  log write 0: right not included\n"
            "       4  VM[7]  log read 0: allowed\n"
            "3 uses of capabilities refused, 3 allowed\nok");
}

TEST_F(KernelWordsTest, EachAsksForItsArguments) {
  for (const std::string word :
       {"HAS-CAP?", "NEXT-CAP", "CAP@", ".CAP", "DROP-CAP", "REVOKE-CAP", "RECORD-ALLOWED"}) {
    EXPECT_EQ(Answer(word), "? stack underflow: " + word + " (THROW -4)");
  }
  EXPECT_EQ(Answer("1 BADGE-CAP"), "? stack underflow: BADGE-CAP (THROW -4)");
  EXPECT_EQ(Answer("1 2 3 ATTENUATE-CAP"), "? stack underflow: ATTENUATE-CAP (THROW -4)");
}

TEST_F(KernelWordsTest, ARefusalLeavesTheStack) {
  EXPECT_EQ(Answer("1 2 3 99 ' ATTENUATE-CAP CATCH . . . . ."), "-258 99 3 2 1 ok");
}

}  // namespace
}  // namespace starkernel::kernel_words
