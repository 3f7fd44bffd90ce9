#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <utility>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/hosted/hosted_memory.h"
#include "src/hal/hosted/reserved_range.h"
#include "src/hal/kernel_mapping.h"
#include "src/hal/mmu.h"
#include "src/hal/page_fault_resolver.h"

namespace starkernel::hal {

/// Walks 4-level page tables in the hosted machine's RAM and makes the envelope range of this
/// program look as they say, so that touching an unmapped page faults for real. Addresses outside
/// the envelope range are none of its business. One in a program has a resolver of faults.
class SoftwareMmu final : public Mmu {
 public:
  /// Addresses for envelopes.
  static constexpr ByteCount kEnvelopeSpace = GiB(64);

  /// Error::kOutOfMemory if the host has no such range of addresses.
  [[nodiscard]] static Result<SoftwareMmu> Create(HostedMemory& memory [[clang::lifetimebound]]);

  void Activate(PhysAddr root) override;
  [[nodiscard]] PageCount LargestPage() const override { return PageCount{262'144}; }
  void Invalidate(VirtAddr page) override { InvalidateRange(page, PageCount{1}); }
  void InvalidateRange(VirtAddr first, PageCount pages) override;
  /// The host has to be told of pages that are new, too.
  void Appeared(VirtAddr first, PageCount pages) override { InvalidateRange(first, pages); }
  void ResolveFaultsWith(PageFaultResolver* resolver) override;
  [[nodiscard]] VirtAddr EnvelopeBase() const override { return range_.base(); }
  [[nodiscard]] ByteCount EnvelopeSpace() const override { return range_.size(); }
  [[nodiscard]] std::span<std::byte> View(VirtAddr base, ByteCount size)
      [[clang::lifetimebound]] override;

 private:
  /// What one step of the walk found: a page, or a hole, of `pages` pages from the address on.
  struct Found {
    std::optional<PhysAddr> physical;
    Protection protection = Protection::kReadOnly;
    PageCount pages;

    /// Whether `next` goes on where this ends, so that one host mapping serves both.
    [[nodiscard]] bool Adjoins(const Found& next) const;
  };

  SoftwareMmu(HostedMemory& memory, ReservedRange range)
      : memory_(&memory), range_(std::move(range)) {}

  [[nodiscard]] Found Walk(VirtAddr address) const;
  void Apply(VirtAddr address, const Found& found);

  HostedMemory* memory_;
  ReservedRange range_;
  std::optional<PhysAddr> root_;
};

}  // namespace starkernel::hal
