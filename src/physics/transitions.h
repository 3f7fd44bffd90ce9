#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace starkernel::physics {

/// L4: which word is seen after which, and how often.
///
/// There is room for kWords words and kSuccessors words after each; who comes beyond takes the
/// place of the rarest, so counts are of what is frequent.
class Transitions {
 public:
  static constexpr std::size_t kWords = 128;
  static constexpr std::size_t kSuccessors = 8;
  /// A word is predicted after one that was seen so often, if it came at least every other time.
  static constexpr std::uint32_t kPredictedFrom = 10;

  struct Successor {
    std::uint32_t word = 0;
    std::uint32_t count = 0;
  };
  struct Entry {
    std::uint32_t word = 0;
    std::uint32_t total = 0;  ///< How often something came after it; 0 if the place is free.
    std::array<Successor, kSuccessors> successors{};
  };

  /// Makes it empty; to be done before it is used.
  void Clear();

  /// `next` came after `word`; counts too whether it was predicted.
  void Record(std::uint32_t word, std::uint32_t next);

  [[nodiscard]] std::span<const Entry> entries() const [[clang::lifetimebound]] { return entries_; }

  /// How often a word was predicted, and how often it came.
  [[nodiscard]] std::uint64_t predictions() const { return predictions_; }
  [[nodiscard]] std::uint64_t hits() const { return hits_; }

 private:
  /// The entry of the word, which another may have to leave.
  [[nodiscard]] Entry& EntryOf(std::uint32_t word) [[clang::lifetimebound]];

  std::array<Entry, kWords> entries_{};
  std::uint64_t predictions_ = 0;
  std::uint64_t hits_ = 0;
};

}  // namespace starkernel::physics
