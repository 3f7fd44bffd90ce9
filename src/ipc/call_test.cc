#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "src/base/expect_panic.h"
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

class CallTest : public testing::Test {
 protected:
  ReplyToken CallAndReceive(EndpointId by) {
    EXPECT_EQ(test_.Call(by, server_, "question").result, SendResult::kSent);
    const Received got = test_.Receive(server_);
    EXPECT_EQ(got.text, "question");
    return got.info.reply;
  }
  WaitKind WaitOf(EndpointId endpoint) { return exchange_.Inspect(endpoint).wait; }

  TestExchange test_{4, 4, 4};
  MessageExchange& exchange_ = test_.exchange();
  EndpointId server_ = test_.Add(10);
  EndpointId one_ = test_.Add(11);
  EndpointId two_ = test_.Add(12);
};

TEST_F(CallTest, IsAnswered) {
  EXPECT_TRUE(exchange_.WaitForMessage(server_, {}, EventBits()).waits);
  const SendAnswer called =
      exchange_.Call(one_, server_, {.badge = 3, .tag = 4}, BytesOf("question"));
  EXPECT_EQ(called.result, SendResult::kSent);
  EXPECT_EQ(VmsOf(called.wakes), Vms{VmId(10)});
  EXPECT_EQ(WaitOf(one_), WaitKind::kReply);
  EXPECT_EQ(test_.TakeReply(one_).result, ReceiveResult::kNothing);
  const Received got = test_.Receive(server_);
  EXPECT_EQ(got.info.sender, VmId(11));
  EXPECT_EQ(got.info.badge, 3U);
  EXPECT_NE(got.info.reply, ReplyToken(0));
  EXPECT_EQ(test_.TakeReply(one_).result, ReceiveResult::kNothing);
  const SendAnswer replied = test_.Reply(server_, got.info.reply, "answer", 77);
  EXPECT_EQ(replied.result, SendResult::kSent);
  EXPECT_EQ(VmsOf(replied.wakes), Vms{VmId(11)});
  EXPECT_EQ(WaitOf(one_), WaitKind::kNone);
  const Received answer = test_.TakeReply(one_);
  EXPECT_EQ(answer.result, ReceiveResult::kReceived);
  EXPECT_EQ(answer.text, "answer");
  EXPECT_EQ(answer.info.sender, VmId(10));
  EXPECT_EQ(answer.info.tag, 77U);
  EXPECT_EQ(answer.info.reply, ReplyToken(0));
  EXPECT_EQ(test_.TakeReply(one_).result, ReceiveResult::kNoCall);
  EXPECT_EQ(exchange_.used(), (ExchangeUse{3, 0, 0}));
}

TEST_F(CallTest, IsAnsweredOnceAndByItsReceiverAlone) {
  const ReplyToken token = CallAndReceive(one_);
  EXPECT_EQ(test_.Reply(two_, token, "forged").result, SendResult::kLate);
  EXPECT_EQ(test_.Reply(server_, ReplyToken(token.value() + 1), "").result, SendResult::kLate);
  EXPECT_EQ(test_.Reply(server_, ReplyToken(token.value() + (1U << 24U)), "").result,
            SendResult::kLate);
  EXPECT_EQ(test_.Reply(server_, ReplyToken(0), "").result, SendResult::kLate);
  EXPECT_EQ(test_.Reply(server_, ReplyToken(~std::uint64_t{0}), "").result, SendResult::kLate);
  EXPECT_EQ(test_.Reply(server_, token, "right").result, SendResult::kSent);
  EXPECT_EQ(test_.Reply(server_, token, "again").result, SendResult::kLate);
  EXPECT_EQ(test_.TakeReply(one_).text, "right");
  const ReplyToken next = CallAndReceive(one_);
  EXPECT_NE(next, token);
  EXPECT_EQ(test_.Reply(server_, token, "old").result, SendResult::kLate);
  EXPECT_EQ(test_.Reply(server_, next, "new").result, SendResult::kSent);
}

