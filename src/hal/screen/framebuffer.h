#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/text_writer.h"
#include "src/hal/memory_region.h"
#include "src/hal/screen/cell.h"
#include "src/hal/screen/font.h"

namespace starkernel::hal::screen {

/// A linear framebuffer of 32 bits a pixel, as firmware describes it.
struct Framebuffer {
  PhysAddr base;
  ByteCount size;
  std::uint32_t width = 0;            ///< Pixels that can be seen in a line.
  std::uint32_t height = 0;           ///< Lines.
  std::uint32_t pixels_per_line = 0;  ///< From the start of a line to that of the next.
  bool blue_first = true;             ///< Byte order blue, green, red, reserved; else red first.

  [[nodiscard]] constexpr std::size_t rows() const { return height / kGlyphHeight; }
  [[nodiscard]] constexpr std::size_t columns() const { return width / kGlyphWidth; }

  /// From the first pixel to the last one, in bytes; never more than `size` of a usable one.
  [[nodiscard]] constexpr ByteCount extent() const {
    const std::uint64_t lines_before_last = height == 0 ? 0 : height - 1;
    return ByteCount{(lines_before_last * pixels_per_line + width) * sizeof(std::uint32_t)};
  }

  /// What a screen on it needs for its cells: those to be shown, and those that are.
  [[nodiscard]] constexpr ByteCount cell_bytes() const {
    return ByteCount{2 * rows() * columns() * sizeof(PackedCell)};
  }
};

/// The least and the most that a framebuffer may have in width and height.
inline constexpr std::uint32_t kLeastWidth = 320;
inline constexpr std::uint32_t kLeastHeight = 200;
inline constexpr std::uint32_t kMostPixels = 16'384;

/// Whether text can be drawn into `framebuffer` without touching anything else; if not, writes why,
/// with the value and the limit, without a line end. `memory` is what the machine has otherwise.
[[nodiscard]] bool CheckFramebuffer(const Framebuffer& framebuffer,
                                    std::span<const MemoryRegion> memory, TextWriter& complaint);

}  // namespace starkernel::hal::screen
