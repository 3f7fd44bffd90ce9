#include "src/kernel_words/message_words.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "src/base/addresses.h"
#include "src/base/format.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/kernel_door.h"
#include "src/forthvm/throw_code.h"
#include "src/forthvm/wait.h"
#include "src/ipc/answers.h"
#include "src/ipc/endpoint.h"
#include "src/ipc/endpoint_figures.h"
#include "src/ipc/endpoint_ids.h"
#include "src/ipc/message.h"
#include "src/ipc/message_exchange.h"
#include "src/ipc/message_filter.h"
#include "src/ipc/wake_list.h"
#include "src/kernel_words/answers.h"
#include "src/kernel_words/kernel_objects.h"
#include "src/kernel_words/vm_keeper.h"

namespace starkernel::kernel_words {
namespace {

using forthvm::Cell;
using forthvm::KernelAnswer;
using forthvm::KernelCall;
using forthvm::ThrowCode;
using forthvm::Unsigned;
using forthvm::WakeCause;
using ipc::ReceiveResult;
using ipc::SendResult;

/// Messages that one call looks at; all that a mailbox holds.
constexpr std::size_t kLooks = 1024;

void Wake(Context& context, const ipc::WakeList& wakes) {
  for (const VmId vm : wakes.vms()) {
    context.objects.vms.Wake(vm);
  }
}

KernelAnswer WaitForExchange(Context& context) {
  context.caller.waits_in_exchange = true;
  return {.state = KernelAnswer::State::kWait, .wait = {.reason = forthvm::WaitReason::kMessage}};
}

/// What copying costs, as for words that work on memory.
KernelAnswer Copied(std::uint64_t length) {
  return {.reductions = static_cast<std::uint32_t>(1 + length / 16)};
}

/// A range of the caller's memory by two arguments.
struct Range {
  GuestAddr address;
  ByteCount length;
};
Range RangeIn(const KernelCall& call, std::size_t first) {
  return {.address = forthvm::AddressIn(call.arguments[first]),
          .length = ByteCount(Unsigned(call.arguments[first + 1]))};
}
KernelAnswer BadRange(Range range, bool to_write) {
  return {.state = KernelAnswer::State::kBadRange,
          .range = {.address = range.address, .length = range.length, .to_write = to_write}};
}
/// As much of a range is used as a message may have.
ByteCount Used(Range range) { return std::min(range.length, ByteCount(ipc::kMaximumLength)); }
bool Readable(const KernelCall& call, Range range) {
  return call.memory.Contains(range.address, range.length) &&
         !call.memory.RefusedToRead(range.address, Used(range)).has_value();
}
bool Writable(const KernelCall& call, Range range) {
  return call.memory.Contains(range.address, range.length) &&
         !call.memory.RefusedToWrite(range.address, Used(range)).has_value();
}

/// Why a message did not arrive.
KernelAnswer NotSent(Context& context, SendResult result) {
  TextWriter(context.detail).Text(SendResultText(result));
  switch (result) {
    case SendResult::kReceiverGone: return Thrown(context, ThrowCode::kNoSuchVm);
    case SendResult::kMailboxFull:
    case SendResult::kExchangeFull: return Thrown(context, ThrowCode::kKernelFull);
    case SendResult::kSent:
    case SendResult::kWaiting:
    case SendResult::kTooLong:
    case SendResult::kToItself:
    case SendResult::kLate:
    case SendResult::kCancelled: break;
  }
  return Thrown(context, ThrowCode::kInvalidArgument);
}

/// What to send, and where to: from a range, a tag and a VM id, the call's first arguments.
struct Outgoing {
  std::span<const std::byte> bytes;
  ipc::MessageStamp stamp;
  ipc::EndpointId to;
  KernelAnswer refusal;

