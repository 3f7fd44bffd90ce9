// BLOCK-VM and RESUME-VM: who is held back stands still, and goes on as if it had only been slow.

#include <string_view>
#include <vector>

#include "gtest/gtest.h"
#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/lifecycle.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/capabilities/capability.h"
#include "src/kernel/memory_reserve.h"
#include "src/kernel/nursery_world.h"
#include "src/kernel/vm_nursery.h"
#include "src/pmm/frame_run.h"

namespace starkernel::kernel {
namespace {

using arbiter::LifecycleState;

class BlockedVmsTest : public testing::Test, protected NurseryWorld {
 protected:
  /// May do all that is done here.
  VmId Run(std::string_view program) {
    const VmId vm = Spawn(program);
    LetTalk(vm);
    Let(vm, capabilities::CapabilityType::kKill);
    Start(vm);
    return vm;
  }
  [[nodiscard]] LifecycleState StateOf(VmId vm) const {
    return nursery_->Find(vm)->lifecycle.state();
  }
};

TEST_F(BlockedVmsTest, WhoComputesStandsStill) {
  const VmId busy = Run(": T BEGIN AGAIN ; T");
  Run("1000 SLEEP 1 BLOCK-VM 1 VM-STATUS . 1 VM-REDUCTIONS 100000 SLEEP 1 VM-REDUCTIONS = . "
      "1 RESUME-VM 1 VM-STATUS . 1 VM-REDUCTIONS 100000 SLEEP 1 VM-REDUCTIONS < .");
  NextEvent();
  EXPECT_EQ(console_.text(), "VM[2] 4 -1 1 -1 \n");
  EXPECT_EQ(StateOf(busy), LifecycleState::kRunnable);
}

/// What is sent to it meanwhile lies there.
TEST_F(BlockedVmsTest, WhoWaitsForAMessageLooksForItAnew) {
  Run("PAD 8 RECV . . .");
  Run("1000 SLEEP 1 BLOCK-VM PAD 3 7 1 SEND 100000 SLEEP 1 VM-STATUS . CR 1 RESUME-VM 100000 "
      "SLEEP");
  EXPECT_EQ(NextEvent().vm, VmId(1));
  EXPECT_EQ(console_.text(), "VM[2] 4 \nVM[1] 2 7 3 \n");
}

TEST_F(BlockedVmsTest, WhoWaitsForAMessageThatHasNotComeWaitsOn) {
  Run("PAD 8 RECV . . .");
  Run("1000 SLEEP 1 BLOCK-VM 1000 SLEEP 1 RESUME-VM 1000 SLEEP 1 VM-STATUS . CR PAD 3 7 1 SEND");
  EXPECT_EQ(NextEvent().vm, VmId(2));
  EXPECT_EQ(NextEvent().vm, VmId(1));
  EXPECT_EQ(console_.text(), "VM[2] 3 \nVM[1] 2 7 3 \n");
}

/// What stands in line is let in while its sender is blocked, and has been sent once.
TEST_F(BlockedVmsTest, WhoStandsInLineHasSentOnce) {
  Run("1 99 1 VM-QUOTA! 200000 SLEEP PAD 9 RECV 2DROP . 400000 SLEEP PAD 9 RECV 2DROP . "
      "PAD 9 RECV? . 2DROP DROP");
  Run("50000 SLEEP PAD 1 7 1 SEND PAD 2 7 1 SEND .( sent) CR");
  Run("100000 SLEEP 2 BLOCK-VM 200000 SLEEP 2 VM-STATUS . CR 2 RESUME-VM");
  EXPECT_EQ(NextEvent().vm, VmId(3));
  EXPECT_EQ(NextEvent().vm, VmId(2));
  EXPECT_EQ(NextEvent().vm, VmId(1));
  EXPECT_EQ(console_.text(), "VM[3] 4 \nVM[2] sent\nVM[1] 1 2 0 \n");
}

TEST_F(BlockedVmsTest, WhoseTimeComesMeanwhileGoesOnWhenItMay) {
  Run("10000 SLEEP .( late) CR");
  Run("1000 SLEEP 1 BLOCK-VM 100000 SLEEP .( now) CR 1 RESUME-VM 100000 SLEEP");
  EXPECT_EQ(NextEvent().vm, VmId(1));
  EXPECT_EQ(console_.text(), "VM[2] now\nVM[1] late\n");
}

TEST_F(BlockedVmsTest, WhoseTimeHasNotComeSleepsOn) {
  Run("TICKS 500000000 SLEEP TICKS SWAP - 0> . .( awake) CR");
  Run("1000 SLEEP 1 BLOCK-VM 1 RESUME-VM 100000 SLEEP 1 VM-STATUS . CR");
  EXPECT_EQ(NextEvent().vm, VmId(2));
  EXPECT_EQ(NextEvent().vm, VmId(1));
  EXPECT_EQ(console_.text(), "VM[2] 3 \nVM[1] -1 awake\n");
}

/// Who called it waits on, and is answered.
TEST_F(BlockedVmsTest, WhoIsCalledAnswersLater) {
  Run("PAD 9 RECV 2DROP DROP 100000 SLEEP PAD 2 5 REPLY");
  Run("PAD 3 1 1 PAD 9 CALL . .");
  Run("50000 SLEEP 1 BLOCK-VM 500000 SLEEP 2 VM-STATUS . CR 1 RESUME-VM 1000000 SLEEP");
  EXPECT_EQ(NextEvent().vm, VmId(1));
  EXPECT_EQ(NextEvent().vm, VmId(2));
  EXPECT_EQ(console_.text(), "VM[3] 3 \nVM[2] 5 2 \n");
}

TEST_F(BlockedVmsTest, WhoBlocksItselfGoesOnBehindThat) {
  Run("VM-SELF BLOCK-VM .( back) CR");
  Run("100000 SLEEP 1 VM-STATUS . CR 1 RESUME-VM 100000 SLEEP");
  EXPECT_EQ(NextEvent().vm, VmId(1));
  EXPECT_EQ(console_.text(), "VM[2] 4 \nVM[1] back\n");
}

TEST_F(BlockedVmsTest, OneThatIsKilledLeavesNothing) {
  Run("1000 SLEEP 2 BLOCK-VM 3 BLOCK-VM 2 KILL-VM 3 KILL-VM 2 VM-STATUS . 3 VM-STATUS .");
  Run("PAD 8 RECV");
  Run(": T BEGIN AGAIN ; T");
  EXPECT_EQ(NextEvent().vm, VmId(1));
  EXPECT_EQ(console_.text(), "VM[1] 6 6 \n");
  EXPECT_EQ(home_.arbiter().alive(), 0U);
  EXPECT_EQ(messages_.exchange().used().endpoints, 2U) << "of VM[0] and who has its place";
}

TEST_F(BlockedVmsTest, TheTableShowsIt) {
  Run("1000 SLEEP 2 BLOCK-VM 2 .VM");
  Run("PAD 8 RECV");
  NextEvent();
  EXPECT_TRUE(console_.text().contains("         2  blocked   normal ")) << console_.text();
}

TEST_F(BlockedVmsTest, NeitherAnEmbryoNorOneThatFaultedNorTheConsolesIsBlocked) {
  Run("1000 SLEEP 2 ' BLOCK-VM CATCH . DROP 3 ' BLOCK-VM CATCH . DROP 0 ' BLOCK-VM CATCH . DROP "
      "9 ' BLOCK-VM CATCH . DROP 3 ' RESUME-VM CATCH . DROP 1 ' RESUME-VM CATCH . DROP CR "
      "0 BLOCK-VM");
  Spawn("");
  Run("1 0 /");
  EXPECT_EQ(NextEvent().state, LifecycleState::kFaulted);
  EXPECT_EQ(NextEvent().state, LifecycleState::kFaulted);
  EXPECT_TRUE(console_.text().contains("VM[1] -24 -24 -24 -260 -24 -24 \n")) << console_.text();
  EXPECT_TRUE(console_.text().contains("the user types to VM instance 0 (THROW -24)"))
      << console_.text();
  EXPECT_EQ(StateOf(VmId(3)), LifecycleState::kFaulted);
}

/// One that is packed where memory is short has it back when it goes on.
TEST_F(BlockedVmsTest, OneThatIsPackedIsBlockedAndGoesOn) {
  const VmId packed = Run("11 PAD 8 RECV . . . .");
  std::vector<pmm::FrameRun> taken;
  const VmId first = Run("1000 SLEEP");
  EXPECT_EQ(NextEvent().vm, first);
  while (frames_.statistics().free >= MemoryReserve::kShort) {
    taken.push_back(frames_.Allocate().value());
  }
  nursery_->RelieveMemory();
  const VmId second = Run("100000 SLEEP 1 BLOCK-VM 100000 SLEEP PAD 3 7 1 SEND 1 RESUME-VM");
  EXPECT_EQ(NextEvent().vm, second);
  EXPECT_EQ(nursery_->Find(packed)->runnable->Manner(), "packed");
  EXPECT_EQ(NextEvent().vm, packed);
  EXPECT_TRUE(console_.text().ends_with(" 7 3 11 \n")) << console_.text();
}

}  // namespace
}  // namespace starkernel::kernel
