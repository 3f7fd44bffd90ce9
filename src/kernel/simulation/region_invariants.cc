#include "src/kernel/simulation/region_invariants.h"

#include <cstdint>
#include <optional>
#include <string>

#include "src/base/addresses.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_table.h"
#include "src/capabilities/rights.h"
#include "src/hal/kernel_mapping.h"
#include "src/kernel/simulation/of_vm.h"
#include "src/kernel/simulation/simulated_kernel.h"
#include "src/regions/vm_windows.h"
#include "src/regions/window.h"
#include "src/vmm/address_space.h"
#include "src/vmm/envelope_record.h"
#include "src/vmm/page_tables.h"

namespace starkernel::kernel::simulation {
namespace {

using regions::VmWindows;
using regions::Window;

VirtAddr MachineAddress(const VmWindows& windows, GuestAddr address) {
  return windows.envelope().base() + ByteCount(address.value());
}

GuestAddr EndOf(vmm::EnvelopePart part) { return part.first + BytesOf(part.pages); }

bool IsEmpty(const SimulatedKernel& kernel, const VmWindows& windows, GuestAddr first,
             GuestAddr end) {
  const PageCount pages = PagesFor(end - first);
  return kernel.space().CountUnmapped(MachineAddress(windows, first), pages) == pages;
}

/// Where the pages of a window begin in its region.
PageCount FirstShown(const Window& window, const Window& region,
                     capabilities::CapabilityRange range) {
  return PageCount(window.region == nullptr ? 0 : range.first - region.holder->NumberOf(region));
}

std::string CheckPages(const SimulatedKernel& kernel, const Window& window, const Window& region,
                       PageCount first) {
  for (PageCount page{0}; page < window.part.pages; page += PageCount{1}) {
    const Result<vmm::Translation> here =
        kernel.space().Translate(MachineAddress(*window.holder, window.part.first + BytesOf(page)));
    const Result<vmm::Translation> there = kernel.space().Translate(
        MachineAddress(*region.holder, region.part.first + BytesOf(first + page)));
    if (!here.ok() || !there.ok() || here.value().address != there.value().address) {
      return "shows other memory than that of the region";
    }
    const bool is_writable = here.value().attributes.protection == hal::Protection::kReadWrite;
    if (is_writable != window.is_writable) {
      return "has memory mapped with another protection than it chose";
    }
  }
  return {};
}

/// Whether somebody is about to take windows of a region out: one that is in a word which does so,
/// or whoever has time.
bool IsWithdrawn(SimulatedKernel& kernel, const Window& region) {
  if (!region.has_void) {
    return false;
  }
  bool is_withdrawn = region.left_to != nullptr;
  std::optional<VmId> vm = kernel.nursery().Next(std::nullopt);
  for (; vm.has_value() && !is_withdrawn; vm = kernel.nursery().Next(vm)) {
    const VmWindows* const windows = kernel.nursery().WindowsAt(PlaceOf(*vm));
    is_withdrawn = windows != nullptr && windows->withdrawing() == region.holder->NumberOf(region);
  }
  return is_withdrawn;
}

std::string CheckWindow(SimulatedKernel& kernel, const Window& window) {
  // What one shows that has ended goes bit by bit.
  if (window.region != nullptr && !kernel.nursery().IdentityOf(window.region->holder->vm()).ok()) {
    return {};
  }
  const capabilities::GrantAnswer held =
      kernel.capabilities().Inspect(window.holder->owner(), window.capability);
  if (!held.ok() && IsWithdrawn(kernel, window.region == nullptr ? window : *window.region)) {
    return {};
  }
  if (!held.ok() || held.grant.type != capabilities::CapabilityType::kShare) {
    return "has memory mapped by a capability that does not work";
  }
  if (window.is_writable && !held.grant.rights.Has(capabilities::Right::kWrite)) {
    return "may write where it may only read";
  }
  const Window& region = window.region == nullptr ? window : *window.region;
  if (region.holder->RegionWith(held.grant.range.first) != &region) {
    return "has memory mapped of another region than the capability's";
  }
  const PageCount first = FirstShown(window, region, held.grant.range);
  if (first + window.part.pages > region.part.pages) {
    return "has more mapped than the region";
  }
  return CheckPages(kernel, window, region, first);
}

}  // namespace

std::string RegionInvariants::Check(SimulatedKernel& kernel) {
  windows_ = 0;
  std::optional<VmId> vm = kernel.nursery().Next(std::nullopt);
  for (; vm.has_value(); vm = kernel.nursery().Next(vm)) {
    const VmWindows* const windows = kernel.nursery().WindowsAt(PlaceOf(*vm));
    if (windows == nullptr || !kernel.nursery().IdentityOf(*vm).ok()) {
      continue;
    }
    if (std::string wrong = CheckVm(kernel, *vm, *windows); !wrong.empty()) {
      return wrong;
    }
  }
  return {};
}

std::string RegionInvariants::CheckVm(SimulatedKernel& kernel, VmId vm, const VmWindows& windows) {
  const vmm::EnvelopePart all = windows.envelope().windows();
  GuestAddr at = all.first;
  for (Window* window = windows.First(); window != nullptr; window = windows.Next(*window)) {
    ++windows_;
    if (!IsEmpty(kernel, windows, at, window->part.first)) {
      return Of(vm, "has memory mapped where no window is");
    }
    if (const std::string wrong = CheckWindow(kernel, *window); !wrong.empty()) {
      return Of(vm, wrong);
    }
    at = EndOf(window->part);
  }
  return IsEmpty(kernel, windows, at, EndOf(all))
             ? ""
             : Of(vm, "has memory mapped behind its last window");
}

}  // namespace starkernel::kernel::simulation
