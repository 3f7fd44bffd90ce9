#include "src/ramfs/ram_block_device.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/span_copy_unsafe.h"
#include "src/heap/block.h"
#include "src/storage/block_device.h"

namespace starkernel::ramfs {

using storage::BlockOutcome;
using storage::kBlockSize;

BlockOutcome RamBlockDevice::Read(std::uint64_t block, std::span<std::byte, kBlockSize> bytes) {
  Require(block < kBlocks, "block beyond the device");
  const heap::Block& page = pages_[block / kBlocksInPage];
  if (page.empty()) {
    std::ranges::fill(bytes, std::byte{' '});
  } else {
    CopyInto(std::span<std::byte>(bytes),
             page.bytes().subspan(block % kBlocksInPage * kBlockSize, kBlockSize));
  }
  return BlockOutcome::kDone;
}

BlockOutcome RamBlockDevice::Write(std::uint64_t block,
                                   std::span<const std::byte, kBlockSize> bytes) {
  Require(block < kBlocks, "block beyond the device");
  heap::Block& page = pages_[block / kBlocksInPage];
  if (page.empty()) {
    Result<heap::Block> taken = heap_.Allocate(kPageSize);
    if (!taken.ok()) {
      return BlockOutcome::kFailed;
    }
    page = std::move(taken).value();
    std::ranges::fill(page.bytes(), std::byte{' '});
  }
  CopyInto(page.bytes().subspan(block % kBlocksInPage * kBlockSize, kBlockSize), bytes);
  return BlockOutcome::kDone;
}

}  // namespace starkernel::ramfs
