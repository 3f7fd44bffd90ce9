#include "src/hal/x86_64/processor_mmu.h"

#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/addresses.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/hal/page_fault_resolver.h"
#include "src/hal/tlb_shootdown.h"
#include "src/hal/x86_64/address_space.h"
#include "src/hal/x86_64/address_unsafe.h"
#include "src/hal/x86_64/boot_tables.h"
#include "src/hal/x86_64/page_faults.h"
#include "src/hal/x86_64/processor_features.h"
#include "src/hal/x86_64/processor_unsafe.h"

namespace starkernel::hal {
namespace {

constexpr std::size_t kThisProcessor = 0;

}  // namespace

void ProcessorMmu::Activate(PhysAddr root) {
  Require(IsAligned(root, kPageSize), "page-table root is not page-aligned");
  shootdown_.Enter(kThisProcessor);
  // SAFETY: src/vmm has made these tables and has checked that they map the kernel.
  WriteCr3(root.value());
}

PageCount ProcessorMmu::LargestPage() const {
  return LargestBootPage() == BootPageSize::k1GiB ? PageCount{262'144} : PageCount{512};
}

void ProcessorMmu::InvalidateRange(VirtAddr first, PageCount pages) {
  shootdown_.Forget(kThisProcessor, first, pages);
}

void ProcessorMmu::ForgetHere(VirtAddr first, PageCount pages) {
  for (std::uint64_t page = 0; page < pages.value(); ++page) {
    InvalidatePage((first + BytesOf(PageCount(page))).value());
  }
}

void ProcessorMmu::Interrupt(ProcessorSet /*others*/) {
  Panic("a processor walks the page tables that nobody has started");
}

void ProcessorMmu::ResolveFaultsWith(PageFaultResolver* resolver) {
  SetPageFaultResolver(resolver);
}

VirtAddr ProcessorMmu::EnvelopeBase() const { return kEnvelopeBase; }

ByteCount ProcessorMmu::EnvelopeSpace() const { return kEnvelopeSpace; }

VirtAddr ProcessorMmu::InWindow(PhysAddr address) const { return hal::InWindow(address); }

std::span<std::byte> ProcessorMmu::View(VirtAddr base, ByteCount size) {
  Require(base >= kEnvelopeBase && size <= kEnvelopeSpace &&
              base - kEnvelopeBase <= kEnvelopeSpace - size,
          "view outside the envelope space");
  // SAFETY: in the envelope space, by the line above, where the caller has just mapped them.
  return MappedBytes(base, size);
}

}  // namespace starkernel::hal