  [[nodiscard]] bool ok() const { return refusal.state == KernelAnswer::State::kDone; }
};
Outgoing OutgoingIn(Context& context, const KernelCall& call) {
  Outgoing outgoing;
  const Range range = RangeIn(call, 0);
  if (range.length > ByteCount(ipc::kMaximumLength)) {
    outgoing.refusal =
        OutOfRange(context, "length of a message", call.arguments[1], 0, ipc::kMaximumLength);
    return outgoing;
  }
  if (!Readable(call, range)) {
    outgoing.refusal = BadRange(range, false);
    return outgoing;
  }
  const VmId vm(Unsigned(call.arguments[3]));
  const Result<VmIdentity> receiver = context.objects.vms.IdentityOf(vm);
  if (!receiver.ok()) {
    TextWriter writer(context.detail);
    Format(writer, "{}", vm);
    outgoing.refusal = Thrown(context, ThrowCode::kNoSuchVm);
    return outgoing;
  }
  outgoing.bytes = call.memory.Bytes(range.address, range.length);
  outgoing.stamp = {.badge = context.badge, .tag = Unsigned(call.arguments[2])};
  outgoing.to = receiver.value().endpoint;
  return outgoing;
}

/// Takes a message into the range of the first two arguments; results: length, tag, sender.
KernelAnswer Taken(Context& context, const KernelCall& call, const ipc::MessageInfo& message) {
  context.caller.badge = message.badge;
  context.caller.to_answer = message.reply;
  call.results[0] = message.length;
  call.results[1] = forthvm::Signed(message.tag);
  call.results[2] = forthvm::Signed(message.sender.value());
  return Copied(message.length);
}

KernelAnswer TooSmall(Context& context, const ipc::MessageInfo& message, ByteCount room) {
  TextWriter writer(context.detail);
  Format(writer, "a message of {} bytes for a buffer of {}", message.length, room);
  return Thrown(context, ThrowCode::kInvalidArgument);
}

/// Where an answer to a call goes: the last two arguments.
KernelAnswer TakeReply(Context& context, const KernelCall& call) {
  const Range range = RangeIn(call, 4);
  if (!Writable(call, range)) {
    return BadRange(range, true);
  }
  const ipc::ReceiveAnswer answer = context.objects.messages.TakeReply(
      context.caller.endpoint, call.memory.Bytes(range.address, range.length));
  Wake(context, answer.wakes);
  switch (answer.result) {
    case ReceiveResult::kReceived:
      call.results[0] = answer.message.length;
      call.results[1] = forthvm::Signed(answer.message.tag);
      return Copied(answer.message.length);
    case ReceiveResult::kNothing:
    case ReceiveResult::kUnfinished: return WaitForExchange(context);
    case ReceiveResult::kBufferTooSmall: return TooSmall(context, answer.message, range.length);
    case ReceiveResult::kReceiverGone:
    case ReceiveResult::kNoCall: break;
  }
  TextWriter(context.detail).Text(ReceiveResultText(answer.result));
  return Thrown(context, ThrowCode::kNoSuchVm);
}

}  // namespace

KernelAnswer Send(Context& context, const KernelCall& call) {
  ipc::MessageExchange& messages = context.objects.messages;
  if (call.woken != WakeCause::kNone) {
    if (messages.Inspect(context.caller.endpoint).wait != ipc::WaitKind::kNone) {
      return WaitForExchange(context);
    }
    const std::optional<SendResult> result = messages.TakeSendOutcome(context.caller.endpoint);
    return result == SendResult::kSent ? KernelAnswer()
                                       : NotSent(context, result.value_or(SendResult::kCancelled));
  }
  const Outgoing outgoing = OutgoingIn(context, call);
  if (!outgoing.ok()) {
    return outgoing.refusal;
  }
  const ipc::SendAnswer answer =
      messages.SendOrWait(context.caller.endpoint, outgoing.to, outgoing.stamp, outgoing.bytes);
  Wake(context, answer.wakes);
  if (answer.result == SendResult::kWaiting) {
    return WaitForExchange(context);
  }
  return answer.result == SendResult::kSent ? Copied(outgoing.bytes.size())
                                            : NotSent(context, answer.result);
}

KernelAnswer TrySend(Context& context, const KernelCall& call) {
  const Outgoing outgoing = OutgoingIn(context, call);
  if (!outgoing.ok()) {
    return outgoing.refusal;
  }
  const ipc::SendAnswer answer = context.objects.messages.Send(context.caller.endpoint, outgoing.to,
                                                               outgoing.stamp, outgoing.bytes);
  Wake(context, answer.wakes);
  if (answer.result != SendResult::kSent && answer.result != SendResult::kMailboxFull) {
    return NotSent(context, answer.result);
  }
  call.results[0] = forthvm::Flag(answer.result == SendResult::kSent);
  return Copied(outgoing.bytes.size());
}

KernelAnswer TryReceive(Context& context, const KernelCall& call) {
  const Range range = RangeIn(call, 0);
  if (!Writable(call, range)) {
    return BadRange(range, true);
  }
  const ipc::ReceiveAnswer answer =
      context.objects.messages.Receive(context.caller.endpoint, ipc::MessageFilter(),
                                       call.memory.Bytes(range.address, range.length), kLooks);
  Wake(context, answer.wakes);
  if (answer.result == ReceiveResult::kBufferTooSmall) {
    return TooSmall(context, answer.message, range.length);
  }
  if (answer.result != ReceiveResult::kReceived) {
    return {};
  }
  const KernelAnswer taken = Taken(context, call, answer.message);
  call.results[3] = forthvm::Flag(true);
  return taken;
}

KernelAnswer Receive(Context& context, const KernelCall& call) {
  const Range range = RangeIn(call, 0);
  if (!Writable(call, range)) {
    return BadRange(range, true);
  }
  ipc::MessageExchange& messages = context.objects.messages;
  Wake(context, messages.CancelWait(context.caller.endpoint));
  for (;;) {
    const ipc::ReceiveAnswer answer =
        messages.Receive(context.caller.endpoint, ipc::MessageFilter(),
                         call.memory.Bytes(range.address, range.length), kLooks);
    Wake(context, answer.wakes);
    if (answer.result == ReceiveResult::kReceived) {
      return Taken(context, call, answer.message);
    }
    if (answer.result == ReceiveResult::kBufferTooSmall) {
      return TooSmall(context, answer.message, range.length);
    }
    const ipc::WaitAnswer wait =
        messages.WaitForMessage(context.caller.endpoint, ipc::MessageFilter(), ipc::EventBits(0));
    Wake(context, wait.wakes);
    if (wait.waits) {
      return WaitForExchange(context);
    }
    // A look in vain let one in from the line: every message is wanted, so the next look takes it.
  }
}

KernelAnswer Badge(Context& context, const KernelCall& call) {
  call.results[0] = context.caller.badge;
  return {};
}

KernelAnswer CallVm(Context& context, const KernelCall& call) {
  if (call.woken != WakeCause::kNone) {
    return TakeReply(context, call);
  }
  const Range answer_range = RangeIn(call, 4);
  if (!Writable(call, answer_range)) {
    return BadRange(answer_range, true);
  }
  const Outgoing outgoing = OutgoingIn(context, call);
  if (!outgoing.ok()) {
    return outgoing.refusal;
  }
  const ipc::SendAnswer answer = context.objects.messages.Call(context.caller.endpoint, outgoing.to,
                                                               outgoing.stamp, outgoing.bytes);
  Wake(context, answer.wakes);
  return answer.result == SendResult::kSent ? WaitForExchange(context)
                                            : NotSent(context, answer.result);
}

KernelAnswer Reply(Context& context, const KernelCall& call) {
  const Range range = RangeIn(call, 0);
  if (!Readable(call, range)) {
    return BadRange(range, false);
  }
  const ipc::SendAnswer answer = context.objects.messages.Reply(
      context.caller.endpoint, context.caller.to_answer, Unsigned(call.arguments[2]),
      call.memory.Bytes(range.address, range.length));
  Wake(context, answer.wakes);
  return answer.result == SendResult::kSent ? Copied(range.length.value())
                                            : NotSent(context, answer.result);
}

KernelAnswer Notify(Context& context, const KernelCall& call) {
  const VmId vm(Unsigned(call.arguments[1]));
  const Result<VmIdentity> receiver = context.objects.vms.IdentityOf(vm);
  if (!receiver.ok()) {
    TextWriter writer(context.detail);
    Format(writer, "{}", vm);
    return Thrown(context, ThrowCode::kNoSuchVm);
  }
  Wake(context, context.objects.messages
                    .Notify(receiver.value().endpoint, ipc::EventBits(Unsigned(call.arguments[0])))
                    .wakes);
  return {};
}

KernelAnswer TakeEvents(Context& context, const KernelCall& call) {
  const ipc::EventBits wanted(Unsigned(call.arguments[0]));
  call.results[0] =
      forthvm::Signed(context.objects.messages.TakeEvents(context.caller.endpoint, wanted).value());
  return {};
}

KernelAnswer WaitEvents(Context& context, const KernelCall& call) {
  const ipc::EventBits wanted(Unsigned(call.arguments[0]));
  ipc::MessageExchange& messages = context.objects.messages;
  Wake(context, messages.CancelWait(context.caller.endpoint));
  const ipc::EventBits taken = messages.TakeEvents(context.caller.endpoint, wanted);
  if (taken.value() != 0) {
    call.results[0] = forthvm::Signed(taken.value());
    return {};
  }
  Wake(context, messages.WaitForEvents(context.caller.endpoint, wanted).wakes);
  return WaitForExchange(context);
}

}  // namespace starkernel::kernel_words
