#include "src/kernel_words/setting_words.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

#include "src/arbiter/priority_class.h"
#include "src/arbiter/vm_control_block.h"
#include "src/base/error.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/saturating.h"
#include "src/base/text_writer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/kernel_door.h"
#include "src/forthvm/throw_code.h"
#include "src/ipc/message.h"
#include "src/ipc/message_exchange.h"
#include "src/kernel_words/answers.h"
#include "src/kernel_words/kernel_objects.h"
#include "src/kernel_words/memory_range.h"
#include "src/kernel_words/message_answers.h"
#include "src/kernel_words/vm_keeper.h"
#include "src/kernel_words/vm_settings.h"

namespace starkernel::kernel_words {
namespace {

using arbiter::BudgetGroupId;
using forthvm::Cell;
using forthvm::KernelAnswer;
using forthvm::KernelCall;
using forthvm::Unsigned;

constexpr std::uint64_t kMostGroups = ~std::uint32_t{0};

VmId VmIn(Cell item) { return VmId(Unsigned(item)); }

/// Of a change that its VM instance alone can prevent.
KernelAnswer DoneUnless(Context& context, VmId vm, const Result<void>& result) {
  return result.ok() ? KernelAnswer() : NoSuchVm(context, vm);
}

std::optional<BudgetGroupId> GroupIn(Cell item) {
  return Unsigned(item) > kMostGroups
             ? std::nullopt
             : std::optional(BudgetGroupId(static_cast<std::uint32_t>(item)));
}

KernelAnswer Invalid(Context& context, std::string_view why) {
  TextWriter(context.detail).Text(why);
  return Thrown(context, forthvm::ThrowCode::kInvalidArgument);
}

constexpr std::string_view kNoBudget = "no such budget";

}  // namespace

std::optional<std::uint64_t> NamedBudget(const Context& context, const KernelCall& call) {
  const std::optional<BudgetGroupId> group = GroupIn(call.arguments[0]);
  if (!group.has_value()) {
    return std::nullopt;
  }
  const Result<Reductions> budget = context.objects.settings.BudgetOf(*group);
  return budget.ok() ? std::optional(budget.value().value()) : std::nullopt;
}

std::optional<std::uint64_t> AllBudgets(const Context& context, const KernelCall& call) {
  return SaturatingAdd(context.objects.settings.HandedOut(context.caller.vm).value(),
                       Unsigned(call.arguments[0]));
}

KernelAnswer SetPriority(Context& context, const KernelCall& call) {
  constexpr std::uint64_t kLast = arbiter::kPriorityClasses - 1;
  const Cell priority = call.arguments[0];
  if (Unsigned(priority) > kLast) {
    return OutOfRange(context, "priority class", priority, 0, kLast);
  }
  const VmId vm = VmIn(call.arguments[1]);
  return DoneUnless(
      context, vm,
      context.objects.settings.SetPriority(vm, static_cast<arbiter::PriorityClass>(priority)));
}

KernelAnswer SetQuantum(Context& context, const KernelCall& call) {
  const Cell quantum = call.arguments[0];
  if (quantum == 0 || Reductions(Unsigned(quantum)) > arbiter::kLongestQuantum) {
    return OutOfRange(context, "quantum", quantum, 1, arbiter::kLongestQuantum.value());
  }
  const VmId vm = VmIn(call.arguments[1]);
  return DoneUnless(context, vm,
                    context.objects.settings.SetQuantum(vm, Reductions(Unsigned(quantum))));
}

KernelAnswer MakeBudget(Context& context, const KernelCall& call) {
  const Result<BudgetGroupId> made = context.objects.settings.AddBudget(
      context.caller.vm, Reductions(Unsigned(call.arguments[0])));
  if (made.ok()) {
    call.results[0] = made.value().value();
    return {};
  }
  TextWriter writer(context.detail);
  if (made.error() == Error::kCapacity) {
    writer.Text("as many budgets as there can be");
  } else {
    Format(writer, "a budget of {}, its own can give {}", call.arguments[0],
           context.objects.settings.CanLend(context.caller.vm));
  }
  return Thrown(context, forthvm::ThrowCode::kKernelFull);
}

KernelAnswer DropBudget(Context& context, const KernelCall& call) {
  const std::optional<BudgetGroupId> group = GroupIn(call.arguments[0]);
  const Result<void> done =
      group.has_value() ? context.objects.settings.RemoveBudget(*group) : Error::kNotFound;
  if (done.ok()) {
    return {};
  }
  return Invalid(
      context, done.error() == Error::kAlreadyExists ? "VM instances have that budget" : kNoBudget);
}

KernelAnswer SetBudget(Context& context, const KernelCall& call) {
  const std::optional<BudgetGroupId> group = GroupIn(call.arguments[0]);
  if (!group.has_value() || !context.objects.settings.BudgetOf(*group).ok()) {
    return Invalid(context, kNoBudget);
  }
  const VmId vm = VmIn(call.arguments[1]);
  return DoneUnless(context, vm, context.objects.settings.SetBudget(vm, *group));
}

KernelAnswer SetQuota(Context& context, const KernelCall& call) {
  const Cell messages = call.arguments[0];
  const Cell bytes = call.arguments[1];
  if (Unsigned(messages) > ipc::kLargestQuota.messages) {
    return OutOfRange(context, "messages of a mailbox", messages, 0, ipc::kLargestQuota.messages);
  }
  if (Unsigned(bytes) > ipc::kLargestQuota.bytes) {
    return OutOfRange(context, "bytes of a mailbox", bytes, 0, ipc::kLargestQuota.bytes);
  }
  const VmId vm = VmIn(call.arguments[2]);
  const Result<VmIdentity> identity = context.objects.vms.IdentityOf(vm);
  if (!identity.ok()) {
    return NoSuchVm(context, vm);
  }
  Wake(context, context.objects.messages.SetQuota(identity.value().endpoint,
                                                  {.messages = static_cast<std::uint32_t>(messages),
                                                   .bytes = static_cast<std::uint32_t>(bytes)}));
  return {};
}

KernelAnswer SetName(Context& context, const KernelCall& call) {
  const MemoryRange range = RangeIn(call, 0);
  constexpr std::uint64_t kLongest = arbiter::VmControlBlock::kLongestName;
  if (range.length > ByteCount(kLongest)) {
    return OutOfRange(context, "length of a name", call.arguments[1], 0, kLongest);
  }
  if (!Readable(call, range)) {
    return BadRange(range, false);
  }
  const std::string_view name = call.memory.Text(range.address, range.length);
  const auto is_visible = [](char character) { return character > ' ' && character <= '~'; };
  if (!std::ranges::all_of(name, is_visible)) {
    return Invalid(context, "a name is of visible ASCII characters");
  }
  const VmId vm = VmIn(call.arguments[2]);
  return DoneUnless(context, vm, context.objects.settings.SetName(vm, name));
}

}  // namespace starkernel::kernel_words
