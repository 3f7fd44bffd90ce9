#include <cstdint>
#include <optional>

#include "src/base/panic.h"
#include "src/ipc/answers.h"
#include "src/ipc/endpoint.h"
#include "src/ipc/endpoint_ids.h"
#include "src/ipc/message_exchange.h"
#include "src/ipc/message_filter.h"
#include "src/ipc/node_pool.h"
#include "src/ipc/wake_list.h"

namespace starkernel::ipc {

WaitAnswer MessageExchange::WaitForMessage(EndpointId by, const MessageFilter& filter,
                                           EventBits events, std::optional<EndpointId> sender) {
  const std::uint32_t place = FindActing(by);
  Endpoint& own = endpoints_[place];
  WaitAnswer answer;
  const bool looked = own.first == kNoPlace || (own.filter == filter && own.cursor == own.last);
  if (Admit(place, answer.wakes) || !looked || (own.events & events.value()) != 0 ||
      HasLeftAnswer(place, filter)) {
    return answer;
  }
  own.filter = filter;
  own.awaited = events.value();
  own.wait = WaitKind::kMessages;
  own.waits_at = kNoPlace;
  if (sender.has_value()) {
    own.waits_at = Find(*sender);
    Require(own.waits_at != kNoPlace, "a wait for a sender that is closed");
    Append(endpoints_, endpoints_[own.waits_at].callers, place);
  }
  answer.waits = true;
  return answer;
}

WaitAnswer MessageExchange::WaitForEvents(EndpointId by, EventBits events) {
  const std::uint32_t place = FindActing(by);
  Endpoint& own = endpoints_[place];
  WaitAnswer answer;
  if (Admit(place, answer.wakes) || (own.events & events.value()) != 0) {
    return answer;
  }
  own.awaited = events.value();
  own.wait = WaitKind::kEvents;
  own.waits_at = kNoPlace;
  answer.waits = true;
  return answer;
}

WakeList MessageExchange::CancelWait(EndpointId by) {
  WakeList wakes;
  Leave(FindOwn(by), wakes);
  return wakes;
}

/// Wakes one that waits for messages or events.
void MessageExchange::StopListening(std::uint32_t place, WakeList& wakes) {
  LeaveSender(place);
  endpoints_[place].wait = WaitKind::kNone;
  wakes.Add(endpoints_[place].vm);
}

/// Takes one that waits for messages or events out of the list of those who wait for one sender.
void MessageExchange::LeaveSender(std::uint32_t place) {
  if (const std::uint32_t sender = endpoints_[place].waits_at; sender != kNoPlace) [[unlikely]] {
    Remove(endpoints_, endpoints_[sender].callers, place);
  }
}

/// Ends whatever it waits for.
void MessageExchange::Leave(std::uint32_t place, WakeList& wakes) {
  Endpoint& own = endpoints_[place];
  const WaitKind wait = own.wait;
  own.wait = WaitKind::kNone;
  if (wait == WaitKind::kMessages || wait == WaitKind::kEvents) {
    LeaveSender(place);
    return;
  }
  if (wait == WaitKind::kRoom) {
    own.outcome = SendResult::kCancelled;
    LeaveLine(place, wakes);
  }
  if (wait != WaitKind::kReply) {
    return;
  }
  const Endpoint::CallState call_state = own.call_state;
  own.call_state = Endpoint::CallState::kNone;
  if (call_state == Endpoint::CallState::kInLine) {
    LeaveLine(place, wakes);
    return;
  }
  Remove(endpoints_, endpoints_[own.waits_at].callers, place);
  if (call_state == Endpoint::CallState::kTaken) {
    store_.GiveBack(own.reply);
  }
}

/// Takes it out of the line with its message; those behind it may have room now.
void MessageExchange::LeaveLine(std::uint32_t place, WakeList& wakes) {
  const std::uint32_t to = endpoints_[place].waits_at;
  Remove(endpoints_, endpoints_[to].line, place);
  --endpoints_[to].in_line;
  store_.GiveBack(endpoints_[place].waiting_message);
  AdmitOrWake(to, wakes);
}

/// Gives up an answer that was not taken, or the news that there will be none.
void MessageExchange::DropReply(Endpoint& own) {
  if (own.call_state == Endpoint::CallState::kAnswered) {
    store_.GiveBack(own.reply);
  }
  own.call_state = Endpoint::CallState::kNone;
}

}  // namespace starkernel::ipc
