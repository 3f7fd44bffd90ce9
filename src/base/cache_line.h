#pragma once

#include <cstddef>

namespace starkernel {

/// Bytes that a processor's caches hand around together: on every x86-64 processor 64 (Intel SDM
/// volume 3, "Memory cache control"). What different processors write lies this far apart.
inline constexpr std::size_t kCacheLineSize = 64;

}  // namespace starkernel
