#include "src/hal/x86_64/bare_metal_machine.h"

#include <algorithm>
#include <cstdint>

#include "src/base/quantities.h"
#include "src/base/spin_hint.h"
#include "src/base/text_writer.h"
#include "src/hal/interrupts_off.h"
#include "src/hal/machine.h"
#include "src/hal/timer.h"
#include "src/hal/x86_64/crash_drill.h"
#include "src/hal/x86_64/processor_features.h"
#include "src/hal/x86_64/processor_interrupts.h"
#include "src/hal/x86_64/processor_unsafe.h"
#include "src/hal/x86_64/timer_trials.h"

namespace starkernel::hal {

void BareMetalMachine::DescribeProcessor(TextWriter& writer) { WriteProcessorDescription(writer); }

std::uint64_t BareMetalMachine::CycleCount() { return ReadCycleCounter(); }

void BareMetalMachine::DescribeFirmware(TextWriter& writer) {
  parts_.platform.DescribeFirmware(writer);
}

void BareMetalMachine::DescribeProcessors(TextWriter& writer) {
  parts_.platform.DescribeProcessors(writer);
}

void BareMetalMachine::DescribeInterrupts(TextWriter& writer) {
  const InterruptsOff guard(interrupts_);
  parts_.platform.DescribeInterrupts(writer);
}

void BareMetalMachine::DescribeTime(TextWriter& writer) { parts_.platform.time().Describe(writer); }

void BareMetalMachine::Idle(Nanoseconds longest) {
  // Nobody else draws what was written last.
  parts_.console.ShowWritten();
  const InterruptsOff guard(interrupts_);
  static_cast<void>(clock().Now());
  if (parts_.platform.interrupts().drained() != seen_interrupts_) {
    // One was let in beside a window: nothing else may come to end the rest.
    TakeInterrupts();
    return;
  }
  Timer& alarm = timer();
  if (alarm.Longest() == Nanoseconds(0)) {
    // Nothing could wake a halted processor.
    constexpr int kHints = 1000;
    for (int count = 0; count < kHints; ++count) {
      SpinHint();
    }
    return;
  }
  const Nanoseconds rest = std::min(longest, LongestRest());
  if (rest < kIdleWithoutEnd) {
    alarm.StartOnce(rest);
  }
  ProcessorInterrupts::Wait();
  alarm.Stop();
  TakeInterrupts();
}

Nanoseconds BareMetalMachine::LongestRest() {
  // A character interrupts at once where it can; where the line has to be polled, its 16 bytes are
  // full in 1.4 ms.
  constexpr Nanoseconds kPollingLine{1'000'000};
  // Keys come more slowly.
  constexpr Nanoseconds kPollingKeys{10'000'000};
  // Half of what a clock by a narrow counter allows; see Clock::Now.
  constexpr Nanoseconds kNarrowClock{2'000'000'000};
  if (!parts_.platform.serial_interrupts()) {
    return kPollingLine;
  }
  if (!parts_.platform.keyboard_interrupts()) {
    return kPollingKeys;
  }
  return parts_.platform.time().keeper().by_cycles() ? kIdleWithoutEnd : kNarrowClock;
}

void BareMetalMachine::TakeInterrupts() {
  if (parts_.platform.TakeSerialInterrupts()) {
    parts_.console.Receive();
  }
  TextWriter writer(log());
  parts_.platform.interrupts().WriteTrouble(writer);
  parts_.console.WriteTrouble();
  seen_interrupts_ = parts_.platform.interrupts().drained();
}

bool BareMetalMachine::CanReportStatus() const { return parts_.power.exit_port.has_value(); }

void BareMetalMachine::Drill(CrashDrill drill) {
  const InterruptsOff guard(interrupts_);
  TextWriter writer(log());
  switch (drill) {
    case CrashDrill::kReset: parts_.power.Reset();
    case CrashDrill::kTimerAccuracy: RunTimerAccuracy(parts_.platform, writer); return;
    case CrashDrill::kTimerInterrupts: RunTimerInterrupts(parts_.platform, writer); return;
    case CrashDrill::kInterruptTrouble:
      parts_.platform.interrupts().Drain();
      RaiseTroublingInterrupts();
      parts_.platform.interrupts().WriteTrouble(writer);
      return;
    case CrashDrill::kNone:
    case CrashDrill::kPanic:
    case CrashDrill::kPageFault:
    case CrashDrill::kDivide:
    case CrashDrill::kInvalidOpcode:
    case CrashDrill::kStackOverflow:
    case CrashDrill::kFaultStorm:
    case CrashDrill::kEndlessFaults:
    case CrashDrill::kSignedOverflow:
    case CrashDrill::kWrongCall:
    case CrashDrill::kEnvelopes:
    case CrashDrill::kStackSmash: RunCrashDrill(drill, log()); return;
  }
}

void BareMetalMachine::Stop(StopReason reason) { parts_.power.Stop(reason); }

}  // namespace starkernel::hal
