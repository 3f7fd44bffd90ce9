#pragma once

#include <cstdint>

#include "src/hal/time/counter.h"
#include "src/hal/x86_64/time/apic_timer.h"
#include "src/hal/x86_64/time/cycle_rate.h"

namespace starkernel::hal {

/// The cycle counter of the processor that runs this.
class CycleCounter final : public Counter {
 public:
  [[nodiscard]] std::uint64_t Read() override;
};

/// IA32_TSC_DEADLINE.
class ProcessorDeadline final : public DeadlineRegister {
 public:
  void Write(std::uint64_t cycles) override;
};

/// What CPUID says.
[[nodiscard]] CycleCounterTraits ReadCycleCounterTraits();

}  // namespace starkernel::hal
