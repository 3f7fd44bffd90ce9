#include "src/console/history.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/checked.h"
#include "src/base/panic.h"

namespace starkernel::console {

void History::Add(std::string_view line) {
  if (line.empty() || line.size() > kByteBudget) {
    return;
  }
  if (count_ > 0 && Line(0) == line) {
    return;
  }
  while (count_ == kMostLines || line.size() > kByteBudget - used_) {
    DropOldest();
  }
  std::ranges::copy(line, std::span<char>(text_).subspan(used_, line.size()).begin());
  lengths_.at(count_) = NarrowOrPanic<std::uint16_t>(line.size());
  used_ += line.size();
  ++count_;
}

std::string_view History::Line(std::size_t age) const {
  Require(age < count_, "no line of that age in the history");
  std::size_t end = used_;
  for (std::size_t newer = 0; newer < age; ++newer) {
    end -= lengths_.at(count_ - 1 - newer);
  }
  const std::size_t length = lengths_.at(count_ - 1 - age);
  return std::string_view(std::span<const char>(text_).subspan(end - length, length));
}

void History::DropOldest() {
  const std::size_t length = lengths_.front();
  const std::span<char> text = std::span<char>(text_).first(used_);
  std::ranges::copy(text.subspan(length), text.begin());
  const std::span<std::uint16_t> lengths = std::span<std::uint16_t>(lengths_).first(count_);
  std::ranges::copy(lengths.subspan(1), lengths.begin());
  used_ -= length;
  --count_;
}

}  // namespace starkernel::console
