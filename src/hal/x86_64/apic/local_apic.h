#pragma once

#include <array>
#include <cstdint>

#include "src/base/interrupt_roles.h"
#include "src/base/thread_annotations.h"
#include "src/hal/x86_64/devices/register_block.h"

namespace starkernel::hal {

/// How one of the two input pins of a local APIC is wired.
struct LocalInput {
  bool nmi = false;  ///< It raises a non-maskable interrupt; otherwise it is masked.
  bool active_low = false;
  bool level = false;
};

/// What drives the timer of a local APIC.
enum class ApicTimerMode : std::uint8_t { kOnce, kPeriodic, kDeadline };

/// The local APIC of the processor that runs this (Intel SDM volume 3, chapter 11), over its
/// registers, which have the same offsets in memory and, divided by 16, as model-specific
/// registers. Shared with the interrupt handlers.
class LocalApic {
 public:
  /// The timer counts its clock divided by this.
  static constexpr std::uint32_t kTimerDivisor = 16;
  static constexpr std::uint32_t kMostTimerTicks = 0xFFFF'FFFF;

  /// No APIC: every operation does nothing.
  constexpr LocalApic() = default;

  /// Uses `registers`, which must outlive this, and enables the APIC: its own sources are masked
  /// but for its errors, which raise kErrorVector. `x2` says that registers are of the second kind.
  void Enable(RegisterBlock& registers [[clang::lifetimebound]], bool x2,
              const std::array<LocalInput, 2>& inputs) SK_REQUIRES(kInterruptsOff);

  [[nodiscard]] bool present() const SK_REQUIRES(kInterruptsOff) { return registers_ != nullptr; }

  /// The processor's APIC id.
  [[nodiscard]] std::uint32_t Id() SK_REQUIRES(kInterruptsOff);

  /// Sets what the timer does from now on: raises kTimerVector. It is stopped.
  void SetTimerMode(ApicTimerMode mode) SK_REQUIRES(kInterruptsOff);

  /// Starts the timer with so many ticks, at least 1, or stops it with 0. Not for kDeadline.
  void StartTimer(std::uint32_t ticks) SK_REQUIRES(kInterruptsOff);

  /// Ticks left.
  [[nodiscard]] std::uint32_t TimerTicksLeft() SK_REQUIRES(kInterruptsOff);

  /// Interrupts the processor itself with kSelfVector.
  void InterruptSelf() SK_REQUIRES(kInterruptsOff);

  /// Stops all other processors for good: they wait to be started anew (INIT, Intel SDM volume 3,
  /// 11.6.1 and 9.4.2). Waits until the message is on its way, within bounds.
  void StopOthers() SK_REQUIRES(kInterruptsOff);

  /// The errors since this was last asked (figure 11-9), 0 if there were none.
  [[nodiscard]] std::uint32_t TakeErrors() SK_REQUIRES(kInterruptsOff);

  /// Tells the APIC that the interrupt in service has been handled.
  void EndInterrupt() SK_REQUIRES(kInterruptContext, kInterruptsOff);

 private:
  void Write(std::uint32_t offset, std::uint32_t value) SK_REQUIRES(kInterruptsOff);
  [[nodiscard]] std::uint32_t Read(std::uint32_t offset) SK_REQUIRES(kInterruptsOff);
  void MaskSources() SK_REQUIRES(kInterruptsOff);

  using Registers = RegisterBlock*;

  Registers registers_ SK_GUARDED_BY(kInterruptsOff) = nullptr;
  bool x2_ SK_GUARDED_BY(kInterruptsOff) = false;
};

}  // namespace starkernel::hal
