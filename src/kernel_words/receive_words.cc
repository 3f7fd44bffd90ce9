#include "src/kernel_words/receive_words.h"

#include <array>
#include <cstdint>
#include <optional>

#include "src/base/format.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/base/vm_id_text.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/kernel_door.h"
#include "src/forthvm/wait.h"
#include "src/ipc/answers.h"
#include "src/ipc/endpoint_ids.h"
#include "src/ipc/message.h"
#include "src/ipc/message_exchange.h"
#include "src/ipc/message_filter.h"
#include "src/ipc/notice.h"
#include "src/kernel_words/answers.h"
#include "src/kernel_words/kernel_objects.h"
#include "src/kernel_words/memory_range.h"
#include "src/kernel_words/message_answers.h"
#include "src/kernel_words/vm_keeper.h"

namespace starkernel::kernel_words {
namespace {

using forthvm::Cell;
using forthvm::KernelAnswer;
using forthvm::KernelCall;
using forthvm::Unsigned;
using forthvm::WakeCause;
using ipc::MessageFilter;
using ipc::MessageInfo;
using ipc::ReceiveResult;

constexpr std::uint64_t kNow = 0;
/// So many messages can be passed for one reduction.
constexpr std::uint32_t kLooksPerReduction = 8;

/// A message that was taken, or the answer in place of one: if it is to be done, nothing came in
/// time.
struct Taking {
  std::optional<MessageInfo> message;
  KernelAnswer answer;
};

/// Takes the oldest message that is wanted into the range of the first two arguments; waits for one
/// no longer than `longest`, nor than `sender` exists, if it is given.
Taking Take(Context& context, const KernelCall& call, const MessageFilter& filter,
            std::uint64_t longest, std::optional<ipc::EndpointId> sender = std::nullopt) {
  const MemoryRange range = RangeIn(call, 0);
  if (!Writable(call, range)) {
    return {.message = {}, .answer = BadRange(range, true)};
  }
  const Nanoseconds deadline = DeadlineOf(context, call, longest);
  ipc::MessageExchange& messages = context.objects.messages;
  if (call.woken != WakeCause::kNone) {
    Wake(context, messages.CancelWait(context.caller.endpoint));
  }
  std::uint32_t looks = 0;
  const auto charged = [&looks](KernelAnswer answer) {
    answer.reductions += looks / kLooksPerReduction;
    return answer;
  };
  for (std::uint32_t rounds = 0; rounds < kRoundsAtOnce; ++rounds) {
    const ipc::ReceiveAnswer answer = messages.Receive(
        context.caller.endpoint, filter, call.memory.Bytes(range.address, range.length), kLooks);
    Wake(context, answer.wakes);
    looks += answer.looks;
    if (answer.result == ReceiveResult::kReceived) {
      context.caller.badge = answer.message.badge;
      if (answer.message.is_call()) {
        context.caller.to_answer = answer.message.reply;
      }
      return {.message = answer.message, .answer = charged(Copied(answer.message.length))};
    }
    if (answer.result == ReceiveResult::kBufferTooSmall) {
      return {.message = {}, .answer = charged(TooSmall(context, answer.message, range.length))};
    }
    if (answer.result == ReceiveResult::kUnfinished) {
      // One was let in from the line or turned away, for a reduction, unless as many were passed as
      // at once can be.
      looks += answer.looks < kLooks ? kLooksPerReduction : 0;
      continue;
    }
    if (longest == kNow || call.woken == WakeCause::kDeadline) {
      return {.message = {}, .answer = charged({})};
    }
    const ipc::WaitAnswer wait =
        messages.WaitForMessage(context.caller.endpoint, filter, ipc::EventBits(0), sender);
    Wake(context, wait.wakes);
    if (wait.waits) {
      return {.message = {}, .answer = charged(WaitForExchange(context, deadline))};
    }
    // A look in vain let one in from the line, for a reduction: the next look sees it.
    looks += kLooksPerReduction;
  }
  context.caller.looks_until = deadline;
  return {.message = {}, .answer = charged(GoOnLooking())};
}

Cell LengthOf(const MessageInfo& message) { return message.length; }
Cell TagOf(const MessageInfo& message) { return forthvm::Signed(message.tag); }
Cell SenderOf(const MessageInfo& message) { return forthvm::Signed(message.sender.value()); }

/// Leaves length, tag, sender and, if there is room for it, whether there was a message.
[[gnu::flatten]] KernelAnswer TakeAny(Context& context, const KernelCall& call,
                                      std::uint64_t longest) {
  const Taking taking = Take(context, call, MessageFilter(), longest);
  if (taking.message.has_value()) {
    call.results[0] = LengthOf(*taking.message);
    call.results[1] = TagOf(*taking.message);
    call.results[2] = SenderOf(*taking.message);
    if (call.results.size() > 3) {
      call.results[3] = forthvm::Flag(true);
    }
  }
  return taking.answer;
}

}  // namespace

KernelAnswer Receive(Context& context, const KernelCall& call) {
  return TakeAny(context, call, forthvm::kNever.value());
}

KernelAnswer TryReceive(Context& context, const KernelCall& call) {
  return TakeAny(context, call, kNow);
}

KernelAnswer ReceiveWithin(Context& context, const KernelCall& call) {
  return TakeAny(context, call, Unsigned(call.arguments[2]));
}

KernelAnswer ReceiveFrom(Context& context, const KernelCall& call) {
  const VmId sender(Unsigned(call.arguments[2]));
  const std::uint64_t longest = Unsigned(call.arguments[3]);
  const Result<VmIdentity> identity = context.objects.vms.IdentityOf(sender);
  const bool to_itself = sender == context.caller.vm && longest == forthvm::kNever.value();
  const bool may_send = identity.ok() && context.objects.messages.IsOpen(identity.value().endpoint);
  // What one sent that has ended or faulted is still taken, but never waited for.
  const Taking taking =
      may_send && !to_itself
          ? Take(context, call, MessageFilter::From(sender), longest, identity.value().endpoint)
          : Take(context, call, MessageFilter::From(sender), kNow);
  if (taking.message.has_value()) {
    call.results[0] = LengthOf(*taking.message);
    call.results[1] = TagOf(*taking.message);
    call.results[2] = forthvm::Flag(true);
    return taking.answer;
  }
  const bool in_vain = taking.answer.state == KernelAnswer::State::kDone;
  if (in_vain && to_itself) {
    return NotSent(context, ipc::SendResult::kToItself, sender);
  }
  if (in_vain && !may_send) {
    return identity.ok() ? IsGone(context, sender) : NoSuchVm(context, sender);
  }
  return taking.answer;
}

KernelAnswer ReceiveTagged(Context& context, const KernelCall& call) {
  const Taking taking = Take(context, call, MessageFilter::Tagged(Unsigned(call.arguments[2])),
                             Unsigned(call.arguments[3]));
  if (taking.message.has_value()) {
    call.results[0] = LengthOf(*taking.message);
    call.results[1] = SenderOf(*taking.message);
    call.results[2] = forthvm::Flag(true);
  }
  return taking.answer;
}

KernelAnswer ShowNotice(Context& /*context*/, const KernelCall& call) {
  std::array<Cell, ipc::Notice::kCells> cells{};
  MemoryRange range{.address = forthvm::AddressIn(call.arguments[0]),
                    .length = forthvm::kCellSize * cells.size()};
  if (!Readable(call, range)) {
    return BadRange(range, false);
  }
  for (Cell& cell : cells) {
    if (!call.memory.LoadCell(range.address, cell)) {
      return BadRange(range, false);
    }
    range.address += forthvm::kCellSize;
  }
  call.output.FreshLine();
  TextWriter writer(call.output);
  WriteVmId(writer, VmId(Unsigned(call.arguments[1])));
  // Whoever wrote it may not have been the kernel.
  switch (const auto [kind, thrown, by] = cells; kind) {
    case static_cast<Cell>(ipc::NoticeKind::kEnded): writer.Text(" ended"); break;
    case static_cast<Cell>(ipc::NoticeKind::kKilled):
      WriteVmId(writer.Text(" killed by "), VmId(Unsigned(by)));
      break;
    default: Format(writer, " faulted (THROW {})", thrown); break;
  }
  writer.Line();
  return {.reductions = 16};
}

KernelAnswer Badge(Context& context, const KernelCall& call) {
  call.results[0] = context.caller.badge;
  return {};
}

}  // namespace starkernel::kernel_words
