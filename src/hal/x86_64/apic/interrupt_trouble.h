#pragma once

#include <cstdint>

#include "src/base/interrupt_roles.h"
#include "src/base/noted_count.h"
#include "src/base/text_writer.h"
#include "src/base/thread_annotations.h"
#include "src/hal/interrupt_queue.h"
#include "src/hal/x86_64/apic/interrupt_handling.h"
#include "src/hal/x86_64/apic/local_apic.h"

namespace starkernel::hal {

/// What goes wrong with interrupts: spurious ones, records that were lost, and errors of the local
/// APIC. Each is counted, and said in the log.
class InterruptTrouble {
 public:
  /// All three outlive this.
  InterruptTrouble(LocalApic& apic [[clang::lifetimebound]],
                   const InterruptHandling& handling [[clang::lifetimebound]],
                   const InterruptQueue& queue [[clang::lifetimebound]])
      : apic_(apic), handling_(handling), queue_(queue) {}

  /// Writes a line for each kind of trouble whose count has reached the next power of two.
  void WriteNew(TextWriter& log) SK_REQUIRES(kInterruptsOff);

  /// Writes all counts, in one line.
  void WriteAll(TextWriter& writer) const SK_REQUIRES(kInterruptsOff);

 private:
  void WriteErrors(TextWriter& log) SK_REQUIRES(kInterruptsOff);

  LocalApic& apic_;
  const InterruptHandling& handling_;
  const InterruptQueue& queue_;
  std::uint64_t seen_errors_ = 0;  ///< Whose status has been taken.
  NotedCount noted_errors_;
  NotedCount noted_spurious_;
  NotedCount noted_lost_;
};

}  // namespace starkernel::hal
