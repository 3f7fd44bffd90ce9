#include "src/kernel_words/capability_words.h"

#include <cstdint>
#include <limits>

#include "src/base/format.h"
#include "src/base/ids.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_ids.h"
#include "src/capabilities/capability_table.h"
#include "src/capabilities/refusal.h"
#include "src/capabilities/rights.h"
#include "src/devices/device_access.h"
#include "src/devices/interrupt_bridge.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/kernel_door.h"
#include "src/forthvm/throw_code.h"
#include "src/kernel_words/answers.h"
#include "src/kernel_words/authority.h"
#include "src/kernel_words/kernel_objects.h"
#include "src/kernel_words/region_access.h"
#include "src/kernel_words/vm_keeper.h"
#include "src/regions/window.h"

namespace starkernel::kernel_words {
namespace {

using capabilities::CapabilityGrant;
using capabilities::CapabilityType;
using capabilities::Refusal;
using capabilities::Rights;
using capabilities::SlotNumber;
using forthvm::Cell;
using forthvm::KernelAnswer;
using forthvm::KernelCall;
using forthvm::Unsigned;
using regions::Window;

SlotNumber SlotIn(Cell item) { return SlotNumber(Unsigned(item)); }
Cell NumberOf(SlotNumber slot) { return forthvm::Signed(slot.value()); }

/// THROW -258 of one that would be more than `from`; in what, as the first of its parts that is.
KernelAnswer Wider(Context& context, SlotNumber slot, const CapabilityGrant& wanted,
                   const CapabilityGrant& from) {
  static_cast<void>(SlotRefused(context, slot, Refusal::kWider));
  TextWriter writer(context.detail);
  if (!from.range.Holds(wanted.range)) {
    WriteWanted(wanted.range, writer.Text(": range "));
    WriteRange(from.range, writer.Text(", of "));
  } else if (!from.rights.HasAll(wanted.rights)) {
    const std::uint64_t more = wanted.rights.bits() & ~std::uint64_t{from.rights.bits()};
    WriteRights(Rights::FromBits(more), writer.Text(": right "));
    WriteRights(from.rights, writer.Text(", of "));
  } else {
    Format(writer, ": badge {}, of {}", wanted.badge, from.badge);
  }
  return Thrown(context, forthvm::ThrowCode::kCapability);
}

/// Derives for `holder`, leaving the slot. `held` is what the slot holds.
KernelAnswer Derive(Context& context, const KernelCall& call, SlotNumber from,
                    capabilities::HolderId holder, const CapabilityGrant& grant,
                    const CapabilityGrant& held) {
  const capabilities::SlotAnswer derived =
      context.objects.capabilities.Derive(context.caller.holder, from, holder, grant);
  if (derived.refusal == Refusal::kWider) {
    return Wider(context, from, grant, held);
  }
  if (!derived.ok()) {
    return NotDerived(context, from, derived);
  }
  call.results[0] = NumberOf(derived.slot);
  return {};
}

}  // namespace

KernelAnswer HasCapability(Context& context, const KernelCall& call) {
  constexpr std::uint64_t kLast = capabilities::kCapabilityTypes - 1;
  const Cell type = call.arguments[0];
  if (Unsigned(type) > kLast) {
    return OutOfRange(context, "capability type", type, 0, kLast);
  }
  auto& table = context.objects.capabilities;
  Looks looks;
  for (SlotNumber last;;) {
    const capabilities::HeldAnswer held = table.NextHeld(context.caller.holder, last);
    looks.Count(held);
    if (!held.ok()) {
      break;
    }
    last = held.slot;
    const capabilities::GrantAnswer answer = table.Inspect(context.caller.holder, last);
    if (answer.ok() && answer.grant.type == static_cast<CapabilityType>(type)) {
      call.results[0] = forthvm::Flag(true);
      break;
    }
  }
  return {.reductions = 1 + looks.reductions()};
}

KernelAnswer NextCapability(Context& context, const KernelCall& call) {
  const capabilities::HeldAnswer next =
      context.objects.capabilities.NextHeld(context.caller.holder, SlotIn(call.arguments[0]));
  call.results[0] = next.ok() ? NumberOf(next.slot) : 0;
  return {.reductions = 1 + next.passed};
}

KernelAnswer InspectCapability(Context& context, const KernelCall& call) {
  const SlotNumber slot = SlotIn(call.arguments[0]);
  const capabilities::GrantAnswer held =
      context.objects.capabilities.Inspect(context.caller.holder, slot);
  if (!held.ok()) {
    return SlotRefused(context, slot, held.refusal);
  }
  call.results[0] = forthvm::Signed(held.grant.range.first);
  call.results[1] = forthvm::Signed(held.grant.range.last);
  call.results[2] = held.grant.badge;
  call.results[3] = held.grant.rights.bits();
  call.results[4] = static_cast<Cell>(held.grant.type);
  return {};
}

KernelAnswer ShowCapability(Context& context, const KernelCall& call) {
  const SlotNumber slot = SlotIn(call.arguments[0]);
  const capabilities::GrantAnswer held =
      context.objects.capabilities.Inspect(context.caller.holder, slot);
  if (!held.ok()) {
    return SlotRefused(context, slot, held.refusal);
  }
  call.output.FreshLine();
  TextWriter writer(call.output);
  Format(writer, "{:>10}  ", slot);
  WriteGrant(held.grant, writer);
  writer.Line();
  return {.reductions = 16};
}

KernelAnswer AttenuateCapability(Context& context, const KernelCall& call) {
  constexpr std::uint64_t kAllRights = Rights::All().bits();
  const SlotNumber slot = SlotIn(call.arguments[3]);
  const Cell rights = call.arguments[2];
  if (Unsigned(rights) > kAllRights) {
    return OutOfRange(context, "rights", rights, 0, kAllRights);
  }
  const capabilities::GrantAnswer held =
      context.objects.capabilities.Inspect(context.caller.holder, slot);
  if (!held.ok()) {
    return SlotRefused(context, slot, held.refusal);
  }
  CapabilityGrant grant = held.grant;
  grant.rights = Rights::FromBits(Unsigned(rights));
  grant.range = {Unsigned(call.arguments[0]), Unsigned(call.arguments[1])};
  return Derive(context, call, slot, context.caller.holder, grant, held.grant);
}

KernelAnswer BadgeCapability(Context& context, const KernelCall& call) {
  constexpr std::uint64_t kLast = std::numeric_limits<std::uint32_t>::max();
  const SlotNumber slot = SlotIn(call.arguments[1]);
  const Cell badge = call.arguments[0];
  if (badge == 0 || Unsigned(badge) > kLast) {
    return OutOfRange(context, "badge", badge, 1, kLast);
  }
  const capabilities::GrantAnswer held =
      context.objects.capabilities.Inspect(context.caller.holder, slot);
  if (!held.ok()) {
    return SlotRefused(context, slot, held.refusal);
  }
  CapabilityGrant grant = held.grant;
  grant.badge = static_cast<std::uint32_t>(badge);
  return Derive(context, call, slot, context.caller.holder, grant, held.grant);
}

KernelAnswer GrantCapability(Context& context, const KernelCall& call) {
  const VmId vm(Unsigned(call.arguments[0]));
  const SlotNumber slot = SlotIn(call.arguments[1]);
  const Result<VmIdentity> receiver = context.objects.vms.IdentityOf(vm);
  if (!receiver.ok()) {
    return NoSuchVm(context, vm);
  }
  const capabilities::GrantAnswer held =
      context.objects.capabilities.Inspect(context.caller.holder, slot);
  if (!held.ok()) {
    return SlotRefused(context, slot, held.refusal);
  }
  return Derive(context, call, slot, receiver.value().holder, held.grant, held.grant);
}

KernelAnswer DropCapability(Context& context, const KernelCall& call) {
  if (context.caller.withdraws) {
    return GoOnWithdrawing(context);
  }
  const SlotNumber slot = SlotIn(call.arguments[0]);
  const Refusal refusal = GiveUp(context, slot);
  context.objects.devices.interrupts.Review();
  return refusal == Refusal::kNone ? GoOnWithdrawing(context) : SlotRefused(context, slot, refusal);
}

KernelAnswer RevokeCapability(Context& context, const KernelCall& call) {
  if (context.caller.withdraws) {
    return GoOnWithdrawing(context);
  }
  const SlotNumber slot = SlotIn(call.arguments[0]);
  const Refusal refusal = context.objects.capabilities.Revoke(context.caller.holder, slot);
  if (refusal != Refusal::kNone) {
    return SlotRefused(context, slot, refusal);
  }
  context.objects.devices.interrupts.Review();
  context.objects.vms.TidyUp();
  // Memory that was mapped by what was revoked is out of reach before the caller goes on.
  const CapabilityGrant grant =
      context.objects.capabilities.Inspect(context.caller.holder, slot).grant;
  if (Window* const region = PagesIn(context, grant.range).region;
      region != nullptr && grant.type == CapabilityType::kShare) {
    BeginWithdrawal(context, *region);
  }
  return GoOnWithdrawing(context);
}

}  // namespace starkernel::kernel_words
