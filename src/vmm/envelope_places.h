#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/pmm/frame_allocator.h"
#include "src/vmm/envelope_record.h"
#include "src/vmm/envelope_table.h"

namespace starkernel::vmm {

/// The places for envelopes in the machine's range: pieces of 1 MiB, one for a small envelope, and
/// for a larger one a power of two of them in a row. Pieces that went out together stay together.
/// Taking and giving back take constant time: those of a size that were given back lie in a queue,
/// and go out again oldest first; of single pieces those with low records, so that the records at
/// the end can be given back.
class EnvelopePlaces {
 public:
  static constexpr ByteCount kPlaceSize = MiB(1);

  /// Places for so many bytes of addresses: none in the first 2 MiB, nor in the last piece, so that
  /// there are unmapped addresses at both ends.
  EnvelopePlaces(pmm::FrameAllocator& frames [[clang::lifetimebound]], ByteCount space);

  /// Has the first records there. Error::kOutOfMemory; also if there is no room for any envelope.
  [[nodiscard]] Result<void> Prepare();

  /// A place for an envelope of `size` bytes. Error::kOutOfMemory if there are no addresses or no
  /// frames for more records.
  [[nodiscard]] Result<std::uint32_t> Take(ByteCount size);

  /// Gives back the place of an envelope of that size, whose record is then as at first.
  void GiveBack(std::uint32_t place, ByteCount size);

  /// The record of the place.
  [[nodiscard]] EnvelopeRecord& At(std::uint32_t place) [[clang::lifetimebound]] {
    return table_.At(place);
  }

  /// The record of the envelope that has the address at `offset` of the range, if one has; null if
  /// it lies where no envelope ever was.
  [[nodiscard]] EnvelopeRecord* Find(ByteCount offset) [[clang::lifetimebound]];

  [[nodiscard]] static ByteCount OffsetOf(std::uint32_t place) { return kPlaceSize * place; }

 private:
  static constexpr std::uint32_t kFirst = 2;
  /// By the logarithm of the number of pieces.
  static constexpr std::size_t kSizes = 22;

  struct Queue {
    std::uint32_t first = kNoPlace;
    std::uint32_t last = kNoPlace;
  };
  /// Of a slab of the table's.
  struct SlabUse {
    Queue free;               ///< Single pieces.
    std::uint32_t taken = 0;  ///< Pieces that are in use, or were of a larger envelope.
  };

  [[nodiscard]] static std::size_t SizeIndex(ByteCount size);
  [[nodiscard]] Result<std::uint32_t> TakeFresh(std::size_t size_index);
  [[nodiscard]] Queue& QueueOf(std::size_t size_index, std::uint32_t place)
      [[clang::lifetimebound]];
  void Append(Queue& queue, std::uint32_t place);
  [[nodiscard]] std::uint32_t TakeFrom(Queue& queue);
  /// The slab with the lowest records of single pieces that are free; kSlabs: there is none.
  [[nodiscard]] std::size_t LowestFree();
  /// Gives back the records at the end that nobody uses.
  void Shrink();

  EnvelopeTable table_;
  std::uint32_t end_;                 ///< Beyond the last piece.
  std::uint32_t fresh_ = kFirst;      ///< Pieces from here on have never gone out.
  std::array<Queue, kSizes> free_{};  ///< Larger than single pieces.
  std::array<SlabUse, EnvelopeTable::kSlabs> slabs_{};
  std::size_t lowest_ = 0;  ///< Slabs below this have no single piece that is free.
};

}  // namespace starkernel::vmm
