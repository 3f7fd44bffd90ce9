#include "src/hal/x86_64/local_apic.h"

#include <cstdint>
#include <optional>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/hal/x86_64/address_space.h"
#include "src/hal/x86_64/device_register_unsafe.h"
#include "src/hal/x86_64/processor_unsafe.h"

namespace starkernel::hal {
namespace {

constexpr std::uint32_t kBaseRegister = 0x1B;  // IA32_APIC_BASE
constexpr std::uint64_t kGlobalEnable = 1U << 11U;
constexpr std::uint64_t kX2Enable = 1U << 10U;
constexpr std::uint64_t kBaseMask = 0x000F'FFFF'FFFF'F000U;
constexpr std::uint32_t kFirstModelRegister = 0x800;

// Register offsets (Intel SDM volume 3, table 11-1).
constexpr std::uint32_t kTaskPriority = 0x80;
constexpr std::uint32_t kEndOfInterrupt = 0xB0;
constexpr std::uint32_t kSpurious = 0xF0;
constexpr std::uint32_t kTimer = 0x320;
constexpr std::uint32_t kLocalInterrupt0 = 0x350;
constexpr std::uint32_t kInitialCount = 0x380;
constexpr std::uint32_t kDivide = 0x3E0;

constexpr std::uint32_t kSoftwareEnable = 1U << 8U;
constexpr std::uint32_t kMasked = 1U << 16U;
constexpr std::uint32_t kDivideBy16 = 3;

bool HasLocalApic() {
  constexpr std::uint32_t kFeatureBit = 1U << 9U;
  return (Cpuid(1).edx & kFeatureBit) != 0;
}

// Whether the ratio of the cycle counter to the core crystal clock is enumerated.
bool HasCrystalClock() {
  constexpr std::uint32_t kLeaf = 0x15;
  return Cpuid(0).eax >= kLeaf && Cpuid(kLeaf).ebx != 0;
}

}  // namespace

void LocalApic::Enable() {
  if (!HasLocalApic()) {
    return;
  }
  const std::uint64_t base = ReadModelRegister(kBaseRegister);
  if ((base & kGlobalEnable) == 0) {
    // SAFETY: only switches the unit on, which the processor has.
    WriteModelRegister(kBaseRegister, base | kGlobalEnable);
  }
  mode_ = (base & kX2Enable) != 0 ? Mode::kModelRegisters : Mode::kMemory;
  timer_ticks_ = HasCrystalClock() ? kCrystalTicks : kBusTicks;
  page_ = PhysAddr(base & kBaseMask);
  Write(kLocalInterrupt0, kMasked);
  Write(kTimer, kMasked);
  Write(kTaskPriority, 0);
  Write(kDivide, kDivideBy16);
  Write(kSpurious, kSoftwareEnable | kSpuriousVector);
}

std::optional<PhysAddr> LocalApic::RegisterPage() const {
  return mode_ == Mode::kMemory ? std::optional(page_) : std::nullopt;
}

void LocalApic::StartTimer() {
  Write(kTimer, kTimerVector);
  Write(kInitialCount, timer_ticks_);
}

void LocalApic::EndInterrupt() { Write(kEndOfInterrupt, 0); }

// SAFETY: Enable found out how this processor's registers are reached; `page_` is mapped as device
// memory, and offsets are those of registers of the unit (Intel SDM volume 3, 11.4.1 and 11.12.1).
void LocalApic::Write(std::uint32_t offset, std::uint32_t value) {
  switch (mode_) {
    case Mode::kAbsent: return;
    case Mode::kMemory: WriteDeviceRegister(InWindow(page_) + ByteCount{offset}, value); return;
    case Mode::kModelRegisters:
      WriteModelRegister(kFirstModelRegister + (offset >> 4U), value);
      return;
  }
}

}  // namespace starkernel::hal
