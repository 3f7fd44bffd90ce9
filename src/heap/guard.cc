#include "src/heap/guard.h"

#include <algorithm>
#include <cstddef>
#include <span>

namespace starkernel::heap {

bool Consists(std::span<const std::byte> bytes, std::byte value) {
  return std::ranges::all_of(bytes, [value](std::byte byte) { return byte == value; });
}

}  // namespace starkernel::heap
