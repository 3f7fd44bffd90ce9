// Code with a defect behind conditions that chance alone would need years for, to show that the
// driver gets there.
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "src/base/little_endian.h"
#include "src/base/panic.h"
#include "src/base/result.h"
#include "tests/fuzz/fuzz_target.h"

namespace starkernel::fuzz {

std::vector<Input> Seeds(std::string_view /*subject*/) { return {Input(16)}; }

void Try(std::span<const std::byte> input, std::string_view /*subject*/) {
  constexpr std::array kStart = {std::byte{'F'}, std::byte{'u'}, std::byte{'z'}, std::byte{'z'}};
  for (std::size_t at = 0; at < kStart.size(); ++at) {
    if (at >= input.size() || input[at] != kStart.at(at)) {
      return;
    }
  }
  const Result<std::uint32_t> magic = ReadLittleEndian<std::uint32_t>(input, 8);
  Require(!magic.ok() || magic.value() != 0x5EC0'DE01, "the planted defect");
}

}  // namespace starkernel::fuzz
