#include "src/console/line_buffer.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "src/base/panic.h"
#include "src/console/columns.h"

namespace starkernel::console {

std::string_view LineBuffer::text() const { return text_.view(); }

std::string_view LineBuffer::before_cursor() const { return text().substr(0, cursor_); }

std::string_view LineBuffer::after_cursor() const { return text().substr(cursor_); }

bool LineBuffer::Insert(std::string_view code_points) {
  if (!text_.Insert(cursor_, code_points).ok()) {
    return false;
  }
  cursor_ += code_points.size();
  return true;
}

void LineBuffer::Assign(std::string_view line) {
  Require(text_.Assign(line).ok(), "line above the line buffer's capacity");
  cursor_ = text_.size();
}

std::string_view LineBuffer::CodePointBefore() const {
  const std::string_view before = before_cursor();
  std::size_t start = before.size();
  while (start > 0 && IsContinuationByte(before[start - 1])) {
    --start;
  }
  return before.substr(start == 0 ? 0 : start - 1);
}

std::string_view LineBuffer::CodePointAfter() const {
  const std::string_view after = after_cursor();
  std::size_t end = std::min<std::size_t>(1, after.size());
  while (end < after.size() && IsContinuationByte(after[end])) {
    ++end;
  }
  return after.substr(0, end);
}

std::string_view LineBuffer::WordBefore() const {
  const std::string_view before = before_cursor();
  // An npos + 1 is zero: a line of spaces alone, or a word at the line's very start.
  const std::size_t word_end = before.find_last_not_of(' ') + 1;
  const std::size_t word_start = before.substr(0, word_end).find_last_of(' ') + 1;
  return before.substr(word_start);
}

void LineBuffer::MoveBack(std::size_t bytes) {
  Require(bytes <= cursor_, "cursor moved before the line");
  cursor_ -= bytes;
}

void LineBuffer::MoveForward(std::size_t bytes) {
  Require(bytes <= text_.size() - cursor_, "cursor moved past the line");
  cursor_ += bytes;
}

void LineBuffer::EraseBefore(std::size_t bytes) {
  MoveBack(bytes);
  EraseAfter(bytes);
}

void LineBuffer::EraseAfter(std::size_t bytes) { text_.Erase(cursor_, bytes); }

}  // namespace starkernel::console
