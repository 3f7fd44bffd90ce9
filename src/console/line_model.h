#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "src/console/history.h"
#include "src/console/key.h"
#include "src/console/line_buffer.h"

namespace starkernel::console {

/// For tests: the line editor's meaning in the simplest terms, a vector of code points.
class LineModel {
 public:
  void Insert(const std::string& code_point) {
    after_return_ = false;
    if (Text().size() + code_point.size() > kLineCapacity) {
      ++bells_;
      return;
    }
    cells_.insert(At(cursor_), code_point);
    ++cursor_;
  }

  /// Applies a key; gives the line if it completes one.
  std::optional<std::string> Apply(Key key) {
    const bool after_return = std::exchange(after_return_, key == Key::kCarriageReturn);
    switch (key) {
      case Key::kNone:
      case Key::kText: break;
      case Key::kCarriageReturn: return Enter();
      case Key::kLineFeed: return after_return ? std::nullopt : std::optional(Enter());
      case Key::kLeft: cursor_ -= cursor_ > 0 ? 1 : 0; break;
      case Key::kRight: cursor_ += cursor_ < cells_.size() ? 1 : 0; break;
      case Key::kHome: cursor_ = 0; break;
      case Key::kEnd: cursor_ = cells_.size(); break;
      case Key::kBackspace: Erase(cursor_ - (cursor_ > 0 ? 1 : 0), cursor_); break;
      case Key::kDelete:
      case Key::kDeleteOrEndOfInput: Erase(cursor_, std::min(cursor_ + 1, cells_.size())); break;
      case Key::kKillToEnd: Erase(cursor_, cells_.size()); break;
      case Key::kKillToStart: Erase(0, cursor_); break;
      case Key::kKillWord: Erase(WordStart(), cursor_); break;
      case Key::kAbandon: Clear(); break;
      case Key::kRedraw: break;
      case Key::kOlder: Older(); break;
      case Key::kNewer: Newer(); break;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::string Text() const { return Join(cells_); }
  [[nodiscard]] std::size_t cursor() const { return cursor_; }
  [[nodiscard]] std::size_t bells() const { return bells_; }

 private:
  using Cells = std::vector<std::string>;

  Cells::iterator At(std::size_t index) {
    return cells_.begin() + static_cast<Cells::difference_type>(index);
  }

  void Erase(std::size_t from, std::size_t to) {
    cells_.erase(At(from), At(to));
    cursor_ = from;
  }

  [[nodiscard]] std::size_t WordStart() const {
    std::size_t start = cursor_;
    while (start > 0 && cells_.at(start - 1) == " ") {
      --start;
    }
    while (start > 0 && cells_.at(start - 1) != " ") {
      --start;
    }
    return start;
  }

  void Clear() {
    cells_.clear();
    cursor_ = 0;
    steps_ = 0;
  }

  std::string Enter() {
    const std::string text = Text();
    if (!text.empty() && (history_.empty() || Join(history_.back()) != text)) {
      history_.push_back(cells_);
    }
    Clear();
    return text;
  }

  static std::string Join(const Cells& cells) {
    std::string text;
    for (const std::string& cell : cells) {
      text += cell;
    }
    return text;
  }

  void Older() {
    if (steps_ == RememberedLines()) {
      return;
    }
    if (steps_ == 0) {
      typed_ = cells_;
    }
    ++steps_;
    Recall();
  }

  void Newer() {
    if (steps_ > 0) {
      --steps_;
      Recall();
    }
  }

  void Recall() {
    cells_ = steps_ == 0 ? typed_ : history_.at(history_.size() - steps_);
    cursor_ = cells_.size();
  }

  /// How many of the newest lines fit into the editor's history.
  [[nodiscard]] std::size_t RememberedLines() const {
    std::size_t bytes = 0;
    std::size_t lines = 0;
    while (lines < std::min(history_.size(), History::kMostLines)) {
      bytes += Join(history_.at(history_.size() - 1 - lines)).size();
      if (bytes > History::kByteBudget) {
        break;
      }
      ++lines;
    }
    return lines;
  }

  Cells cells_;
  Cells typed_;
  std::vector<Cells> history_;
  std::size_t cursor_ = 0;
  std::size_t steps_ = 0;
  std::size_t bells_ = 0;
  bool after_return_ = false;
};

}  // namespace starkernel::console
