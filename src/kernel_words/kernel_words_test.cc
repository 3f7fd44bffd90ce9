#include <string>

#include "gtest/gtest.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_ids.h"
#include "src/capabilities/capability_table.h"
#include "src/capabilities/refusal.h"
#include "src/capabilities/rights.h"
#include "src/devices/device_access.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/vm_harness.h"
#include "src/forthvm/wait.h"
#include "src/kernel_words/root_capabilities.h"
#include "src/kernel_words/test_kernel.h"

namespace starkernel::kernel_words {
namespace {

using capabilities::CapabilityType;
using capabilities::Right;
using capabilities::Rights;
using forthvm::RunOutcome;
using forthvm::Wait;
using forthvm::WaitReason;
using forthvm::WakeCause;

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
            "         9  time-admin  all, read write invoke delegate\n"
            "         8  irq         0 to 255, read write invoke delegate\n"
            "         7  port        0 to 65535, read write invoke delegate\n"
            "         6  mmio        all, read write invoke delegate\n"
            "         5  share       0, read write invoke delegate\n"
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
  const std::string more = "? capability refused: slot 2: more than it is derived from: ";
  EXPECT_EQ(Answer("2 5 CAN-READ Q ATTENUATE-CAP"), more + "range 2 to 5, of 3 to 5 (THROW -258)");
  EXPECT_EQ(Answer("3 -5 CAN-READ Q ATTENUATE-CAP"),
            more + "range 3 to -5, of 3 to 5 (THROW -258)");
  EXPECT_EQ(Answer("3 5 15 Q ATTENUATE-CAP"),
            more + "right write invoke delegate, of read (THROW -258)");
  EXPECT_EQ(Answer("5 3 CAN-READ Q ATTENUATE-CAP"), more + "range 5 to 3, of 3 to 5 (THROW -258)");
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
            "? capability refused: slot 2: more than it is derived from: badge 8, of 7 "
            "(THROW -258)");
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
            "? no room in the kernel: slot 1: no room for another capability: 19 of 19 "
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

/// What may not go on begins anew, with all that there is by then.
TEST_F(KernelWordsTest, RefusalsBeginAnewWhereTheyWereRefused) {
  for (int count = 0; count < 9; ++count) {
    Answer("99 DROP-CAP");
  }
  const auto slot =
      kernel_.table()
          .Grant(kernel_.holder(),
                 {.type = CapabilityType::kLog, .rights = Rights(Right::kRead), .range = {0, 9}})
          .slot;
  vm_.TakeTranscript();
  vm_.host().TypeLine(".REFUSALS");
  EXPECT_EQ(vm_.Go(), RunOutcome::kYielded);
  ASSERT_EQ(kernel_.table().Drop(kernel_.holder(), slot), capabilities::Refusal::kNone);
  EXPECT_EQ(vm_.Go(), RunOutcome::kWaitingForInput);
  Grant(CapabilityType::kLog, Rights(Right::kRead));
  const std::string shown = vm_.WholeAnswer(".REFUSALS");
  EXPECT_TRUE(shown.starts_with("       1  VM[7]  slot 99: no capability\n")) << shown;
  EXPECT_EQ(vm_.Go(), RunOutcome::kWaitingForInput);
  EXPECT_TRUE(vm_.TakeTranscript().contains("      10  VM[7]  log read 0: no capability\n"));
}

TEST_F(KernelWordsTest, ARefusedSlotIsRecordedToo) {
  Grant(CapabilityType::kLog, Rights(Right::kRead));
  EXPECT_EQ(Answer("99 DROP-CAP"), "? capability refused: slot 99: no capability (THROW -258)");
  EXPECT_EQ(Answer("98 REVOKE-CAP"), "? capability refused: slot 98: no capability (THROW -258)");
  EXPECT_EQ(vm_.WholeAnswer(".REFUSALS"),
            "       1  VM[7]  slot 99: no capability\n"
            "       2  VM[7]  slot 98: no capability\n"
            "2 uses of capabilities refused, 1 allowed\nok");
}

TEST_F(KernelWordsTest, AWindowIsGivenUp) {
  vm_.Go();
  vm_.TakeTranscript();
  vm_.host().TypeLine("YIELD 1 .");
  EXPECT_EQ(vm_.Go(), RunOutcome::kYielded);
  EXPECT_EQ(vm_.TakeTranscript(), "YIELD 1 . ");
  EXPECT_EQ(vm_.Go(), RunOutcome::kWaitingForInput);
  EXPECT_EQ(vm_.TakeTranscript(), "1 ok\n");
}

TEST_F(KernelWordsTest, ASleeperIsWokenByItsDeadlineAlone) {
  constexpr Reductions kQuantum{1000};
  vm_.Go();
  vm_.TakeTranscript();
  vm_.host().TypeLine("5 SLEEP 1 .");
  ASSERT_EQ(vm_.Go(), RunOutcome::kWaiting);
  const Wait wait{.reason = WaitReason::kTime, .deadline = Nanoseconds(1'000'005)};
  EXPECT_EQ(vm_.vm().wait(), wait);
  ASSERT_EQ(vm_.vm().Run(kQuantum, WakeCause::kEvent), RunOutcome::kWaiting);
  EXPECT_EQ(vm_.vm().wait(), wait);
  EXPECT_EQ(vm_.vm().Run(kQuantum, WakeCause::kDeadline), RunOutcome::kWaitingForInput);
  EXPECT_EQ(vm_.TakeTranscript(), "5 SLEEP 1 . 1 ok\n");
  vm_.host().TypeLine("-1 SLEEP");
  ASSERT_EQ(vm_.Go(), RunOutcome::kWaiting);
  EXPECT_EQ(vm_.vm().wait().deadline, forthvm::kNever);
}

TEST_F(KernelWordsTest, AnInterruptEndsAWaitWhateverWokeIt) {
  constexpr Reductions kQuantum{1000};
  GrantRoots();
  vm_.Go();
  for (const char* const waits : {"1000000 SLEEP", "PAD 8 RECV", "PAD 8 1000000 RECV-WITHIN",
                                  "PAD 8 1 -1 RECV-TAGGED", "1 WAIT-EVENTS"}) {
    for (const WakeCause cause : {WakeCause::kNone, WakeCause::kEvent, WakeCause::kDeadline}) {
      SCOPED_TRACE(testing::Message() << waits << ", woken by " << static_cast<int>(cause));
      vm_.TakeTranscript();
      vm_.host().TypeLine(waits);
      ASSERT_EQ(vm_.Go(), RunOutcome::kWaiting);
      vm_.vm().Break();
      ASSERT_EQ(vm_.vm().Run(kQuantum, cause), RunOutcome::kWaitingForInput);
      EXPECT_TRUE(vm_.TakeTranscript().contains("? user interrupt: "));
      // What woke it was for that wait: the next word that could wait begins anew.
      vm_.host().TypeLine("5 SLEEP 1 .");
      ASSERT_EQ(vm_.Go(), RunOutcome::kWaiting);
      ASSERT_EQ(vm_.vm().Run(kQuantum, WakeCause::kDeadline), RunOutcome::kWaitingForInput);
      EXPECT_EQ(vm_.TakeTranscript(), "5 SLEEP 1 . 1 ok\n");
      // And its mailbox waits for nothing: what comes is taken once, by whoever asks.
      EXPECT_EQ(Answer("S\" x\" 1 7 SEND 1 7 NOTIFY PAD 8 RECV . . . 1 WAIT-EVENTS ."),
                "7 1 1 1 ok");
    }
  }
}

TEST_F(KernelWordsTest, SpawningNeedsItsCapabilityAProgramAndRoom) {
  EXPECT_EQ(Answer("HERE 0 SPAWN-VM"),
            "? capability refused: spawn invoke 0: no capability (THROW -258)");
  GrantRoots();
  EXPECT_EQ(Answer("HERE 0 SPAWN-VM"),
            "? no room in the kernel: no place for another VM instance: 1 of 1 (THROW -259)");
  EXPECT_EQ(Answer("HERE 65536 SPAWN-VM"),
            "? no room in the kernel: no place for another VM instance: 1 of 1 (THROW -259)");
  EXPECT_EQ(Answer("HERE 65537 SPAWN-VM"),
            "? invalid numeric argument: length of a program 65537, valid are 0 to 65536 "
            "(THROW -24)");
  EXPECT_EQ(Answer("0 1 SPAWN-VM"),
            "? invalid memory address: 0x0 in SPAWN-VM, valid are 0x1000 to 0xfffff (THROW -9)");
}

TEST_F(KernelWordsTest, VmInstancesAreSeenAndEndedByWhoMay) {
  EXPECT_EQ(Answer("-1 NEXT-VM . 7 NEXT-VM . 6 NEXT-VM . 8 NEXT-VM ."), "7 -1 7 -1 ok");
  EXPECT_EQ(Answer("7 VM-STATUS"), "? capability refused: kill read 7: no capability (THROW -258)");
  ASSERT_TRUE(
      kernel_.table()
          .Grant(kernel_.holder(),
                 {.type = CapabilityType::kKill, .rights = Rights(Right::kRead), .range = {7, 8}})
          .ok());
  EXPECT_EQ(Answer("7 VM-STATUS . 8 VM-STATUS ."), "1 6 ok");
  EXPECT_EQ(Answer("9 VM-STATUS"),
            "? capability refused: kill read 9: outside the capability's range (THROW -258)");
  EXPECT_EQ(vm_.WholeAnswer("VMS"),
            "         7  runnable  normal                  0 reductions          0 us         0 "
            "windows  0 "
            "faults  mail 0 most 0 in 0 out 0  0 KiB  paged 0, 0/M\nok");
  EXPECT_EQ(Answer("8 .VM"), "? no such VM instance: 8 (THROW -260)");
  for (const std::string word : {"KILL-VM", "BLOCK-VM", "RESUME-VM"}) {
    EXPECT_EQ(Answer("7 " + word),
              "? capability refused: kill invoke 7: right not included (THROW -258)");
  }
  GrantRoots();
  EXPECT_EQ(Answer("7 START-VM"),
            "? invalid numeric argument: VM instance 7 is runnable, no embryo (THROW -24)");
  EXPECT_EQ(Answer("8 START-VM"), "? no such VM instance: 8 (THROW -260)");
  EXPECT_EQ(Answer("8 KILL-VM"), "? no such VM instance: 8 (THROW -260)");
  EXPECT_EQ(Answer("7 RESUME-VM"),
            "? invalid numeric argument: VM instance 7 is runnable, not blocked (THROW -24)");
  EXPECT_EQ(Answer("8 BLOCK-VM"), "? no such VM instance: 8 (THROW -260)");
  EXPECT_EQ(Answer("8 RESUME-VM"), "? no such VM instance: 8 (THROW -260)");
  vm_.host().TypeLine("7 BLOCK-VM");
  EXPECT_EQ(vm_.Go(), RunOutcome::kYielded) << "its window ends";
  EXPECT_EQ(Answer("7 VM-STATUS ."), "4 ok");
  EXPECT_EQ(Answer("7 BLOCK-VM"),
            "? invalid numeric argument: VM instance 7 is blocked, and cannot be blocked (THROW "
            "-24)");
  EXPECT_EQ(Answer("7 RESUME-VM 7 VM-STATUS ."), "1 ok");
  vm_.host().TypeLine("7 KILL-VM");
  EXPECT_EQ(vm_.Go(), RunOutcome::kYielded);
  EXPECT_EQ(Answer("7 VM-STATUS ."), "6 ok");
}

TEST_F(KernelWordsTest, NobodySupervisesItself) {
  GrantRoots();
  EXPECT_EQ(Answer("TRUE 7 SUPERVISE-VM"),
            "? invalid numeric argument: VM instance 7 cannot supervise itself (THROW -24)");
  EXPECT_EQ(Answer("TRUE 8 SUPERVISE-VM"), "? no such VM instance: 8 (THROW -260)");
}

/// As the program wrote it.
TEST_F(KernelWordsTest, ANegativeArgumentIsShownAsOne) {
  EXPECT_EQ(Answer("-1 .CAP"), "? capability refused: slot -1: no capability (THROW -258)");
  EXPECT_EQ(Answer("-4 8 MMIO@"),
            "? capability refused: mmio read -4 to -1: no capability (THROW -258)");
  Grant(CapabilityType::kLog, Rights(Right::kRead));
  EXPECT_EQ(vm_.WholeAnswer(".REFUSALS"),
            "       1  VM[7]  slot -1: no capability\n"
            "       2  VM[7]  mmio read -4 to -1: no capability\n"
            "2 uses of capabilities refused, 1 allowed\nok");
  GrantRoots();
  EXPECT_EQ(Answer("PAD 0 1 -1 SEND"), "? no such VM instance: -1 (THROW -260)");
}

TEST_F(KernelWordsTest, WhoseALineIsIsSaid) {
  GrantRoots();
  const capabilities::HolderId other = kernel_.table().AddHolder(VmId(9)).value();
  ASSERT_TRUE(kernel_.devices()
                  .interrupts.Take(5, {.holder = other, .slot = {}, .endpoint = {}, .events = {}})
                  .ok());
  EXPECT_EQ(Answer("5 1 IRQ-REGISTER"),
            "? invalid numeric argument: interrupt line 5: VM[9] has registered it (THROW -24)");
  EXPECT_EQ(Answer("4 1 IRQ-REGISTER"),
            "? invalid numeric argument: interrupt line 4: the kernel's (THROW -24)");
}

TEST_F(KernelWordsTest, NobodyWaitsForNoEvent) {
  GrantRoots();
  const std::string none =
      "? invalid numeric argument: events 0, valid are 1 to 18446744073709551615 (THROW -24)";
  EXPECT_EQ(Answer("0 WAIT-EVENTS"), none);
  EXPECT_EQ(Answer("5 0 IRQ-REGISTER"), none);
  EXPECT_EQ(Answer("5 IRQ-ACK"),
            "? invalid numeric argument: interrupt line 5: not registered (THROW -24)");
}

TEST_F(KernelWordsTest, AGrantIsDerivedForWhoIsThere) {
  Grant(CapabilityType::kPort, Rights(Right::kRead));
  EXPECT_EQ(Answer("8 1 GRANT-CAP"), "? no such VM instance: 8 (THROW -260)");
  EXPECT_EQ(Answer("7 9 GRANT-CAP"), "? capability refused: slot 9: no capability (THROW -258)");
  EXPECT_EQ(Answer("7 1 GRANT-CAP .CAP"), "         2  port        0 to 9, read\nok");
}

TEST_F(KernelWordsTest, EachAsksForItsArguments) {
  for (const std::string word :
       {"HAS-CAP?", "NEXT-CAP", "CAP@", ".CAP", "DROP-CAP", "REVOKE-CAP", "RECORD-ALLOWED", "SLEEP",
        "START-VM", "KILL-VM", "BLOCK-VM", "RESUME-VM", "MAKE-BUDGET", "DROP-BUDGET", "VM-STATUS",
        "NEXT-VM", ".VM"}) {
    EXPECT_EQ(Answer(word), "? stack underflow: " + word + " (THROW -4)");
  }
  EXPECT_EQ(Answer("1 SPAWN-VM"), "? stack underflow: SPAWN-VM (THROW -4)");
  EXPECT_EQ(Answer("1 GRANT-CAP"), "? stack underflow: GRANT-CAP (THROW -4)");
  EXPECT_EQ(Answer("1 BADGE-CAP"), "? stack underflow: BADGE-CAP (THROW -4)");
  EXPECT_EQ(Answer("1 2 3 ATTENUATE-CAP"), "? stack underflow: ATTENUATE-CAP (THROW -4)");
}

TEST_F(KernelWordsTest, ARefusalLeavesTheStack) {
  EXPECT_EQ(Answer("1 2 3 99 ' ATTENUATE-CAP CATCH . . . . ."), "-258 99 3 2 1 ok");
}

TEST_F(KernelWordsTest, WhatCameLaterDoesNotTakeThePlaceOfWhatWasThere) {
  GrantRoots();
  const std::string mail = "S\" x\" 1 7 SEND PAD 8 RECV 2DROP DROP RECV-BADGE .";
  EXPECT_EQ(Answer("666 3 BADGE-CAP CONSTANT B " + mail), "0 ok");
  EXPECT_EQ(Answer("3 DROP-CAP " + mail), "666 ok");
  EXPECT_EQ(Answer("667 4 BADGE-CAP DROP B DROP-CAP " + mail),
            "? capability refused: send invoke 7: no capability (THROW -258)");
}

}  // namespace
}  // namespace starkernel::kernel_words