TEST_F(CallTest, IsNotAnsweredBeforeItIsReceived) {
  const ReplyToken first = CallAndReceive(one_);
  EXPECT_EQ(test_.Reply(server_, first, "").result, SendResult::kSent);
  EXPECT_EQ(test_.Call(one_, server_, "").result, SendResult::kSent);
  const ReplyToken guessed(first.value() + (1U << 24U));
  EXPECT_EQ(test_.Reply(server_, guessed, "").result, SendResult::kLate);
  EXPECT_EQ(test_.Receive(server_).info.reply, guessed) << "though it was guessed right";
  EXPECT_EQ(test_.Reply(server_, guessed, "").result, SendResult::kSent);
}

TEST_F(CallTest, WaitsInLineForRoomAndForTheAnswer) {
  EXPECT_TRUE(exchange_.SetQuota(server_, {.messages = 1, .bytes = 100}).empty());
  EXPECT_EQ(test_.Call(one_, server_, "1").result, SendResult::kSent);
  EXPECT_EQ(test_.Call(two_, server_, "2").result, SendResult::kSent);
  EXPECT_EQ(exchange_.Inspect(server_).in_line, 1U);
  const Received first = test_.Receive(server_);
  EXPECT_TRUE(first.wakes.empty()) << "a caller goes on waiting";
  EXPECT_EQ(WaitOf(two_), WaitKind::kReply);
  const Received second = test_.Receive(server_);
  EXPECT_EQ(second.text, "2");
  EXPECT_EQ(VmsOf(test_.Reply(server_, second.info.reply, "to 2").wakes), Vms{VmId(12)});
  EXPECT_EQ(VmsOf(test_.Reply(server_, first.info.reply, "to 1").wakes), Vms{VmId(11)});
  EXPECT_EQ(test_.TakeReply(one_).text, "to 1");
  EXPECT_EQ(test_.TakeReply(two_).text, "to 2");
}

TEST_F(CallTest, FailsWhenTheReceiverEnds) {
  EXPECT_EQ(test_.Call(two_, server_, "not received").result, SendResult::kSent);
  EXPECT_EQ(test_.Receive(server_).text, "not received");
  EXPECT_EQ(test_.Call(one_, server_, "received").result, SendResult::kSent);
  EXPECT_EQ(test_.RemoveAll(server_), (Vms{VmId(12), VmId(11)})) << "in the order of the calls";
  EXPECT_EQ(exchange_.used(), (ExchangeUse{2, 0, 0}));
  EXPECT_EQ(test_.TakeReply(one_).result, ReceiveResult::kReceiverGone);
  EXPECT_EQ(test_.TakeReply(one_).result, ReceiveResult::kNoCall);
  EXPECT_EQ(test_.TakeReply(two_).result, ReceiveResult::kReceiverGone);
  EXPECT_EQ(test_.Call(one_, server_, "").result, SendResult::kReceiverGone);
}

TEST_F(CallTest, IsLateWhenTheCallerEnds) {
  const ReplyToken token = CallAndReceive(one_);
  EXPECT_TRUE(test_.RemoveAll(one_).empty());
  EXPECT_EQ(test_.Reply(server_, token, "").result, SendResult::kLate);
  EXPECT_EQ(test_.Call(two_, server_, "two").result, SendResult::kSent);
  EXPECT_TRUE(test_.RemoveAll(two_).empty());
  const Received got = test_.Receive(server_);
  EXPECT_EQ(got.text, "two") << "what was sent stays";
  EXPECT_EQ(got.info.sender, VmId(12));
  EXPECT_EQ(test_.Reply(server_, got.info.reply, "").result, SendResult::kLate);
  EXPECT_EQ(exchange_.used(), (ExchangeUse{1, 0, 0}));
  // Another in the same place is not taken for the caller.
  const EndpointId third = test_.Add(13);
  EXPECT_EQ(test_.Call(third, server_, "three").result, SendResult::kSent);
  EXPECT_EQ(test_.Receive(server_).text, "three");
  EXPECT_EQ(test_.Reply(server_, got.info.reply, "").result, SendResult::kLate);
  EXPECT_EQ(test_.Reply(server_, token, "").result, SendResult::kLate);
}

