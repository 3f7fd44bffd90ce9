#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/addresses.h"
#include "src/base/quantities.h"

namespace starkernel::hal {

/// The address of an object of the kernel.
template <typename T>
[[nodiscard]] VirtAddr AddressOf(const T& object) {
  // SAFETY: only turns the address into a number; whoever turns it back answers for that.
  return VirtAddr(reinterpret_cast<std::uint64_t>(&object));
}

/// The entry address of a function, or of code written in assembly and declared as one.
template <typename T>
[[nodiscard]] VirtAddr AddressOfCode(T* function) {
  // SAFETY: code addresses are 64-bit numbers on x86_64; this one is only compared, printed, or
  // put into a descriptor.
  return VirtAddr(reinterpret_cast<std::uint64_t>(function));
}

/// The bytes [base, base + size) of the address space. The caller knows them to be mapped and
/// readable (writable, for a span of non-const bytes) for as long as the span is used, and to
/// belong to it.
template <typename Byte = std::byte>
[[nodiscard]] std::span<Byte> MappedBytes(VirtAddr base, ByteCount size) {
  static_assert(sizeof(Byte) == 1, "any alignment must do");
#pragma clang unsafe_buffer_usage begin
  // SAFETY: the caller guarantees the mapping and the ownership, as documented; a byte type has
  // no alignment and may alias anything.
  return {reinterpret_cast<Byte*>(base.value()), size.value()};
#pragma clang unsafe_buffer_usage end
}

/// The 64-bit words at `base`, an 8-byte-aligned address, under the same conditions as
/// MappedBytes; nothing else accesses them as another type at the same time.
[[nodiscard]] inline std::span<std::uint64_t> MappedWords(VirtAddr base, std::size_t count) {
#pragma clang unsafe_buffer_usage begin
  // SAFETY: as above, and the caller guarantees the alignment and the absence of aliases.
  return {reinterpret_cast<std::uint64_t*>(base.value()), count};
#pragma clang unsafe_buffer_usage end
}

/// The same for 32-bit words, at a 4-byte-aligned address: pixels, and the cells of a screen.
[[nodiscard]] inline std::span<std::uint32_t> MappedHalfWords(VirtAddr base, std::size_t count) {
#pragma clang unsafe_buffer_usage begin
  // SAFETY: as above.
  return {reinterpret_cast<std::uint32_t*>(base.value()), count};
#pragma clang unsafe_buffer_usage end
}

}  // namespace starkernel::hal
