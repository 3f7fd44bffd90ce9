#include "src/hal/x86_64/bare_metal_machine.h"

#include <cstdint>

#include "src/base/spin_hint.h"
#include "src/base/text_writer.h"
#include "src/hal/interrupts_off.h"
#include "src/hal/machine.h"
#include "src/hal/x86_64/crash_drill.h"
#include "src/hal/x86_64/processor_features.h"
#include "src/hal/x86_64/processor_unsafe.h"

namespace starkernel::hal {

void BareMetalMachine::DescribeProcessor(TextWriter& writer) { WriteProcessorDescription(writer); }

std::uint64_t BareMetalMachine::CycleCount() { return ReadCycleCounter(); }

void BareMetalMachine::Idle() {
  const InterruptsOff guard(interrupts_);
  if (!parts_.apic.present()) {
    // Nothing could wake a halted processor.
    constexpr int kHints = 1000;
    for (int count = 0; count < kHints; ++count) {
      SpinHint();
    }
    return;
  }
  parts_.apic.StartTimer();
  ProcessorInterrupts::Wait();
}

bool BareMetalMachine::CanReportStatus() const { return parts_.power.exit_port.has_value(); }

void BareMetalMachine::Drill(CrashDrill drill) { RunCrashDrill(drill); }

void BareMetalMachine::Stop(StopReason reason) { parts_.power.Stop(reason); }

}  // namespace starkernel::hal
