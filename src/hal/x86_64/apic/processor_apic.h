#pragma once

#include <cstdint>
#include <optional>

#include "src/base/addresses.h"
#include "src/base/interrupt_roles.h"
#include "src/base/thread_annotations.h"
#include "src/hal/x86_64/devices/mapped_registers.h"
#include "src/hal/x86_64/devices/register_block.h"

namespace starkernel::hal {

/// Model-specific registers of a local APIC in x2APIC mode (Intel SDM volume 3, 11.12.1.2).
class ModelApicRegisters final : public RegisterBlock {
 public:
  [[nodiscard]] std::uint32_t Read(std::uint32_t offset) override;
  void Write(std::uint32_t offset, std::uint32_t value) override;
};

/// The registers of the local APIC of the processor that runs this.
class ProcessorApic {
 public:
  /// Finds the local APIC, turns it on, and in x2APIC mode where the processor has it. Nothing if
  /// there is none.
  [[nodiscard]] RegisterBlock* TurnOn() [[clang::lifetimebound]] SK_REQUIRES(kInterruptsOff);

  /// Whether it is in x2APIC mode.
  [[nodiscard]] bool x2() const { return x2_; }

  /// The page of its registers, if they are reached through memory.
  [[nodiscard]] std::optional<PhysAddr> RegisterPage() const { return page_; }

 private:
  bool x2_ = false;
  std::optional<PhysAddr> page_;
  ModelApicRegisters model_;
  MappedRegisters mapped_;
};

}  // namespace starkernel::hal
