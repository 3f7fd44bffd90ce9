#pragma once

#include <cstdint>
#include <optional>

#include "src/base/addresses.h"
#include "src/base/interrupt_roles.h"
#include "src/base/result.h"
#include "src/base/thread_annotations.h"
#include "src/hal/device_bus.h"
#include "src/hal/x86_64/pc_platform.h"
#include "src/hal/x86_64/power.h"
#include "src/hal/x86_64/processor_interrupts.h"

namespace starkernel::hal {

/// A PC's devices. The kernel keeps its interrupt controllers, its serial line, the keyboard's
/// controller, and what switches the machine off or starts it anew.
class PcDevices final : public DeviceBus {
 public:
  /// All outlive this.
  PcDevices(PcPlatform& platform [[clang::lifetimebound]],
            const PowerControl& power [[clang::lifetimebound]],
            ProcessorInterrupts& interrupts [[clang::lifetimebound]]);

  [[nodiscard]] PhysAddr MemoryEnd() const override { return end_; }
  [[nodiscard]] bool KeepsPage(PhysAddr page) const override;
  [[nodiscard]] bool KeepsPorts(std::uint16_t first, std::uint16_t last) const override;
  [[nodiscard]] VirtAddr PlaceOf(PhysAddr page) const override;
  [[nodiscard]] std::uint64_t ReadMemory(PhysAddr address, AccessWidth width) override;
  void WriteMemory(PhysAddr address, AccessWidth width, std::uint64_t value) override;
  [[nodiscard]] std::uint64_t ReadPort(std::uint16_t port, AccessWidth width) override;
  void WritePort(std::uint16_t port, AccessWidth width, std::uint64_t value) override;
  [[nodiscard]] Result<void> OpenLine(std::uint8_t line) override SK_EXCLUDES(kInterruptContext);
  void CloseLine(std::uint8_t line) override SK_EXCLUDES(kInterruptContext);
  void AcknowledgeLine(std::uint8_t line) override SK_EXCLUDES(kInterruptContext);
  void LetInterruptsIn() override SK_EXCLUDES(kInterruptContext);
  [[nodiscard]] bool HasInterrupts() override SK_EXCLUDES(kInterruptContext);
  [[nodiscard]] std::optional<LineInterrupts> TakeInterrupts() override
      SK_EXCLUDES(kInterruptContext);

 private:
  PcPlatform& platform_;
  const PowerControl& power_;
  ProcessorInterrupts& interrupts_;
  PhysAddr end_;
};

}  // namespace starkernel::hal
