#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/quantities.h"
#include "src/base/result.h"

namespace starkernel::loader {

/// The section of the loader's image that holds the kernel: three little-endian 32-bit numbers,
/// which are the magic and the sizes in bytes of what follows and of what it unpacks to; then the
/// kernel's EFI application as one block of LZ4 (its block format description, 1.9.4).
inline constexpr std::string_view kPackedKernelSection = ".kernel";
inline constexpr std::uint32_t kPackedKernelMagic = 0x4B50'4B53U;  // "SKPK"
inline constexpr std::uint32_t kPackedKernelHeaderBytes = 12;

/// What a kernel may unpack to, so that a damaged header cannot take all memory.
inline constexpr ByteCount kLargestKernel = MiB(16);

/// The kernel, packed.
struct PackedKernel {
  std::span<const std::byte> block;  ///< Within the section it was read from.
  ByteCount size;                    ///< Of what it unpacks to: at least 1.
};

/// Reads the section's header; what lies behind the block does not matter. Error::kCorrupt if the
/// magic is another, there is nothing in it, or the block does not fit; Error::kCapacity if it
/// would unpack to more than kLargestKernel.
[[nodiscard]] Result<PackedKernel> ReadPackedKernel(std::span<const std::byte> section
                                                    [[clang::lifetimebound]]);

/// Unpacks into `target`, of the kernel's size. Error::kCorrupt if the block is no LZ4 or gives
/// another number of bytes; `target` may then hold anything.
[[nodiscard]] Result<void> Unpack(const PackedKernel& kernel, std::span<std::byte> target);

}  // namespace starkernel::loader
