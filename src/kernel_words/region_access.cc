#include "src/kernel_words/region_access.h"

#include <cstdint>
#include <limits>

#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_ids.h"
#include "src/capabilities/capability_table.h"
#include "src/capabilities/refusal.h"
#include "src/kernel_words/kernel_objects.h"
#include "src/kernel_words/vm_keeper.h"
#include "src/regions/vm_windows.h"
#include "src/regions/window.h"

namespace starkernel::kernel_words {

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

PageCount TakeBack(const Context& context, capabilities::CapabilityRange range) {
  PageCount taken{0};
  const RegionPages pages = PagesIn(context, range);
  if (pages.region == nullptr) {
    return taken;
  }
  Window* window = pages.region->shown.First();
  while (window != nullptr) {
    Window* const next = pages.region->shown.Next(*window);
    VmWindows& holder = *window->holder;
    if (!context.objects.capabilities.Inspect(holder.owner(), window->capability).ok()) {
      taken += holder.Remove(*window);
    }
    window = next;
  }
  return taken;
}

PageCount Leave(const Context& context, capabilities::SlotNumber slot) {
  VmWindows* const windows = OwnWindows(context);
  if (windows == nullptr) {
    return PageCount{0};
  }
  for (Window* window = windows->First(); window != nullptr; window = windows->Next(*window)) {
    if (window->region == nullptr && window->capability == slot) {
      static_cast<void>(context.objects.capabilities.Revoke(context.caller.holder, slot));
      context.objects.vms.TidyUp();
      break;
    }
  }
  return windows->RemoveAllBy(slot);
}

}  // namespace starkernel::kernel_words
