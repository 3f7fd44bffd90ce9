#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/hal/screen/cell.h"
#include "src/hal/screen/font.h"
#include "src/hal/screen/framebuffer.h"

namespace starkernel::hal::screen {

/// For tests: a framebuffer whose lines are followed by pixels that nothing may touch, and memory
/// for the cells of a screen on it.
class FakeFramebuffer {
 public:
  static constexpr std::uint32_t kUntouched = 0xDEAD'BEEF;

  FakeFramebuffer(std::uint32_t width, std::uint32_t height, std::uint32_t pixels_per_line,
                  bool blue_first = true)
      : shape_{.base = PhysAddr(0x8000'0000),
               .size = ByteCount{std::uint64_t{pixels_per_line} * height * 4},
               .width = width,
               .height = height,
               .pixels_per_line = pixels_per_line,
               .blue_first = blue_first},
        pixels_(std::size_t{pixels_per_line} * height, kUntouched),
        cells_(shape_.cell_bytes().value() / sizeof(PackedCell)) {}

  [[nodiscard]] const Framebuffer& shape() const [[clang::lifetimebound]] { return shape_; }
  /// From the first to the last visible pixel.
  [[nodiscard]] std::span<std::uint32_t> pixels() [[clang::lifetimebound]] {
    return std::span(pixels_).first(shape_.extent().value() / 4);
  }
  [[nodiscard]] std::span<PackedCell> cells() [[clang::lifetimebound]] { return cells_; }

  [[nodiscard]] std::uint32_t At(std::size_t line, std::size_t column) const {
    return pixels_.at(line * shape_.pixels_per_line + column);
  }

  /// Whether every pixel outside the visible lines is as it was.
  [[nodiscard]] bool RestUntouched() const {
    for (std::size_t line = 0; line < shape_.height; ++line) {
      for (std::size_t column = shape_.width; column < shape_.pixels_per_line; ++column) {
        if (At(line, column) != kUntouched) {
          return false;
        }
      }
    }
    return true;
  }

 private:
  Framebuffer shape_;
  std::vector<std::uint32_t> pixels_;
  std::vector<PackedCell> cells_;
};

}  // namespace starkernel::hal::screen
