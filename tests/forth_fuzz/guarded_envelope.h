#pragma once

#include <cstddef>
#include <span>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/forthvm/memory_refusal.h"
#include "src/hal/hosted/host_memory.h"
#include "src/hal/hosted/reserved_range.h"
#include "src/hal/page_fault_resolver.h"

namespace starkernel::forthvm::fuzz {

/// An envelope that ends the program at every access which the VM instance must not make: nothing
/// is mapped before it, behind it and in its first page. One page of data space is never there and
/// one is read-only: a guarded access to them is refused, any other ends the program too. There is
/// one such envelope at a time.
class GuardedEnvelope final : public hal::PageFaultResolver {
 public:
  static constexpr ByteCount kSize{16 * kPageSize.value()};
  static constexpr GuestAddr kMissingPage{0x9000};
  static constexpr GuestAddr kReadOnlyPage{0xB000};

  GuardedEnvelope();
  GuardedEnvelope(const GuardedEnvelope&) = delete;
  GuardedEnvelope& operator=(const GuardedEnvelope&) = delete;
  ~GuardedEnvelope();

  /// As the VM instance has it.
  [[nodiscard]] std::span<std::byte> bytes() const [[clang::lifetimebound]] {
    return range_.Bytes(kSize, kSize);
  }
  /// The same memory, all of which may be touched.
  [[nodiscard]] std::span<std::byte> content() const [[clang::lifetimebound]] {
    return memory_.bytes();
  }

  /// Why the last access was refused.
  [[nodiscard]] MemoryRefusal why_refused() const { return why_refused_; }

  [[nodiscard]] hal::PageFaultAnswer Resolve(VirtAddr address, hal::PageAccess access) override;

 private:
  void ShowPages(GuestAddr begin, GuestAddr end, hal::Protection protection);

  hal::HostMemory memory_;
  hal::ReservedRange range_;
  MemoryRefusal why_refused_ = MemoryRefusal::kNoFrame;
};

}  // namespace starkernel::forthvm::fuzz
