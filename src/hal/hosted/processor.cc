#include "src/hal/hosted/processor.h"

#include <cpuid.h>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "src/base/text_writer.h"

namespace starkernel::hal {

void WriteProcessorBrand(TextWriter& writer) {
  // Leaves 0x80000002 to 0x80000004 hold 48 characters (Intel SDM volume 2, CPUID).
  constexpr unsigned kFirstLeaf = 0x8000'0002;
  std::array<std::array<unsigned, 4>, 3> parts{};
  for (unsigned leaf = 0; leaf < parts.size(); ++leaf) {
    std::array<unsigned, 4>& part = parts.at(leaf);
    if (__get_cpuid(kFirstLeaf + leaf, &part[0], &part[1], &part[2], &part[3]) == 0) {
      writer.Text("unnamed processor");
      return;
    }
  }
  const auto characters = std::bit_cast<std::array<char, 48>>(parts);
  std::string_view brand(characters);
  brand = brand.substr(0, brand.find('\0'));
  const std::size_t first = brand.find_first_not_of(' ');
  if (first == std::string_view::npos) {
    writer.Text("unnamed processor");
    return;
  }
  writer.Text(brand.substr(first, brand.find_last_not_of(' ') + 1 - first));
}

std::uint64_t ReadTimeStampCounter() { return __builtin_ia32_rdtsc(); }

}  // namespace starkernel::hal
