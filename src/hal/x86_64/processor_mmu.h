#pragma once

#include <cstddef>
#include <span>

#include "src/base/addresses.h"
#include "src/hal/mmu.h"

namespace starkernel::hal {

/// The paging unit of the processor that runs this, which is the only one that runs.
class ProcessorMmu final : public Mmu {
 public:
  void Activate(PhysAddr root) override;
  [[nodiscard]] PageCount LargestPage() const override;
  void Invalidate(VirtAddr page) override;
  [[nodiscard]] VirtAddr EnvelopeBase() const override;
  [[nodiscard]] ByteCount EnvelopeSpace() const override;
  [[nodiscard]] std::span<std::byte> View(VirtAddr base, ByteCount size)
      [[clang::lifetimebound]] override;
};

}  // namespace starkernel::hal
