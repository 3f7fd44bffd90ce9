#include "src/hal/x86_64/apic/processor_apic.h"

#include <cstdint>

#include "src/base/addresses.h"
#include "src/hal/x86_64/devices/mapped_registers.h"
#include "src/hal/x86_64/devices/register_block.h"
#include "src/hal/x86_64/processor_unsafe.h"

namespace starkernel::hal {
namespace {

constexpr std::uint32_t kBaseRegister = 0x1B;  // IA32_APIC_BASE
constexpr std::uint64_t kGlobalEnable = 1U << 11U;
constexpr std::uint64_t kX2Enable = 1U << 10U;
constexpr std::uint64_t kBaseMask = 0x000F'FFFF'FFFF'F000U;
constexpr std::uint32_t kFirstModelRegister = 0x800;

constexpr std::uint32_t kHasApic = 1U << 9U;     // leaf 1, EDX
constexpr std::uint32_t kHasX2Apic = 1U << 21U;  // leaf 1, ECX

std::uint32_t ModelRegister(std::uint32_t offset) { return kFirstModelRegister + (offset >> 4U); }

}  // namespace

std::uint32_t ModelApicRegisters::Read(std::uint32_t offset) {
  return static_cast<std::uint32_t>(ReadModelRegister(ModelRegister(offset)));
}

void ModelApicRegisters::Write(std::uint32_t offset, std::uint32_t value) {
  // SAFETY: a register of the unit, in x2APIC mode (Intel SDM volume 3, 11.12.1.2): none of them
  // changes what memory means.
  WriteModelRegister(ModelRegister(offset), value);
}

RegisterBlock* ProcessorApic::TurnOn() {
  const CpuidResult features = Cpuid(1);
  if ((features.edx & kHasApic) == 0) {
    return nullptr;
  }
  std::uint64_t base = ReadModelRegister(kBaseRegister) | kGlobalEnable;
  // SAFETY: only switches the unit on, which the processor has.
  WriteModelRegister(kBaseRegister, base);
  if ((features.ecx & kHasX2Apic) != 0) {
    base |= kX2Enable;
    // SAFETY: only changes how the unit's registers are reached, to a way that the processor has.
    WriteModelRegister(kBaseRegister, base);
  }
  x2_ = (base & kX2Enable) != 0;
  if (x2_) {
    return &model_;
  }
  page_ = PhysAddr(base & kBaseMask);
  mapped_ = MappedRegisters(*page_);
  return &mapped_;
}

}  // namespace starkernel::hal
