#include "src/native/execution.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/access_fixups.h"
#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/envelope.h"
#include "src/forthvm/execution_records.h"
#include "src/forthvm/machine_code.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_header.h"
#include "src/native/catalogue.h"
#include "src/native/exceptions.h"
#include "src/native/native_context.h"
#include "src/native/native_records.h"
#include "src/native/resume.h"

// SAFETY, for the whole file: native code is what the translator wrote, which stays within the
// limits that the context gives it (docs/safe-subset.md); the places that its calls return to lie
// between rsp and where enter.S was called, 8 bytes each.
#pragma clang unsafe_buffer_usage begin

namespace starkernel::native {

using forthvm::Cell;
using forthvm::LoopParameters;
using forthvm::VmState;

// SAFETY: as enter.S defines it.
extern "C" void starkernel_enter_native(NativeContext* context);
// SAFETY: jumped to, never called.
extern "C" void starkernel_native_leave();
// SAFETY: jumped to, never called.
extern "C" void starkernel_native_overflow();
// SAFETY: for enter.S alone.
extern "C" const std::byte* starkernel_native_spent(NativeContext* context);
// SAFETY: for enter.S alone.
extern "C" void starkernel_native_left(const NativeContext* context, const std::uint64_t* stack);

std::span<const std::byte> WrittenCode(const forthvm::MachineCode& code) {
  return {std::bit_cast<const std::byte*>(code.base().value()),
          static_cast<std::size_t>((code.end() - code.base()).value())};
}

namespace {

const std::byte* CodeOf(void (*function)()) { return std::bit_cast<const std::byte*>(function); }

/// What stays the same however often native code is entered.
NativeContext ContextOf(VmState& vm, const Catalogue& catalogue, const forthvm::MachineCode& code) {
  NativeContext context;
  context.last_cell =
      vm.memory.end().value() - forthvm::kFirstValidAddress.value() - forthvm::kCellSize.value();
  context.last_byte = vm.memory.end().value() - forthvm::kFirstValidAddress.value() - 1;
  Cell* const base = vm.data.storage().data();
  for (std::size_t count = 0; count < kLimits; ++count) {
    context.floors[count] = base + count;
    context.ceilings[count] = base + vm.data.capacity() - count;
  }
  context.loops_end = vm.loops.storage().data() + vm.loops.capacity();
  context.parked_end = vm.returns.storage().data() + vm.returns.capacity();
  context.memory = vm.memory.Bytes(GuestAddr(0), ByteCount(vm.memory.end().value())).data();
  context.leave = CodeOf(starkernel_native_leave);
  context.overflow = CodeOf(starkernel_native_overflow);
  context.headers = std::bit_cast<const std::byte*>(vm.dictionary.own_headers().data());
  context.begins = catalogue.begins().data();
  context.begin_count = catalogue.begins().size();
  context.code = WrittenCode(code).data();
  context.first_id = catalogue.first_id();
  context.exceptions_end = vm.exceptions.storage().data() + vm.exceptions.capacity();
  return context;
}

/// Has it begin where the VM instance is.
void Aim(NativeContext& context, VmState& vm, const Entry& entry) {
  // Each call takes 8 bytes, and the first of them is enter.S's own.
  constexpr std::size_t kMostCalls = 1024;
  const std::size_t calls = std::min(vm.frames.capacity() - vm.frames.depth(), kMostCalls);
  context.stack_limit = (calls + 1) * sizeof(std::uint64_t);
  context.above = vm.data.storage().data() + vm.data.depth();
  context.loops = vm.loops.storage().data() + vm.loops.depth();
  context.parked = vm.returns.storage().data() + vm.returns.depth();
  context.fuel = vm.fuel;
  context.target = context.code + entry.offset;
  context.exceptions = vm.exceptions.storage().data() + vm.exceptions.depth();
  context.exceptions_before = context.exceptions;
  context.fault_code = vm.fault.code;
  context.fault_is_new = 0;
}

/// Has the VM instance know what was thrown and what is caught, in the calls that were made since
/// there were so many frames.
void TakeExceptions(const NativeContext& context, VmState& vm, const Catalogue& catalogue,
                    std::size_t frames) {
  if (context.fault_is_new != 0) {
    vm.fault.code = context.fault_code;
    vm.fault.detail.Clear();
  }
  if (context.exceptions == context.exceptions_before) {
    return;
  }
  KeepExceptions(vm, *catalogue.Catching(),
                 {.data = std::bit_cast<std::uint64_t>(context.floors[0]),
                  .returns = std::bit_cast<std::uint64_t>(vm.returns.storage().data()),
                  .loops = std::bit_cast<std::uint64_t>(vm.loops.storage().data()),
                  .calls = context.kernel_stack - sizeof(std::uint64_t),
                  .frames = frames},
                 static_cast<std::size_t>(context.exceptions - context.exceptions_before));
}

/// What lies on the other stacks where native code stops.
Parked ParkedAt(const NativeContext& context) {
  return {.items = static_cast<std::uint16_t>(context.parked_here & 0xffffU),
          .locals = static_cast<std::uint16_t>(context.parked_here >> 16U & 0xffffU),
          .loops = static_cast<std::uint16_t>(context.parked_here >> 32U)};
}

/// Where native code can go on from where it stops, with its calls as they are; null if it cannot.
const Entry* EntryAt(const NativeContext& context, const VmState& vm, const Catalogue& catalogue) {
  const auto [definition, entry] = catalogue.FindPoint(
      static_cast<std::uint32_t>(context.position), static_cast<std::uint32_t>(context.word),
      [&vm](std::uint32_t word) { return vm.dictionary.Header(forthvm::HeaderIndex(word)).id; });
  if (entry == nullptr || entry->parked != ParkedAt(context)) {
    return nullptr;
  }
  const auto parked = static_cast<std::size_t>(context.parked - vm.returns.storage().data());
  const auto loops = static_cast<std::size_t>(context.loops - vm.loops.storage().data());
  const bool fits = HasItems(vm, *entry, context.above - context.floors[0]) &&
                    HasRoom(vm, *definition, parked, loops);
  return fits ? entry : nullptr;
}

/// Leaves the outermost definition that native code was in, as call_instructions::Exit does.
void Return(VmState& vm) {
  vm.returns.SetDepth(vm.return_base - vm.local_count);
  vm.loops.SetDepth(vm.loop_base);
  vm.SetRegisters(vm.frames.Pop());
}

}  // namespace

Executor::Executor(VmState& vm, const Catalogue& catalogue, const forthvm::MachineCode& code)
    : execution_{.vm = &vm, .catalogue = &catalogue}, context_(ContextOf(vm, catalogue, code)) {
  context_.execution = &execution_;
  ExecuteWrittenCode(code.base(), code.end() - code.base());
}

LeaveReason Executor::Execute(const Point& from, std::size_t calls) {
  VmState& vm = *execution_.vm;
  std::array<std::uint32_t, kMostResumed> offsets{};
  const std::size_t resumed = Resume(vm, *execution_.catalogue, from,
                                     std::span(offsets).first(std::min(calls, kMostResumed)));
  context_.resumed_count = resumed;
  for (std::size_t call = 0; call < resumed; ++call) {
    context_.resumed[call] = context_.code + offsets[call];
  }
  Aim(context_, vm, *from.entry);
  const std::size_t frames = vm.frames.depth();
  starkernel_enter_native(&context_);
  TakeExceptions(context_, vm, *execution_.catalogue, frames);
  vm.fuel = context_.fuel;
  vm.data.SetDepth(static_cast<std::size_t>(context_.above - context_.floors[0]));
  const auto reason = static_cast<LeaveReason>(context_.reason);
  if (reason == LeaveReason::kReturned) {
    Return(vm);
  }
  return reason;
}

// SAFETY: called by enter.S where native code stops without fuel, which is in the context with
// everything else but the calls. Where it goes on with more, or null.
extern "C" const std::byte* starkernel_native_spent(NativeContext* context) {
  VmState& vm = *context->execution->vm;
  const Entry* const entry = EntryAt(*context, vm, *context->execution->catalogue);
  vm.fuel = context->fuel;
  const bool goes_on = entry != nullptr && vm.GoOnAtOnce();
  context->fuel = vm.fuel;
  // Where it is entered, they lie beyond what the definition has there.
  const Parked here = ParkedAt(*context);
  context->parked += here.items + here.locals;
  context->loops += here.loops;
  return goes_on ? context->code + entry->offset : nullptr;
}

// SAFETY: called by enter.S when native code is left elsewhere than at its end: `stack` is where
// rsp is. Makes frames of the calls that have yet to return, outermost first.
extern "C" void starkernel_native_left(const NativeContext* context, const std::uint64_t* stack) {
  VmState& vm = *context->execution->vm;
  const bool overflows = static_cast<LeaveReason>(context->reason) == LeaveReason::kOverflow;
  const auto code = std::bit_cast<std::uint64_t>(context->code);
  const auto* const outermost = std::bit_cast<const std::uint64_t*>(context->kernel_stack) - 1;
  std::uint32_t parked = vm.return_base - vm.local_count;
  Parked here = ParkedAt(*context);
  auto position = static_cast<std::uint32_t>(context->position);
  auto word = static_cast<std::uint32_t>(context->word);
  for (const std::uint64_t* next = outermost; next != stack;) {
    --next;
    const auto offset = static_cast<std::uint32_t>(*next - code);
    const auto [definition, entry] = context->execution->catalogue->FindReturn(offset);
    if (overflows && next == stack) {
      here = entry->parked;
      position = entry->position - 1;
      word = definition->word;
      break;
    }
    vm.frames.Push({.return_position = entry->position,
                    .caller_word = definition->word,
                    .return_base = parked + entry->parked.locals,
                    .loop_base = vm.loop_base,
                    .exception_base = vm.exception_base,
                    .local_count = entry->parked.locals});
    parked += entry->parked.locals + entry->parked.items;
    vm.loop_base += entry->parked.loops;
    vm.exception_base += definition->landing != 0 ? 1 : 0;
  }
  vm.return_base = parked + here.locals;
  vm.local_count = here.locals;
  vm.returns.SetDepth(vm.return_base + here.items);
  vm.loops.SetDepth(vm.loop_base + here.loops);
  vm.current_word = forthvm::HeaderIndex(word);
  vm.position = position;
}

}  // namespace starkernel::native

#pragma clang unsafe_buffer_usage end
