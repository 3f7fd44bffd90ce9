#include <cstddef>
#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/lifecycle.h"
#include "src/base/error.h"
#include "src/base/ids.h"
#include "src/capabilities/capability.h"
#include "src/ipc/notice.h"
#include "src/kernel/nursery_world.h"
#include "src/kernel/vm_nursery.h"

namespace starkernel::kernel {
namespace {

using capabilities::CapabilityType;

/// A supervisor that shows so many notices: who it is of, who killed it, the code, what became of
/// it.
std::string Listening(int notices) {
  return ": T " + std::to_string(notices) +
         " 0 DO PAD 24 RECV SWAP VM-NOTICE <> ABORT\" no notice\" . DROP PAD NOTICE@ . . . CR LOOP "
         "; "
         "T 1000 SLEEP";
}

class VmNoticesTest : public testing::Test, protected NurseryWorld {
 protected:
  VmId Supervisor(const std::string& program) {
    const VmId supervisor = Spawn(program);
    LetTalk(supervisor);
    EXPECT_TRUE(nursery_->Start(supervisor).ok());
    return supervisor;
  }
  VmId Child(std::string_view program, VmId parent) {
    const VmId child = Spawn(program, parent);
    EXPECT_TRUE(nursery_->Start(child).ok());
    return child;
  }
};

TEST_F(VmNoticesTest, TheParentIsToldOfFaultsAndEnds) {
  const VmId supervisor = Supervisor(Listening(4));
  const VmId faults = Child("1 0 /", supervisor);
  Child("1 2 + DROP", supervisor);
  Child("BYE", supervisor);
  Child("VM-SELF KILL-VM", supervisor);
  for (int event = 0; event < 5; ++event) {
    NextEvent();
  }
  EXPECT_EQ(console_.text(),
            "VM[1] 2 2 -10 -1 \nVM[1] 3 0 0 -1 \nVM[1] 4 0 0 -1 \nVM[1] 5 2 -258 -1 \n");
  EXPECT_TRUE(nursery_->Find(faults)->lifecycle.Is(arbiter::LifecycleState::kFaulted));
}

TEST_F(VmNoticesTest, WhoKilledItIsSaidUnlessTheSupervisorDid) {
  const VmId supervisor = Supervisor(Listening(1));
  const VmId child = Child(": T BEGIN AGAIN ; T", supervisor);
  const VmId other = Child(": T BEGIN AGAIN ; T", supervisor);
  ASSERT_TRUE(nursery_->Kill(supervisor, other).ok());
  ASSERT_TRUE(nursery_->Kill(VmId(0), child).ok());
  EXPECT_EQ(NextEvent().vm, supervisor);
  EXPECT_EQ(console_.text(), "VM[1] 2 1 0 0 \n");
  // The places of both notices came back.
  EXPECT_EQ(messages_.exchange().used().messages, 0U);
}

TEST_F(VmNoticesTest, ANoticeComesBehindWhatTheDeadHadSent) {
  const VmId supervisor =
      Supervisor(": T PAD 99 RECV . . DROP PAD 99 RECV . VM-NOTICE = . . ; 1000 SLEEP T");
  const VmId child = Spawn("PAD 3 77 1 SEND", supervisor);
  LetTalk(child);
  ASSERT_TRUE(nursery_->Start(child).ok());
  EXPECT_EQ(NextEvent().vm, child);
  EXPECT_EQ(NextEvent().vm, supervisor);
  EXPECT_EQ(console_.text(), "VM[1] 2 77 2 -1 24 \n");
}

TEST_F(VmNoticesTest, AnotherCanBeToldOrNobody) {
  const VmId parent = Spawn("");
  const VmId supervisor = Supervisor(Listening(1));
  const VmId child = Child("1 0 /", parent);
  const VmId unseen = Child("1 0 /", parent);
  ASSERT_TRUE(nursery_->Supervise(child, supervisor).ok());
  ASSERT_TRUE(nursery_->Supervise(unseen, kNoVm).ok());
  EXPECT_EQ(nursery_->Supervise(child, child).error(), Error::kInvalidArgument);
  EXPECT_EQ(nursery_->Supervise(VmId(99), supervisor).error(), Error::kNotFound);
  EXPECT_EQ(NextEvent().vm, child);
  EXPECT_EQ(NextEvent().vm, unseen);
  EXPECT_EQ(NextEvent().vm, supervisor);
  EXPECT_EQ(console_.text(), "VM[2] 3 2 -10 -1 \n");
  EXPECT_EQ(messages_.exchange().Inspect(nursery_->IdentityOf(parent).value().endpoint).notices,
            0U);
}

TEST_F(VmNoticesTest, OfADeadSupervisorsChildrenNobodyIsTold) {
  const VmId parent = Spawn("");
  const VmId child = Child("1 0 /", parent);
  ASSERT_TRUE(nursery_->Kill(kNoVm, parent).ok());
  EXPECT_EQ(NextEvent().vm, child);
  ASSERT_TRUE(nursery_->Kill(kNoVm, child).ok());
  EXPECT_EQ(messages_.exchange().used().messages, 0U);
}

TEST_F(VmNoticesTest, WhoTakesNoNoticesCannotSpawnForEver) {
  const VmId parent = Spawn("");
  int spawned = 0;
  for (; spawned < 1000; ++spawned) {
    const auto made = nursery_->Spawn(parent, {});
    if (!made.ok()) {
      EXPECT_EQ(made.error(), Error::kOutOfRange);
      break;
    }
    ASSERT_TRUE(nursery_->Kill(kNoVm, made.value()).ok());
  }
  EXPECT_EQ(spawned, static_cast<int>(MessageHome::kQuota.messages));
  EXPECT_EQ(home_.arbiter().vms().size(), 2U);
  ASSERT_TRUE(nursery_->Kill(kNoVm, parent).ok());
  // So many notices take more than one step; they are done before anybody runs for long.
  Child("1 DROP", kNoVm);
  NextEvent();
  EXPECT_EQ(messages_.exchange().used().messages, 0U);
}

TEST_F(VmNoticesTest, WhatHappensAfterAChangeTheNewSupervisorIsTold) {
  const VmId parent = Supervisor("1000 SLEEP " + Listening(1));
  const VmId other = Supervisor(Listening(1));
  const VmId child = Child("1 0 /", parent);
  EXPECT_EQ(NextEvent().vm, child);
  // The parent has not taken that when another supervises.
  ASSERT_TRUE(nursery_->Supervise(child, other).ok());
  ASSERT_TRUE(nursery_->Supervise(child, other).ok()) << "twice is once";
  ASSERT_TRUE(nursery_->Kill(kNoVm, child).ok());
  EXPECT_EQ(NextEvent().vm, other);
  EXPECT_EQ(NextEvent().vm, parent);
  EXPECT_EQ(console_.text(), "VM[2] 3 1 -10 -1 \nVM[1] 3 2 -10 -1 \n");
  EXPECT_EQ(messages_.exchange().used().messages, 0U);
}

}  // namespace
}  // namespace starkernel::kernel
