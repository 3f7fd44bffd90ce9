#pragma once

#include <cstddef>
#include <cstdint>

#include "src/base/event_ring.h"

namespace starkernel::hal {

/// What the kernel notes of what it does, for the report of a panic. The values of each are said
/// beside it.
enum class EventKind : std::uint8_t {
  kStageFinished,    ///< A BootStage.
  kInterrupt,        ///< The vector, and how deep it was: 1 is one interrupt alone.
  kWindowBegun,      ///< The VM instance's id.
  kWindowSpent,      ///< The VM instance's id, as in the following: how its window ended.
  kWindowPreempted,  ///< Before that, since another's time had come.
  kWindowYielded,
  kWindowWaiting,  ///< And what it waits for: a forthvm::WaitReason.
  kWindowBye,
  kStartupFailed,
  kUncaughtThrow,  ///< The code, as a signed number.
  kMapped,         ///< A virtual address, and the pages that were mapped from there on.
  kUnmapped,       ///< The same, unmapped.
  kDeviceTrouble,  ///< The vector of who reported it, and its status register.
};

/// The stages in which the kernel comes up, in this order.
enum class BootStage : std::uint8_t {
  kProcessor,
  kFirmware,
  kInterrupts,
  kTime,
  kPhysicalMemory,
  kVirtualMemory,
  kHeap,
  kDevices,
  kArbiter,
};

/// The last events, at most 1024: three seconds of an idle kernel. Times are those of the
/// processor's cycle counter.
using EventLog = EventRing<EventKind, 1024>;

/// That of this kernel.
[[nodiscard]] inline EventLog& KernelEvents() {
  static constinit EventLog log;
  return log;
}

/// Notes an event that happens now: some 15 instructions and 40 ns, wherever it is called from.
inline void RecordEvent(EventKind kind, std::uint64_t first, std::uint64_t second = 0) {
  KernelEvents().Record(kind, first, second, [] { return __builtin_ia32_rdtsc(); });
}

/// Notes an event of the time that the cycle counter said then.
inline void RecordEventAt(std::uint64_t cycles, EventKind kind, std::uint64_t first,
                          std::uint64_t second = 0) {
  KernelEvents().Record(kind, first, second, [cycles] { return cycles; });
}

/// Notes that a stage of the boot is over.
inline void RecordEvent(BootStage stage) {
  RecordEvent(EventKind::kStageFinished, static_cast<std::uint64_t>(stage));
}

}  // namespace starkernel::hal