TEST_F(CallTest, IsLateOnceCancelled) {
  const ReplyToken token = CallAndReceive(one_);
  EXPECT_TRUE(exchange_.CancelWait(one_).empty());
  EXPECT_EQ(exchange_.used(), (ExchangeUse{3, 0, 0}));
  EXPECT_EQ(test_.Reply(server_, token, "").result, SendResult::kLate);
  EXPECT_EQ(test_.TakeReply(one_).result, ReceiveResult::kNoCall);
  // In the mailbox, and in line before it.
  EXPECT_TRUE(exchange_.SetQuota(server_, {.messages = 1, .bytes = 100}).empty());
  EXPECT_EQ(test_.Call(one_, server_, "1").result, SendResult::kSent);
  EXPECT_EQ(test_.Call(two_, server_, "2").result, SendResult::kSent);
  EXPECT_TRUE(exchange_.CancelWait(two_).empty());
  EXPECT_TRUE(exchange_.CancelWait(one_).empty());
  const Received got = test_.Receive(server_);
  EXPECT_EQ(got.text, "1") << "it was sent before";
  EXPECT_EQ(test_.Reply(server_, got.info.reply, "").result, SendResult::kLate);
  EXPECT_EQ(test_.Receive(server_).result, ReceiveResult::kNothing);
  EXPECT_EQ(exchange_.used(), (ExchangeUse{3, 0, 0}));
}

TEST_F(CallTest, OneThatCancelledIsNotToldOfTheEnd) {
  CallAndReceive(one_);
  EXPECT_TRUE(exchange_.CancelWait(one_).empty());
  EXPECT_EQ(test_.Call(two_, server_, "").result, SendResult::kSent);
  EXPECT_TRUE(exchange_.CancelWait(two_).empty());
  EXPECT_TRUE(test_.RemoveAll(server_).empty());
  EXPECT_EQ(test_.TakeReply(one_).result, ReceiveResult::kNoCall);
  EXPECT_EQ(exchange_.used(), (ExchangeUse{2, 0, 0}));
}

TEST_F(CallTest, AnAnswerIsNotLostByCancelling) {
  EXPECT_EQ(test_.Reply(server_, CallAndReceive(one_), "answer").result, SendResult::kSent);
  EXPECT_TRUE(exchange_.CancelWait(one_).empty());
  EXPECT_EQ(test_.TakeReply(one_, 5).result, ReceiveResult::kBufferTooSmall);
  EXPECT_EQ(test_.TakeReply(one_, 6).text, "answer");
}

/// By whom it is wanted, before all that lies in the mailbox.
TEST_F(CallTest, AnAnswerThatWasLeftThereIsReceivedLikeAMessage) {
  EXPECT_EQ(test_.Send(two_, one_, "before").result, SendResult::kSent);
  EXPECT_EQ(test_.Reply(server_, CallAndReceive(one_), "answer", 77).result, SendResult::kSent);
  EXPECT_EQ(test_.TakeReply(one_, 5).result, ReceiveResult::kBufferTooSmall);
  EXPECT_EQ(test_.Receive(one_, MessageFilter::From(VmId(12))).text, "before");
  EXPECT_EQ(test_.Receive(one_, MessageFilter::Tagged(7)).result, ReceiveResult::kNothing);
  EXPECT_EQ(exchange_.Peek(one_, MessageFilter::Tagged(77), 1).message.length, 6U);
  EXPECT_FALSE(exchange_.WaitForMessage(one_, {}, EventBits()).waits);
  EXPECT_EQ(test_.Send(two_, one_, "behind").result, SendResult::kSent);
  EXPECT_EQ(test_.Receive(one_, {}, 1, 5).result, ReceiveResult::kBufferTooSmall) << "and it stays";
  const Received got = test_.Receive(one_);
  EXPECT_EQ(got.text, "answer");
  EXPECT_EQ(got.info.sender, VmId(10));
  EXPECT_EQ(got.info.tag, 77U);
  EXPECT_FALSE(got.info.is_call());
  EXPECT_EQ(test_.Receive(one_).text, "behind");
  EXPECT_EQ(test_.Receive(one_).result, ReceiveResult::kNothing);
  EXPECT_EQ(exchange_.used(), (ExchangeUse{3, 0, 0}));
}

