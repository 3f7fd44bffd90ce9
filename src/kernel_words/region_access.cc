#include "src/kernel_words/region_access.h"

#include <cstdint>
#include <limits>

#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_ids.h"
#include "src/capabilities/capability_table.h"
#include "src/capabilities/refusal.h"
#include "src/forthvm/kernel_door.h"
#include "src/kernel_words/kernel_objects.h"
#include "src/kernel_words/vm_keeper.h"
#include "src/regions/vm_windows.h"
#include "src/regions/window.h"

namespace starkernel::kernel_words {

using forthvm::KernelAnswer;
using regions::VmWindows;
using regions::Window;

VmWindows* OwnWindows(const Context& context) {
  return context.objects.vms.WindowsAt(PlaceOf(context.caller.vm));
}

RegionPages PagesIn(const Context& context, capabilities::CapabilityRange range) {
  const std::uint64_t place = VmWindows::PlaceIn(range.first);
  if (place > std::numeric_limits<std::uint32_t>::max()) {
    return {};
  }
  const VmWindows* const windows = context.objects.vms.WindowsAt(static_cast<std::uint32_t>(place));
  Window* const region = windows == nullptr ? nullptr : windows->RegionWith(range.first);
  if (region == nullptr) {
    return {};
  }
  const PageCount first{range.first - windows->NumberOf(*region)};
  if (range.empty() || range.last - range.first >= (region->part.pages - first).value()) {
    return {};
  }
  return {.region = region, .first = first, .pages = PageCount{range.last - range.first + 1}};
}

VmWindows::Withdrawn WithdrawFrom(capabilities::CapabilityTable& table, Window& region,
                                  PageCount most) {
  return VmWindows::Withdraw(region, most, [&table](const Window& window) {
    return !table.Inspect(window.holder->owner(), window.capability).ok();
  });
}

void BeginWithdrawal(const Context& context, Window& region) {
  if (VmWindows* const windows = OwnWindows(context); windows != nullptr) {
    windows->BeginWithdrawal(region);
    context.caller.withdraws = true;
  }
}

namespace {

/// The region whose windows those of a VM instance are withdrawing; null if it is gone by now.
Window* WithdrawnBy(const VmKeeper& vms, const VmWindows& windows) {
  const std::uint64_t number = windows.withdrawing().value_or(0);
  const std::uint64_t place = VmWindows::PlaceIn(number);
  if (place > std::numeric_limits<std::uint32_t>::max()) {
    return nullptr;
  }
  // What is left of one that ends meanwhile is to be out of reach as well.
  const VmWindows* const holder = vms.RemainsAt(static_cast<std::uint32_t>(place));
  return holder == nullptr ? nullptr : holder->RegionWith(number);
}

}  // namespace

Window* Withdrawing(const Context& context) {
  const VmWindows* const windows = OwnWindows(context);
  return windows == nullptr ? nullptr : WithdrawnBy(context.objects.vms, *windows);
}

KernelAnswer GoOnWithdrawing(const Context& context, PageCount taken) {
  VmWindows* const windows = OwnWindows(context);
  if (windows == nullptr) {
    return AfterPages(taken);
  }
  // Another region can have the number by now: there is nothing to be taken out of it, then, that
  // would not be taken out anyway.
  if (Window* const region = WithdrawnBy(context.objects.vms, *windows); region != nullptr) {
    const VmWindows::Withdrawn withdrawn =
        WithdrawFrom(context.objects.capabilities, *region, VmWindows::kWithdrawnAtOnce - taken);
    taken += withdrawn.pages;
    if (!withdrawn.is_all) {
      return GoesOnAfter(taken);
    }
  }
  windows->EndWithdrawal();
  context.caller.withdraws = false;
  return AfterPages(taken);
}

void LeaveWithdrawal(VmKeeper& vms, VmWindows& windows) {
  if (Window* const region = WithdrawnBy(vms, windows); region != nullptr) {
    vms.WithdrawLater(*region);
  }
  windows.EndWithdrawal();
}

capabilities::Refusal GiveUp(const Context& context, capabilities::SlotNumber slot) {
  capabilities::CapabilityTable& table = context.objects.capabilities;
  const capabilities::GrantAnswer held = table.Inspect(context.caller.holder, slot);
  const RegionPages pages = held.ok() && held.grant.type == capabilities::CapabilityType::kShare
                                ? PagesIn(context, held.grant.range)
                                : RegionPages();
  if (pages.region != nullptr) {
    if (pages.region->holder == OwnWindows(context) && pages.region->capability == slot) {
      static_cast<void>(table.Revoke(context.caller.holder, slot));
      context.objects.vms.TidyUp();
      pages.region->is_ending = true;
    }
    BeginWithdrawal(context, *pages.region);
  }
  return table.Drop(context.caller.holder, slot);
}

}  // namespace starkernel::kernel_words
