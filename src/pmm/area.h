#pragma once

#include <cstdint>

namespace starkernel::pmm {

/// Frames are kept in areas of 2 MiB, as large as a large page and aligned to it. The bitmap of an
/// area is one cache line.
inline constexpr std::uint64_t kFramesPerArea = 512;
inline constexpr std::uint64_t kBitsPerWord = 64;
inline constexpr std::uint64_t kWordsPerArea = kFramesPerArea / kBitsPerWord;

/// A mask of `count` bits, 1 to 64, from bit `first` of a word on; they have to fit.
[[nodiscard]] constexpr std::uint64_t BitsOfWord(std::uint64_t first, std::uint64_t count) {
  return (~std::uint64_t{0} >> (kBitsPerWord - count)) << first;
}

/// What is known of an area besides its bitmap, in one word that is changed atomically.
class AreaEntry {
 public:
  /// One frame among the free ones: what the word changes by.
  static constexpr std::uint64_t kOneFrame = 1;
  /// Set while a processor takes single frames from this area, so that others choose another.
  static constexpr std::uint64_t kReserved = std::uint64_t{1} << 16;

  /// Of an area without a frame under management, of one in which every frame is, and of one
  /// where the mask of number `mask` tells which are.
  [[nodiscard]] static constexpr AreaEntry Unmanaged() { return AreaEntry(0); }
  [[nodiscard]] static constexpr AreaEntry Whole() {
    return AreaEntry((kWhole << kManagedShift) | kFramesPerArea);
  }
  [[nodiscard]] static constexpr AreaEntry Partial(std::uint64_t mask) {
    return AreaEntry((kFirstMask + mask) << kManagedShift);
  }

  constexpr explicit AreaEntry(std::uint64_t word) : word_(word) {}

  [[nodiscard]] constexpr std::uint64_t word() const { return word_; }
  /// Free frames that nobody is about to take, 0 to 512. As many bits of the bitmap are set, or
  /// more for a moment.
  [[nodiscard]] constexpr std::uint64_t free() const { return word_ & kFreeBits; }
  [[nodiscard]] constexpr bool reserved() const { return (word_ & kReserved) != 0; }
  [[nodiscard]] constexpr bool managed() const { return word_ >> kManagedShift != 0; }
  [[nodiscard]] constexpr bool whole() const { return word_ >> kManagedShift == kWhole; }
  /// The number of the mask of managed frames; only if managed and not whole.
  [[nodiscard]] constexpr std::uint64_t mask() const {
    return (word_ >> kManagedShift) - kFirstMask;
  }

 private:
  static constexpr std::uint64_t kFreeBits = 0xFFFF;
  static constexpr std::uint64_t kManagedShift = 32;
  static constexpr std::uint64_t kWhole = 1;
  static constexpr std::uint64_t kFirstMask = 2;

  std::uint64_t word_;
};

}  // namespace starkernel::pmm
