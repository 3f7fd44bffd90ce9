#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/hal/page_fault_resolver.h"

namespace starkernel::hal {

/// The unit that turns virtual into physical addresses by walking the 4-level tables that
/// the virtual memory manager keeps in physical memory (Intel SDM volume 3, chapter 4).
class Mmu {
 public:
  /// Makes the table at `root` the one that is walked.
  virtual void Activate(PhysAddr root) = 0;

  /// The largest page it can map: 1, 512 (2 MiB) or 262,144 (1 GiB) pages of 4 KiB.
  [[nodiscard]] virtual PageCount LargestPage() const = 0;

  /// Tells the unit that the translation of the page at `page` has changed. On return no processor
  /// uses the old one, nor tables that led to it: frames behind both may be given away.
  virtual void Invalidate(VirtAddr page) = 0;

  /// The same for `pages` pages from `first` on. A unit that can do better than page by page
  /// overrides it.
  virtual void InvalidateRange(VirtAddr first, PageCount pages) {
    for (std::uint64_t page = 0; page < pages.value(); ++page) {
      Invalidate(first + BytesOf(PageCount(page)));
    }
  }

  /// Tells the unit that `pages` pages from `first` on are mapped that were not. It remembers no
  /// page that is not there (Intel SDM volume 3, 4.10.2.3), so that there is nothing to forget; a
  /// unit of another kind overrides it.
  virtual void Appeared(VirtAddr /*first*/, PageCount /*pages*/) {}

  /// From now on `resolver` is asked about accesses in the envelope range that fault; nobody, if it
  /// is null, as at first. It must outlive that.
  virtual void ResolveFaultsWith(PageFaultResolver* resolver) = 0;

  /// First address of the range in which VM instance envelopes are mapped, and its size.
  [[nodiscard]] virtual VirtAddr EnvelopeBase() const = 0;
  [[nodiscard]] virtual ByteCount EnvelopeSpace() const = 0;

  /// Where the kernel's tables show the byte of RAM at `address`, if they show it beside where it
  /// is used.
  [[nodiscard]] virtual VirtAddr InWindow(PhysAddr address) const = 0;

  /// The bytes at the virtual range [base, base + size). The caller owns the range:
  /// for as long as the span is used its pages are there, or come when they are touched.
  [[nodiscard]] virtual std::span<std::byte> View(VirtAddr base, ByteCount size)
      [[clang::lifetimebound]] = 0;

 protected:
  ~Mmu() = default;
};

}  // namespace starkernel::hal
