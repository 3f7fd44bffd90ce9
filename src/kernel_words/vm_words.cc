#include "src/kernel_words/vm_words.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "src/arbiter/lifecycle.h"
#include "src/arbiter/priority_class.h"
#include "src/arbiter/vm_control_block.h"
#include "src/base/error.h"
#include "src/base/format.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/saturating.h"
#include "src/base/text_writer.h"
#include "src/capabilities/capability_table.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/kernel_door.h"
#include "src/forthvm/throw_code.h"
#include "src/forthvm/wait.h"
#include "src/hal/clock.h"
#include "src/ipc/endpoint_figures.h"
#include "src/ipc/message_exchange.h"
#include "src/kernel_words/answers.h"
#include "src/kernel_words/body_figures.h"
#include "src/kernel_words/kernel_objects.h"
#include "src/kernel_words/memory_range.h"
#include "src/kernel_words/vm_keeper.h"

namespace starkernel::kernel_words {
namespace {

using arbiter::LifecycleState;
using forthvm::Cell;
using forthvm::KernelAnswer;
using forthvm::KernelCall;
using forthvm::ThrowCode;
using forthvm::Unsigned;

/// A longer program comes from a file that a short one names.
constexpr ByteCount kLongestProgram = KiB(64);
/// What making one costs, besides what its program does; and what it lives in, or giving that back.
constexpr std::uint32_t kSpawnReductions = 1'000;
constexpr std::uint32_t kStartReductions = 5'000;

VmId VmIn(Cell item) { return VmId(Unsigned(item)); }
Cell NumberOf(VmId vm) { return forthvm::Signed(vm.value()); }

/// THROW -259 of the first of the kernel's tables that has no place for what was asked.
KernelAnswer NoPlace(Context& context) {
  const VmId caller = context.caller.vm;
  const VmKeeper::Places vms = context.objects.vms.PlacesFor(caller);
  const capabilities::CapabilityTable& table = context.objects.capabilities;
  if (vms.taken >= vms.limit) {
    return Full(context, "no place for another VM instance", vms.taken, vms.limit);
  }
  if (const auto own = table.RoomFor(context.caller.holder); !own.ok()) {
    return Full(context, "no capability for what it would spawn", own.count, own.limit);
  }
  if (const std::size_t limit = table.LimitFor(caller); table.used() >= limit) {
    return Full(context, "no place for its capabilities", table.used(), limit);
  }
  const ipc::MessageExchange& messages = context.objects.messages;
  return Full(context, "no place for its notice", messages.used().messages,
              messages.LimitFor(caller).messages);
}

KernelAnswer NoRoomFor(Context& context, Error error) {
  if (error == Error::kOutOfMemory) {
    TextWriter(context.detail).Text("no memory for a VM instance");
    return Thrown(context, ThrowCode::kKernelFull);
  }
  if (error != Error::kOutOfRange) {
    return NoPlace(context);
  }
  const ipc::EndpointFigures own = context.objects.messages.Inspect(context.caller.endpoint);
  return Full(context, "untaken notices, as many as its mailbox may hold messages", own.notices,
              own.quota.messages);
}

/// It costs what it would have: most of that may have been done, and undone.
KernelAnswer NoRoom(Context& context, Error error, std::uint32_t reductions) {
  KernelAnswer answer = NoRoomFor(context, error);
  answer.reductions = reductions;
  return answer;
}

/// One that is there is in a state in which that is not to be done, as `what` says.
KernelAnswer NotInState(Context& context, VmId vm, std::string_view what) {
  const arbiter::VmControlBlock* const block = context.objects.vms.Find(vm);
  TextWriter writer(context.detail);
  Format(writer, "VM instance {} is {}, {}", vm,
         LifecycleStateName(block == nullptr ? LifecycleState::kDead : block->lifecycle.state()),
         what);
  return Thrown(context, ThrowCode::kInvalidArgument);
}

/// Memory, pages that came, in all and for a million reductions, and heat, if there is any.
void WriteBody(TextWriter& writer, const BodyFigures& body, std::uint64_t reductions) {
  constexpr std::uint64_t kKibibyte = 1024;
  constexpr std::uint64_t kMillion = 1'000'000;
  const std::uint64_t rate =
      reductions == 0 ? 0 : SaturatingMultiply(body.page_faults, kMillion) / reductions;
  Format(writer, "  {} KiB  paged {}, {}/M", body.memory.value() / kKibibyte, body.page_faults,
         rate);
  if (body.heat > 0) {
    Format(writer, "  heat {}", body.heat);
  }
}

KernelAnswer WaitUntil(Nanoseconds deadline) {
  return {.state = KernelAnswer::State::kWait,
          .wait = {.reason = forthvm::WaitReason::kTime, .deadline = deadline}};
}

}  // namespace

KernelAnswer Ticks(Context& context, const KernelCall& call) {
  // Dear enough that a loop that waits gives way to others.
  constexpr KernelAnswer kAnswer{.reductions = 100};
  call.results[0] = forthvm::Signed(context.objects.clock.Now().value());
  return kAnswer;
}

KernelAnswer Self(Context& context, const KernelCall& call) {
  call.results[0] = NumberOf(context.caller.vm);
  return {};
}

KernelAnswer Yield(Context& /*context*/, const KernelCall& /*call*/) {
  return {.state = KernelAnswer::State::kYield};
}

KernelAnswer Sleep(Context& context, const KernelCall& call) {
  if (call.woken == forthvm::WakeCause::kDeadline) {
    return {};
  }
  if (call.woken != forthvm::WakeCause::kNone) {
    return WaitUntil(call.wait.deadline);
  }
  const std::uint64_t now = context.objects.vms.Now().value();
  return WaitUntil(Nanoseconds(SaturatingAdd(now, Unsigned(call.arguments[0]))));
}

KernelAnswer Spawn(Context& context, const KernelCall& call) {
  const MemoryRange range = RangeIn(call, 0);
  if (range.length > kLongestProgram) {
    return OutOfRange(context, "length of a program", call.arguments[1], 0,
                      kLongestProgram.value());
  }
  if (!Readable(call, range)) {
    return BadRange(range, false);
  }
  const Result<VmId> made = context.objects.vms.Spawn(
      context.caller.vm, call.memory.Characters(range.address, range.length));
  if (!made.ok() && made.error() == Error::kOverflow) {
    TextWriter writer(context.detail);
    Format(writer, "a program of {} bytes, the envelope may hold {} more", range.length,
           context.objects.vms.BodyOf(context.caller.vm).room);
    KernelAnswer answer = Thrown(context, ThrowCode::kOutOfMemory);
    answer.reductions = kSpawnReductions;
    return answer;
  }
  if (!made.ok()) {
    return NoRoom(context, made.error(), kSpawnReductions);
  }
  call.results[0] = NumberOf(made.value());
  return {.reductions = kSpawnReductions};
}

KernelAnswer Start(Context& context, const KernelCall& call) {
  const VmId vm = VmIn(call.arguments[0]);
  if (context.objects.vms.Find(vm) == nullptr) {
    return NoSuchVm(context, vm);
  }
  const Result<void> started = context.objects.vms.Start(vm);
  if (started.ok()) {
    return {.reductions = kStartReductions};
  }
  if (started.error() == Error::kOutOfMemory) {
    return NoRoom(context, started.error(), kStartReductions);
  }
  return NotInState(context, vm, "no embryo");
}

KernelAnswer Kill(Context& context, const KernelCall& call) {
  const VmId vm = VmIn(call.arguments[0]);
  if (!context.objects.vms.Kill(context.caller.vm, vm).ok()) {
    return NoSuchVm(context, vm);
  }
  // Who ends itself is over with its window.
  return {
      .state = vm == context.caller.vm ? KernelAnswer::State::kYield : KernelAnswer::State::kDone,
      .reductions = kStartReductions};
}

KernelAnswer Block(Context& context, const KernelCall& call) {
  const VmId vm = VmIn(call.arguments[0]);
  const Result<void> done = context.objects.vms.Block(vm);
  if (done.ok()) {
    // Who blocks itself does so at the end of its window.
    return {.state =
                vm == context.caller.vm ? KernelAnswer::State::kYield : KernelAnswer::State::kDone};
  }
  if (done.error() == Error::kNotFound) {
    return NoSuchVm(context, vm);
  }
  if (done.error() == Error::kOutOfRange) {
    TextWriter writer(context.detail);
    Format(writer, "the user types to VM instance {}", vm);
    return Thrown(context, ThrowCode::kInvalidArgument);
  }
  return NotInState(context, vm, "and cannot be blocked");
}

KernelAnswer Resume(Context& context, const KernelCall& call) {
  const VmId vm = VmIn(call.arguments[0]);
  const Result<void> done = context.objects.vms.Resume(vm);
  if (done.ok()) {
    return {};
  }
  return done.error() == Error::kNotFound ? NoSuchVm(context, vm)
                                          : NotInState(context, vm, "not blocked");
}

KernelAnswer Supervise(Context& context, const KernelCall& call) {
  const VmId vm = VmIn(call.arguments[1]);
  const VmId told = call.arguments[0] == 0 ? kNoVm : context.caller.vm;
  const Result<void> done = context.objects.vms.Supervise(vm, told);
  if (done.ok()) {
    return {};
  }
  if (done.error() == Error::kNotFound) {
    return NoSuchVm(context, vm);
  }
  if (done.error() != Error::kInvalidArgument) {
    return NoRoom(context, done.error(), 1);
  }
  TextWriter writer(context.detail);
  if (vm == context.caller.vm) {
    Format(writer, "VM instance {} cannot supervise itself", vm);
  } else {
    Format(writer, "nobody spawned VM instance {}", vm);
  }
  return Thrown(context, ThrowCode::kInvalidArgument);
}

KernelAnswer Status(Context& context, const KernelCall& call) {
  const arbiter::VmControlBlock* const block = context.objects.vms.Find(VmIn(call.arguments[0]));
  const LifecycleState state = block == nullptr ? LifecycleState::kDead : block->lifecycle.state();
  call.results[0] = static_cast<Cell>(state);
  return {};
}

KernelAnswer Spent(Context& context, const KernelCall& call) {
  const arbiter::VmControlBlock* const block = context.objects.vms.Find(VmIn(call.arguments[0]));
  call.results[0] = block == nullptr ? 0 : forthvm::Signed(block->reductions.value());
  return {};
}

KernelAnswer Time(Context& context, const KernelCall& call) {
  call.results[0] = forthvm::Signed(context.objects.vms.TimeOf(VmIn(call.arguments[0])).value());
  return {};
}

KernelAnswer NextVm(Context& context, const KernelCall& call) {
  const Cell after = call.arguments[0];
  const std::optional<VmId> next =
      context.objects.vms.Next(after == -1 ? std::nullopt : std::optional(VmIn(after)));
  call.results[0] = next.has_value() ? NumberOf(*next) : -1;
  return {.reductions = 8};
}

KernelAnswer ShowVm(Context& context, const KernelCall& call) {
  const VmId vm = VmIn(call.arguments[0]);
  const arbiter::VmControlBlock* const block = context.objects.vms.Find(vm);
  if (block == nullptr) {
    return NoSuchVm(context, vm);
  }
  call.output.FreshLine();
  TextWriter writer(call.output);
  constexpr std::uint64_t kNanosecondsInMicrosecond = 1'000;
  Format(writer, "{:>10}  {:<8}  {:<11}  {:>12} reductions  {:>9} us  {:>8} windows  {} faults", vm,
         LifecycleStateName(block->lifecycle.state()), PriorityClassName(block->priority),
         block->reductions.value(),
         context.objects.vms.TimeOf(vm).value() / kNanosecondsInMicrosecond, block->windows,
         block->faults);
  if (const Result<VmIdentity> identity = context.objects.vms.IdentityOf(vm); identity.ok()) {
    const ipc::EndpointFigures mail = context.objects.messages.Inspect(identity.value().endpoint);
    Format(writer, "  mail {} most {} in {} out {}", mail.held.messages + mail.notices,
           mail.most_held.messages, mail.arrived, mail.sent);
  }
  WriteBody(writer, context.objects.vms.BodyOf(vm), block->reductions.value());
  const std::string_view manner =
      block->runnable == nullptr ? std::string_view() : block->runnable->Manner();
  for (const std::string_view text : {manner, block->name.view()}) {
    if (!text.empty()) {
      writer.Text("  ").Text(text);
    }
  }
  writer.Line();
  return {.reductions = 16};
}

}  // namespace starkernel::kernel_words
