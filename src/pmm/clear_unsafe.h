#pragma once

#include <cstddef>
#include <span>

namespace starkernel::pmm {

/// Fills `bytes` with zeros, eight bytes an instruction or better. A loop over a span would be
/// stepped through byte by byte where the compiler must not assume a C library.
inline void Clear(std::span<std::byte> bytes) {
  // SAFETY: the span's owner vouches for its bounds; any bytes may become zero.
  __builtin_memset(bytes.data(), 0, bytes.size());
}

}  // namespace starkernel::pmm
