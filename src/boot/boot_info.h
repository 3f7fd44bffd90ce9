#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/boot/boot_options.h"
#include "src/hal/memory_region.h"
#include "src/hal/screen/framebuffer.h"

namespace starkernel::boot {

/// A file handed to the kernel at boot. `name` is what the user called it (a path is kept as
/// typed), `contents` its bytes; both live as long as the kernel.
struct BootModule {
  std::string_view name;
  std::span<const char> contents;
  /// Whether VM[0] interprets the file before its prompt, in the modules' order; otherwise it
  /// is only there to be named by INCLUDED.
  bool run = false;
};

/// Set up by firmware (UEFI specification, 12.9).
using hal::screen::Framebuffer;

/// Everything the boot stage found out about the machine, in the kernel's own types. Spans
/// point into memory that is never freed.
struct BootInfo {
  std::span<const hal::MemoryRegion> memory;  ///< Sorted by base, no overlaps.
  std::optional<PhysAddr> rsdp;               ///< ACPI root pointer, if firmware has one.
  std::optional<Framebuffer> framebuffer;
  std::string_view
      console;  ///< What it consists of; empty where that is not the kernel's business.
  std::span<const BootModule> modules;
  BootOptions options;
  std::uint64_t handoff_cycles = 0;  ///< Cycle counter just after firmware let go.
};

}  // namespace starkernel::boot
