#pragma once

#include <cstddef>
#include <span>
#include <utility>

#include "src/base/addresses.h"
#include "src/base/quantities.h"

namespace starkernel::vmm {

class EnvelopeAllocator;

/// Owns the memory of one VM instance: writable, zero at first, mapped with unmapped space before
/// and after it. Its first page, the null page of the VM instance, is never mapped. Gives memory
/// and addresses back when it dies.
class Envelope {
 public:
  Envelope() = default;
  Envelope(Envelope&& other) noexcept
      : allocator_(std::exchange(other.allocator_, nullptr)),
        base_(other.base_),
        bytes_(std::exchange(other.bytes_, {})) {}
  Envelope& operator=(Envelope&& other) noexcept;
  Envelope(const Envelope&) = delete;
  Envelope& operator=(const Envelope&) = delete;
  ~Envelope() { Reset(); }

  /// Gives everything back now.
  void Reset();

  [[nodiscard]] bool empty() const { return allocator_ == nullptr; }
  [[nodiscard]] VirtAddr base() const { return base_; }
  [[nodiscard]] ByteCount size() const { return ByteCount(bytes_.size()); }

  /// The whole envelope, [0, size). Touching the first kPageSize bytes is a kernel fault.
  [[nodiscard]] std::span<std::byte> bytes() const [[clang::lifetimebound]] { return bytes_; }

 private:
  friend class EnvelopeAllocator;
  Envelope(EnvelopeAllocator& allocator, VirtAddr base, std::span<std::byte> bytes)
      : allocator_(&allocator), base_(base), bytes_(bytes) {}

  EnvelopeAllocator* allocator_ = nullptr;
  VirtAddr base_;
  std::span<std::byte> bytes_;
};

}  // namespace starkernel::vmm
