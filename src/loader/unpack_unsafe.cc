#include <lz4.h>

#include <cstddef>
#include <span>

#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/loader/packed_kernel.h"

namespace starkernel::loader {

Result<void> Unpack(const PackedKernel& kernel, std::span<std::byte> target) {
  if (ByteCount(target.size()) != kernel.size || kernel.size > kLargestKernel) {
    return Error::kCorrupt;
  }
  // SAFETY: the library reads the block as characters, no more of them than it is told, and writes
  // no more than the target holds, whatever the block says. Both sizes fit an int: the target's
  // by its limit, the block's since a section of the image is below 2 GiB.
  const int size = LZ4_decompress_safe(
      reinterpret_cast<const char*>(kernel.block.data()), reinterpret_cast<char*>(target.data()),
      static_cast<int>(kernel.block.size()), static_cast<int>(target.size()));
  if (size < 0 || ByteCount(static_cast<std::size_t>(size)) != kernel.size) {
    return Error::kCorrupt;
  }
  return {};
}

}  // namespace starkernel::loader
