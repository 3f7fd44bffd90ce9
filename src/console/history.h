#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "src/base/fixed_string.h"
#include "src/base/fixed_vector.h"

namespace starkernel::console {

/// The most recent lines, in a fixed number of bytes: the oldest make room for the newest.
class History {
 public:
  static constexpr std::size_t kByteBudget = 4096;
  static constexpr std::size_t kMostLines = 128;

  /// Keeps `line`, unless it is empty, the same as the newest, or above the byte budget.
  void Add(std::string_view line);

  [[nodiscard]] std::size_t size() const { return lengths_.size(); }

  /// The line that `age` newer lines followed: 0 is the newest. Panics unless age < size().
  /// Valid until the next Add.
  [[nodiscard]] std::string_view Line(std::size_t age) const [[clang::lifetimebound]];

 private:
  void DropOldest();

  FixedString<kByteBudget> text_;                   ///< The lines, oldest first, packed.
  FixedVector<std::uint16_t, kMostLines> lengths_;  ///< Of the lines, oldest first.
};

}  // namespace starkernel::console
