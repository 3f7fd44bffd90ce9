#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "src/base/addresses.h"
#include "src/base/text_buffer.h"
#include "src/boot/boot_info.h"
#include "src/boot/boot_modules.h"
#include "src/boot/end_boot_services.h"
#include "src/hal/x86_64/image_layout.h"
#include "src/hal/x86_64/kernel_stacks.h"

namespace starkernel::boot {

/// What is collected while firmware is there and needed when it is gone. All memory it refers
/// to is of type EfiLoaderData, at its physical address.
struct HandOff {
  std::span<const std::byte> image;
  hal::ImageLayout layout;
  hal::KernelStacks stacks;
  PhysAddr boot_tables;
  BootFiles files;
  TextBuffer<4096> complaints;
  std::optional<PhysAddr> rsdp;
  std::optional<Framebuffer> framebuffer;  ///< Fit to be drawn on.
  std::span<std::byte> screen_cells;       ///< For a screen on it.
  FirmwareMemoryMap memory;
  std::uint64_t cycles = 0;  ///< When firmware let go.
};

}  // namespace starkernel::boot
