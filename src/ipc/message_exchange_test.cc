#include "src/ipc/message_exchange.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "src/base/error.h"
#include "src/base/expect_panic.h"
#include "src/base/ids.h"
#include "src/base/result.h"
#include "src/ipc/answers.h"
#include "src/ipc/endpoint.h"
#include "src/ipc/endpoint_ids.h"
#include "src/ipc/identity.h"
#include "src/ipc/message.h"
#include "src/ipc/message_filter.h"
#include "src/ipc/message_node.h"
#include "src/ipc/test_exchange.h"

namespace starkernel::ipc {
namespace {

TEST(MessageExchangeTest, StampsWhatIsSent) {
  TestExchange test(2, 4, 0);
  const EndpointId sender = test.Add(7);
  const EndpointId receiver = test.Add(8);
  EXPECT_EQ(test.Send(sender, receiver, "hello", {.badge = 5, .tag = 1234}).result,
            SendResult::kSent);
  const Received got = test.Receive(receiver);
  EXPECT_EQ(got.result, ReceiveResult::kReceived);
  EXPECT_EQ(got.text, "hello");
  EXPECT_EQ(got.info.sender, VmId(7));
  EXPECT_EQ(got.info.badge, 5U);
  EXPECT_EQ(got.info.tag, 1234U);
  EXPECT_EQ(got.info.length, 5U);
  EXPECT_EQ(got.info.reply, ReplyToken(0));
  EXPECT_EQ(test.Receive(receiver).result, ReceiveResult::kNothing);
  EXPECT_EQ(test.Receive(sender).result, ReceiveResult::kNothing);
  EXPECT_EQ(test.exchange().used(), (ExchangeUse{2, 0, 0}));
}

TEST(MessageExchangeTest, KeepsTheOrderOfArrival) {
  TestExchange test(3, 4, 0);
  const EndpointId receiver = test.Add(0);
  const EndpointId first = test.Add(1);
  const EndpointId second = test.Add(2);
  static_cast<void>(test.Send(first, receiver, "a"));
  static_cast<void>(test.Send(second, receiver, "b"));
  static_cast<void>(test.Send(receiver, receiver, "c"));
  EXPECT_EQ(test.Receive(receiver).text, "a");
  static_cast<void>(test.Send(first, receiver, "d"));
  EXPECT_EQ(test.Receive(receiver).text, "b");
  EXPECT_EQ(test.Receive(receiver).text, "c");
  EXPECT_EQ(test.Receive(receiver).text, "d");
}

TEST(MessageExchangeTest, RefusesWhatIsMoreThanTheQuota) {
  TestExchange test(2, 9, 0);
  const EndpointId sender = test.Add(1);
  const EndpointId receiver = test.Add(2, {.messages = 3, .bytes = 10});
  EXPECT_EQ(test.Send(sender, receiver, "12345678901").result, SendResult::kTooLong);
  EXPECT_EQ(test.Send(sender, receiver, "123456").result, SendResult::kSent);
  EXPECT_EQ(test.Send(sender, receiver, "12345").result, SendResult::kMailboxFull);
  EXPECT_EQ(test.Send(sender, receiver, "1234").result, SendResult::kSent);
  EXPECT_EQ(test.Send(sender, receiver, "").result, SendResult::kSent);
  EXPECT_EQ(test.Send(sender, receiver, "").result, SendResult::kMailboxFull);
  const EndpointFigures figures = test.exchange().Inspect(receiver);
  EXPECT_EQ(figures.held, (MailboxQuota{3, 10}));
  EXPECT_EQ(figures.refused, 2U);
  EXPECT_EQ(figures.arrived, 3U);
  EXPECT_EQ(test.exchange().Inspect(sender).sent, 3U);
  EXPECT_EQ(test.Receive(receiver).text, "123456");
  EXPECT_EQ(test.exchange().Inspect(receiver).held, (MailboxQuota{2, 4}));
  EXPECT_EQ(test.exchange().Inspect(receiver).most_held, (MailboxQuota{3, 10}));
  EXPECT_EQ(test.Send(sender, receiver, "123456").result, SendResult::kSent);
}

TEST(MessageExchangeTest, RefusesWhatIsLongerThanAnyMessage) {
  TestExchange test(1, 2, 130);
  const EndpointId own = test.Add(1, {.messages = 9, .bytes = 1'000'000});
  const std::string longest(kMaximumLength, 'x');
  EXPECT_EQ(test.Send(own, own, longest + "x").result, SendResult::kTooLong);
  EXPECT_EQ(test.Send(own, own, longest).result, SendResult::kSent);
  EXPECT_EQ(test.Receive(own).text, longest);
}

TEST(MessageExchangeTest, RefusesWhatTheMachineHasNoRoomFor) {
  TestExchange test(2, 2, 1);
  const EndpointId sender = test.Add(1);
  const EndpointId receiver = test.Add(2);
  const std::string long_text(MessageNode::kDirect + 1, 'x');
  EXPECT_EQ(test.Send(sender, receiver, long_text).result, SendResult::kSent);
  EXPECT_EQ(test.Send(sender, receiver, long_text).result, SendResult::kExchangeFull);
  EXPECT_EQ(test.Send(sender, receiver, "x").result, SendResult::kSent);
  EXPECT_EQ(test.Send(sender, receiver, "x").result, SendResult::kExchangeFull);
  EXPECT_EQ(test.exchange().used(), (ExchangeUse{2, 2, 1}));
  EXPECT_EQ(test.Receive(receiver).text, long_text);
  EXPECT_EQ(test.Send(sender, receiver, long_text).result, SendResult::kSent);
}

TEST(MessageExchangeTest, LeavesAMessageThatDoesNotFitTheBuffer) {
  TestExchange test(2, 2, 0);
  const EndpointId sender = test.Add(1);
  const EndpointId receiver = test.Add(2);
  static_cast<void>(test.Send(sender, receiver, "12345", {.badge = 0, .tag = 3}));
  for (const MessageFilter& filter : {MessageFilter(), MessageFilter::Tagged(3)}) {
    const Received small = test.Receive(receiver, filter, 64, 4);
    EXPECT_EQ(small.result, ReceiveResult::kBufferTooSmall);
    EXPECT_EQ(small.info.length, 5U);
    const ReceiveAnswer peeked = test.exchange().Peek(receiver, filter, 64);
    EXPECT_EQ(peeked.result, ReceiveResult::kReceived);
    EXPECT_EQ(peeked.message.length, 5U);
    EXPECT_EQ(peeked.message.sender, VmId(1));
  }
  EXPECT_EQ(test.Receive(receiver, {}, 64, 5).text, "12345");
}

TEST(MessageExchangeTest, NamesNoEndpointTwice) {
  TestExchange test(1, 2, 0);
  const EndpointId first = test.Add(1);
  EXPECT_EQ(test.exchange().AddEndpoint(VmId(2), {1, 1}).error(), Error::kCapacity);
  test.RemoveAll(first);
  const EndpointId second = test.Add(2);
  EXPECT_NE(first, second);
  EXPECT_EQ(test.Send(second, first, "x").result, SendResult::kReceiverGone);
  EXPECT_EQ(test.exchange().Notify(first, EventBits(1)).result, SendResult::kReceiverGone);
  EXPECT_EQ(test.Send(second, EndpointId(1), "x").result, SendResult::kReceiverGone);
  EXPECT_EQ(test.Send(second, second, "x").result, SendResult::kSent);
}

TEST(MessageExchangeTest, UsesNoPlaceAgainThatHasUsedUpItsIds) {
  std::vector<Endpoint> endpoints(1);
  endpoints.front().generation = std::numeric_limits<std::uint32_t>::max() - 1;
  MessageExchange exchange({endpoints, {}, {}});
  const auto add_and_remove = [&] {
    const Result<EndpointId> added = exchange.AddEndpoint(VmId(1), {1, 1});
    while (added.ok() && !exchange.RemoveEndpoint(added.value()).done) {
    }
    EXPECT_EQ(exchange.used(), ExchangeUse());
    return added.ok();
  };
  EXPECT_TRUE(add_and_remove());
  EXPECT_TRUE(add_and_remove());
  EXPECT_FALSE(add_and_remove());
}

TEST(MessageExchangeTest, NumbersCallsByWhatNoTokenOfTheLastOnesHas) {
  EXPECT_EQ(CallAfter(0), 1U);
  EXPECT_EQ(CallAfter(kLastCall - 1), kLastCall);
  EXPECT_EQ(CallAfter(kLastCall), 1U) << "0 would be no token in the first place";
  constexpr std::uint32_t kLastPlace = MessageExchange::kMaximumEndpoints - 1;
  const std::uint64_t token = TokenOf(kLastPlace, kLastCall);
  EXPECT_EQ(CallerOf(token), kLastPlace);
  EXPECT_EQ(CallOf(token), kLastCall);
}

TEST(MessageExchangeTest, PanicsForWhatTheKernelMustNotDo) {
  TestExchange test(2, 2, 0);
  const EndpointId waiting = test.Add(1);
  const EndpointId other = test.Add(2);
  EXPECT_TRUE(test.exchange().WaitForMessage(waiting, {}, EventBits()).waits);
  EXPECT_PANIC(test.Send(waiting, other, "x"), "acts while it waits");
  EXPECT_PANIC(test.Receive(waiting), "acts while it waits");
  EXPECT_PANIC(test.Receive(other, MessageFilter::Tagged(1), 0), "without a step");
  EXPECT_PANIC(test.Receive(EndpointId(2)), "does not exist");
  EXPECT_PANIC(static_cast<void>(test.exchange().RemoveEndpoint(EndpointId(2))), "does not exist");
  test.RemoveAll(other);
  EXPECT_PANIC(test.Receive(other), "does not exist");
  EXPECT_PANIC(static_cast<void>(test.exchange().RemoveEndpoint(other)), "does not exist");
}

TEST(MessageExchangeTest, SaysHowManyMessagesItPassed) {
  TestExchange test(1, 8, 1);
  const EndpointId own = test.Add(1, {.messages = 8, .bytes = 100});
  for (std::uint64_t tag = 0; tag < 6; ++tag) {
    EXPECT_EQ(test.Send(own, own, "", {.badge = 0, .tag = tag}).result, SendResult::kSent);
  }
  const auto looks = [&](std::uint64_t tag, std::size_t steps) {
    return test.exchange().Peek(own, MessageFilter::Tagged(tag), steps).looks;
  };
  EXPECT_EQ(test.exchange().Peek(own, {}, 9).looks, 0U);
  EXPECT_EQ(looks(0, 9), 0U);
  EXPECT_EQ(looks(5, 9), 5U);
  EXPECT_EQ(looks(5, 9), 0U) << "none is passed twice for the same filter";
  EXPECT_EQ(looks(9, 4), 4U);
  EXPECT_EQ(looks(9, 4), 2U);
  EXPECT_EQ(looks(8, 9), 6U) << "all again for another";
}

}  // namespace
}  // namespace starkernel::ipc
