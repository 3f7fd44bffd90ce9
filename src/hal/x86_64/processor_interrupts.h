#pragma once

#include <cstdint>

#include "src/base/interrupt_roles.h"
#include "src/base/thread_annotations.h"
#include "src/hal/interrupt_switch.h"
#include "src/hal/x86_64/processor_unsafe.h"

namespace starkernel::hal {

/// The interrupt flag of the processor that runs this (Intel SDM volume 3, 6.8.1).
class ProcessorInterrupts final : public InterruptSwitch {
 public:
  [[nodiscard]] bool TurnOff() override {
    const bool were_on = IsOn();
    DisableInterrupts();
    return were_on;
  }

  void TurnOn() override { EnableInterrupts(); }

  /// Turns them off, and leaves the calling function with kInterruptsOff.
  static void TurnOffForGood() SK_ASSERT_CAPABILITY(kInterruptsOff) { DisableInterrupts(); }

  /// Lets interrupts in until one has been handled.
  static void Wait() SK_REQUIRES(kInterruptsOff) SK_EXCLUDES(kInterruptContext) {
    WaitForInterrupt();
  }

  [[nodiscard]] bool IsOn() const override { return (ReadFlags() & kInterruptFlag) != 0; }

 private:
  static constexpr std::uint64_t kInterruptFlag = 1U << 9U;
};

}  // namespace starkernel::hal
