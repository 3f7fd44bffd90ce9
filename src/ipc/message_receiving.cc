#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/panic.h"
#include "src/ipc/answers.h"
#include "src/ipc/endpoint.h"
#include "src/ipc/endpoint_ids.h"
#include "src/ipc/identity.h"
#include "src/ipc/message.h"
#include "src/ipc/message_exchange.h"
#include "src/ipc/message_filter.h"
#include "src/ipc/message_node.h"
#include "src/ipc/node_pool.h"
#include "src/ipc/notice.h"

namespace starkernel::ipc {

MessageInfo MessageExchange::InfoOf(std::uint32_t message) const {
  const MessageNode& node = store_[message];
  return {.sender = node.sender,
          .badge = node.badge,
          .tag = node.tag,
          .length = node.length,
          .reply = ReplyToken(node.reply)};
}

/// What there is, without taking it. Where it is then: the first of all for a filter that matches
/// any, otherwise the one behind the cursor.
ReceiveAnswer MessageExchange::Look(std::uint32_t place, const MessageFilter& filter,
                                    std::size_t steps) {
  Require(steps > 0, "a search for a message without a step");
  Endpoint& own = endpoints_[place];
  if (filter.any()) {
    if (own.first == kNoPlace) {
      return LookInVain(place);
    }
    return {
        .result = ReceiveResult::kReceived, .wakes = {}, .message = InfoOf(own.first), .looks = 0};
  }
  if (own.filter != filter) {
    own.filter = filter;
    own.cursor = kNoPlace;
  }
  std::uint32_t looks = 0;
  for (; looks < steps; ++looks) {
    const std::uint32_t message = own.cursor == kNoPlace ? own.first : store_[own.cursor].next;
    if (message == kNoPlace) {
      ReceiveAnswer answer = LookInVain(place);
      answer.looks = looks;
      return answer;
    }
    if (filter.Matches(store_[message].sender, store_[message].tag)) {
      return {.result = ReceiveResult::kReceived,
              .wakes = {},
              .message = InfoOf(message),
              .looks = looks};
    }
    own.cursor = message;
  }
  return {.result = ReceiveResult::kUnfinished, .wakes = {}, .message = {}, .looks = looks};
}

/// Nothing in the mailbox matches; perhaps something in line does.
ReceiveAnswer MessageExchange::LookInVain(std::uint32_t place) {
  ReceiveAnswer answer;
  answer.result = Admit(place, answer.wakes) ? ReceiveResult::kUnfinished : ReceiveResult::kNothing;
  return answer;
}

/// Whether the answer to its last call was not taken, and matches.
bool MessageExchange::HasLeftAnswer(std::uint32_t place, const MessageFilter& filter) const {
  const Endpoint& own = endpoints_[place];
  return own.call_state == Endpoint::CallState::kAnswered &&
         filter.Matches(store_[own.reply].sender, store_[own.reply].tag);
}

ReceiveAnswer MessageExchange::Peek(EndpointId by, const MessageFilter& filter, std::size_t steps) {
  const std::uint32_t place = FindActing(by);
  if (HasLeftAnswer(place, filter)) [[unlikely]] {
    return {.result = ReceiveResult::kReceived,
            .wakes = {},
            .message = InfoOf(endpoints_[place].reply),
            .looks = 0};
  }
  return Look(place, filter, steps);
}

[[gnu::flatten]] ReceiveAnswer MessageExchange::Receive(EndpointId by, const MessageFilter& filter,
                                                        std::span<std::byte> buffer,
                                                        std::size_t steps) {
  const std::uint32_t place = FindActing(by);
  if (HasLeftAnswer(place, filter)) [[unlikely]] {
    return TakeReply(by, buffer);
  }
  ReceiveAnswer answer = Look(place, filter, steps);
  if (answer.result != ReceiveResult::kReceived) {
    return answer;
  }
  if (buffer.size() < answer.message.length) {
    answer.result = ReceiveResult::kBufferTooSmall;
    return answer;
  }
  const std::uint32_t message = Unlink(endpoints_[place], filter);
  store_.CopyOut(message, buffer);
  if (answer.message.tag == kNoticeTag) [[unlikely]] {
    ReturnNotice(message);
    Admit(place, answer.wakes);
    return answer;
  }
  const std::uint64_t token = answer.message.reply.value();
  const std::uint32_t caller = FindCaller(token, place, Endpoint::CallState::kQueued);
  if (caller == kNoPlace) {
    store_.GiveBack(message);
  } else {
    store_.Empty(message);
    endpoints_[caller].reply = message;
    endpoints_[caller].call_state = Endpoint::CallState::kTaken;
  }
  Admit(place, answer.wakes);
  return answer;
}

/// Takes the message that Look has found out of the mailbox.
std::uint32_t MessageExchange::Unlink(Endpoint& own, const MessageFilter& filter) {
  const std::uint32_t previous = filter.any() ? kNoPlace : own.cursor;
  std::uint32_t& link = previous == kNoPlace ? own.first : store_[previous].next;
  const std::uint32_t message = link;
  link = store_[message].next;
  if (own.last == message) {
    own.last = previous;
  }
  if (own.cursor == message) {
    own.cursor = kNoPlace;
  }
  if (store_[message].tag == kNoticeTag) [[unlikely]] {
    --own.notices;
  } else {
    --own.messages;
    own.bytes -= store_[message].length;
  }
  return message;
}

/// The one that waits in `state` at `called` for the answer to this very call; kNoPlace if there is
/// none.
std::uint32_t MessageExchange::FindCaller(std::uint64_t token, std::uint32_t called,
                                          Endpoint::CallState state) const {
  const std::uint32_t place = CallerOf(token);
  if (token == 0 || !endpoints_.Knows(place)) {
    return kNoPlace;
  }
  const Endpoint& caller = endpoints_[place];
  return caller.call_state == state && caller.call == CallOf(token) && caller.waits_at == called
             ? place
             : kNoPlace;
}

SendAnswer MessageExchange::Reply(EndpointId by, ReplyToken token, std::uint64_t tag,
                                  std::span<const std::byte> bytes) {
  const std::uint32_t from = FindActing(by);
  const std::uint32_t place = FindCaller(token.value(), from, Endpoint::CallState::kTaken);
  SendAnswer answer;
  if (place == kNoPlace) {
    answer.result = SendResult::kLate;
    return answer;
  }
  if (tag == kNoticeTag) {
    answer.result = SendResult::kReservedTag;
    return answer;
  }
  if (bytes.size() > kMaximumLength) {
    answer.result = SendResult::kTooLong;
    return answer;
  }
  Endpoint& replier = endpoints_[from];
  Endpoint& caller = endpoints_[place];
  if (!store_.Refill(caller.reply, bytes, KeepsFor(caller.vm))) {
    answer.result = SendResult::kExchangeFull;
    return answer;
  }
  MessageNode& node = store_[caller.reply];
  node.tag = tag;
  node.reply = 0;
  node.badge = 0;
  node.sender = replier.vm;
  ++replier.sent;
  Remove(endpoints_, replier.callers, place);
  caller.call_state = Endpoint::CallState::kAnswered;
  caller.wait = WaitKind::kNone;
  answer.wakes.Add(caller.vm);
  return answer;
}

ReceiveAnswer MessageExchange::TakeReply(EndpointId by, std::span<std::byte> buffer) {
  Endpoint& own = endpoints_[FindOwn(by)];
  ReceiveAnswer answer;
  switch (own.call_state) {
    case Endpoint::CallState::kNone: answer.result = ReceiveResult::kNoCall; break;
    case Endpoint::CallState::kInLine:
    case Endpoint::CallState::kQueued:
    case Endpoint::CallState::kTaken: answer.result = ReceiveResult::kNothing; break;
    case Endpoint::CallState::kFailed:
      own.call_state = Endpoint::CallState::kNone;
      answer.result = ReceiveResult::kReceiverGone;
      break;
    case Endpoint::CallState::kAnswered:
      answer.message = InfoOf(own.reply);
      if (buffer.size() < answer.message.length) {
        answer.result = ReceiveResult::kBufferTooSmall;
        if (answer.message.length > own.quota.bytes) {
          DropReply(own);
        }
      } else {
        store_.CopyOut(own.reply, buffer);
        DropReply(own);
      }
      break;
  }
  return answer;
}

}  // namespace starkernel::ipc
