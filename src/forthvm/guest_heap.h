#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "src/base/addresses.h"

namespace starkernel::forthvm {

/// A block that ALLOCATE handed out.
struct HeapBlock {
  GuestAddr address{};
  ByteCount size{};  ///< A multiple of GuestHeap::kGranule, at least one.
};

/// The memory that ALLOCATE hands out: the upper end of the envelope, growing downwards as it is
/// needed and given back to data space from below as it is freed. What is handed out is noted
/// outside of the envelope, so that no store of guest code can change it: an address that is no
/// block's beginning is refused, whatever lies there.
class GuestHeap {
 public:
  /// Addresses and sizes of blocks are multiples of it.
  static constexpr ByteCount kGranule{16};

  /// `notes` must outlive the heap; it has room for one block each. `end` is one beyond the last
  /// address.
  GuestHeap(std::span<HeapBlock> notes, GuestAddr end);

  /// A block of at least `size` bytes, at the lowest place where it fits, but never below `floor`.
  /// Nothing if there is no such place or all notes are used.
  std::optional<GuestAddr> Allocate(ByteCount size, GuestAddr floor);

  /// False, with nothing done, if no block begins at `address`.
  bool Free(GuestAddr address);

  /// Makes the block larger or smaller where it is; false, with nothing done, if no block begins
  /// at `address` or what follows it is in use.
  bool ResizeInPlace(GuestAddr address, ByteCount size);

  /// The size of the block that begins at `address`, if there is one.
  [[nodiscard]] std::optional<ByteCount> SizeOf(GuestAddr address) const;

  /// Where the heap begins: the lowest block, or the envelope's end.
  [[nodiscard]] GuestAddr begin() const;

  [[nodiscard]] std::size_t blocks() const { return count_; }

  /// Whether all notes are used.
  [[nodiscard]] bool full() const { return count_ == notes_.size(); }
  /// Goes on with other notes that hold the same.
  void Use(std::span<HeapBlock> notes) { notes_ = notes; }

 private:
  /// How many blocks begin below `address`.
  [[nodiscard]] std::size_t CountBelow(GuestAddr address) const;
  /// Whether the block of that index begins at `address`.
  [[nodiscard]] bool IsBlock(std::size_t index, GuestAddr address) const;
  /// Where the block behind the one of that index begins, or the envelope's end.
  [[nodiscard]] GuestAddr BeginBehind(std::size_t index) const;
  void Insert(std::size_t index, HeapBlock block);

  std::span<HeapBlock> notes_;  ///< By address; the first count_ are used.
  std::size_t count_ = 0;
  GuestAddr end_;
};

}  // namespace starkernel::forthvm
