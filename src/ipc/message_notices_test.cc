#include <gtest/gtest.h>

#include <vector>

#include "src/base/error.h"
#include "src/base/expect_panic.h"
#include "src/base/ids.h"
#include "src/ipc/answers.h"
#include "src/ipc/endpoint_ids.h"
#include "src/ipc/message_exchange.h"
#include "src/ipc/message_filter.h"
#include "src/ipc/notice.h"
#include "src/ipc/test_exchange.h"

namespace starkernel::ipc {
namespace {

constexpr Notice kFault{.kind = NoticeKind::kFaulted, .thrown = -10};
constexpr Notice kKill{.kind = NoticeKind::kKilled, .thrown = -10, .by = VmId(12)};

/// A supervisor whose mailbox holds two messages, and two VM instances that it is told of.
class MessageNoticesTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(exchange_.KeepNotice(one_, supervisor_).ok());
    ASSERT_TRUE(exchange_.KeepNotice(two_, supervisor_).ok());
  }

  TestExchange test_{4, 4, 1};
  MessageExchange& exchange_ = test_.exchange();
  EndpointId supervisor_ = test_.Add(10, {.messages = 2, .bytes = 10});
  EndpointId one_ = test_.Add(11);
  EndpointId two_ = test_.Add(12);
};

TEST_F(MessageNoticesTest, ANoticeComesBehindTheMessagesAndBeyondTheQuota) {
  EXPECT_EQ(test_.Send(one_, supervisor_, "a").result, SendResult::kSent);
  EXPECT_EQ(test_.Send(one_, supervisor_, "b").result, SendResult::kSent);
  EXPECT_EQ(exchange_.used().messages, 4U);
  EXPECT_EQ(exchange_.Tell(one_, supervisor_, kFault).result, SendResult::kSent);
  EXPECT_EQ(exchange_.Inspect(supervisor_).notices, 1U);
  EXPECT_EQ(exchange_.Inspect(supervisor_).held.messages, 2U);
  EXPECT_EQ(test_.Receive(supervisor_).text, "a");
  EXPECT_EQ(test_.Receive(supervisor_).text, "b");
  const Received notice = test_.Receive(supervisor_);
  EXPECT_EQ(notice.text, TextOf(kFault));
  EXPECT_EQ(notice.info.sender, VmId(11));
  EXPECT_EQ(notice.info.tag, kNoticeTag);
  EXPECT_EQ(notice.info.badge, 0U);
  EXPECT_EQ(exchange_.Inspect(supervisor_).notices, 0U);
  // Its place is kept for the next.
  EXPECT_EQ(exchange_.used().messages, 2U);
}

TEST_F(MessageNoticesTest, TheLatestIsSaidOfWhatIsUntaken) {
  EXPECT_EQ(exchange_.Tell(one_, supervisor_, kFault).result, SendResult::kSent);
  EXPECT_EQ(exchange_.Tell(two_, supervisor_, kFault).result, SendResult::kSent);
  EXPECT_EQ(exchange_.Tell(one_, supervisor_, kKill).result, SendResult::kSent);
  test_.RemoveAll(one_);
  EXPECT_EQ(exchange_.Inspect(supervisor_).notices, 2U);
  EXPECT_EQ(test_.Receive(supervisor_).text, TextOf(kKill));
  EXPECT_EQ(test_.Receive(supervisor_).info.sender, VmId(12));
  // Only the place of the one that lives is still there.
  EXPECT_EQ(exchange_.used().messages, 1U);
}

TEST_F(MessageNoticesTest, WhoWaitsForItIsWoken) {
  const MessageFilter filter = MessageFilter::Tagged(kNoticeTag);
  EXPECT_EQ(test_.Receive(supervisor_, filter).result, ReceiveResult::kNothing);
  EXPECT_TRUE(exchange_.WaitForMessage(supervisor_, filter, EventBits(0)).waits);
  EXPECT_TRUE(test_.Send(one_, supervisor_, "a").wakes.empty());
  EXPECT_EQ(VmsOf(exchange_.Tell(one_, supervisor_, kFault).wakes), std::vector{VmId(10)});
  EXPECT_EQ(test_.Receive(supervisor_, filter).text, TextOf(kFault));
}

