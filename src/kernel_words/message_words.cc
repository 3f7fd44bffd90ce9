#include "src/kernel_words/message_words.h"

#include <cstdint>
#include <optional>

#include "src/base/ids.h"
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
#include "src/ipc/message_exchange.h"
#include "src/kernel_words/answers.h"
#include "src/kernel_words/kernel_objects.h"
#include "src/kernel_words/memory_range.h"
#include "src/kernel_words/message_answers.h"
#include "src/kernel_words/vm_keeper.h"

namespace starkernel::kernel_words {
namespace {

using forthvm::KernelAnswer;
using forthvm::KernelCall;
using forthvm::ThrowCode;
using forthvm::Unsigned;
using forthvm::WakeCause;
using ipc::ReceiveResult;
using ipc::SendResult;

/// Whom a message is for: the fourth argument.
VmId ReceiverIn(const KernelCall& call) { return VmId(Unsigned(call.arguments[3])); }

/// Whether the word goes on with a message that it has sent, or that stands in line; otherwise it
/// begins, or begins anew since the message was turned away.
bool GoesOn(const Context& context, const KernelCall& call) {
  return call.woken != WakeCause::kNone &&
         !context.objects.messages.IsTurnedAway(context.caller.endpoint);
}

/// Where an answer to a call goes: the last two arguments.
KernelAnswer TakeReply(Context& context, const KernelCall& call) {
  const MemoryRange range = RangeIn(call, 4);
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
  return IsGone(context, ReceiverIn(call));
}

/// What became of the message that the caller stood in line with.
KernelAnswer Outcome(Context& context, const KernelCall& call) {
  const std::optional<SendResult> result =
      context.objects.messages.TakeSendOutcome(context.caller.endpoint);
  return result == SendResult::kSent
             ? KernelAnswer()
             : NotSent(context, result.value_or(SendResult::kCancelled), ReceiverIn(call));
}

}  // namespace

KernelAnswer Send(Context& context, const KernelCall& call) {
  ipc::MessageExchange& messages = context.objects.messages;
  if (GoesOn(context, call)) {
    if (messages.Inspect(context.caller.endpoint).wait != ipc::WaitKind::kNone) {
      return WaitForExchange(context);
    }
    return Outcome(context, call);
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
                                            : NotSent(context, answer.result, ReceiverIn(call));
}

KernelAnswer SendWithin(Context& context, const KernelCall& call) {
  ipc::MessageExchange& messages = context.objects.messages;
  const std::uint64_t longest = Unsigned(call.arguments[4]);
  if (longest == 0) {
    return TrySend(context, call);
  }
  if (!GoesOn(context, call)) {
    const KernelAnswer sent = Send(context, call);
    if (sent.state == KernelAnswer::State::kWait) {
      return WaitForExchange(context, DeadlineOf(context, call, longest));
    }
    call.results[0] = forthvm::Flag(true);
    return sent;
  }
  if (messages.Inspect(context.caller.endpoint).wait != ipc::WaitKind::kNone) {
    if (call.woken != WakeCause::kDeadline) {
      return WaitForExchange(context, call.wait.deadline);
    }
    Wake(context, messages.CancelWait(context.caller.endpoint));
    static_cast<void>(messages.TakeSendOutcome(context.caller.endpoint));
    return {};
  }
  call.results[0] = forthvm::Flag(true);
  return Outcome(context, call);
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
    return NotSent(context, answer.result, ReceiverIn(call));
  }
  call.results[0] = forthvm::Flag(answer.result == SendResult::kSent);
  return Copied(outgoing.bytes.size());
}

KernelAnswer CallVm(Context& context, const KernelCall& call) {
  if (GoesOn(context, call)) {
    return TakeReply(context, call);
  }
  const MemoryRange answer_range = RangeIn(call, 4);
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
                                            : NotSent(context, answer.result, ReceiverIn(call));
}

KernelAnswer Reply(Context& context, const KernelCall& call) {
  const MemoryRange range = RangeIn(call, 0);
  if (!Readable(call, range)) {
    return BadRange(range, false);
  }
  const ipc::SendAnswer answer = context.objects.messages.Reply(
      context.caller.endpoint, context.caller.to_answer, Unsigned(call.arguments[2]),
      call.memory.Bytes(range.address, range.length));
  Wake(context, answer.wakes);
  return answer.result == SendResult::kSent ? Copied(range.length.value())
                                            : NotSent(context, answer.result, kNoVm);
}

KernelAnswer Notify(Context& context, const KernelCall& call) {
  const VmId vm(Unsigned(call.arguments[1]));
  const Result<VmIdentity> receiver = context.objects.vms.IdentityOf(vm);
  if (!receiver.ok()) {
    return NoSuchVm(context, vm);
  }
  const ipc::SendAnswer answer = context.objects.messages.Notify(
      receiver.value().endpoint, ipc::EventBits(Unsigned(call.arguments[0])));
  Wake(context, answer.wakes);
  return answer.result == SendResult::kSent ? KernelAnswer() : NotSent(context, answer.result, vm);
}

KernelAnswer TakeEvents(Context& context, const KernelCall& call) {
  const ipc::EventBits wanted(Unsigned(call.arguments[0]));
  call.results[0] =
      forthvm::Signed(context.objects.messages.TakeEvents(context.caller.endpoint, wanted).value());
  return {};
}

KernelAnswer WaitEvents(Context& context, const KernelCall& call) {
  const ipc::EventBits wanted(Unsigned(call.arguments[0]));
  if (wanted == ipc::EventBits(0)) {
    return NoEvents(context);
  }
  ipc::MessageExchange& messages = context.objects.messages;
  if (call.woken != WakeCause::kNone) {
    Wake(context, messages.CancelWait(context.caller.endpoint));
  }
  // A look in vain lets one in from the line before the mailbox, or turns it away: each is paid
  // for.
  for (std::uint32_t let_in = 0; let_in < kRoundsAtOnce; ++let_in) {
    const ipc::EventBits taken = messages.TakeEvents(context.caller.endpoint, wanted);
    if (taken.value() != 0) {
      call.results[0] = forthvm::Signed(taken.value());
      return {.reductions = 1 + let_in};
    }
    const ipc::WaitAnswer wait = messages.WaitForEvents(context.caller.endpoint, wanted);
    Wake(context, wait.wakes);
    if (wait.waits) {
      KernelAnswer answer = WaitForExchange(context);
      answer.reductions += let_in;
      return answer;
    }
  }
  KernelAnswer answer = GoOnLooking();
  answer.reductions += kRoundsAtOnce;
  return answer;
}

}  // namespace starkernel::kernel_words
