#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "src/base/panic.h"

namespace starkernel::kernel {

/// What was typed before anybody asked for it, oldest first.
class TypeAhead {
 public:
  static constexpr std::size_t kCapacity = 1024;

  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] bool full() const { return size_ == kCapacity; }

  /// Panics if it is full: ask first, and leave the byte where it is.
  void Push(std::uint8_t byte) {
    Require(!full(), "type-ahead is full");
    bytes_[(first_ + size_) % kCapacity] = byte;
    ++size_;
  }

  /// The oldest byte, left where it is.
  [[nodiscard]] std::optional<std::uint8_t> Peek() const {
    return empty() ? std::nullopt : std::optional(bytes_[first_]);
  }

  /// Takes the oldest byte.
  std::optional<std::uint8_t> Pop() {
    const std::optional<std::uint8_t> oldest = Peek();
    if (oldest.has_value()) {
      first_ = (first_ + 1) % kCapacity;
      --size_;
    }
    return oldest;
  }

  void Clear() { size_ = 0; }

 private:
  std::array<std::uint8_t, kCapacity> bytes_{};
  std::size_t first_ = 0;
  std::size_t size_ = 0;
};

}  // namespace starkernel::kernel
