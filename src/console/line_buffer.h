#pragma once

#include <cstddef>
#include <string_view>

#include "src/base/fixed_string.h"

namespace starkernel::console {

/// The most bytes a line holds.
inline constexpr std::size_t kLineCapacity = 1024;

/// A line of well-formed UTF-8 and a cursor that always stands between two code points.
/// Knows nothing of terminals.
class LineBuffer {
 public:
  [[nodiscard]] std::string_view text() const [[clang::lifetimebound]];
  [[nodiscard]] std::string_view before_cursor() const [[clang::lifetimebound]];
  [[nodiscard]] std::string_view after_cursor() const [[clang::lifetimebound]];

  /// Puts whole code points before the cursor. False, with nothing changed, if they do not fit.
  [[nodiscard]] bool Insert(std::string_view code_points);

  /// Replaces the line; the cursor goes to its end. Panics if `line` is above kLineCapacity.
  void Assign(std::string_view line);

  /// The code point before or at the cursor; empty at the end of the line.
  [[nodiscard]] std::string_view CodePointBefore() const [[clang::lifetimebound]];
  [[nodiscard]] std::string_view CodePointAfter() const [[clang::lifetimebound]];

  /// The word before the cursor, with the spaces between it and the cursor.
  [[nodiscard]] std::string_view WordBefore() const [[clang::lifetimebound]];

  /// Moves the cursor by bytes, which must be whole code points that are there; panics if not
  /// within the line.
  void MoveBack(std::size_t bytes);
  void MoveForward(std::size_t bytes);

  /// Deletes bytes, which must be whole code points that are there; panics if not within the line.
  void EraseBefore(std::size_t bytes);
  void EraseAfter(std::size_t bytes);

 private:
  FixedString<kLineCapacity> text_;
  std::size_t cursor_ = 0;
};

}  // namespace starkernel::console
