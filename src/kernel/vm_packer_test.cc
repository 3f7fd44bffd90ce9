// Packing as the kernel does it: where memory is short, and so that nobody notices.

#include "src/kernel/vm_packer.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/lifecycle.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_table.h"
#include "src/capabilities/rights.h"
#include "src/forthvm/wait.h"
#include "src/kernel/memory_reserve.h"
#include "src/kernel/nursery_world.h"
#include "src/kernel/vm_nursery.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_run.h"

namespace starkernel::kernel {
namespace {

class VmPackerTest : public testing::Test, protected NurseryWorld {
 protected:
  VmId Run(std::string_view program) {
    const VmId vm = Spawn(program);
    LetTalk(vm);
    Start(vm);
    return vm;
  }
  /// One that has shared memory.
  VmId RunSharing(const std::string& program) {
    const VmId vm = Spawn("4096 3 MAP-MEM DROP " + program);
    LetTalk(vm);
    const capabilities::Rights makes =
        capabilities::Right::kInvoke | capabilities::Right::kDelegate;
    EXPECT_TRUE(
        table_
            .Grant(nursery_->IdentityOf(vm).value().holder,
                   {.type = capabilities::CapabilityType::kShare, .rights = makes, .range = {0, 0}})
            .ok());
    Start(vm);
    return vm;
  }
  bool IsPacked(VmId vm) const {
    return nursery_->Find(vm)->runnable->Manner() == std::string_view("packed");
  }
  /// Runs everybody for a while.
  void RunAll() {
    const VmId last = Run("1000 SLEEP");
    EXPECT_EQ(NextEvent().vm, last);
  }
  /// Leaves so many frames free.
  void TakeAllBut(PageCount left) {
    while (frames_.statistics().free > left) {
      taken_.push_back(frames_.Allocate().value());
    }
  }
  /// Has those that wait packed.
  void BeShortOfMemory() {
    TakeAllBut(MemoryReserve::kShort - PageCount{1});
    nursery_->RelieveMemory();
    RunAll();
  }

  std::vector<pmm::FrameRun> taken_;
};

/// Waits, and then says what it kept meanwhile: in memory, on its stacks, in a word of its own.
constexpr std::string_view kKeeper =
    "VARIABLE KEPT 7654 KEPT ! : WAITS 11 >R 22 PAD 9 RECV . . . R> . ; 33 WAITS . . KEPT @ .";

TEST_F(VmPackerTest, WhoWaitsIsPackedOnlyWhereMemoryIsShort) {
  const VmId vm = Run("PAD 9 RECV");
  RunAll();
  nursery_->RelieveMemory();
  RunAll();
  EXPECT_FALSE(IsPacked(vm));
  TakeAllBut(MemoryReserve::kShort);
  nursery_->RelieveMemory();
  RunAll();
  EXPECT_FALSE(IsPacked(vm)) << "so much is enough, but for what the other one takes";
  BeShortOfMemory();
  EXPECT_TRUE(IsPacked(vm));
}

TEST_F(VmPackerTest, AMessageFindsEverythingAsItWas) {
  const VmId keeper = Run(kKeeper);
  RunAll();
  const ByteCount before = nursery_->BodyOf(keeper).memory;
  BeShortOfMemory();
  ASSERT_TRUE(IsPacked(keeper));
  EXPECT_LT(nursery_->BodyOf(keeper).memory + kPageSize, before + ByteCount{1024});
  taken_.clear();
  const VmId sender = Run("PAD 3 5 1 SEND");
  EXPECT_EQ(NextEvent().vm, sender);
  EXPECT_EQ(NextEvent().vm, keeper);
  EXPECT_EQ(console_.text(), "VM[1] " + std::to_string(sender.value()) + " 5 3 11 22 33 7654 \n");
}

TEST_F(VmPackerTest, ATimeEndsTheWaitOfOneThatIsPacked) {
  const VmId vm = Run("PAD 9 100000 RECV-WITHIN . . . .");
  RunAll();
  BeShortOfMemory();
  ASSERT_TRUE(IsPacked(vm));
  EXPECT_EQ(NextEvent().vm, vm);
  EXPECT_EQ(console_.text(), "VM[1] 0 0 0 0 \n");
}

TEST_F(VmPackerTest, WithoutRoomItWaitsUntilThereIs) {
  const VmId keeper = Run(kKeeper);
  const VmId sender = RunSharing("1000000 SLEEP PAD 3 5 1 SEND 1000000 SLEEP");
  RunAll();
  BeShortOfMemory();
  ASSERT_TRUE(IsPacked(keeper));
  TakeAllBut(PageCount{0});
  EXPECT_EQ(NextEvent().vm, sender);
  EXPECT_TRUE(IsPacked(keeper)) << "its message is there, and no frame";
  EXPECT_EQ(nursery_->Find(keeper)->wait_reason, forthvm::WaitReason::kPage);
  taken_.clear();
  EXPECT_EQ(NextEvent().vm, keeper);
  EXPECT_EQ(console_.text(), "VM[1] 2 5 3 11 22 33 7654 \n");
}

TEST_F(VmPackerTest, OneThatIsKilledWhileItIsPackedGivesEverythingBack) {
  const auto holdings = [this] {
    envelopes_.Trim();
    heap_.Trim();
    return std::pair(frames_.statistics().free, heap_.statistics().in_use);
  };
  RunAll();
  const auto before = holdings();
  const VmId vm = Run("PAD 9 RECV");
  RunAll();
  BeShortOfMemory();
  ASSERT_TRUE(IsPacked(vm));
  Kill(vm);
  taken_.clear();
  EXPECT_EQ(holdings(), before);
}

TEST_F(VmPackerTest, WhoHasSharedMemoryIsNotPacked) {
  const VmId vm = RunSharing("PAD 9 RECV");
  const VmId other = Run("PAD 9 RECV");
  RunAll();
  BeShortOfMemory();
  ASSERT_TRUE(nursery_->Find(vm)->lifecycle.Is(arbiter::LifecycleState::kWaiting));
  EXPECT_FALSE(IsPacked(vm));
  EXPECT_TRUE(IsPacked(other));
}

TEST_F(VmPackerTest, NobodyIsPackedForAPlaceInATable) {
  const VmId vm = Run("PAD 9 RECV");
  RunAll();
  while (nursery_->Spawn(kNoVm, {}).ok()) {
  }
  EXPECT_TRUE(home_.arbiter().vms().full());
  // What of the dead stayed ready is gone with the first that was refused.
  EXPECT_FALSE(nursery_->Spawn(kNoVm, {}).ok());
  EXPECT_FALSE(IsPacked(vm));
}

TEST_F(VmPackerTest, WhoIsStartedWhereNoRoomIsLeftHasThatOfThePacked) {
  std::vector<VmId> waiting;
  for (int count = 0; count < 32; ++count) {
    waiting.push_back(Run("PAD 9 RECV"));
  }
  RunAll();
  envelopes_.Trim();
  heap_.Trim();
  TakeAllBut(PageCount{2});
  // Blocks that were cut already go first.
  Result<void> result = nursery_->Start(Spawn(""));
  EXPECT_FALSE(IsPacked(waiting.front()));
  while (result.ok() && !IsPacked(waiting.front())) {
    result = nursery_->Start(Spawn(""));
  }
  EXPECT_TRUE(result.ok());
  EXPECT_TRUE(IsPacked(waiting.front()));
  EXPECT_TRUE(IsPacked(waiting.back()));
}

}  // namespace
}  // namespace starkernel::kernel
