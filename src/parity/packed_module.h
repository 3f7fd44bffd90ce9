#pragma once

#include <cstdint>
#include <string_view>

namespace starkernel::parity {

/// A PostModule as the kernel holds it: with its text packed.
struct PackedModule {
  std::string_view name;
  std::uint32_t line = 0;
  std::string_view packed;  ///< See src/base/packed_text.h.
};

}  // namespace starkernel::parity
