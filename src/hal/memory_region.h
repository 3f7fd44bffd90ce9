#pragma once

#include <cstddef>
#include <cstdint>

#include "src/base/addresses.h"
#include "src/base/quantities.h"

namespace starkernel::hal {

/// What a range of physical addresses may be used for once firmware has let go of it.
enum class MemoryKind : std::uint8_t {
  kReserved,     ///< None of the others. Zero, so that tables of regions need no room in the image.
  kUsable,       ///< Free RAM.
  kKernelImage,  ///< RAM that holds the kernel image or boot data: never freed.
  kAcpiTables,   ///< ACPI tables: read, never written.
  kFirmwareRuntime,  ///< Code and data of firmware runtime services: must stay mapped.
  kDevice,           ///< Memory-mapped input and output.
};

/// Regions that a machine's memory map may have; firmware has 30 to 200.
inline constexpr std::size_t kMaximumMemoryRegions = 2048;

/// One entry of the machine's memory map. Both bounds are page-aligned.
struct MemoryRegion {
  PhysAddr base;
  PageCount pages;
  MemoryKind kind = MemoryKind::kReserved;
};

}  // namespace starkernel::hal
