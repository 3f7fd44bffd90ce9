#pragma once

#include <cstdint>

namespace starkernel::storage {

/// What an open file may be used for.
enum class FileAccess : std::uint8_t { kRead, kWrite, kReadWrite };

[[nodiscard]] constexpr bool MayRead(FileAccess access) { return access != FileAccess::kWrite; }
[[nodiscard]] constexpr bool MayWrite(FileAccess access) { return access != FileAccess::kRead; }

}  // namespace starkernel::storage
