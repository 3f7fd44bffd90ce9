#include "src/hal/x86_64/time/processor_clock.h"

#include <cstdint>

#include "src/hal/x86_64/processor_unsafe.h"
#include "src/hal/x86_64/time/cycle_rate.h"

namespace starkernel::hal {
namespace {

constexpr std::uint32_t kPowerLeaf = 0x8000'0007;
constexpr std::uint32_t kCrystalLeaf = 0x15;
constexpr std::uint32_t kFrequencyLeaf = 0x16;
constexpr std::uint32_t kInvariant = 1U << 8U;  // EDX
constexpr std::uint32_t kDeadline = 1U << 24U;  // leaf 1, ECX
constexpr std::uint32_t kDeadlineRegister = 0x6E0;

// A leaf that the processor does not know is all zero.
CpuidResult LeafOrNothing(std::uint32_t leaf) {
  return leaf <= Cpuid(leaf & 0x8000'0000U).eax ? Cpuid(leaf) : CpuidResult{};
}

}  // namespace

std::uint64_t CycleCounter::Read() { return ReadCycleCounter(); }

void ProcessorDeadline::Write(std::uint64_t cycles) {
  // SAFETY: this register, which the processor has, only arms a timer.
  WriteModelRegister(kDeadlineRegister, cycles);
}

CycleCounterTraits ReadCycleCounterTraits() {
  const CpuidResult crystal = LeafOrNothing(kCrystalLeaf);
  return {.invariant = (LeafOrNothing(kPowerLeaf).edx & kInvariant) != 0,
          .deadline = (Cpuid(1).ecx & kDeadline) != 0,
          .enumerated = EnumeratedFrequency({crystal.eax, crystal.ebx, crystal.ecx}),
          .base_mhz = LeafOrNothing(kFrequencyLeaf).eax & 0xFFFFU};
}

}  // namespace starkernel::hal
