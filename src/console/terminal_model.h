#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "src/base/text_writer.h"
#include "src/console/columns.h"

namespace starkernel::console {

/// For tests: the row of a very wide ANSI terminal that the cursor is on. Fails the test at
/// anything the line editor has no business to send.
class TerminalModel final : public TextWriter::Sink {
 public:
  void Write(std::string_view text) override {
    for (const char byte : text) {
      Take(byte);
    }
  }

  /// What the row shows, without the blanks at its end.
  [[nodiscard]] std::string Shown() const {
    std::string shown;
    for (const std::string& cell : cells_) {
      shown += cell;
    }
    shown.resize(shown.find_last_not_of(' ') + 1);
    return shown;
  }
  [[nodiscard]] std::size_t column() const { return column_; }
  [[nodiscard]] std::size_t bells() const { return bells_; }
  /// Rows begun, by a line end or by clearing the screen.
  [[nodiscard]] std::size_t rows() const { return rows_; }

 private:
  void Take(char byte) {
    if (!sequence_.empty()) {
      sequence_ += byte;
      if (byte >= '@' && byte != '[') {
        Obey(sequence_);
        sequence_.clear();
      }
      return;
    }
    switch (byte) {
      case '\x1B': sequence_ = byte; break;
      case '\a': ++bells_; break;
      case '\b': Back(1); break;
      case '\n': StartRow(); break;
      default: Put(byte); break;
    }
  }

  void Put(char byte) {
    if (IsContinuationByte(byte)) {
      ASSERT_GT(column_, 0U);
      cells_.at(column_ - 1) += byte;
      return;
    }
    ASSERT_TRUE(byte < 0 || (byte >= ' ' && byte != '\x7F')) << "control byte in the echo";
    cells_.resize(std::max(cells_.size(), column_ + 1), " ");
    cells_.at(column_) = byte;
    ++column_;
  }

  void Back(std::size_t columns) {
    ASSERT_LE(columns, column_) << "moved off the screen";
    column_ -= columns;
  }

  void StartRow() {
    cells_.clear();
    column_ = 0;
    ++rows_;
  }

  void Obey(const std::string& sequence) {
    if (sequence == "\x1B[K") {
      cells_.resize(std::min(cells_.size(), column_));
      return;
    }
    if (sequence == "\x1B[H" || sequence == "\x1B[2J") {
      StartRow();
      return;
    }
    ASSERT_TRUE(sequence.starts_with("\x1B[") && sequence.ends_with('D')) << sequence;
    Back(std::stoul(sequence.substr(2)));
  }

  std::vector<std::string> cells_;
  std::string sequence_;
  std::size_t column_ = 0;
  std::size_t bells_ = 0;
  std::size_t rows_ = 0;
};

}  // namespace starkernel::console
