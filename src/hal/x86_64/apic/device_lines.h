#pragma once

#include <array>
#include <cstdint>

#include "src/base/interrupt_roles.h"
#include "src/base/result.h"
#include "src/base/thread_annotations.h"
#include "src/hal/device_bus.h"
#include "src/hal/line_state.h"
#include "src/hal/x86_64/apic/io_apic.h"

namespace starkernel::hal {

/// The interrupt lines that VM instances have taken, and when each is masked. Shared with the
/// interrupt handlers.
class DeviceLines {
 public:
  /// Where a line arrives, and as what.
  struct Input {
    IoApic* apic = nullptr;  ///< Outlives this.
    std::uint32_t number = 0;
    Redirection redirection;
  };

  /// Lets a line interrupt. Error::kOutOfRange if the controller has no such input.
  Result<void> Open(std::uint8_t line, const Input& input) SK_REQUIRES(kInterruptsOff);

  /// Masks an open line, which then is none any more.
  void Close(std::uint8_t line) SK_REQUIRES(kInterruptsOff);

  /// Lets an open line interrupt again that was masked.
  void Acknowledge(std::uint8_t line) SK_REQUIRES(kInterruptsOff);

  /// That a line has interrupted: masks it if it has to wait for its acknowledgement. Before the
  /// end of the interrupt, after which a level would interrupt at once. Three writes at most.
  void Interrupted(std::uint8_t line) SK_REQUIRES(kInterruptContext, kInterruptsOff);

  /// A bit for each line that is open.
  [[nodiscard]] std::uint64_t open() const SK_REQUIRES(kInterruptsOff) { return open_; }

 private:
  struct Line {
    LineState state;
    Input input;
  };
  static void Redirect(const Line& line, bool masked);

  std::array<Line, DeviceBus::kLines> lines_ SK_GUARDED_BY(kInterruptsOff){};
  std::uint64_t open_ SK_GUARDED_BY(kInterruptsOff) = 0;
};

}  // namespace starkernel::hal
