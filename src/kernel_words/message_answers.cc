#include "src/kernel_words/message_answers.h"

#include <cstddef>
#include <cstdint>

#include "src/base/format.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/saturating.h"
#include "src/base/text_writer.h"
#include "src/capabilities/capability.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/kernel_door.h"
#include "src/forthvm/throw_code.h"
#include "src/forthvm/wait.h"
#include "src/ipc/answers.h"
#include "src/ipc/message.h"
#include "src/ipc/wake_list.h"
#include "src/kernel_words/answers.h"
#include "src/kernel_words/kernel_objects.h"
#include "src/kernel_words/memory_range.h"
#include "src/kernel_words/vm_keeper.h"

namespace starkernel::kernel_words {

using forthvm::KernelAnswer;
using forthvm::KernelCall;
using forthvm::ThrowCode;
using forthvm::Unsigned;
using ipc::SendResult;

void WakeAll(Context& context, const ipc::WakeList& wakes) {
  for (const VmId vm : wakes.vms()) {
    context.objects.vms.Wake(vm);
  }
}

KernelAnswer WaitForExchange(Context& context, Nanoseconds deadline) {
  context.caller.waits_in_exchange = true;
  return {.state = KernelAnswer::State::kWait,
          .wait = {.reason = forthvm::WaitReason::kMessage, .deadline = deadline}};
}

Nanoseconds DeadlineOf(Context& context, const KernelCall& call, std::uint64_t longest) {
  if (longest == forthvm::kNever.value()) {
    return forthvm::kNever;
  }
  if (context.caller.looks_until.has_value()) {
    return *context.caller.looks_until;
  }
  return call.woken == forthvm::WakeCause::kNone
             ? Nanoseconds(SaturatingAdd(context.objects.vms.Now().value(), longest))
             : call.wait.deadline;
}

namespace {

KernelAnswer NoRoomForMore(Context& context) {
  const ipc::ExchangeUse used = context.objects.messages.used();
  const ipc::ExchangeUse limit = context.objects.messages.LimitFor(context.caller.vm);
  return used.messages >= limit.messages
             ? Full(context, "no room for more messages", used.messages, limit.messages)
             : Full(context, "no room for so long a message, in KiB", used.chunks, limit.chunks);
}

}  // namespace

KernelAnswer IsGone(Context& context, VmId vm) {
  TextWriter writer(context.detail);
  Format(writer, "{} has ended or faulted", vm);
  return Thrown(context, ThrowCode::kNoSuchVm);
}

KernelAnswer NotSent(Context& context, SendResult result, VmId receiver) {
  if (result == SendResult::kExchangeFull) {
    return NoRoomForMore(context);
  }
  if (result == SendResult::kReceiverGone) {
    return IsGone(context, receiver);
  }
  TextWriter(context.detail).Text(SendResultText(result));
  switch (result) {
    case SendResult::kMailboxFull:
    case SendResult::kExchangeFull: return Thrown(context, ThrowCode::kKernelFull);
    case SendResult::kSent:
    case SendResult::kWaiting:
    case SendResult::kReceiverGone:
    case SendResult::kTooLong:
    case SendResult::kToItself:
    case SendResult::kReservedTag:
    case SendResult::kLate:
    case SendResult::kCancelled:
    case SendResult::kTurnedAway: break;
  }
  return Thrown(context, ThrowCode::kInvalidArgument);
}

Outgoing OutgoingIn(Context& context, const KernelCall& call) {
  Outgoing outgoing;
  const MemoryRange range = RangeIn(call, 0);
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
    outgoing.refusal = NoSuchVm(context, vm);
    return outgoing;
  }
  outgoing.bytes = call.memory.Bytes(range.address, range.length);
  // The check has left the capability that allows it.
  const auto send = static_cast<std::size_t>(capabilities::CapabilityType::kSend);
  outgoing.stamp = {.badge = context.badge,
                    .tag = Unsigned(call.arguments[2]),
                    .permit = context.caller.last_used.at(send).value()};
  outgoing.to = receiver.value().endpoint;
  return outgoing;
}

KernelAnswer TooSmall(Context& context, const ipc::MessageInfo& message, ByteCount room) {
  TextWriter writer(context.detail);
  Format(writer, "a message of {} bytes for a buffer of {}", message.length, room);
  return Thrown(context, ThrowCode::kInvalidArgument);
}

}  // namespace starkernel::kernel_words
