#pragma once

#include <cstddef>
#include <span>

#include "src/base/addresses.h"
#include "src/base/owned.h"
#include "src/base/quantities.h"

namespace starkernel::vmm {

class EnvelopeAllocator;

/// Owns the memory of one VM instance: writable, zero at first, mapped with unmapped space before
/// and after it. Its first page, the null page of the VM instance, is never mapped. Gives memory
/// and addresses back when it dies.
class Envelope {
 public:
  /// No memory, as after a move from here: no bytes, and base() panics.
  Envelope() = default;

  /// Gives everything back now.
  void Reset() { memory_.Reset(); }

  [[nodiscard]] bool empty() const { return memory_.empty(); }
  [[nodiscard]] VirtAddr base() const { return memory_.value().base; }
  [[nodiscard]] ByteCount size() const { return ByteCount(bytes().size()); }

  /// The whole envelope, [0, size). Touching the first kPageSize bytes is a kernel fault.
  [[nodiscard]] std::span<std::byte> bytes() const [[clang::lifetimebound]] {
    return empty() ? std::span<std::byte>() : memory_.value().bytes;
  }

 private:
  friend class EnvelopeAllocator;
  struct Memory {
    VirtAddr base;
    std::span<std::byte> bytes;
  };
  struct GiveBack {
    void operator()(const Memory& memory) const;
    EnvelopeAllocator* allocator;
  };

  Envelope(EnvelopeAllocator& allocator, VirtAddr base, std::span<std::byte> bytes)
      : memory_(Memory{base, bytes}, GiveBack{&allocator}) {}

  Owned<Memory, GiveBack> memory_;
};

}  // namespace starkernel::vmm
