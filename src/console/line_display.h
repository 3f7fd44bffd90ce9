#pragma once

#include <cstddef>
#include <string_view>

#include "src/base/text_writer.h"

namespace starkernel::console {

/// Shows one line on an ANSI terminal (ECMA-48) by relative movement alone, so that it may
/// start at any column. Uses plain characters where they do, so that a transcript of lines
/// typed straight on has no control sequence in it.
class LineDisplay {
 public:
  explicit LineDisplay(TextWriter::Sink& sink [[clang::lifetimebound]]) : writer_(sink) {}

  /// Writes text at the cursor.
  void Print(std::string_view text) { writer_.Text(text); }

  /// Moves the cursor left.
  void MoveBack(std::size_t columns);

  /// Writes what follows the cursor again and returns to the cursor.
  void ShowTail(std::string_view tail);

  /// Shows that `columns` at the cursor are gone and `tail` has moved up to it.
  void ShowErased(std::size_t columns, std::string_view tail);

  /// Clears from the cursor to the end of the line.
  void ClearToEnd() { writer_.Text("\x1B[K"); }

  /// Rings the bell: the key could not be obeyed.
  void Bell() { writer_.Character('\a'); }

  /// Clears the screen and moves to its upper left corner.
  void ClearScreen() { writer_.Text("\x1B[H\x1B[2J"); }

  /// Marks the line as given up and goes to the next.
  void Abandon() { writer_.Text("^C").Line(); }

 private:
  TextWriter writer_;
};

}  // namespace starkernel::console
