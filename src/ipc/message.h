#pragma once

#include <cstddef>
#include <cstdint>

#include "src/base/ids.h"
#include "src/ipc/endpoint_ids.h"

namespace starkernel::ipc {

/// Bytes that one message can have at most.
inline constexpr std::size_t kMaximumLength = std::size_t{64} * 1024;

/// What a message carries beside its bytes and its sender's id, which the exchange adds.
struct MessageStamp {
  /// Of the capability by which it is sent; the kernel sets it, never the sender.
  std::uint32_t badge = 0;
  /// What the sender calls this kind of message.
  std::uint64_t tag = 0;
  /// What allowed it, as the kernel calls that; asked about again if it has to stand in line
  /// (Permits).
  std::uint64_t permit = 0;
};

/// What a receiver is told of a message.
struct MessageInfo {
  VmId sender;
  std::uint32_t badge = 0;
  std::uint64_t tag = 0;
  std::uint32_t length = 0;  ///< In bytes.
  ReplyToken reply;          ///< By which it is answered, if it is a call; otherwise 0.

  [[nodiscard]] bool is_call() const { return reply != ReplyToken(); }
};

/// How much may lie in a mailbox.
struct MailboxQuota {
  std::uint32_t messages = 0;
  std::uint32_t bytes = 0;

  friend constexpr bool operator==(MailboxQuota, MailboxQuota) = default;
};

/// Of a mailbox at first, and at most.
inline constexpr MailboxQuota kLargestQuota{.messages = 64, .bytes = 64 * 1024};

}  // namespace starkernel::ipc
