#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "src/console/history.h"
#include "src/console/line_buffer.h"

namespace starkernel::console {

/// Walks through a History from the line being typed, which it keeps, to older lines and back.
class HistoryBrowser {
 public:
  /// The next older line, or nothing at the oldest. `typed` is what the line being typed holds;
  /// it is kept when the walk starts there. Valid until the next call.
  [[nodiscard]] std::optional<std::string_view> Older(std::string_view typed)
      [[clang::lifetimebound]];

  /// The next newer line, at last the one that was being typed; nothing if the walk is there.
  /// Valid until the next call.
  [[nodiscard]] std::optional<std::string_view> Newer() [[clang::lifetimebound]];

  /// Ends the walk and adds `line` to the history.
  void Add(std::string_view line);

  /// Ends the walk: the next one starts from the line being typed.
  void Reset() { steps_ = 0; }

 private:
  History history_;
  LineBuffer typed_;
  std::size_t steps_ = 0;  ///< 0 at the line being typed, n at History::Line(n - 1).
};

}  // namespace starkernel::console
