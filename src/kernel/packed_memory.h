#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/heap/array.h"
#include "src/heap/heap.h"
#include "src/vmm/envelope.h"

namespace starkernel::kernel {

/// What the pages of an envelope held, without the words of 8 bytes that are zero: for a VM
/// instance that has nothing to do while memory is short. Most of its pages are empty.
class PackedMemory {
 public:
  /// Who holds more stays as it is: packing is one step, which nobody is to wait for long.
  static constexpr PageCount kMostPages{16};

  /// Nothing packed.
  PackedMemory() = default;

  /// Packs what an envelope holds, of which nobody else has a page, and vacates it.
  /// Error::kCapacity if it holds more than that, or packed it would take half of what it takes;
  /// Error::kOutOfMemory. Nothing has changed then.
  [[nodiscard]] static Result<PackedMemory> Pack(heap::Heap& heap [[clang::lifetimebound]],
                                                 vmm::Envelope& envelope);

  /// Puts everything back into the envelope, where it was. Error::kOutOfMemory: the envelope is
  /// vacant as before.
  [[nodiscard]] Result<void> Unpack(vmm::Envelope& envelope) const;

  [[nodiscard]] bool empty() const { return words_.empty(); }
  /// What it takes of the heap.
  [[nodiscard]] ByteCount bytes() const;

 private:
  explicit PackedMemory(heap::Array<std::uint64_t> words) : words_(std::move(words)) {}

  /// Of each page its address, which of its words are not zero, a bit each, and these.
  heap::Array<std::uint64_t> words_;
};

}  // namespace starkernel::kernel
