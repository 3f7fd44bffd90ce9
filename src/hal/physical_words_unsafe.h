#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/addresses.h"
#include "src/base/checked.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/physical_memory.h"

namespace starkernel::hal {

/// The RAM that starts at `base` as `count` 64-bit words, for tables that hardware or the kernel
/// keeps in frames. Error::kMisaligned unless `base` is a multiple of 8; otherwise the errors of
/// PhysicalMemory::View.
[[nodiscard]] inline Result<std::span<std::uint64_t>> ViewWords(PhysicalMemory& memory
                                                                [[clang::lifetimebound]],
                                                                PhysAddr base,
                                                                std::uint64_t count) {
  constexpr std::uint64_t kWordSize = sizeof(std::uint64_t);
  if (base.value() % kWordSize != 0) {
    return Error::kMisaligned;
  }
  // SAFETY: View returns count * 8 bytes of RAM, which hold no object of another type, since the
  // caller owns the frames; 64-bit integers are implicit-lifetime and any bit pattern is a value.
  // The address is checked to be aligned.
#pragma clang unsafe_buffer_usage begin
  const ByteCount size(TRY(CheckedMultiply(count, kWordSize)));
  const std::span<std::byte> bytes = TRY(memory.View(base, size));
  Require(reinterpret_cast<std::uintptr_t>(bytes.data()) % kWordSize == 0,
          "the window onto physical memory keeps alignment");
  return std::span<std::uint64_t>(reinterpret_cast<std::uint64_t*>(bytes.data()), count);
#pragma clang unsafe_buffer_usage end
}

}  // namespace starkernel::hal
