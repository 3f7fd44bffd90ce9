#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "src/base/ids.h"
#include "src/ipc/answers.h"
#include "src/ipc/endpoint.h"
#include "src/ipc/endpoint_ids.h"
#include "src/ipc/message.h"
#include "src/ipc/message_exchange.h"
#include "src/ipc/message_filter.h"
#include "src/ipc/message_node.h"
#include "src/ipc/test_exchange.h"

namespace starkernel::ipc {
namespace {

using Vms = std::vector<VmId>;

/// A mailbox of two messages and ten bytes, which is full, and three who want to send to it.
class MailboxLineTest : public testing::Test {
 protected:
  void SetUp() override {
    EXPECT_EQ(test_.Send(one_, receiver_, "a").result, SendResult::kSent);
    EXPECT_EQ(test_.SendOrWait(one_, receiver_, "bbbbbb").result, SendResult::kSent);
  }
  WaitKind WaitOf(EndpointId endpoint) { return exchange_.Inspect(endpoint).wait; }

  TestExchange test_{4, 8, 8};
  MessageExchange& exchange_ = test_.exchange();
  EndpointId receiver_ = test_.Add(10, {.messages = 2, .bytes = 10});
  EndpointId one_ = test_.Add(11);
  EndpointId two_ = test_.Add(12);
  EndpointId three_ = test_.Add(13);
};

TEST_F(MailboxLineTest, LetsThemInInOrder) {
  EXPECT_EQ(test_.SendOrWait(two_, receiver_, "c").result, SendResult::kWaiting);
  EXPECT_EQ(test_.SendOrWait(one_, receiver_, "d").result, SendResult::kWaiting);
  EXPECT_EQ(WaitOf(two_), WaitKind::kRoom);
  EXPECT_EQ(exchange_.Inspect(receiver_).in_line, 2U);
  const Received first = test_.Receive(receiver_);
  EXPECT_EQ(first.text, "a");
  EXPECT_EQ(first.wakes, Vms{VmId(12)});
  EXPECT_EQ(exchange_.TakeSendOutcome(two_), SendResult::kSent);
  EXPECT_EQ(exchange_.TakeSendOutcome(two_), std::nullopt) << "told before";
  EXPECT_EQ(exchange_.TakeSendOutcome(three_), std::nullopt) << "it did not wait";
  EXPECT_EQ(test_.Send(two_, receiver_, "x").result, SendResult::kMailboxFull);
  const Received second = test_.Receive(receiver_);
  EXPECT_EQ(second.text, "bbbbbb");
  EXPECT_EQ(second.wakes, Vms{VmId(11)});
  EXPECT_EQ(test_.Receive(receiver_).text, "c");
  EXPECT_EQ(test_.Receive(receiver_).text, "d");
  EXPECT_EQ(exchange_.used(), (ExchangeUse{4, 0, 0}));
}

TEST_F(MailboxLineTest, NobodyOvertakes) {
  EXPECT_EQ(test_.SendOrWait(two_, receiver_, "1234567890").result, SendResult::kWaiting);
  EXPECT_EQ(test_.Receive(receiver_).text, "a");
  EXPECT_EQ(test_.Send(one_, receiver_, "").result, SendResult::kMailboxFull)
      << "it would fit, but another was there before";
  EXPECT_EQ(test_.SendOrWait(one_, receiver_, "").result, SendResult::kWaiting);
  EXPECT_EQ(test_.Receive(receiver_).wakes, Vms{VmId(12)});
  EXPECT_EQ(test_.Receive(receiver_).text, "1234567890");
  EXPECT_EQ(test_.Receive(receiver_).text, "");
}

TEST_F(MailboxLineTest, WhoCancelsHasNotSent) {
  EXPECT_EQ(test_.SendOrWait(two_, receiver_, "1234567890").result, SendResult::kWaiting);
  EXPECT_EQ(test_.SendOrWait(three_, receiver_, "3").result, SendResult::kWaiting);
  EXPECT_TRUE(test_.Receive(receiver_).wakes.empty());
  EXPECT_EQ(VmsOf(exchange_.CancelWait(two_)), Vms{VmId(13)}) << "for which there is room now";
  EXPECT_EQ(exchange_.TakeSendOutcome(two_), SendResult::kCancelled);
  EXPECT_EQ(exchange_.TakeSendOutcome(three_), SendResult::kSent);
  EXPECT_EQ(test_.Receive(receiver_).text, "bbbbbb");
  EXPECT_EQ(test_.Receive(receiver_).text, "3");
  EXPECT_EQ(test_.Receive(receiver_).result, ReceiveResult::kNothing);
  EXPECT_EQ(exchange_.used(), (ExchangeUse{4, 0, 0}));
}

TEST_F(MailboxLineTest, WhoseReceiverEndsIsTold) {
  EXPECT_EQ(test_.SendOrWait(two_, receiver_, "c").result, SendResult::kWaiting);
  EXPECT_EQ(test_.Call(one_, receiver_, "d").result, SendResult::kSent);
  EXPECT_EQ(test_.SendOrWait(three_, receiver_, "e").result, SendResult::kWaiting);
  EXPECT_EQ(test_.RemoveAll(receiver_), (Vms{VmId(12), VmId(11), VmId(13)}));
  EXPECT_EQ(exchange_.TakeSendOutcome(two_), SendResult::kReceiverGone);
  EXPECT_EQ(test_.TakeReply(one_).result, ReceiveResult::kReceiverGone);
  EXPECT_EQ(exchange_.used(), (ExchangeUse{3, 0, 0}));
}

TEST_F(MailboxLineTest, WhoEndsLeavesTheLine) {
  EXPECT_EQ(test_.SendOrWait(two_, receiver_, "c").result, SendResult::kWaiting);
  EXPECT_EQ(test_.SendOrWait(three_, receiver_, "d").result, SendResult::kWaiting);
  EXPECT_TRUE(test_.RemoveAll(two_).empty());
  EXPECT_EQ(exchange_.Inspect(receiver_).in_line, 1U);
  EXPECT_EQ(test_.Receive(receiver_).wakes, Vms{VmId(13)});
  EXPECT_EQ(test_.Receive(receiver_).text, "bbbbbb");
  EXPECT_EQ(test_.Receive(receiver_).text, "d");
  EXPECT_EQ(exchange_.used(), (ExchangeUse{3, 0, 0}));
}

TEST_F(MailboxLineTest, IsLetInByAReceiverThatLooksInVain) {
  EXPECT_TRUE(exchange_.SetQuota(receiver_, {.messages = 2, .bytes = 4096}).empty());
  EXPECT_EQ(exchange_.Send(two_, receiver_, {.badge = 0, .tag = 9}, {}).result,
            SendResult::kMailboxFull);
  EXPECT_EQ(exchange_.SendOrWait(two_, receiver_, {.badge = 0, .tag = 9}, {}).result,
            SendResult::kWaiting);
  EXPECT_EQ(test_.Receive(receiver_, MessageFilter::Tagged(9)).result, ReceiveResult::kNothing)
      << "there is no room";
  EXPECT_EQ(VmsOf(exchange_.SetQuota(receiver_, {.messages = 3, .bytes = 4096})), Vms{VmId(12)});
  EXPECT_EQ(test_.Receive(receiver_, MessageFilter::Tagged(9)).result, ReceiveResult::kReceived);
}

TEST_F(MailboxLineTest, OneThatWaitsIsWokenForMoreThanOne) {
  // Two with a message in line that does not fit, and one behind them.
  EXPECT_EQ(test_.SendOrWait(two_, receiver_, "1234567890").result, SendResult::kWaiting);
  EXPECT_EQ(test_.SendOrWait(three_, receiver_, "3").result, SendResult::kWaiting);
  EXPECT_EQ(test_.SendOrWait(one_, receiver_, "4").result, SendResult::kWaiting);
  EXPECT_EQ(test_.Receive(receiver_).text, "a");
  EXPECT_TRUE(exchange_.SetQuota(receiver_, {.messages = 3, .bytes = 10}).empty());
  const MessageFilter wanted = MessageFilter::Tagged(7);
  EXPECT_EQ(test_.Receive(receiver_, wanted).result, ReceiveResult::kNothing);
  EXPECT_TRUE(exchange_.WaitForMessage(receiver_, wanted, EventBits()).waits);
  EXPECT_EQ(VmsOf(exchange_.CancelWait(two_)), (Vms{VmId(13), VmId(10)}));
  const Received looked = test_.Receive(receiver_, wanted);
  EXPECT_EQ(looked.result, ReceiveResult::kUnfinished);
  EXPECT_EQ(looked.wakes, Vms{VmId(11)});
  EXPECT_EQ(test_.Receive(receiver_, wanted).result, ReceiveResult::kNothing);
  EXPECT_TRUE(exchange_.WaitForMessage(receiver_, wanted, EventBits()).waits);
}

TEST_F(MailboxLineTest, IsNotLetInWhileThereIsNoRoomToWait) {
  EXPECT_EQ(test_.SendOrWait(two_, receiver_, "c").result, SendResult::kWaiting);
  EXPECT_TRUE(exchange_.WaitForEvents(receiver_, EventBits(1)).waits);
  EXPECT_EQ(VmsOf(exchange_.SetQuota(receiver_, {.messages = 3, .bytes = 10})), Vms{VmId(12)});
  EXPECT_EQ(WaitOf(receiver_), WaitKind::kEvents) << "nobody else stands in line";
}

TEST_F(MailboxLineTest, ComesIntoAnEmptyMailboxWhateverTheQuotaBecame) {
  EXPECT_EQ(test_.SendOrWait(two_, receiver_, "1234567890").result, SendResult::kWaiting);
  EXPECT_TRUE(exchange_.SetQuota(receiver_, {.messages = 2, .bytes = 5}).empty());
  EXPECT_EQ(test_.Send(three_, receiver_, "123456").result, SendResult::kTooLong);
  EXPECT_EQ(test_.Receive(receiver_).text, "a");
  EXPECT_EQ(test_.Receive(receiver_).wakes, Vms{VmId(12)});
  EXPECT_EQ(test_.Receive(receiver_).text, "1234567890");
}

/// What allowed it may be gone when its turn comes.
TEST_F(MailboxLineTest, WhatIsNoLongerAllowedIsTurnedAway) {
  exchange_.AskBeforeLettingIn(test_.permits());
  EXPECT_EQ(test_.SendOrWait(two_, receiver_, "two", {.permit = 2}).result, SendResult::kWaiting);
  EXPECT_EQ(test_.Call(three_, receiver_, "3", {.permit = 2}).result, SendResult::kSent);
  EXPECT_EQ(test_.SendOrWait(one_, receiver_, "1", {.permit = 1}).result, SendResult::kWaiting);
  test_.permits().Set(2, false);
  const Received first = test_.Receive(receiver_);
  EXPECT_EQ(first.text, "a");
  EXPECT_EQ(first.wakes, Vms{VmId(12)});
  EXPECT_EQ(WaitOf(two_), WaitKind::kNone);
  EXPECT_TRUE(exchange_.IsTurnedAway(two_));
  EXPECT_EQ(exchange_.TakeSendOutcome(two_), SendResult::kTurnedAway);
  EXPECT_FALSE(exchange_.IsTurnedAway(three_)) << "its turn has not come";
  const Received second = test_.Receive(receiver_);
  EXPECT_EQ(second.text, "bbbbbb");
  EXPECT_EQ(second.wakes, Vms{VmId(13)});
  EXPECT_TRUE(exchange_.IsTurnedAway(three_));
  EXPECT_EQ(test_.TakeReply(three_).result, ReceiveResult::kNoCall);
  EXPECT_EQ(test_.Receive(receiver_).result, ReceiveResult::kUnfinished);
  EXPECT_EQ(test_.Receive(receiver_).text, "1");
  EXPECT_EQ(test_.Receive(receiver_).result, ReceiveResult::kNothing);
  EXPECT_EQ(exchange_.used(), (ExchangeUse{4, 0, 0}));
  // Anew, by something else.
  EXPECT_EQ(test_.Call(three_, receiver_, "again", {.permit = 1}).result, SendResult::kSent);
  EXPECT_FALSE(exchange_.IsTurnedAway(three_));
}

TEST_F(MailboxLineTest, WhoIsTurnedAwayKeepsTheAnswerThatItLeftThere) {
  exchange_.AskBeforeLettingIn(test_.permits());
  EXPECT_EQ(test_.Call(two_, three_, "?").result, SendResult::kSent);
  const std::string answer(MessageNode::kDirect + 1, '!');
  EXPECT_EQ(test_.Reply(three_, test_.Receive(three_).info.reply, answer).result,
            SendResult::kSent);
  EXPECT_EQ(test_.SendOrWait(two_, receiver_, "two", {.permit = 2}).result, SendResult::kWaiting);
  test_.permits().Set(2, false);
  EXPECT_EQ(test_.Receive(receiver_).wakes, Vms{VmId(12)});
  EXPECT_EQ(exchange_.TakeSendOutcome(two_), SendResult::kTurnedAway);
  EXPECT_EQ(exchange_.used(), (ExchangeUse{4, 2, 1}));
  EXPECT_EQ(test_.TakeReply(two_).text, answer);
  EXPECT_EQ(test_.Receive(receiver_).text, "bbbbbb");
  EXPECT_EQ(exchange_.used(), (ExchangeUse{4, 0, 0}));
}

TEST_F(MailboxLineTest, WhoWaitsIsWokenForThoseBehindWhatIsTurnedAway) {
  exchange_.AskBeforeLettingIn(test_.permits());
  EXPECT_EQ(test_.SendOrWait(two_, receiver_, "c", {.permit = 2}).result, SendResult::kWaiting);
  EXPECT_EQ(test_.SendOrWait(three_, receiver_, "d", {.permit = 3}).result, SendResult::kWaiting);
  test_.permits().Set(2, false);
  EXPECT_TRUE(exchange_.WaitForEvents(receiver_, EventBits(1)).waits);
  EXPECT_EQ(VmsOf(exchange_.SetQuota(receiver_, {.messages = 9, .bytes = 99})),
            (Vms{VmId(12), VmId(10)}));
  EXPECT_EQ(VmsOf(exchange_.WaitForEvents(receiver_, EventBits(1)).wakes), Vms{VmId(13)});
}

TEST_F(MailboxLineTest, NobodyWaitsForItself) {
  EXPECT_EQ(test_.SendOrWait(receiver_, receiver_, "x").result, SendResult::kToItself);
  EXPECT_EQ(test_.Send(receiver_, receiver_, "x").result, SendResult::kMailboxFull);
  EXPECT_EQ(test_.Call(one_, one_, "x").result, SendResult::kToItself);
  EXPECT_EQ(WaitOf(receiver_), WaitKind::kNone);
  EXPECT_EQ(WaitOf(one_), WaitKind::kNone);
}

}  // namespace
}  // namespace starkernel::ipc
