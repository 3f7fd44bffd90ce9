#include "src/loader/packed_kernel.h"

#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/error.h"
#include "src/base/little_endian.h"
#include "src/base/quantities.h"
#include "src/base/result.h"

namespace starkernel::loader {

Result<PackedKernel> ReadPackedKernel(std::span<const std::byte> section) {
  if (section.size() < kPackedKernelHeaderBytes ||
      TRY(ReadLittleEndian<std::uint32_t>(section, 0)) != kPackedKernelMagic) {
    return Error::kCorrupt;
  }
  const auto packed = TRY(ReadLittleEndian<std::uint32_t>(section, 4));
  const ByteCount size(TRY(ReadLittleEndian<std::uint32_t>(section, 8)));
  const std::span<const std::byte> rest = section.subspan(kPackedKernelHeaderBytes);
  if (packed > rest.size() || size == ByteCount{0}) {
    return Error::kCorrupt;
  }
  if (size > kLargestKernel) {
    return Error::kCapacity;
  }
  return PackedKernel{.block = rest.first(packed), .size = size};
}

}  // namespace starkernel::loader
