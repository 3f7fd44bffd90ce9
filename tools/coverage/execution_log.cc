#include "tools/coverage/execution_log.h"

#include <algorithm>
#include <charconv>
#include <istream>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace starkernel::tools {
namespace {

using Block = std::vector<std::uint64_t>;

// Vectors above belong to interrupts, which come between blocks.
constexpr std::uint64_t kLastException = 31;

std::optional<std::uint64_t> HexadecimalAt(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.begin(), text.end(), value, 16);
  return error == std::errc{} ? std::optional(value) : std::nullopt;
}

// The number behind `name`, which has to be in the line.
std::optional<std::uint64_t> Field(std::string_view line, std::string_view name) {
  const std::size_t place = line.find(name);
  return place == std::string_view::npos ? std::nullopt
                                         : HexadecimalAt(line.substr(place + name.size()));
}

class Collector {
 public:
  explicit Collector(AddressRange range) : range_(range) {}

  void Take(std::string_view line) {
    if (line.starts_with("IN:")) {
      blocks_.emplace_back();
    } else if (line.starts_with("0x")) {
      TakeInstruction(HexadecimalAt(line.substr(2)));
    } else if (const auto vector = Field(line, ": v="); vector && *vector <= kLastException) {
      TakeException(Field(line, " pc="));
    }
  }

  [[nodiscard]] std::set<std::uint64_t> Executed() const {
    std::set<std::uint64_t> executed;
    for (const Block& block : blocks_) {
      executed.insert(block.begin(), block.end());
    }
    return executed;
  }

 private:
  void TakeInstruction(std::optional<std::uint64_t> address) {
    if (address && range_.Contains(*address) && !blocks_.empty()) {
      blocks_.back().push_back(*address);
      last_block_[*address] = blocks_.size() - 1;
    }
  }

  void TakeException(std::optional<std::uint64_t> address) {
    const auto found = last_block_.find(address.value_or(0));
    if (found == last_block_.end()) {
      return;
    }
    Block& block = blocks_.at(found->second);
    const auto raised = std::ranges::find(block, found->first);
    if (raised != block.end()) {
      block.erase(std::next(raised), block.end());
    }
  }

  AddressRange range_;
  std::vector<Block> blocks_;
  std::map<std::uint64_t, std::size_t> last_block_;  // By address of an instruction.
};

}  // namespace

std::set<std::uint64_t> ExecutedInstructions(std::istream& log, AddressRange range) {
  Collector collector(range);
  std::string line;
  while (std::getline(log, line)) {
    collector.Take(line);
  }
  return collector.Executed();
}

}  // namespace starkernel::tools
