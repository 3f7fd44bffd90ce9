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
#include "src/heap/account.h"
#include "src/heap/array.h"
#include "src/heap/block.h"
#include "src/heap/block_room.h"
#include "src/heap/heap.h"
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
  if (!Prepare().ok()) {
    return BlockOutcome::kFailed;
  }
  heap::Block& page = pages_[block / kBlocksInPage];
  if (page.empty()) {
    Result<heap::Block> taken = TakePage();
    if (!taken.ok()) {
      return BlockOutcome::kFailed;
    }
    page = std::move(taken).value();
  }
  CopyInto(page.bytes().subspan(block % kBlocksInPage * kBlockSize, kBlockSize), bytes);
  return BlockOutcome::kDone;
}

Result<void> RamBlockDevice::Prepare() {
  constexpr std::uint64_t kCount = kBlocks / kBlocksInPage;
  constexpr ByteCount kTaken = heap::BlockRoom(ByteCount(kCount * sizeof(heap::Block)));
  if (!pages_.empty()) {
    return {};
  }
  pages_ = TRY(heap::Charged(account_, kTaken,
                             [this] { return heap::MakeArray<heap::Block>(heap_, kCount); }));
  return {};
}

Result<heap::Block> RamBlockDevice::TakePage() {
  heap::Block page =
      TRY(heap::Charged(account_, kPageSize, [this] { return heap_.Allocate(kPageSize); }));
  std::ranges::fill(page.bytes(), std::byte{' '});
  return page;
}

std::size_t RamBlockDevice::Drain(std::size_t most) {
  std::size_t given = 0;
  for (; drained_ < pages_.size() && given < most; ++drained_) {
    heap::Block& page = pages_[drained_];
    if (page.empty()) {
      continue;
    }
    page.Reset();
    ++given;
    if (account_ != nullptr) {
      account_->Refund(kPageSize);
    }
  }
  return given;
}

}  // namespace starkernel::ramfs
