#pragma once

#include <cstdint>

#include "src/base/ids.h"
#include "src/ipc/answers.h"
#include "src/ipc/message.h"
#include "src/ipc/message_filter.h"
#include "src/ipc/node_pool.h"

namespace starkernel::ipc {

/// What a VM instance waits for.
enum class WaitKind : std::uint8_t {
  kNone,
  kMessages,  ///< Messages it wants, or events of its mask.
  kEvents,    ///< Events of its mask.
  kRoom,      ///< That its message gets into a mailbox.
  kReply,     ///< That its call is answered.
};

/// Endpoints that wait at another, linked by their `next` and `previous`, oldest first.
struct EndpointList {
  std::uint32_t first = kNoPlace;
  std::uint32_t last = kNoPlace;
};

/// One place of a MessageExchange, which alone knows what its parts mean: a VM instance as sender
/// (first cache line), its mailbox (second), and what is needed less often. Links are places.
struct alignas(64) Endpoint {
  enum class State : std::uint8_t {
    kFree,
    kAlive,
    kClosed,   ///< Nothing comes in any more; what is there stays.
    kClosing,  ///< It is being taken away.
  };
  enum class CallState : std::uint8_t {
    kNone,
    kInLine,    ///< Its message stands in line for room in the mailbox.
    kQueued,    ///< It lies in the mailbox.
    kTaken,     ///< The receiver has it, and `reply` is kept for the answer.
    kAnswered,  ///< The answer is in `reply`.
    kFailed,    ///< The receiver has ended, or was closed.
  };

  VmId vm;
  std::uint32_t generation = 0;  ///< How often the place was given up.
  State state = State::kFree;
  WaitKind wait = WaitKind::kNone;
  CallState call_state = CallState::kNone;
  /// Of the message that stood in line; kWaiting if there is nothing to tell.
  SendResult outcome = SendResult::kWaiting;
  std::uint32_t next = kNoPlace;             ///< In the list it is in, or the next free place.
  std::uint32_t previous = kNoPlace;         ///< In the list it is in.
  std::uint32_t waits_at = kNoPlace;         ///< Whose list that is.
  std::uint32_t waiting_message = kNoPlace;  ///< What stands in line.
  std::uint32_t reply = kNoPlace;            ///< The message for the answer.
  std::uint32_t cursor = kNoPlace;           ///< Up to here no message matches `filter`.
  std::uint64_t call = 0;                    ///< The number of its last call.
  std::uint64_t sent = 0;
  std::uint64_t arrived = 0;

  std::uint32_t first = kNoPlace;  ///< The oldest message.
  std::uint32_t last = kNoPlace;
  std::uint32_t messages = 0;
  std::uint32_t bytes = 0;
  MailboxQuota quota;
  std::uint32_t most_messages = 0;
  std::uint32_t most_bytes = 0;
  MessageFilter filter;  ///< What was looked for last other than any message, or is waited for.
  EndpointList line;     ///< Those whose messages wait for room.

  EndpointList callers;       ///< Who waits for its answer to a message let in, or its next one.
  std::uint64_t awaited = 0;  ///< Events it waits for; in line, the permit of its message.
  std::uint64_t events = 0;
  std::uint64_t notified = 0;
  std::uint64_t coalesced = 0;
  std::uint64_t refused = 0;
  std::uint32_t in_line = 0;
  std::uint32_t notices = 0;        ///< In the mailbox, besides its messages.
  std::uint32_t notice = kNoPlace;  ///< The place that is kept for its own.
  bool notice_untaken = false;      ///< That lies in a mailbox.
};

static_assert(sizeof(Endpoint) == 192);

/// The exchange's endpoints.
using EndpointPool = NodePool<Endpoint, &Endpoint::next>;

/// Puts `place`, which is in no list, behind the others.
inline void Append(EndpointPool& endpoints, EndpointList& list, std::uint32_t place) {
  endpoints[place].next = kNoPlace;
  endpoints[place].previous = list.last;
  (list.last == kNoPlace ? list.first : endpoints[list.last].next) = place;
  list.last = place;
}

/// Takes `place` out of the list it is in.
inline void Remove(EndpointPool& endpoints, EndpointList& list, std::uint32_t place) {
  const std::uint32_t next = endpoints[place].next;
  const std::uint32_t previous = endpoints[place].previous;
  (previous == kNoPlace ? list.first : endpoints[previous].next) = next;
  (next == kNoPlace ? list.last : endpoints[next].previous) = previous;
}

}  // namespace starkernel::ipc
