#include "src/console/history_browser.h"

#include <optional>
#include <string_view>

namespace starkernel::console {

std::optional<std::string_view> HistoryBrowser::Older(std::string_view typed) {
  if (steps_ == history_.size()) {
    return std::nullopt;
  }
  if (steps_ == 0) {
    typed_.Assign(typed);
  }
  ++steps_;
  return history_.Line(steps_ - 1);
}

std::optional<std::string_view> HistoryBrowser::Newer() {
  if (steps_ == 0) {
    return std::nullopt;
  }
  --steps_;
  return steps_ == 0 ? typed_.text() : history_.Line(steps_ - 1);
}

void HistoryBrowser::Add(std::string_view line) {
  history_.Add(line);
  Reset();
}

}  // namespace starkernel::console
