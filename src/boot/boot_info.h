#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/hal/machine.h"
#include "src/hal/memory_region.h"

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

/// Linear framebuffer set up by firmware (UEFI specification, 12.9): 32 bits a pixel.
struct Framebuffer {
  PhysAddr base;
  ByteCount size;
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::uint32_t pixels_per_line = 0;
  bool blue_first = true;  ///< Byte order blue, green, red, reserved; otherwise red first.
};

/// What the boot configuration asked for.
struct BootOptions {
  hal::CrashDrill drill = hal::CrashDrill::kNone;
};

/// Everything the boot stage found out about the machine, in the kernel's own types. Spans
/// point into memory that is never freed.
struct BootInfo {
  std::span<const hal::MemoryRegion> memory;  ///< Sorted by base, no overlaps.
  std::optional<PhysAddr> rsdp;               ///< ACPI root pointer, if firmware has one.
  std::optional<Framebuffer> framebuffer;
  std::span<const BootModule> modules;
  BootOptions options;
  std::uint64_t handoff_cycles = 0;  ///< Cycle counter just after firmware let go.
};

}  // namespace starkernel::boot
