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
#include "src/heap/array.h"
#include "src/heap/block.h"
#include "src/storage/block_device.h"

namespace starkernel::ramfs {

using storage::BlockOutcome;
using storage::kBlockSize;

BlockOutcome RamBlockDevice::Read(std::uint64_t block, std::span<std::byte, kBlockSize> bytes) {
  Require(block < kBlocks, "block beyond the device");
  if (pages_.empty() || pages_[block / kBlocksInPage].empty()) {
    std::ranges::fill(bytes, std::byte{' '});
  } else {
    CopyInto(std::span<std::byte>(bytes), pages_[block / kBlocksInPage].bytes().subspan(
                                              block % kBlocksInPage * kBlockSize, kBlockSize));
  }
  return BlockOutcome::kDone;
}

BlockOutcome RamBlockDevice::Write(std::uint64_t block,
                                   std::span<const std::byte, kBlockSize> bytes) {
  Require(block < kBlocks, "block beyond the device");
  if (pages_.empty()) {
    Result<heap::Array<heap::Block>> pages =
        heap::MakeArray<heap::Block>(heap_, kBlocks / kBlocksInPage);
    if (!pages.ok()) {
      return BlockOutcome::kFailed;
    }
    pages_ = std::move(pages).value();
  }
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
