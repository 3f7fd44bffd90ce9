#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>

#include "src/base/ids.h"
#include "src/ipc/answers.h"
#include "src/ipc/endpoint.h"
#include "src/ipc/endpoint_ids.h"
#include "src/ipc/identity.h"
#include "src/ipc/message.h"
#include "src/ipc/message_exchange.h"
#include "src/ipc/message_node.h"
#include "src/ipc/node_pool.h"
#include "src/ipc/notice.h"
#include "src/ipc/wake_list.h"

namespace starkernel::ipc {
namespace {

/// Whether a message of `length` bytes may come into the mailbox. Into an empty one it may,
/// whatever the quota of bytes has become since the message was accepted.
bool Fits(const Endpoint& receiver, std::size_t length) {
  return receiver.messages < receiver.quota.messages &&
         (receiver.bytes + length <= receiver.quota.bytes || receiver.messages == 0);
}

}  // namespace

SendAnswer MessageExchange::Send(EndpointId by, EndpointId to, MessageStamp stamp,
                                 std::span<const std::byte> bytes) {
  return Post(FindActing(by), to, stamp, bytes, 0, IfFull::kRefuse);
}

[[gnu::flatten]] SendAnswer MessageExchange::SendOrWait(EndpointId by, EndpointId to,
                                                        MessageStamp stamp,
                                                        std::span<const std::byte> bytes) {
  const std::uint32_t from = FindActing(by);
  const SendAnswer answer = Post(from, to, stamp, bytes, 0, IfFull::kWait);
  if (answer.result == SendResult::kWaiting) {
    endpoints_[from].wait = WaitKind::kRoom;
  }
  return answer;
}

std::optional<SendResult> MessageExchange::TakeSendOutcome(EndpointId by) {
  const SendResult outcome =
      std::exchange(endpoints_[FindActing(by)].outcome, SendResult::kWaiting);
  return outcome == SendResult::kWaiting ? std::nullopt : std::optional(outcome);
}

bool MessageExchange::IsTurnedAway(EndpointId by) const {
  return endpoints_[FindOwn(by)].outcome == SendResult::kTurnedAway;
}

SendAnswer MessageExchange::Call(EndpointId by, EndpointId to, MessageStamp stamp,
                                 std::span<const std::byte> bytes) {
  const std::uint32_t from = FindActing(by);
  Endpoint& caller = endpoints_[from];
  if (by == to) {
    return {.result = SendResult::kToItself, .wakes = {}};
  }
  const std::uint64_t call = CallAfter(caller.call);
  SendAnswer answer = Post(from, to, stamp, bytes, TokenOf(from, call), IfFull::kWait);
  if (answer.result != SendResult::kSent && answer.result != SendResult::kWaiting) {
    return answer;
  }
  DropReply(caller);
  caller.call = call;
  caller.wait = WaitKind::kReply;
  if (answer.result == SendResult::kWaiting) {
    caller.call_state = Endpoint::CallState::kInLine;
    answer.result = SendResult::kSent;
  } else {
    caller.call_state = Endpoint::CallState::kQueued;
    caller.waits_at = PlaceOf(to);
    Append(endpoints_, endpoints_[PlaceOf(to)].callers, from);
  }
  return answer;
}

/// A message on its way: into the mailbox, or into the line before it.
SendAnswer MessageExchange::Post(std::uint32_t from, EndpointId to, MessageStamp stamp,
                                 std::span<const std::byte> bytes, std::uint64_t token,
                                 IfFull if_full) {
  const auto refused = [](SendResult result) { return SendAnswer{.result = result, .wakes = {}}; };
  const std::uint32_t place = Find(to);
  if (place == kNoPlace) {
    return refused(SendResult::kReceiverGone);
  }
  if (stamp.tag == kNoticeTag) {
    return refused(SendResult::kReservedTag);
  }
  Endpoint& receiver = endpoints_[place];
  if (bytes.size() > std::min<std::size_t>(kMaximumLength, receiver.quota.bytes)) {
    return refused(SendResult::kTooLong);
  }
  const bool fits = receiver.line.first == kNoPlace && Fits(receiver, bytes.size());
  if (!fits) {
    if (if_full == IfFull::kRefuse) {
      ++receiver.refused;
      return refused(SendResult::kMailboxFull);
    }
    if (from == place) {
      return refused(SendResult::kToItself);
    }
  }
  Endpoint& sender = endpoints_[from];
  if (sender.outcome == SendResult::kTurnedAway) [[unlikely]] {
    sender.outcome = SendResult::kWaiting;
  }
  std::uint32_t message = store_.Put(bytes);
  if (message == kNoPlace) [[unlikely]] {
    message = sender.vm == kPrimordialVm ? store_.PutInReserve(bytes) : kNoPlace;
    if (message == kNoPlace) {
      return refused(SendResult::kExchangeFull);
    }
  }
  MessageNode& node = store_[message];
  node.tag = stamp.tag;
  node.reply = token;
  node.badge = stamp.badge;
  node.sender = sender.vm;
  SendAnswer answer;
  if (fits) {
    Arrive(from, place, message, answer.wakes);
    return answer;
  }
  sender.waiting_message = message;
  sender.awaited = stamp.permit;
  sender.waits_at = place;
  Append(endpoints_, receiver.line, from);
  ++receiver.in_line;
  answer.result = SendResult::kWaiting;
  return answer;
}

/// Puts a message into the mailbox, which has room for it.
void MessageExchange::Arrive(std::uint32_t from, std::uint32_t to, std::uint32_t message,
                             WakeList& wakes) {
  Endpoint& receiver = endpoints_[to];
  ++receiver.messages;
  receiver.bytes += store_[message].length;
  receiver.most_messages = std::max(receiver.most_messages, receiver.messages);
  receiver.most_bytes = std::max(receiver.most_bytes, receiver.bytes);
  ++receiver.arrived;
  ++endpoints_[from].sent;
  Enqueue(to, message, wakes);
}

/// Puts a message behind the others and tells the receiver, if it waits for it.
void MessageExchange::Enqueue(std::uint32_t to, std::uint32_t message, WakeList& wakes) {
  Endpoint& receiver = endpoints_[to];
  MessageNode& node = store_[message];
  node.next = kNoPlace;
  (receiver.last == kNoPlace ? receiver.first : store_[receiver.last].next) = message;
  receiver.last = message;
  if (receiver.wait != WaitKind::kMessages) {
    return;
  }
  if (receiver.filter.Matches(node.sender, node.tag)) {
    StopListening(to, wakes);
  } else {
    receiver.cursor = message;
  }
}

bool MessageExchange::HeadFits(const Endpoint& receiver) const {
  if (receiver.line.first == kNoPlace) {
    return false;
  }
  return Fits(receiver, store_[endpoints_[receiver.line.first].waiting_message].length);
}

/// Lets the first message in line into the mailbox if it fits, or turns it away; whether the line
/// went on. A sender is woken; a caller goes on waiting.
bool MessageExchange::Admit(std::uint32_t to, WakeList& wakes) {
  Endpoint& receiver = endpoints_[to];
  if (!HeadFits(receiver)) {
    return false;
  }
  const std::uint32_t from = receiver.line.first;
  Remove(endpoints_, receiver.line, from);
  --receiver.in_line;
  Endpoint& sender = endpoints_[from];
  if (permits_ != nullptr && !permits_->Allow(sender.awaited)) [[unlikely]] {
    TurnAway(from, wakes);
    return true;
  }
  Arrive(from, to, sender.waiting_message, wakes);
  if (sender.wait == WaitKind::kReply) {
    sender.call_state = Endpoint::CallState::kQueued;
    Append(endpoints_, receiver.callers, from);
  } else {
    sender.outcome = SendResult::kSent;
    sender.wait = WaitKind::kNone;
    wakes.Add(sender.vm);
  }
  return true;
}

/// Tells one that has left the line that its message is not let in.
void MessageExchange::TurnAway(std::uint32_t from, WakeList& wakes) {
  Endpoint& sender = endpoints_[from];
  store_.GiveBack(sender.waiting_message);
  // Of a call; one that was answered before remains so.
  if (sender.wait == WaitKind::kReply) {
    sender.call_state = Endpoint::CallState::kNone;
  }
  sender.outcome = SendResult::kTurnedAway;
  sender.wait = WaitKind::kNone;
  wakes.Add(sender.vm);
}

/// The same where the receiver may wait. If there is room for more of the line then, it is woken to
/// let them in, one by one, as it looks again.
void MessageExchange::AdmitOrWake(std::uint32_t to, WakeList& wakes) {
  const Endpoint& receiver = endpoints_[to];
  if (receiver.state != Endpoint::State::kAlive || !Admit(to, wakes)) {
    return;
  }
  const bool waits = receiver.wait == WaitKind::kMessages || receiver.wait == WaitKind::kEvents;
  if (waits && HeadFits(receiver)) {
    StopListening(to, wakes);
  }
}

}  // namespace starkernel::ipc
