#pragma once

#include <cstdint>

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

/// How capabilities and mapped memory belong together: a window is there as long as its VM instance
/// holds the capability by which it was mapped, and that works.
namespace starkernel::kernel_words {

/// What it costs to map so many pages, or to take them out.
[[nodiscard]] constexpr std::uint32_t ReductionsFor(PageCount pages) {
  constexpr std::uint32_t kReductionsForAPage = 16;
  return static_cast<std::uint32_t>(pages.value()) * kReductionsForAPage;
}

/// The answer of a word that did so.
[[nodiscard]] inline forthvm::KernelAnswer AfterPages(PageCount pages) {
  return {.reductions = 1 + ReductionsFor(pages)};
}

/// The answer of one that took so many out and has more to do, when others have run.
[[nodiscard]] inline forthvm::KernelAnswer GoesOnAfter(PageCount pages) {
  return {.state = forthvm::KernelAnswer::State::kGoesOn, .reductions = 1 + ReductionsFor(pages)};
}

/// The windows of the VM instance that calls; null where there is no memory to map.
[[nodiscard]] regions::VmWindows* OwnWindows(const Context& context [[clang::lifetimebound]]);

/// Pages of a region, as a capability names them.
struct RegionPages {
  regions::Window* region = nullptr;  ///< Null if the range is not of a region.
  PageCount first{};                  ///< Of the region's.
  PageCount pages{};
};
[[nodiscard]] RegionPages PagesIn(const Context& context, capabilities::CapabilityRange range);

/// Takes out those windows of a region whose capabilities do not work any more, of no more than
/// `most` pages; all, and then the region, if it is ending.
regions::VmWindows::Withdrawn WithdrawFrom(capabilities::CapabilityTable& table,
                                           regions::Window& region, PageCount most);

// Words that take out what may be mapped many times do it some at a time, between which others run:
// a first call begins a withdrawal, and it and those that it is asked again by go on with it.

/// After capabilities for a region were revoked or given up: has their windows taken out.
void BeginWithdrawal(const Context& context, regions::Window& region);

/// Goes on with it after so many pages were taken out by the same call. Done when there is nothing
/// left of it, or nothing was begun.
[[nodiscard]] forthvm::KernelAnswer GoOnWithdrawing(const Context& context,
                                                    PageCount taken = PageCount{0});

/// The region that the caller is withdrawing the windows of; null if there is none.
[[nodiscard]] regions::Window* Withdrawing(const Context& context [[clang::lifetimebound]]);

/// A VM instance does not go on with what it has begun.
void LeaveWithdrawal(VmKeeper& vms, regions::VmWindows& windows);

/// Gives a capability of the caller's up, and begins to take out what is mapped by it. A region
/// that came with it is gone everywhere then, and what was derived for it is revoked.
[[nodiscard]] capabilities::Refusal GiveUp(const Context& context, capabilities::SlotNumber slot);

}  // namespace starkernel::kernel_words
