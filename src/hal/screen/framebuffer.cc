#include "src/hal/screen/framebuffer.h"

#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/format.h"
#include "src/base/quantities.h"
#include "src/base/text_writer.h"
#include "src/hal/memory_region.h"

namespace starkernel::hal::screen {
namespace {

// Where framebuffers may lie: below what 52 physical bits reach.
constexpr std::uint64_t kAddressLimit = std::uint64_t{1} << 46U;

bool CheckSide(std::string_view name, std::uint32_t pixels, std::uint32_t least,
               TextWriter& complaint) {
  if (pixels < least || pixels > kMostPixels) {
    Format(complaint, "{} is {} pixels, supported are {} to {}", name, pixels, least, kMostPixels);
    return false;
  }
  return true;
}

// Memory that the kernel uses or reads: whatever is drawn there would destroy it.
bool IsMemory(MemoryKind kind) {
  return kind == MemoryKind::kUsable || kind == MemoryKind::kKernelImage ||
         kind == MemoryKind::kAcpiTables || kind == MemoryKind::kFirmwareRuntime;
}

}  // namespace

bool CheckFramebuffer(const Framebuffer& framebuffer, std::span<const MemoryRegion> memory,
                      TextWriter& complaint) {
  if (!CheckSide("width", framebuffer.width, kLeastWidth, complaint) ||
      !CheckSide("height", framebuffer.height, kLeastHeight, complaint)) {
    return false;
  }
  if (framebuffer.pixels_per_line < framebuffer.width ||
      framebuffer.pixels_per_line > 4 * kMostPixels) {
    Format(complaint, "a line takes {} pixels, supported are {} (the width) to {}",
           framebuffer.pixels_per_line, framebuffer.width, 4 * kMostPixels);
    return false;
  }
  if (framebuffer.extent() > framebuffer.size) {
    Format(complaint, "its lines take {} bytes, but it has {}", framebuffer.extent(),
           framebuffer.size);
    return false;
  }
  const std::uint64_t base = framebuffer.base.value();
  const std::uint64_t extent = framebuffer.extent().value();
  if (base == 0 || base % kPageSize.value() != 0 || base >= kAddressLimit - extent) {
    Format(complaint, "it begins at {}, supported are multiples of 4096 up to {:#x}",
           framebuffer.base, kAddressLimit - extent);
    return false;
  }
  for (const MemoryRegion& region : memory) {
    const std::uint64_t start = region.base.value();
    const std::uint64_t end = start + BytesOf(region.pages).value();
    if (IsMemory(region.kind) && base < end && start < base + extent) {
      Format(complaint, "it lies at {} in memory that is used otherwise, from {}", framebuffer.base,
             region.base);
      return false;
    }
  }
  return true;
}

}  // namespace starkernel::hal::screen
