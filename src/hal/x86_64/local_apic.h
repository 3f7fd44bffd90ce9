#pragma once

#include <cstdint>
#include <optional>

#include "src/base/addresses.h"

namespace starkernel::hal {

/// Vectors that the local APIC of the boot processor raises.
inline constexpr std::uint8_t kTimerVector = 0x20;
inline constexpr std::uint8_t kSpuriousVector = 0xFF;

/// The local APIC of the processor that runs this (Intel SDM volume 3, chapter 11), in
/// whichever of its two modes firmware left it.
class LocalApic {
 public:
  /// Finds out whether there is a local APIC, and enables it with all its own sources masked.
  void Enable();

  [[nodiscard]] bool present() const { return mode_ != Mode::kAbsent; }

  /// The page of its registers, if they are reached through memory.
  [[nodiscard]] std::optional<PhysAddr> RegisterPage() const;

  /// Raises kTimerVector once, a few milliseconds from now: after kTimerTicks ticks of the
  /// timer's clock divided by 16. That clock runs at 100 MHz to 1 GHz on usual machines.
  void StartTimer();

  /// Tells the APIC that the interrupt in service has been handled.
  void EndInterrupt();

 private:
  enum class Mode : std::uint8_t { kAbsent, kMemory, kModelRegisters };

  static constexpr std::uint32_t kTimerTicks = 62'500;

  void Write(std::uint32_t offset, std::uint32_t value);

  Mode mode_ = Mode::kAbsent;
  PhysAddr page_;
};

}  // namespace starkernel::hal
