#pragma once

#include <cstdint>

#include "src/base/interrupt_roles.h"
#include "src/base/thread_annotations.h"
#include "src/hal/device_bus.h"
#include "src/hal/event_log.h"
#include "src/hal/interrupt_queue.h"
#include "src/hal/x86_64/apic/device_lines.h"
#include "src/hal/x86_64/apic/local_apic.h"
#include "src/hal/x86_64/apic/vectors.h"

namespace starkernel::hal {

/// What is done about an interrupt from outside, and all that is done in its handler: one record, a
/// mask if the device's line needs it, and the end of the interrupt. No loop, no lock, no
/// allocation.
class InterruptHandling {
 public:
  InterruptHandling(LocalApic& apic [[clang::lifetimebound]],
                    InterruptQueue& queue [[clang::lifetimebound]])
      : apic_(apic), queue_(queue) {}

  [[nodiscard]] DeviceLines& lines() [[clang::lifetimebound]] { return lines_; }

  /// Handles the interrupt `vector`, which is not an exception's. `cycles` is the cycle counter.
  void Handle(std::uint8_t vector, std::uint64_t cycles)
      SK_REQUIRES(kInterruptContext, kInterruptsOff) {
    ++depth_;
    KernelEvents().Record(EventKind::kInterrupt, vector, depth_, [cycles] { return cycles; });
    if (vector == kSpuriousVector) [[unlikely]] {
      // It has to be left unacknowledged (Intel SDM volume 3, 11.9).
      ++spurious_;
    } else {
      if (vector == kErrorVector) [[unlikely]] {
        // Counted here, since its record may find no room.
        ++errors_;
      }
      queue_.Post({.vector = vector, .cycles = cycles});
      if (vector >= kIsaVectors && vector - kIsaVectors < DeviceBus::kLines) {
        lines_.Interrupted(vector - kIsaVectors);
      }
      apic_.EndInterrupt();
    }
    --depth_;
  }

  /// How many interrupts are being handled at this moment, one within the other; 0 outside.
  [[nodiscard]] std::uint32_t depth() const SK_REQUIRES(kInterruptsOff) { return depth_; }

  /// Spurious interrupts that came.
  [[nodiscard]] std::uint64_t spurious() const SK_REQUIRES(kInterruptsOff) { return spurious_; }

  /// Errors that the local APIC has raised.
  [[nodiscard]] std::uint64_t errors() const SK_REQUIRES(kInterruptsOff) { return errors_; }

 private:
  LocalApic& apic_;
  InterruptQueue& queue_;
  DeviceLines lines_;
  std::uint32_t depth_ SK_GUARDED_BY(kInterruptsOff) = 0;
  std::uint64_t spurious_ SK_GUARDED_BY(kInterruptsOff) = 0;
  std::uint64_t errors_ SK_GUARDED_BY(kInterruptsOff) = 0;
};

}  // namespace starkernel::hal
