#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "src/base/interrupt_roles.h"
#include "src/base/spsc_ring.h"
#include "src/base/thread_annotations.h"

namespace starkernel::hal {

/// That an interrupt came: all that its handler leaves behind.
struct InterruptRecord {
  std::uint8_t vector = 0;
  std::uint64_t cycles = 0;  ///< The cycle counter when it was handled.
};

/// Records of interrupts, from the handlers of one processor to the code that they interrupt.
class InterruptQueue {
 public:
  /// Interrupts that may come before anybody looks.
  static constexpr std::size_t kCapacity = 256;

  InterruptQueue() : producer_(ring_.TakeProducer()), consumer_(ring_.TakeConsumer()) {}
  InterruptQueue(const InterruptQueue&) = delete;
  InterruptQueue& operator=(const InterruptQueue&) = delete;
  ~InterruptQueue() = default;

  /// Keeps a record, or counts it as lost if nobody has looked for too long. Takes no lock and does
  /// not wait.
  void Post(const InterruptRecord& record) SK_REQUIRES(kInterruptContext, kInterruptsOff) {
    if (!producer_.Push(record).ok()) [[unlikely]] {
      ++lost_;
    }
  }

  /// Takes the oldest record out.
  [[nodiscard]] std::optional<InterruptRecord> Take() SK_EXCLUDES(kInterruptContext) {
    return consumer_.Pop();
  }

  /// Records for which there was no room.
  [[nodiscard]] std::uint64_t lost() const SK_REQUIRES(kInterruptsOff) { return lost_; }

 private:
  using Ring = SpscRing<InterruptRecord, kCapacity>;

  Ring ring_;
  Ring::Producer producer_;
  Ring::Consumer consumer_;
  std::uint64_t lost_ SK_GUARDED_BY(kInterruptsOff) = 0;
};

}  // namespace starkernel::hal
