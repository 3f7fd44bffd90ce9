#pragma once

#include <cstdint>
#include <string_view>

#include "src/ipc/message.h"
#include "src/ipc/wake_list.h"

namespace starkernel::ipc {

/// What became of a message, an answer or a notification on its way to its receiver.
enum class SendResult : std::uint8_t {
  kSent,     ///< It is there. A caller waits for the answer, in the mailbox's line or behind it.
  kWaiting,  ///< It stands in line for room in the mailbox, and its sender waits.
  kMailboxFull,   ///< No room in the mailbox, or others stand in line for it already.
  kExchangeFull,  ///< The machine has no room for more messages.
  kTooLong,       ///< Longer than kMaximumLength, or than all that the mailbox may hold.
  kReceiverGone,  ///< The receiver has ended, or was closed.
  kToItself,      ///< The sender would wait for itself.
  kReservedTag,   ///< Nobody but the kernel sends with that tag.
  kLate,          ///< Nobody waits for that answer: cancelled, answered, ended, or never asked.
  kCancelled,     ///< Its sender gave up while it stood in line.
  kTurnedAway,    ///< Its turn came when what had allowed it no longer did.
};

/// What became of an attempt to get a message or an answer.
enum class ReceiveResult : std::uint8_t {
  kReceived,
  kNothing,         ///< None that is wanted is there; or the call is not answered yet.
  kUnfinished,      ///< None among those looked at so far: ask again.
  kBufferTooSmall,  ///< There is one, and it stays where it is.
  kReceiverGone,    ///< The one that was called has ended, or was closed, without an answer.
  kNoCall,          ///< There is no call that could be answered.
};

struct SendAnswer {
  SendResult result = SendResult::kSent;
  WakeList wakes;
};

struct ReceiveAnswer {
  ReceiveResult result = ReceiveResult::kReceived;
  WakeList wakes;
  MessageInfo message;      ///< With kReceived and kBufferTooSmall.
  std::uint32_t looks = 0;  ///< Messages that were looked at and passed.
};

struct WaitAnswer {
  bool waits = false;  ///< Otherwise there may be something already: look again.
  WakeList wakes;
};

/// One step of closing an endpoint, or of taking it away.
struct RemovalStep {
  bool done = false;
  WakeList wakes;
};

/// In words, for reports.
[[nodiscard]] constexpr std::string_view SendResultText(SendResult result) {
  switch (result) {
    case SendResult::kSent: return "sent";
    case SendResult::kWaiting: return "waiting for room";
    case SendResult::kMailboxFull: return "mailbox full";
    case SendResult::kExchangeFull: return "no room for more messages";
    case SendResult::kTooLong: return "message too long";
    case SendResult::kReceiverGone: return "receiver has ended or faulted";
    case SendResult::kToItself: return "would wait for itself";
    case SendResult::kReservedTag: return "the tag is the kernel's";
    case SendResult::kLate: return "nobody waits for the answer";
    case SendResult::kCancelled: return "cancelled";
    case SendResult::kTurnedAway: return "no longer allowed";
  }
  return "unknown";
}

/// In words, for reports.
[[nodiscard]] constexpr std::string_view ReceiveResultText(ReceiveResult result) {
  switch (result) {
    case ReceiveResult::kReceived: return "received";
    case ReceiveResult::kNothing: return "no message";
    case ReceiveResult::kUnfinished: return "not all looked at";
    case ReceiveResult::kBufferTooSmall: return "buffer too small";
    case ReceiveResult::kReceiverGone: return "receiver has ended or faulted";
    case ReceiveResult::kNoCall: return "no call to be answered";
  }
  return "unknown";
}

}  // namespace starkernel::ipc
