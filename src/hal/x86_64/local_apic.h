#pragma once

#include <cstdint>
#include <optional>

#include "src/base/addresses.h"
#include "src/base/interrupt_roles.h"
#include "src/base/thread_annotations.h"

namespace starkernel::hal {

/// Vectors that the local APIC of the boot processor raises.
inline constexpr std::uint8_t kTimerVector = 0x20;
inline constexpr std::uint8_t kSpuriousVector = 0xFF;

/// The local APIC of the processor that runs this (Intel SDM volume 3, chapter 11), in
/// whichever of its two modes firmware left it. Shared with the interrupt handlers.
class LocalApic {
 public:
  /// Finds out whether there is a local APIC, and enables it with all its own sources masked.
  void Enable() SK_REQUIRES(kInterruptsOff);

  [[nodiscard]] bool present() const SK_REQUIRES(kInterruptsOff) { return mode_ != Mode::kAbsent; }

  /// The page of its registers, if they are reached through memory.
  [[nodiscard]] std::optional<PhysAddr> RegisterPage() const SK_REQUIRES(kInterruptsOff);

  /// Raises kTimerVector once, soon. Where CPUID leaf 15H tells of a core crystal clock, which then
  /// drives the timer (Intel SDM volume 3, 11.5.4) at 19.2 to 38.4 MHz, that is after at most 1.3
  /// ms: before a serial port's 16-byte FIFO overruns. Elsewhere the clock is not known: 1 ms at
  /// the 1 GHz of QEMU, but 10 ms at 100 MHz. Ticks as short as the crystal's would keep a host
  /// processor of QEMU 78 % busy at an idle prompt, these 8 %.
  void StartTimer() SK_REQUIRES(kInterruptsOff);

  /// Tells the APIC that the interrupt in service has been handled.
  void EndInterrupt() SK_REQUIRES(kInterruptContext, kInterruptsOff);

 private:
  enum class Mode : std::uint8_t { kAbsent, kMemory, kModelRegisters };

  // Ticks of the timer's clock divided by 16.
  static constexpr std::uint32_t kCrystalTicks = 1'500;
  static constexpr std::uint32_t kBusTicks = 62'500;

  void Write(std::uint32_t offset, std::uint32_t value) SK_REQUIRES(kInterruptsOff);

  Mode mode_ SK_GUARDED_BY(kInterruptsOff) = Mode::kAbsent;
  PhysAddr page_ SK_GUARDED_BY(kInterruptsOff);
  std::uint32_t timer_ticks_ SK_GUARDED_BY(kInterruptsOff) = kBusTicks;
};

}  // namespace starkernel::hal
