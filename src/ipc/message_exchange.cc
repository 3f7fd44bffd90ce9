#include "src/ipc/message_exchange.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "src/base/error.h"
#include "src/base/ids.h"
#include "src/base/panic.h"
#include "src/base/result.h"
#include "src/ipc/answers.h"
#include "src/ipc/endpoint.h"
#include "src/ipc/endpoint_figures.h"
#include "src/ipc/endpoint_ids.h"
#include "src/ipc/identity.h"
#include "src/ipc/message.h"
#include "src/ipc/node_pool.h"
#include "src/ipc/notice.h"
#include "src/ipc/wake_list.h"

namespace starkernel::ipc {
namespace {

/// Whether somebody waits for what its VM instance does.
bool IsAwaited(const Endpoint& endpoint) {
  return endpoint.line.first != kNoPlace || endpoint.callers.first != kNoPlace;
}

}  // namespace

MessageExchange::MessageExchange(const ExchangeStorage& storage)
    : endpoints_(storage.endpoints.first(std::min(storage.endpoints.size(), kMaximumEndpoints))),
      store_(storage.messages, storage.chunks, storage.reserve.messages, storage.reserve.chunks) {}

/// The place of an endpoint that can be sent to; kNoPlace if there is none of that id.
std::uint32_t MessageExchange::Find(EndpointId endpoint) const {
  const std::uint32_t place = PlaceOf(endpoint);
  if (!endpoints_.Knows(place)) {
    return kNoPlace;
  }
  const Endpoint& found = endpoints_[place];
  return found.state == Endpoint::State::kAlive && found.generation == GenerationOf(endpoint)
             ? place
             : kNoPlace;
}

/// The place of one that exists, open or closed, since the kernel never asks for another.
std::uint32_t MessageExchange::FindOwn(EndpointId endpoint) const {
  const std::uint32_t place = PlaceOf(endpoint);
  Require(endpoints_.Knows(place) && endpoints_[place].generation == GenerationOf(endpoint) &&
              (endpoints_[place].state == Endpoint::State::kAlive ||
               endpoints_[place].state == Endpoint::State::kClosed),
          "an endpoint that does not exist");
  return place;
}

std::uint32_t MessageExchange::FindActing(EndpointId by) const {
  const std::uint32_t place = FindOwn(by);
  Require(endpoints_[place].wait == WaitKind::kNone, "a VM instance that acts while it waits");
  return place;
}

Result<EndpointId> MessageExchange::AddEndpoint(VmId vm, MailboxQuota quota) {
  const std::uint32_t place = endpoints_.Take();
  if (place == kNoPlace) {
    return Error::kCapacity;
  }
  Endpoint& added = endpoints_[place];
  const std::uint32_t generation = added.generation;
  const std::uint64_t call = added.call;
  added = Endpoint();
  added.generation = generation;
  added.call = call;
  added.vm = vm;
  added.state = Endpoint::State::kAlive;
  added.quota = quota;
  return IdOf(place, generation);
}

RemovalStep MessageExchange::RemoveEndpoint(EndpointId endpoint) {
  const std::uint32_t place = PlaceOf(endpoint);
  Require(endpoints_.Knows(place) && endpoints_[place].state != Endpoint::State::kFree &&
              endpoints_[place].generation == GenerationOf(endpoint),
          "the end of an endpoint that does not exist");
  Endpoint& removed = endpoints_[place];
  if (removed.state == Endpoint::State::kClosing) {
    return RemoveNext(place);
  }
  RemovalStep step;
  removed.state = Endpoint::State::kClosing;
  Leave(place, step.wakes);
  DropReply(removed);
  return step;
}

RemovalStep MessageExchange::CloseEndpoint(EndpointId endpoint) {
  const std::uint32_t place = FindOwn(endpoint);
  Endpoint& closed = endpoints_[place];
  RemovalStep step;
  if (closed.state == Endpoint::State::kAlive) {
    closed.state = Endpoint::State::kClosed;
    Leave(place, step.wakes);
    DropReply(closed);
  } else if (IsAwaited(closed)) {
    LetGoNext(place, step.wakes);
  }
  step.done = !IsAwaited(closed);
  return step;
}

/// Tells the next of those that wait at one which will do nothing for them any more.
void MessageExchange::LetGoNext(std::uint32_t place, WakeList& wakes) {
  Endpoint& gone = endpoints_[place];
  const bool in_line = gone.line.first != kNoPlace;
  EndpointList& list = in_line ? gone.line : gone.callers;
  const std::uint32_t other = list.first;
  Remove(endpoints_, list, other);
  Endpoint& waiting = endpoints_[other];
  wakes.Add(waiting.vm);
  if (waiting.wait == WaitKind::kMessages) {
    // It looks again, and finds who it waits for gone.
    waiting.wait = WaitKind::kNone;
    return;
  }
  if (in_line) {
    --gone.in_line;
    store_.GiveBack(waiting.waiting_message);
  } else if (waiting.call_state == Endpoint::CallState::kTaken) {
    store_.GiveBack(waiting.reply);
  }
  if (waiting.wait == WaitKind::kReply) {
    waiting.call_state = Endpoint::CallState::kFailed;
  } else {
    waiting.outcome = SendResult::kReceiverGone;
  }
  waiting.wait = WaitKind::kNone;
}

/// Of one that waits for nothing any more.
RemovalStep MessageExchange::RemoveNext(std::uint32_t place) {
  RemovalStep step;
  Endpoint& removed = endpoints_[place];
  if (IsAwaited(removed)) {
    LetGoNext(place, step.wakes);
  } else if (removed.first != kNoPlace) {
    const std::uint32_t message = removed.first;
    removed.first = store_[message].next;
    if (store_[message].tag == kNoticeTag) {
      ReturnNotice(message);
    } else {
      store_.GiveBack(message);
    }
  } else {
    DropNotice(removed);
    removed.state = Endpoint::State::kFree;
    step.done = true;
    // An id is never given out twice: a place that has used up its own is not used again.
    if (removed.generation == std::numeric_limits<std::uint32_t>::max()) {
      endpoints_.Retire();
    } else {
      ++removed.generation;
      endpoints_.GiveBack(place);
    }
  }
  return step;
}

WakeList MessageExchange::SetQuota(EndpointId endpoint, MailboxQuota quota) {
  WakeList wakes;
  const std::uint32_t place = FindOwn(endpoint);
  endpoints_[place].quota = quota;
  AdmitOrWake(place, wakes);
  return wakes;
}

SendAnswer MessageExchange::Notify(EndpointId to, EventBits events) {
  SendAnswer answer;
  const std::uint32_t place = Find(to);
  if (place == kNoPlace) {
    answer.result = SendResult::kReceiverGone;
    return answer;
  }
  Endpoint& receiver = endpoints_[place];
  const auto count = [](std::uint64_t bits) {
    return static_cast<std::uint64_t>(std::popcount(bits));
  };
  receiver.notified += count(events.value());
  receiver.coalesced += count(events.value() & receiver.events);
  receiver.events |= events.value();
  const bool listens = receiver.wait == WaitKind::kMessages || receiver.wait == WaitKind::kEvents;
  if (listens && (receiver.events & receiver.awaited) != 0) {
    StopListening(place, answer.wakes);
  }
  return answer;
}

EventBits MessageExchange::TakeEvents(EndpointId by, EventBits events) {
  Endpoint& own = endpoints_[FindActing(by)];
  const std::uint64_t taken = own.events & events.value();
  own.events &= ~taken;
  return EventBits(taken);
}

EndpointFigures MessageExchange::Inspect(EndpointId endpoint) const {
  const Endpoint& found = endpoints_[FindOwn(endpoint)];
  return {.vm = found.vm,
          .wait = found.wait,
          .is_selective = found.wait == WaitKind::kMessages && !found.filter.any(),
          .quota = found.quota,
          .held = {found.messages, found.bytes},
          .most_held = {found.most_messages, found.most_bytes},
          .in_line = found.in_line,
          .notices = found.notices,
          .arrived = found.arrived,
          .refused = found.refused,
          .sent = found.sent,
          .events = EventBits(found.events),
          .notified = found.notified,
          .coalesced = found.coalesced};
}

}  // namespace starkernel::ipc
