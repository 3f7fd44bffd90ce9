#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/forthvm/kernel_door.h"
#include "src/forthvm/wait.h"
#include "src/ipc/answers.h"
#include "src/ipc/endpoint_ids.h"
#include "src/ipc/message.h"
#include "src/ipc/wake_list.h"
#include "src/kernel_words/kernel_objects.h"

/// What the kernel words about messages have in common.
namespace starkernel::kernel_words {

/// Messages that one look goes through; it is looked again until all are seen.
inline constexpr std::size_t kLooks = 1024;
/// How often one looks in a window: each time lets one in from the line, or turns it away.
inline constexpr std::uint32_t kRoundsAtOnce = 64;

void WakeAll(Context& context, const ipc::WakeList& wakes);
/// Mostly nobody is.
inline void Wake(Context& context, const ipc::WakeList& wakes) {
  if (!wakes.empty()) {
    WakeAll(context, wakes);
  }
}

/// The answer of one that waits in the exchange, until `deadline` at most.
[[nodiscard]] forthvm::KernelAnswer WaitForExchange(Context& context,
                                                    Nanoseconds deadline = forthvm::kNever);

/// The deadline of a wait that began at the first call and lasts `longest` nanoseconds, for ever
/// with forthvm::kNever; of one that goes on looking, as it said then.
[[nodiscard]] Nanoseconds DeadlineOf(Context& context, const forthvm::KernelCall& call,
                                     std::uint64_t longest);

/// The answer of one that has looked as often as one may at once.
[[nodiscard]] inline forthvm::KernelAnswer GoOnLooking() {
  return {.state = forthvm::KernelAnswer::State::kGoesOn};
}

/// What copying costs, as for words that work on memory.
[[nodiscard]] inline forthvm::KernelAnswer Copied(std::uint64_t length) {
  return {.reductions = static_cast<std::uint32_t>(1 + length / 16)};
}

/// THROW -260 of one that is there no longer, or only to be looked at.
[[nodiscard]] forthvm::KernelAnswer IsGone(Context& context, VmId vm);

/// Why a message did not arrive at `receiver`.
[[nodiscard]] forthvm::KernelAnswer NotSent(Context& context, ipc::SendResult result,
                                            VmId receiver);

/// What to send, and where to: by a range, a tag and a VM id, the call's first arguments.
struct Outgoing {
  std::span<const std::byte> bytes;
  ipc::MessageStamp stamp;
  ipc::EndpointId to;
  forthvm::KernelAnswer refusal;

  [[nodiscard]] bool ok() const { return refusal.state == forthvm::KernelAnswer::State::kDone; }
};
[[nodiscard]] Outgoing OutgoingIn(Context& context, const forthvm::KernelCall& call);

/// THROW -24 of a message that is longer than the buffer.
[[nodiscard]] forthvm::KernelAnswer TooSmall(Context& context, const ipc::MessageInfo& message,
                                             ByteCount room);

}  // namespace starkernel::kernel_words
