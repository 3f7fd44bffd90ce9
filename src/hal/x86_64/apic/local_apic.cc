#include "src/hal/x86_64/apic/local_apic.h"

#include <array>
#include <cstddef>
#include <cstdint>

#include "src/hal/x86_64/apic/vectors.h"
#include "src/hal/x86_64/devices/register_block.h"

namespace starkernel::hal {
namespace {

// Register offsets (Intel SDM volume 3, table 11-1).
constexpr std::uint32_t kId = 0x20;
constexpr std::uint32_t kVersion = 0x30;
constexpr std::uint32_t kTaskPriority = 0x80;
constexpr std::uint32_t kEndOfInterrupt = 0xB0;
constexpr std::uint32_t kSpurious = 0xF0;
constexpr std::uint32_t kErrorStatus = 0x280;
constexpr std::uint32_t kMachineCheck = 0x2F0;
constexpr std::uint32_t kCommandLow = 0x300;
constexpr std::uint32_t kTimer = 0x320;
constexpr std::uint32_t kThermal = 0x330;
constexpr std::uint32_t kPerformance = 0x340;
constexpr std::uint32_t kLocalInterrupt0 = 0x350;
constexpr std::uint32_t kRegisterDistance = 0x10;
constexpr std::uint32_t kError = 0x370;
constexpr std::uint32_t kInitialCount = 0x380;
constexpr std::uint32_t kCurrentCount = 0x390;
constexpr std::uint32_t kDivide = 0x3E0;
constexpr std::uint32_t kSelf = 0x3F0;  // of the second kind only

constexpr std::uint32_t kSoftwareEnable = 1U << 8U;
constexpr std::uint32_t kMasked = 1U << 16U;
constexpr std::uint32_t kDivideBy16 = 3;
constexpr std::uint32_t kDeliverNmi = 4U << 8U;
constexpr std::uint32_t kActiveLow = 1U << 13U;
constexpr std::uint32_t kLevel = 1U << 15U;
constexpr std::uint32_t kPeriodic = 1U << 17U;
constexpr std::uint32_t kDeadline = 2U << 17U;
constexpr std::uint32_t kToSelf = 1U << 18U;
constexpr std::uint32_t kToOthers = 3U << 18U;
constexpr std::uint32_t kDeliverInit = 5U << 8U;
constexpr std::uint32_t kAssert = 1U << 14U;
constexpr std::uint32_t kPending = 1U << 12U;

}  // namespace

void LocalApic::MaskSources() {
  // What there is beyond the timer, the inputs and the errors differs from model to model.
  const std::uint32_t last_source = Read(kVersion) >> 16U & 0xFFU;
  if (last_source >= 4) {
    Write(kPerformance, kMasked);
  }
  if (last_source >= 5) {
    Write(kThermal, kMasked);
  }
  if (last_source >= 6) {
    Write(kMachineCheck, kMasked);
  }
  Write(kTimer, kMasked);
}

void LocalApic::Enable(RegisterBlock& registers, bool x2, const std::array<LocalInput, 2>& inputs) {
  registers_ = &registers;
  x2_ = x2;
  MaskSources();
  for (std::uint32_t index = 0; index < inputs.size(); ++index) {
    const LocalInput& input = inputs.at(index);
    const std::uint32_t nmi =
        kDeliverNmi | (input.active_low ? kActiveLow : 0) | (input.level ? kLevel : 0);
    Write(kLocalInterrupt0 + index * kRegisterDistance, input.nmi ? nmi : kMasked);
  }
  Write(kTaskPriority, 0);
  Write(kDivide, kDivideBy16);
  Write(kErrorStatus, 0);
  Write(kError, kErrorVector);
  Write(kSpurious, kSoftwareEnable | kSpuriousVector);
}

std::uint32_t LocalApic::Id() {
  constexpr unsigned kFirstKindShift = 24;
  return x2_ ? Read(kId) : Read(kId) >> kFirstKindShift;
}

void LocalApic::SetTimerMode(ApicTimerMode mode) {
  Write(kInitialCount, 0);
  switch (mode) {
    case ApicTimerMode::kOnce: Write(kTimer, kTimerVector); return;
    case ApicTimerMode::kPeriodic: Write(kTimer, kPeriodic | kTimerVector); return;
    case ApicTimerMode::kDeadline: Write(kTimer, kDeadline | kTimerVector); return;
  }
}

void LocalApic::StartTimer(std::uint32_t ticks) { Write(kInitialCount, ticks); }

std::uint32_t LocalApic::TimerTicksLeft() { return Read(kCurrentCount); }

void LocalApic::InterruptSelf() {
  if (x2_) {
    Write(kSelf, kSelfVector);
  } else {
    Write(kCommandLow, kToSelf | kSelfVector);
  }
}

void LocalApic::StopOthers() {
  constexpr int kMostPolls = 100'000;
  Write(kCommandLow, kToOthers | kAssert | kDeliverInit);
  // The second kind has no such bit: it reads as zero.
  for (int poll = 0; poll < kMostPolls && (Read(kCommandLow) & kPending) != 0; ++poll) {
  }
}

std::uint32_t LocalApic::TakeErrors() {
  // Writing lets the register show what has been collected.
  Write(kErrorStatus, 0);
  return Read(kErrorStatus);
}

void LocalApic::EndInterrupt() { Write(kEndOfInterrupt, 0); }

void LocalApic::Write(std::uint32_t offset, std::uint32_t value) {
  if (registers_ != nullptr) {
    registers_->Write(offset, value);
  }
}

std::uint32_t LocalApic::Read(std::uint32_t offset) {
  return registers_ != nullptr ? registers_->Read(offset) : 0;
}

}  // namespace starkernel::hal
