#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace starkernel::heap {

/// How much a heap looks for misuse of its blocks by code that goes around their bounds.
enum class HeapChecks : std::uint8_t {
  kMarks,    ///< A block given back twice, or its first word written afterwards. Always.
  kGuards,   ///< Also any write behind a block's end, and any write to a free block.
  kFailing,  ///< Not more than marks, but a request fails: see Heap::FailBehind.
};

/// With guards, at least so many bytes behind the end of a block are watched.
inline constexpr std::size_t kGuardSize = 16;

inline constexpr std::byte kGuardByte{0xC5};
inline constexpr std::byte kFreeByte{0xDD};

/// Whether all of `bytes` equal `value`.
[[nodiscard]] bool Consists(std::span<const std::byte> bytes, std::byte value);

}  // namespace starkernel::heap
