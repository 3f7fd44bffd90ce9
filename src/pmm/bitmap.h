#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace starkernel::pmm {

/// A set of small integers, one bit each, in words that somebody else owns. Every operation
/// works a word (64 bits) at a time. A range that reaches beyond size() panics.
class Bitmap {
 public:
  static constexpr std::uint64_t kBitsPerWord = 64;

  Bitmap() = default;
  explicit Bitmap(std::span<std::uint64_t> words [[clang::lifetimebound]]) : words_(words) {}

  [[nodiscard]] std::uint64_t size() const { return words_.size() * kBitsPerWord; }

  /// Sets or clears the bits [first, first + count).
  void Set(std::uint64_t first, std::uint64_t count);
  void Clear(std::uint64_t first, std::uint64_t count);

  /// Whether every bit of [first, first + count) is set, or clear. True for an empty range.
  [[nodiscard]] bool AllSet(std::uint64_t first, std::uint64_t count) const;
  [[nodiscard]] bool AllClear(std::uint64_t first, std::uint64_t count) const;

  /// The lowest set, or clear, bit of [from, limit), if there is one.
  [[nodiscard]] std::optional<std::uint64_t> FirstSet(std::uint64_t from,
                                                      std::uint64_t limit) const;
  [[nodiscard]] std::optional<std::uint64_t> FirstClear(std::uint64_t from,
                                                        std::uint64_t limit) const;

  /// The lowest start, at or after `from` and a multiple of `alignment` (a power of two), of
  /// `count` set bits in a row that end at or before `limit`.
  [[nodiscard]] std::optional<std::uint64_t> FindSetRun(std::uint64_t count,
                                                        std::uint64_t alignment, std::uint64_t from,
                                                        std::uint64_t limit) const;

 private:
  [[nodiscard]] std::optional<std::uint64_t> FirstEqual(std::uint64_t flip, std::uint64_t from,
                                                        std::uint64_t limit) const;

  std::span<std::uint64_t> words_;
};

}  // namespace starkernel::pmm
