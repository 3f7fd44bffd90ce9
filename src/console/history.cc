#include "src/console/history.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "src/base/checked.h"
#include "src/base/panic.h"

namespace starkernel::console {

void History::Add(std::string_view line) {
  if (line.empty() || line.size() > kByteBudget) {
    return;
  }
  if (!lengths_.empty() && Line(0) == line) {
    return;
  }
  while (lengths_.full() || line.size() > text_.room()) {
    DropOldest();
  }
  text_.Append(line).value();
  lengths_.Push(NarrowOrPanic<std::uint16_t>(line.size())).value();
}

std::string_view History::Line(std::size_t age) const {
  Require(age < lengths_.size(), "no line of that age in the history");
  const std::size_t newest = lengths_.size() - 1;
  std::size_t end = text_.size();
  for (std::size_t newer = 0; newer < age; ++newer) {
    end -= lengths_[newest - newer];
  }
  const std::size_t length = lengths_[newest - age];
  return text_.view().substr(end - length, length);
}

void History::DropOldest() { text_.Erase(0, lengths_.Remove(0)); }

}  // namespace starkernel::console
