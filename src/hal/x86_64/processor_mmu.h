#pragma once

#include <cstddef>
#include <span>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/hal/mmu.h"
#include "src/hal/page_fault_resolver.h"
#include "src/hal/tlb_shootdown.h"

namespace starkernel::hal {

/// The paging units of the processors that run, which is one: the others of the machine are only
/// listed, and never enter the tables.
class ProcessorMmu final : public Mmu, private TlbShootdown::Processors {
 public:
  ProcessorMmu() : shootdown_(*this) {}
  ProcessorMmu(const ProcessorMmu&) = delete;
  ProcessorMmu& operator=(const ProcessorMmu&) = delete;
  ~ProcessorMmu() = default;

  void Activate(PhysAddr root) override;
  [[nodiscard]] PageCount LargestPage() const override;
  void Invalidate(VirtAddr page) override { InvalidateRange(page, PageCount{1}); }
  void InvalidateRange(VirtAddr first, PageCount pages) override;
  void ResolveFaultsWith(PageFaultResolver* resolver) override;
  [[nodiscard]] VirtAddr EnvelopeBase() const override;
  [[nodiscard]] ByteCount EnvelopeSpace() const override;
  [[nodiscard]] VirtAddr InWindow(PhysAddr address) const override;
  [[nodiscard]] std::span<std::byte> View(VirtAddr base, ByteCount size)
      [[clang::lifetimebound]] override;

 private:
  void ForgetHere(VirtAddr first, PageCount pages) override;
  void Interrupt(ProcessorSet others) override;

  TlbShootdown shootdown_;
};

}  // namespace starkernel::hal
