#pragma once

#include <cstddef>
#include <cstdint>
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
/// program look as they say, so that touching an unmapped page faults for real. In the
/// window the tables cannot hide RAM, but say which of it may be written. Other addresses are none
/// of its business. One in a program has a resolver of faults, and does
/// not move once it has.
///
/// What the host shows is to the tables what a processor's memory of translations is: where it
/// shows much, or the host takes no more mappings, all are forgotten, and come again one by one
/// when they are touched. A call of the host's that is given such a page's address sees it only if
/// it was touched just before.
class SoftwareMmu final : public Mmu, private PageFaultResolver {
 public:
  /// Physical address 0 in the kernel's tables, where bare metal has its window too.
  static constexpr VirtAddr kWindowBase{0xFFFF'8000'0000'0000};

  /// Addresses for envelopes: those of two million small ones.
  static constexpr ByteCount kEnvelopeSpace = GiB(2048);

  /// Pieces that are shown at most. Each may take the host two mappings, of which it has 65,530 as
  /// it is mostly set up (vm.max_map_count); a quarter is left to the rest of the program, as a
  /// sanitizer ends a program that it cannot give memory.
  static constexpr std::uint64_t kMostShown = 24'576;

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
  [[nodiscard]] VirtAddr InWindow(PhysAddr address) const override {
    return kWindowBase + ByteCount(address.value());
  }
  [[nodiscard]] std::span<std::byte> View(VirtAddr base, ByteCount size)
      [[clang::lifetimebound]] override;

  /// Takes all pages from the host's sight, as if it took no more mappings.
  void ForgetAll();

  /// How often all was forgotten.
  [[nodiscard]] std::uint64_t times_forgotten() const { return times_forgotten_; }

 private:
  /// What one step of the walk found: a page, or a hole, of `pages` pages from the address on.
  struct Found {
    std::optional<PhysAddr> physical;
    Protection protection = Protection::kReadOnly;
    PageCount pages;

    /// Whether `next` goes on where this ends, so that one host mapping serves both.
    [[nodiscard]] bool Adjoins(const Found& next) const;
  };

  /// What is known of addresses where the tables have nothing.
  enum class Holes : std::uint8_t { kAreHidden, kMayBeShown };

  SoftwareMmu(HostedMemory& memory, ReservedRange range)
      : memory_(&memory), range_(std::move(range)) {}

  [[nodiscard]] PageFaultAnswer Resolve(VirtAddr address, PageAccess access) override;

  [[nodiscard]] bool Owns(VirtAddr address) const {
    return address >= range_.base() && address - range_.base() < range_.size();
  }
  [[nodiscard]] bool IsInWindow(VirtAddr address) const {
    return address >= kWindowBase && address - kWindowBase < memory_->size();
  }
  void ProtectWindow(VirtAddr first, PageCount pages);
  [[nodiscard]] Found Walk(VirtAddr address) const;
  [[nodiscard]] bool Recall(VirtAddr address, PageAccess access);
  void Reflect(VirtAddr first, PageCount pages, Holes holes);
  void Apply(VirtAddr address, const Found& found);
  [[nodiscard]] bool TryToApply(VirtAddr address, const Found& found);

  HostedMemory* memory_;
  ReservedRange range_;
  std::optional<PhysAddr> root_;
  PageFaultResolver* resolver_ = nullptr;
  std::uint64_t times_forgotten_ = 0;
  /// Pieces shown since all was forgotten, less those hidden: about what the host has mapped.
  std::uint64_t shown_ = 0;
  /// The page that came again last, and after how many times.
  VirtAddr recalled_;
  std::uint64_t recalled_after_ = 0;
};

}  // namespace starkernel::hal
