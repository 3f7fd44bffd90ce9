#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/result.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_run.h"
#include "src/vmm/envelope_record.h"

namespace starkernel::vmm {

/// Records that are found by their number in constant time, stay where they are, and come as they
/// are needed: in slabs of frames, each as large as all before it until kLargestSlab is reached.
class EnvelopeTable {
 public:
  /// The most records: with places of 1 MiB, those of 2 TiB.
  static constexpr std::uint32_t kMost = std::uint32_t{1} << 21U;

 private:
  static constexpr std::uint32_t kFirstSlab = 64;  ///< Records in a frame.
  static constexpr std::uint32_t kLargestSlab = 8 * 1024;
  /// Slabs before all have the largest size: 64, 64, 128, 256 and so on.
  static constexpr std::size_t kGrowing = 8;

 public:
  static constexpr std::size_t kSlabs = kGrowing + kMost / kLargestSlab - 1;

  /// Without a record. `frames` must outlive the table.
  explicit EnvelopeTable(pmm::FrameAllocator& frames [[clang::lifetimebound]]) : frames_(&frames) {}

  /// Has at least `count` records there, new ones as a record begins. Error::kOutOfMemory, and
  /// Error::kCapacity beyond kMost.
  [[nodiscard]] Result<void> Extend(std::uint32_t count);

  /// Panics if there is none of that number.
  [[nodiscard]] EnvelopeRecord& At(std::uint32_t place) [[clang::lifetimebound]];

  /// Gives back the slabs from that one on.
  void Shrink(std::size_t slab);

  [[nodiscard]] std::uint32_t size() const { return size_; }

  // Which slab a record is in, and the first record and how many there are of a slab.
  [[nodiscard]] static std::size_t SlabOf(std::uint32_t place);
  [[nodiscard]] static std::uint32_t FirstOf(std::size_t slab);
  [[nodiscard]] static std::uint32_t SizeOf(std::size_t slab);

 private:
  /// Records in a row and the frames that they lie in.
  struct Slab {
    pmm::FrameRun frames;
    std::span<EnvelopeRecord> records;
  };

  pmm::FrameAllocator* frames_;
  std::uint32_t size_ = 0;
  std::array<Slab, kSlabs> slabs_{};
};

}  // namespace starkernel::vmm
