#pragma once

#include <cstddef>
#include <span>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/acpi/physical_bytes.h"
#include "src/hal/memory_region.h"

namespace starkernel::hal {

/// Memory in which firmware may have left tables, seen through the window of the boot tables: any
/// but that of devices, and what is merely reserved only below 4 GiB, where the boot tables show
/// everything. Of use before the kernel's own tables are in force.
class FirmwareMemory final : public acpi::PhysicalBytes {
 public:
  /// `memory` is the machine's memory map, sorted and without overlaps; it outlives this.
  explicit FirmwareMemory(std::span<const MemoryRegion> memory) : memory_(memory) {}

  [[nodiscard]] Result<std::span<const std::byte>> Read(PhysAddr base, ByteCount size)
      [[clang::lifetimebound]] override;

 private:
  std::span<const MemoryRegion> memory_;
};

}  // namespace starkernel::hal
