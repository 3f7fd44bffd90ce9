#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/heap/account.h"
#include "src/heap/array.h"
#include "src/heap/block.h"
#include "src/heap/heap.h"
#include "src/storage/block_device.h"

namespace starkernel::ramfs {

/// Blocks in RAM, gone with the machine. Memory is taken where something is written, a page for
/// four blocks; a block that was never written holds blanks.
class RamBlockDevice final : public storage::BlockDevice {
 public:
  static constexpr ByteCount kSize = MiB(1);
  static constexpr std::uint64_t kBlocks = kSize.value() / storage::kBlockSize;

  /// `heap` must outlive the device.
  explicit RamBlockDevice(heap::Heap& heap [[clang::lifetimebound]]) : heap_(heap) {}
  RamBlockDevice(const RamBlockDevice&) = delete;
  RamBlockDevice& operator=(const RamBlockDevice&) = delete;
  ~RamBlockDevice() = default;

  /// Charges what it takes from now on, before something is written. What is there when the device
  /// dies is not refunded.
  void ChargeTo(heap::Account& account [[clang::lifetimebound]]) { account_ = &account; }

  /// Gives back at most so many pages of a device that is not used any more; how many. Fewer: there
  /// is none left.
  std::size_t Drain(std::size_t most);

  [[nodiscard]] std::uint64_t count() const override { return kBlocks; }
  storage::BlockOutcome Read(std::uint64_t block,
                             std::span<std::byte, storage::kBlockSize> bytes) override;
  /// Fails when the heap has no memory, or the account may not be charged.
  storage::BlockOutcome Write(std::uint64_t block,
                              std::span<const std::byte, storage::kBlockSize> bytes) override;
  storage::BlockOutcome Flush() override { return storage::BlockOutcome::kDone; }

 private:
  static constexpr std::uint64_t kBlocksInPage = kPageSize.value() / storage::kBlockSize;

  /// A page of blanks; none if there is no memory for it.
  [[nodiscard]] Result<heap::Block> TakePage();
  [[nodiscard]] Result<void> Prepare();

  heap::Heap& heap_;
  heap::Account* account_ = nullptr;  ///< Null: nobody is charged.
  std::uint64_t drained_ = 0;         ///< The first pages of a device that is drained.
  heap::Array<heap::Block> pages_;    ///< None before something is written.
};

}  // namespace starkernel::ramfs