/// Nobody has to take what is longer than all that its mailbox may hold.
TEST_F(CallTest, AnAnswerThatIsTooLongForTheMailboxIsNotLeftThere) {
  EXPECT_TRUE(exchange_.SetQuota(one_, {.messages = 4, .bytes = 99}).empty());
  for (const std::size_t length : {99U, 100U}) {
    const std::string text(length, 'x');
    EXPECT_EQ(test_.Reply(server_, CallAndReceive(one_), text).result, SendResult::kSent);
    EXPECT_EQ(test_.TakeReply(one_, 98).result, ReceiveResult::kBufferTooSmall);
    EXPECT_EQ(test_.TakeReply(one_, 99).result,
              length == 99 ? ReceiveResult::kReceived : ReceiveResult::kNoCall);
    EXPECT_EQ(exchange_.used(), (ExchangeUse{3, 0, 0}));
  }
  // With a buffer for it it is taken, received like a message as well.
  const std::string text(100, 'x');
  EXPECT_EQ(test_.Reply(server_, CallAndReceive(one_), text).result, SendResult::kSent);
  EXPECT_EQ(test_.Receive(one_, {}, 1, 100).text, text);
  EXPECT_EQ(test_.Reply(server_, CallAndReceive(one_), text).result, SendResult::kSent);
  EXPECT_EQ(test_.Receive(one_, {}, 1, 99).result, ReceiveResult::kBufferTooSmall);
  EXPECT_EQ(test_.Receive(one_, {}, 1, 99).result, ReceiveResult::kNothing);
  EXPECT_EQ(exchange_.used(), (ExchangeUse{3, 0, 0}));
}

TEST_F(CallTest, AnAnswerThatWasLeftThereGivesItsPlaceBack) {
  EXPECT_EQ(test_.Reply(server_, CallAndReceive(one_), "answer").result, SendResult::kSent);
  const ReplyToken next = CallAndReceive(one_);
  EXPECT_EQ(exchange_.used(), (ExchangeUse{3, 1, 0}));
  EXPECT_EQ(test_.TakeReply(one_).result, ReceiveResult::kNothing);
  EXPECT_EQ(test_.Reply(server_, next, std::string(200, 'x')).result, SendResult::kSent);
  EXPECT_TRUE(test_.RemoveAll(one_).empty());
  EXPECT_EQ(exchange_.used(), (ExchangeUse{2, 0, 0}));
}

TEST_F(CallTest, AShortAnswerFindsRoomInAFullMachine) {
  const ReplyToken token = CallAndReceive(one_);
  const std::string longer(MessageNode::kDirect + 1, 'x');
  EXPECT_TRUE(exchange_.SetQuota(two_, {.messages = 9, .bytes = 9999}).empty());
  for (int count = 0; count < 3; ++count) {
    EXPECT_EQ(test_.Send(server_, two_, std::string(1200, 'x')).result,
              count < 2 ? SendResult::kSent : SendResult::kExchangeFull);
  }
  EXPECT_EQ(test_.Send(server_, two_, "").result, SendResult::kSent);
  EXPECT_EQ(test_.Send(server_, two_, "").result, SendResult::kExchangeFull);
  EXPECT_EQ(test_.Reply(server_, token, longer).result, SendResult::kExchangeFull);
  EXPECT_EQ(test_.Reply(server_, token, std::string(kMaximumLength + 1, 'x')).result,
            SendResult::kTooLong);
  EXPECT_EQ(WaitOf(one_), WaitKind::kReply) << "the token still works";
  EXPECT_EQ(test_.Reply(server_, token, longer.substr(1)).result, SendResult::kSent);
  EXPECT_EQ(test_.TakeReply(one_).text, longer.substr(1));
}

