#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "src/base/ids.h"
#include "src/ipc/answers.h"
#include "src/ipc/endpoint.h"
#include "src/ipc/endpoint_ids.h"
#include "src/ipc/message.h"
#include "src/ipc/message_exchange.h"
#include "src/ipc/message_filter.h"
#include "src/ipc/test_exchange.h"

namespace starkernel::ipc {
namespace {

using Vms = std::vector<VmId>;

class MessageWaitsTest : public testing::Test {
 protected:
  SendAnswer SendTagged(std::uint64_t tag, EndpointId by) {
    return test_.Send(by, receiver_, std::to_string(tag), {.badge = 0, .tag = tag});
  }
  SendAnswer SendTagged(std::uint64_t tag) { return SendTagged(tag, one_); }

  TestExchange test_{4, 8, 8};
  MessageExchange& exchange_ = test_.exchange();
  EndpointId receiver_ = test_.Add(10, {.messages = 6, .bytes = 4096});
  EndpointId one_ = test_.Add(11);
  EndpointId two_ = test_.Add(12);
};

TEST_F(MessageWaitsTest, TakesWhatIsWantedAndLeavesTheOthersInOrder) {
  for (const std::uint64_t tag : {1U, 2U, 1U, 3U}) {
    EXPECT_EQ(SendTagged(tag, tag == 2 ? two_ : one_).result, SendResult::kSent);
  }
  EXPECT_EQ(test_.Receive(receiver_, MessageFilter::Tagged(4)).result, ReceiveResult::kNothing);
  EXPECT_EQ(test_.Receive(receiver_, MessageFilter::Tagged(3)).text, "3");
  EXPECT_EQ(SendTagged(5).result, SendResult::kSent);
  EXPECT_EQ(test_.Receive(receiver_, MessageFilter::From(VmId(12))).text, "2");
  EXPECT_EQ(test_.Receive(receiver_, MessageFilter::Tagged(1).AndFrom(VmId(12))).result,
            ReceiveResult::kNothing);
  EXPECT_EQ(test_.Receive(receiver_).text, "1");
  EXPECT_EQ(test_.Receive(receiver_).text, "1");
  EXPECT_EQ(test_.Receive(receiver_).text, "5");
  EXPECT_EQ(test_.Receive(receiver_).result, ReceiveResult::kNothing);
}

TEST_F(MessageWaitsTest, LooksAtNoMoreThanItsStepsAndAtNoneTwice) {
  for (const std::uint64_t tag : {1U, 1U, 1U, 1U, 2U}) {
    static_cast<void>(SendTagged(tag));
  }
  const MessageFilter wanted = MessageFilter::Tagged(2);
  EXPECT_EQ(test_.Receive(receiver_, wanted, 2).result, ReceiveResult::kUnfinished);
  EXPECT_EQ(test_.Receive(receiver_, wanted, 2).result, ReceiveResult::kUnfinished);
  EXPECT_EQ(test_.Receive(receiver_, wanted, 1, 0).result, ReceiveResult::kBufferTooSmall);
  EXPECT_EQ(test_.Receive(receiver_, wanted, 1).text, "2");
  EXPECT_EQ(test_.Receive(receiver_, wanted, 1).result, ReceiveResult::kNothing);
  EXPECT_EQ(test_.Receive(receiver_, MessageFilter::Tagged(3), 4).result,
            ReceiveResult::kUnfinished)
      << "another filter begins at the oldest";
  EXPECT_EQ(test_.Receive(receiver_, MessageFilter::Tagged(3), 1).result, ReceiveResult::kNothing);
}

TEST_F(MessageWaitsTest, GoesOnLookingWhereOthersWereTaken) {
  for (const std::uint64_t tag : {1U, 2U, 3U, 4U}) {
    static_cast<void>(SendTagged(tag));
  }
  EXPECT_EQ(test_.Receive(receiver_, MessageFilter::Tagged(4), 2).result,
            ReceiveResult::kUnfinished);
  EXPECT_EQ(test_.Receive(receiver_).text, "1");
  EXPECT_EQ(test_.Receive(receiver_).text, "2") << "that was the last one looked at";
  EXPECT_EQ(test_.Receive(receiver_, MessageFilter::Tagged(4), 2).text, "4");
  EXPECT_EQ(SendTagged(5).result, SendResult::kSent);
  EXPECT_EQ(test_.Receive(receiver_).text, "3");
  EXPECT_EQ(test_.Receive(receiver_).text, "5");
}

TEST_F(MessageWaitsTest, WakesForWhatIsWanted) {
  const MessageFilter wanted = MessageFilter::Tagged(2);
  EXPECT_EQ(test_.Receive(receiver_, wanted).result, ReceiveResult::kNothing);
  EXPECT_TRUE(exchange_.WaitForMessage(receiver_, wanted, EventBits()).waits);
  EXPECT_EQ(exchange_.Inspect(receiver_).wait, WaitKind::kMessages);
  EXPECT_TRUE(SendTagged(1).wakes.empty());
  EXPECT_EQ(exchange_.Inspect(receiver_).wait, WaitKind::kMessages);
  EXPECT_EQ(VmsOf(SendTagged(2).wakes), Vms{VmId(10)});
  EXPECT_EQ(exchange_.Inspect(receiver_).wait, WaitKind::kNone);
  EXPECT_TRUE(SendTagged(2).wakes.empty()) << "it is awake";
  EXPECT_EQ(test_.Receive(receiver_, wanted, 1).text, "2") << "what came before was looked at";
}

TEST_F(MessageWaitsTest, DoesNotWaitForWhatIsThere) {
  static_cast<void>(SendTagged(1));
  EXPECT_FALSE(exchange_.WaitForMessage(receiver_, {}, EventBits()).waits);
  EXPECT_FALSE(exchange_.WaitForMessage(receiver_, MessageFilter::Tagged(1), EventBits()).waits);
  const MessageFilter wanted = MessageFilter::Tagged(2);
  EXPECT_FALSE(exchange_.WaitForMessage(receiver_, wanted, EventBits()).waits) << "not looked yet";
  EXPECT_EQ(test_.Receive(receiver_, wanted).result, ReceiveResult::kNothing);
  EXPECT_FALSE(exchange_.WaitForMessage(receiver_, MessageFilter::Tagged(3), EventBits()).waits);
  static_cast<void>(SendTagged(2));
  EXPECT_FALSE(exchange_.WaitForMessage(receiver_, wanted, EventBits()).waits);
  EXPECT_EQ(test_.Receive(receiver_, wanted).text, "2");
  EXPECT_EQ(test_.Receive(receiver_, wanted).result, ReceiveResult::kNothing);
  EXPECT_TRUE(exchange_.WaitForMessage(receiver_, wanted, EventBits()).waits);
}

TEST_F(MessageWaitsTest, WaitsNoMoreOnceCancelled) {
  EXPECT_TRUE(exchange_.WaitForMessage(receiver_, {}, EventBits()).waits);
  EXPECT_TRUE(exchange_.CancelWait(receiver_).empty());
  EXPECT_TRUE(SendTagged(1).wakes.empty());
  EXPECT_EQ(test_.Receive(receiver_).text, "1");
  EXPECT_TRUE(exchange_.CancelWait(receiver_).empty()) << "it waits for nothing";
}

TEST_F(MessageWaitsTest, EventsCoalesceAndAreNeverFull) {
  EXPECT_EQ(exchange_.Notify(receiver_, EventBits(0b101)).result, SendResult::kSent);
  EXPECT_EQ(exchange_.Notify(receiver_, EventBits(0b110)).result, SendResult::kSent);
  const EndpointFigures figures = exchange_.Inspect(receiver_);
  EXPECT_EQ(figures.events, EventBits(0b111));
  EXPECT_EQ(figures.notified, 4U);
  EXPECT_EQ(figures.coalesced, 1U);
  EXPECT_EQ(exchange_.TakeEvents(receiver_, EventBits(0b1011)), EventBits(0b011));
  EXPECT_EQ(exchange_.TakeEvents(receiver_, EventBits(0b1011)), EventBits(0));
  EXPECT_EQ(exchange_.Inspect(receiver_).events, EventBits(0b100));
}

TEST_F(MessageWaitsTest, WakesForEventsOfTheMask) {
  constexpr EventBits kHighest{std::uint64_t{1} << 63U};
  EXPECT_TRUE(exchange_.WaitForEvents(receiver_, kHighest).waits);
  EXPECT_EQ(exchange_.Inspect(receiver_).wait, WaitKind::kEvents);
  EXPECT_TRUE(SendTagged(1).wakes.empty()) << "it does not want messages";
  EXPECT_TRUE(exchange_.Notify(receiver_, EventBits(1)).wakes.empty());
  EXPECT_EQ(VmsOf(exchange_.Notify(receiver_, kHighest).wakes), Vms{VmId(10)});
  EXPECT_TRUE(exchange_.Notify(receiver_, kHighest).wakes.empty()) << "it is awake";
  EXPECT_FALSE(exchange_.WaitForEvents(receiver_, kHighest).waits);
  EXPECT_EQ(exchange_.TakeEvents(receiver_, kHighest), kHighest);
  EXPECT_TRUE(exchange_.WaitForEvents(receiver_, kHighest).waits);
}

TEST_F(MessageWaitsTest, WakesForMessagesOrEvents) {
  EXPECT_TRUE(exchange_.WaitForMessage(receiver_, {}, EventBits(2)).waits);
  EXPECT_TRUE(exchange_.Notify(receiver_, EventBits(1)).wakes.empty());
  EXPECT_EQ(VmsOf(exchange_.Notify(receiver_, EventBits(2)).wakes), Vms{VmId(10)});
  EXPECT_FALSE(exchange_.WaitForMessage(receiver_, {}, EventBits(2)).waits);
  EXPECT_TRUE(exchange_.WaitForMessage(receiver_, {}, EventBits()).waits);
  EXPECT_EQ(VmsOf(SendTagged(1).wakes), Vms{VmId(10)});
}

TEST_F(MessageWaitsTest, TheEndOfTheSenderWakesWhoWaitsForItAlone) {
  const auto wait = [&] {
    return exchange_.WaitForMessage(receiver_, MessageFilter::From(VmId(11)), EventBits(1), one_)
        .waits;
  };
  const EndpointId three = test_.Add(13);
  const MessageFilter of_two = MessageFilter::From(VmId(12));
  EXPECT_TRUE(wait());
  EXPECT_TRUE(exchange_.WaitForMessage(three, of_two, EventBits(), two_).waits);
  EXPECT_EQ(test_.RemoveAll(one_), Vms{VmId(10)});
  EXPECT_EQ(exchange_.Inspect(receiver_).wait, WaitKind::kNone);
  EXPECT_EQ(exchange_.Inspect(three).wait, WaitKind::kMessages);
  EXPECT_EQ(VmsOf(SendTagged(1, two_).wakes), Vms()) << "it waits for nothing";
}

TEST_F(MessageWaitsTest, WhoWasWokenOrLeftIsNotWokenByTheEndOfTheSender) {
  const auto wait = [&] {
    return exchange_.WaitForMessage(receiver_, MessageFilter::From(VmId(11)), EventBits(1), one_)
        .waits;
  };
  EXPECT_TRUE(wait());
  EXPECT_EQ(VmsOf(SendTagged(1).wakes), Vms{VmId(10)});
  EXPECT_EQ(test_.Receive(receiver_, MessageFilter::From(VmId(11))).text, "1");
  EXPECT_TRUE(wait());
  EXPECT_EQ(VmsOf(exchange_.Notify(receiver_, EventBits(1)).wakes), Vms{VmId(10)});
  EXPECT_EQ(exchange_.TakeEvents(receiver_, EventBits(1)), EventBits(1));
  EXPECT_TRUE(wait());
  EXPECT_TRUE(exchange_.CancelWait(receiver_).empty());
  // Whoever is in two lists at once is found in the wrong one.
  EXPECT_EQ(test_.Call(receiver_, two_, "question").result, SendResult::kSent);
  EXPECT_EQ(test_.RemoveAll(one_), Vms());
  EXPECT_EQ(test_.RemoveAll(two_), Vms{VmId(10)});
}

TEST_F(MessageWaitsTest, WhoWaitsForASenderCanEndFirst) {
  const MessageFilter wanted = MessageFilter::From(VmId(11));
  EXPECT_TRUE(exchange_.WaitForMessage(receiver_, wanted, EventBits(), one_).waits);
  EXPECT_TRUE(
      exchange_.WaitForMessage(two_, MessageFilter::From(VmId(12)), EventBits(), two_).waits)
      << "for itself";
  EXPECT_EQ(test_.RemoveAll(receiver_), Vms());
  EXPECT_EQ(test_.RemoveAll(two_), Vms());
  EXPECT_EQ(test_.RemoveAll(one_), Vms());
  EXPECT_EQ(exchange_.used(), ExchangeUse());
}

}  // namespace
}  // namespace starkernel::ipc
