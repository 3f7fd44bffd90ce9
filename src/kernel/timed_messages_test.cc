#include <string_view>

#include "gtest/gtest.h"
#include "src/arbiter/lifecycle.h"
#include "src/base/ids.h"
#include "src/capabilities/capability.h"
#include "src/ipc/endpoint_figures.h"
#include "src/ipc/message_exchange.h"
#include "src/kernel/nursery_world.h"
#include "src/kernel/vm_nursery.h"

namespace starkernel::kernel {
namespace {

/// VM instances that send and receive with a time, in virtual time.
class TimedMessagesTest : public testing::Test, protected NurseryWorld {
 protected:
  VmId Run(std::string_view program) {
    const VmId vm = Spawn(program);
    LetTalk(vm);
    EXPECT_TRUE(nursery_->Start(vm).ok());
    return vm;
  }
};

constexpr std::string_view kFill =
    ": FILL 64 0 DO PAD 0 I 1 SEND LOOP PAD 0 64 1 100000 SEND-WITHIN . ; FILL";

TEST_F(TimedMessagesTest, AMessageThatFoundNoRoomInTimeIsGone) {
  const VmId receiver = Run("1000000 SLEEP");
  EXPECT_EQ(Run(kFill), NextEvent().vm);
  EXPECT_EQ(console_.text(), "VM[2] 0 \n");
  const ipc::EndpointFigures figures =
      messages_.exchange().Inspect(nursery_->IdentityOf(receiver).value().endpoint);
  EXPECT_EQ(figures.arrived, 64U);
  EXPECT_EQ(figures.in_line, 0U);
}

TEST_F(TimedMessagesTest, AMessageThatFoundRoomInTimeIsSent) {
  Run("10000 SLEEP PAD 0 RECV 1000000 SLEEP");
  const VmId sender = Run(kFill);
  EXPECT_EQ(NextEvent().vm, sender);
  EXPECT_EQ(console_.text(), "VM[2] -1 \n");
}

TEST_F(TimedMessagesTest, TheEndOfTheReceiverEndsTheWait) {
  const VmId receiver = Run("10000 SLEEP");
  Run(kFill);
  EXPECT_EQ(NextEvent().vm, receiver);
  NextEvent();
  EXPECT_TRUE(console_.text().contains("no such VM instance: 1 has ended or faulted (THROW -260)"))
      << console_.text();
}

TEST_F(TimedMessagesTest, WhoWaitsForEventsHearsThemWhateverStandsInLine) {
  const VmId receiver = Run("1 WAIT-EVENTS .");
  Run("HERE 40000 ALLOT 40000 7 1 SEND 100000 SLEEP 1 1 NOTIFY");
  const VmId large = Run("1000 SLEEP HERE 40000 ALLOT 40000 7 1 SEND");
  Run("2000 SLEEP HERE 0 7 1 SEND");
  Run("3000 SLEEP HERE 0 7 1 SEND");
  const VmId observer = Run("10000 SLEEP");
  EXPECT_EQ(NextEvent().vm, observer);
  // The first of the small ones comes in and wakes the receiver, whose look lets in the second.
  Kill(large);
  for (int ended = 0; ended < 4; ++ended) {
    NextEvent();
  }
  EXPECT_EQ(console_.text(), "VM[1] 1 \n");
  EXPECT_FALSE(nursery_->IdentityOf(receiver).ok());
}

TEST_F(TimedMessagesTest, ACallIsAnsweredAfterOtherMessages) {
  const VmId server =
      Run("PAD 9 RECV 2DROP DROP PAD 9 RECV . . . PAD 2 5 REPLY PAD 2 5 ' REPLY CATCH .");
  const VmId caller = Run("PAD 3 1 1 PAD 9 CALL . .");
  Run("1000 SLEEP PAD 1 7 1 SEND 100000 SLEEP");
  EXPECT_EQ(NextEvent().vm, server);
  EXPECT_EQ(NextEvent().vm, caller);
  EXPECT_TRUE(console_.text().contains("VM[1] 3 7 1 -24 \n")) << console_.text();
  EXPECT_TRUE(console_.text().contains("VM[2] 5 2 \n")) << console_.text();
}

/// It was made, and what it has brought is not lost.
TEST_F(TimedMessagesTest, AnAnswerThatWasTooLongIsTakenLikeAMessage) {
  const VmId server = Run("PAD 9 RECV 2DROP DROP PAD 50 5 REPLY");
  const VmId caller = Run("PAD 3 1 1 PAD 8 ' CALL CATCH . .S CR PAD 50 RECV . . . PAD 9 RECV? .");
  EXPECT_EQ(NextEvent().vm, server);
  EXPECT_EQ(NextEvent().vm, caller);
  EXPECT_TRUE(console_.text().contains("VM[2] -24 ")) << console_.text();
  EXPECT_TRUE(console_.text().contains("VM[2] 1 5 50 0 \n")) << console_.text();
}

TEST_F(TimedMessagesTest, NoLineLooksLikeAnothers) {
  const VmId forger = Run("13 EMIT .( VM[0] all is well) 27 EMIT .( [31m) 233 XEMIT CR");
  EXPECT_EQ(NextEvent().vm, forger);
  EXPECT_EQ(console_.text(), "VM[1] \\x0DVM[0] all is well\\x1B[31m\u00E9\n");
}

TEST_F(TimedMessagesTest, ATimeEndsAWaitForAMessage) {
  const VmId receiver = Run("PAD 9 5000 RECV-WITHIN . . . . TICKS DROP");
  EXPECT_EQ(NextEvent().vm, receiver);
  EXPECT_EQ(console_.text(), "VM[1] 0 0 0 0 \n");
  EXPECT_EQ(home_.arbiter().rests(), 1U);
}

TEST_F(TimedMessagesTest, AMessageEndsItEarlier) {
  const VmId receiver = Run("PAD 9 -1 RECV-WITHIN . . . . PAD 9 1000000000 RECV-WITHIN . . . .");
  const VmId sender = Run("PAD 3 7 1 SEND 1000 SLEEP PAD 2 8 1 SEND");
  EXPECT_EQ(NextEvent().vm, sender);
  EXPECT_EQ(NextEvent().vm, receiver);
  EXPECT_EQ(console_.text(), "VM[1] -1 2 7 3 -1 2 8 2 \n");
}

TEST_F(TimedMessagesTest, WhoIsSelectiveWaitsForThatAndLeavesTheRest) {
  const VmId receiver =
      Run("PAD 9 3 -1 RECV-FROM . . . PAD 9 6 -1 RECV-TAGGED . . . PAD 9 RECV? . . . . "
          "PAD 9 3 5000 RECV-FROM . . .");
  const VmId first = Run("PAD 1 5 1 SEND 1000 SLEEP PAD 2 6 1 SEND");
  const VmId second = Run("500 SLEEP PAD 3 7 1 SEND 100000 SLEEP");
  EXPECT_EQ(NextEvent().vm, first);
  EXPECT_EQ(NextEvent().vm, receiver);
  EXPECT_EQ(console_.text(), "VM[1] -1 7 3 -1 2 2 -1 2 5 1 0 0 0 \n");
  EXPECT_EQ(NextEvent().vm, second);
}

TEST_F(TimedMessagesTest, WhoWaitsForOneThatEndsIsTold) {
  const VmId sender = Run("1000 SLEEP PAD 3 7 2 SEND 1000 SLEEP");
  Run("PAD 9 1 -1 RECV-FROM . . . PAD 9 1 -1 RECV-FROM");
  EXPECT_EQ(NextEvent().vm, sender);
  NextEvent();
  EXPECT_TRUE(console_.text().starts_with("VM[2] -1 7 3 ")) << console_.text();
  EXPECT_TRUE(console_.text().contains("no such VM instance: 1 (THROW -260)")) << console_.text();
}

TEST_F(TimedMessagesTest, WhoWaitsForOneThatIsKilledIsToldWhateverItsTime) {
  Run("PAD 9 2 -1 RECV-FROM");
  const VmId loops = Run(": T BEGIN AGAIN ; T");
  Run("PAD 9 2 1000000000000 RECV-FROM");
  Run("1000 SLEEP 2 KILL-VM");
  Let(VmId(4), capabilities::CapabilityType::kKill);
  EXPECT_EQ(NextEvent().vm, VmId(4));
  EXPECT_EQ(NextEvent().vm, VmId(1));
  EXPECT_EQ(NextEvent().vm, VmId(3));
  EXPECT_EQ(nursery_->Find(loops), nullptr);
  EXPECT_EQ(home_.arbiter().rests(), 0U) << "nobody waited for the time";
  EXPECT_TRUE(console_.text().contains("VM[1] program:1:12: ? no such VM instance: 2 (THROW -260)"))
      << console_.text();
  EXPECT_TRUE(console_.text().contains("VM[3] program:1:23: ? no such VM instance: 2 (THROW -260)"))
      << console_.text();
}

TEST_F(TimedMessagesTest, NobodyWaitsForItselfForEver) {
  Run("PAD 3 7 1 SEND PAD 9 1 -1 RECV-FROM . . . PAD 9 1 1000 RECV-FROM . . . PAD 9 1 -1 "
      "RECV-FROM");
  EXPECT_EQ(NextEvent().vm, VmId(1));
  EXPECT_TRUE(console_.text().starts_with("VM[1] -1 7 3 0 0 0 ")) << console_.text();
  EXPECT_TRUE(console_.text().contains("would wait for itself (THROW -24)")) << console_.text();
}

TEST_F(TimedMessagesTest, WhoDealsWithOneThatFaultsIsTold) {
  const VmId server = Run("PAD 9 RECV 1000 SLEEP 1 0 /");
  Run(": T HERE 1 7 1 PAD 9 CALL ; ' T CATCH . ' T CATCH .");
  Run("PAD 9 1 -1 ' RECV-FROM CATCH .");
  Run(kFill);
  Run("5000 SLEEP PAD 1 1 1 ' SEND? CATCH . 2DROP 2DROP 1 1 ' NOTIFY CATCH .");
  EXPECT_EQ(NextEvent().vm, server);
  for (int ended = 0; ended < 4; ++ended) {
    NextEvent();
  }
  EXPECT_TRUE(console_.text().contains("VM[2] -260 -260 \n")) << console_.text();
  EXPECT_TRUE(console_.text().contains("VM[3] -260 \n")) << console_.text();
  EXPECT_TRUE(console_.text().contains("VM[4] program:")) << console_.text();
  EXPECT_TRUE(console_.text().contains("no such VM instance: 1 has ended or faulted (THROW -260)"))
      << console_.text();
  EXPECT_TRUE(console_.text().contains("VM[5] -260 -260 \n")) << console_.text();
  EXPECT_TRUE(nursery_->Find(server)->lifecycle.Is(arbiter::LifecycleState::kFaulted));
}

}  // namespace
}  // namespace starkernel::kernel
