#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "src/base/error.h"
#include "src/base/panic.h"
#include "src/base/result.h"
#include "src/base/span_copy_unsafe.h"

namespace starkernel {

/// Text of at most `Capacity` bytes, which lie in the string itself. No byte ends it, and it is
/// cut between bytes, whatever they encode.
template <std::size_t Capacity>
  requires(Capacity > 0)
class FixedString {
 public:
  [[nodiscard]] static constexpr std::size_t capacity() { return Capacity; }
  [[nodiscard]] constexpr std::size_t size() const { return size_; }
  [[nodiscard]] constexpr bool empty() const { return size_ == 0; }
  [[nodiscard]] constexpr bool full() const { return size_ >= Capacity; }
  /// How many more bytes fit.
  [[nodiscard]] constexpr std::size_t room() const { return Capacity - size_; }

  [[nodiscard]] constexpr std::string_view view() const [[clang::lifetimebound]] {
    return std::string_view(std::span<const char>(characters_).first(size_));
  }

  /// Adds `text` at the end. Error::kCapacity if not all of it fits: then what fits was added.
  constexpr Result<void> Append(std::string_view text) {
    const std::string_view fitting = text.substr(0, room());
    CopyInto(std::span<char>(characters_).subspan(size_), fitting);
    size_ += fitting.size();
    return Whole(fitting, text);
  }

  /// Becomes `text`. Error::kCapacity if not all of it fits: then it is what fits.
  constexpr Result<void> Assign(std::string_view text) {
    Clear();
    return Append(text);
  }

  /// Puts `text` before the byte at `position`, or at the end if that is size(). Error::kCapacity,
  /// with nothing changed, if it does not fit; panics if `position` is beyond the end. `text` must
  /// not lie in this string.
  constexpr Result<void> Insert(std::size_t position, std::string_view text) {
    Require(position <= size_, "insertion beyond the end of a string");
    if (text.size() > room()) {
      return Error::kCapacity;
    }
    const std::span<char> all(characters_);
    const std::span<char> tail = all.subspan(position, size_ - position);
    CopyInto(all.subspan(position + text.size()), tail);
    CopyInto(all.subspan(position), text);
    size_ += text.size();
    return {};
  }

  /// Removes `count` bytes from `position` on; panics unless they are there.
  constexpr void Erase(std::size_t position, std::size_t count) {
    Require(position <= size_ && count <= size_ - position, "erasure beyond the end of a string");
    const std::span<char> from = std::span<char>(characters_).first(size_).subspan(position);
    CopyInto(from, from.subspan(count));
    size_ -= count;
  }

  constexpr void Clear() { size_ = 0; }

  friend constexpr bool operator==(const FixedString& left, std::string_view right) {
    return left.view() == right;
  }

 private:
  [[nodiscard]] static constexpr Result<void> Whole(std::string_view part, std::string_view text) {
    if (part.size() < text.size()) {
      return Error::kCapacity;
    }
    return {};
  }

  std::array<char, Capacity> characters_{};
  std::size_t size_ = 0;
};

}  // namespace starkernel