TEST_F(CallTest, OneThatCallsDoesNothingElse) {
  EXPECT_EQ(test_.Call(one_, server_, "").result, SendResult::kSent);
  EXPECT_PANIC(test_.Call(one_, two_, ""), "acts while it waits");
  EXPECT_PANIC(test_.Send(one_, two_, ""), "acts while it waits");
}

TEST_F(CallTest, IsInVainAtOneThatIsClosed) {
  static_cast<void>(exchange_.SetQuota(server_, {.messages = 1, .bytes = 100}));
  CallAndReceive(one_);
  EXPECT_EQ(test_.Call(two_, server_, "question").result, SendResult::kSent);
  const EndpointId three = test_.Add(13);
  EXPECT_EQ(test_.SendOrWait(three, server_, "in line").result, SendResult::kWaiting);
  EXPECT_EQ(exchange_.used(), (ExchangeUse{4, 3, 0}));
  EXPECT_TRUE(exchange_.IsOpen(server_));
  Vms woken;
  int steps = 0;
  for (bool done = false; !done; ++steps) {
    const RemovalStep step = exchange_.CloseEndpoint(server_);
    EXPECT_LE(step.wakes.vms().size(), 1U);
    woken.insert(woken.end(), step.wakes.vms().begin(), step.wakes.vms().end());
    done = step.done;
    EXPECT_FALSE(exchange_.IsOpen(server_)) << "from the first step on";
  }
  EXPECT_EQ(steps, 4);
  EXPECT_EQ(woken, (Vms{VmId(13), VmId(11), VmId(12)}));
  EXPECT_EQ(exchange_.TakeSendOutcome(three), SendResult::kReceiverGone);
  EXPECT_EQ(test_.TakeReply(one_).result, ReceiveResult::kReceiverGone);
  EXPECT_EQ(test_.TakeReply(two_).result, ReceiveResult::kReceiverGone);
  EXPECT_EQ(test_.Send(one_, server_, "late").result, SendResult::kReceiverGone);
  EXPECT_EQ(test_.SendOrWait(one_, server_, "late").result, SendResult::kReceiverGone);
  EXPECT_EQ(test_.Call(one_, server_, "late").result, SendResult::kReceiverGone);
  EXPECT_EQ(exchange_.Notify(server_, EventBits(1)).result, SendResult::kReceiverGone);
  // What lay there stays to be seen, and goes with it.
  EXPECT_EQ(exchange_.Inspect(server_).held.messages, 1U);
  EXPECT_EQ(exchange_.Inspect(server_).in_line, 0U);
  EXPECT_EQ(exchange_.used(), (ExchangeUse{4, 1, 0}));
  EXPECT_TRUE(exchange_.CloseEndpoint(server_).done) << "twice is once";
  EXPECT_TRUE(test_.RemoveAll(server_).empty());
  EXPECT_EQ(exchange_.used(), (ExchangeUse{3, 0, 0}));
}

TEST_F(CallTest, WhoWaitsForOneSenderLooksAgainWhenThatIsClosed) {
  const MessageFilter filter = MessageFilter::From(VmId(10));
  EXPECT_EQ(test_.Receive(one_, filter).result, ReceiveResult::kNothing);
  EXPECT_TRUE(exchange_.WaitForMessage(one_, filter, EventBits(0), server_).waits);
  EXPECT_FALSE(exchange_.CloseEndpoint(server_).done);
  const RemovalStep step = exchange_.CloseEndpoint(server_);
  EXPECT_TRUE(step.done);
  EXPECT_EQ(VmsOf(step.wakes), Vms{VmId(11)});
  EXPECT_EQ(WaitOf(one_), WaitKind::kNone);
  EXPECT_PANIC(static_cast<void>(exchange_.WaitForMessage(one_, filter, EventBits(0), server_)),
               "a sender that is closed");
}

}  // namespace
}  // namespace starkernel::ipc