TEST_F(MessageNoticesTest, NobodyElseSendsWithItsTag) {
  const MessageStamp forged{.badge = 0, .tag = kNoticeTag};
  EXPECT_EQ(test_.Send(two_, supervisor_, "", forged).result, SendResult::kReservedTag);
  EXPECT_EQ(exchange_.SendOrWait(two_, supervisor_, forged, {}).result, SendResult::kReservedTag);
  EXPECT_EQ(exchange_.Call(two_, supervisor_, forged, {}).result, SendResult::kReservedTag);
  EXPECT_EQ(test_.Call(two_, supervisor_, "").result, SendResult::kSent);
  const ReplyToken call = test_.Receive(supervisor_).info.reply;
  EXPECT_EQ(exchange_.Reply(supervisor_, call, kNoticeTag, {}).result, SendResult::kReservedTag);
  EXPECT_EQ(exchange_.Reply(supervisor_, call, kNoticeTag - 1, {}).result, SendResult::kSent);
  const MessageStamp other{.badge = 0, .tag = kNoticeTag - 1};
  EXPECT_EQ(test_.Send(two_, supervisor_, "", other).result, SendResult::kSent);
}

TEST_F(MessageNoticesTest, APlaceIsRefusedBeforeAnyNoticeIsLost) {
  const EndpointId three = test_.Add(13);
  EXPECT_EQ(exchange_.Tell(one_, supervisor_, kFault).result, SendResult::kSent);
  EXPECT_TRUE(exchange_.KeepNotice(three, supervisor_).ok());
  EXPECT_EQ(exchange_.Tell(two_, supervisor_, kFault).result, SendResult::kSent);
  // Two are untaken: as many as it may hold messages.
  EXPECT_EQ(exchange_.KeepNotice(three, supervisor_).error(), Error::kOutOfRange);
  EXPECT_EQ(exchange_.Tell(three, supervisor_, kFault).result, SendResult::kSent);
  EXPECT_EQ(exchange_.Inspect(supervisor_).notices, 3U);
  EXPECT_EQ(test_.Send(one_, two_, "x").result, SendResult::kSent);
  EXPECT_EQ(exchange_.KeepNotice(supervisor_, two_).error(), Error::kCapacity);
  EXPECT_PANIC(static_cast<void>(exchange_.Tell(supervisor_, two_, kFault)), "no place");
}

TEST_F(MessageNoticesTest, OfASupervisorThatHasEndedTheNoticesComeBack) {
  EXPECT_EQ(exchange_.Tell(one_, supervisor_, kFault).result, SendResult::kSent);
  test_.RemoveAll(supervisor_);
  EXPECT_EQ(exchange_.used().messages, 2U);
  EXPECT_EQ(exchange_.Tell(one_, supervisor_, kKill).result, SendResult::kReceiverGone);
  EXPECT_EQ(exchange_.Tell(one_, two_, kKill).result, SendResult::kSent);
  EXPECT_EQ(test_.Receive(two_).text, TextOf(kKill));
  test_.RemoveAll(one_);
  test_.RemoveAll(two_);
  EXPECT_EQ(exchange_.used(), ExchangeUse());
}

TEST_F(MessageNoticesTest, WhatIsUntakenStaysWhenAnotherIsToBeTold) {
  EXPECT_EQ(exchange_.Tell(one_, supervisor_, kFault).result, SendResult::kSent);
  EXPECT_TRUE(exchange_.KeepNotice(one_, two_).ok());
  EXPECT_EQ(exchange_.used().messages, 3U);
  EXPECT_TRUE(exchange_.KeepNotice(one_, two_).ok());
  EXPECT_EQ(exchange_.used().messages, 3U) << "one place is enough";
  EXPECT_EQ(exchange_.Tell(one_, two_, kKill).result, SendResult::kSent);
  test_.RemoveAll(one_);
  EXPECT_EQ(test_.Receive(supervisor_).text, TextOf(kFault));
  EXPECT_EQ(test_.Receive(two_).text, TextOf(kKill));
  EXPECT_EQ(exchange_.used().messages, 1U);
}

}  // namespace
}  // namespace starkernel::ipc
