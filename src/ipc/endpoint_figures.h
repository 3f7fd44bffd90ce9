#pragma once

#include <cstdint>

#include "src/base/ids.h"
#include "src/ipc/endpoint.h"
#include "src/ipc/endpoint_ids.h"
#include "src/ipc/message.h"

namespace starkernel::ipc {

/// What is known of a VM instance's messages, for tables and reports.
struct EndpointFigures {
  VmId vm;
  WaitKind wait = WaitKind::kNone;
  bool is_selective = false;  ///< It waits for messages, but not for every one.
  MailboxQuota quota;
  MailboxQuota held;            ///< What lies in the mailbox.
  MailboxQuota most_held;       ///< The most that ever did: of messages, and of bytes.
  std::uint32_t in_line = 0;    ///< Senders whose messages wait for room.
  std::uint32_t notices = 0;    ///< What lies in the mailbox besides.
  std::uint64_t arrived = 0;    ///< Messages that came into the mailbox.
  std::uint64_t refused = 0;    ///< Messages that were refused because it was full.
  std::uint64_t sent = 0;       ///< Messages and answers of its own that arrived.
  EventBits events;             ///< Those that were not taken yet.
  std::uint64_t notified = 0;   ///< Events it was told of.
  std::uint64_t coalesced = 0;  ///< Those of them that were there already.

  friend constexpr bool operator==(const EndpointFigures&, const EndpointFigures&) = default;
};

}  // namespace starkernel::ipc
