#include "src/hal/x86_64/physical_window.h"

#include <cstddef>
#include <span>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/kernel_mapping.h"
#include "src/hal/x86_64/address_space.h"
#include "src/hal/x86_64/address_unsafe.h"

namespace starkernel::hal {

Result<std::span<std::byte>> PhysicalWindow::View(PhysAddr base, ByteCount size) {
  for (const KernelMapping& range : ranges_) {
    if (base < range.phys) {
      break;
    }
    const ByteCount offset = base - range.phys;
    const ByteCount length = BytesOf(range.pages);
    if (offset <= length && size <= length - offset) {
      // SAFETY: within a range that the window maps; the frames' owner hands out the view.
      return MappedBytes(InWindow(base), size);
    }
  }
  return Error::kOutOfRange;
}

}  // namespace starkernel::hal
