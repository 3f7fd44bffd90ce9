#pragma once

#include <array>

#include "src/boot/boot_info.h"
#include "src/pmm/frame_range.h"

namespace starkernel::kernel {

/// Frames that are never handed out, even if the memory map calls them free RAM: the framebuffer,
/// which a map need not list, and the page of the ACPI root pointer. What lies beyond 52-bit
/// addresses is cut. Empty ranges stand for what the machine does not have.
[[nodiscard]] std::array<pmm::FrameRange, 2> ReservedFrames(const boot::BootInfo& info);

}  // namespace starkernel::kernel
