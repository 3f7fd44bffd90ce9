#pragma once

#include <cstdint>

#include "src/base/quantities.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_ids.h"
#include "src/forthvm/kernel_door.h"
#include "src/kernel_words/kernel_objects.h"
#include "src/regions/vm_windows.h"
#include "src/regions/window.h"

/// How capabilities and mapped memory belong together: a window is there as long as its VM instance
/// holds the capability by which it was mapped, and that works.
namespace starkernel::kernel_words {

/// The answer of a word that mapped so many pages, or took them out.
[[nodiscard]] inline forthvm::KernelAnswer AfterPages(PageCount pages) {
  constexpr std::uint32_t kReductionsForAPage = 16;
  return {.reductions = 1 + static_cast<std::uint32_t>(pages.value()) * kReductionsForAPage};
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

/// After a capability of that range was revoked: takes the windows away whose capabilities do not
/// work any more. How many pages they had. At most regions::VmWindows::kMostShown windows.
PageCount TakeBack(const Context& context, capabilities::CapabilityRange range);

/// Before the caller gives a capability up, or a window by which it has a region: takes away what
/// is there by it. A region is gone everywhere then, and what was derived for it is revoked.
PageCount Leave(const Context& context, capabilities::SlotNumber slot);

}  // namespace starkernel::kernel_words
