#include "src/devices/interrupt_bridge.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "src/base/error.h"
#include "src/base/ids.h"
#include "src/base/result.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_ids.h"
#include "src/capabilities/capability_table.h"
#include "src/capabilities/rights.h"
#include "src/hal/device_bus.h"
#include "src/ipc/answers.h"
#include "src/ipc/message_exchange.h"

namespace starkernel::devices {

TakenLine* InterruptBridge::Find(std::uint64_t line) {
  for (TakenLine& taken : lines_) {
    if (taken.number == line) {
      return &taken;
    }
  }
  return nullptr;
}

bool InterruptBridge::Works(const TakenLine& line) {
  const capabilities::CapabilityNeed need{
      .type = capabilities::CapabilityType::kIrq,
      .rights = capabilities::Rights(capabilities::Right::kInvoke),
      .range = {line.number, line.number}};
  return capabilities_.Use(line.owner.holder, line.owner.slot, need).ok();
}

template <typename Goes>
void InterruptBridge::ReleaseIf(const Goes& goes) {
  for (std::size_t index = lines_.size(); index > 0; --index) {
    if (goes(lines_[index - 1])) {
      bus_.CloseLine(lines_.Remove(index - 1).number);
    }
  }
}

Result<void> InterruptBridge::Take(std::uint64_t line, const LineOwner& owner) {
  if (line >= hal::DeviceBus::kLines) {
    return Error::kNotFound;
  }
  if (TakenLine* const taken = Find(line); taken != nullptr) {
    if (taken->owner.holder != owner.holder) {
      return Error::kAlreadyExists;
    }
    taken->owner = owner;
    return {};
  }
  if (lines_.full()) {
    return Error::kCapacity;
  }
  const auto number = static_cast<std::uint8_t>(line);
  TRY(bus_.OpenLine(number));
  return lines_.Push({.number = number, .owner = owner});
}

Result<std::uint64_t> InterruptBridge::Acknowledge(std::uint64_t line,
                                                   capabilities::HolderId holder) {
  TakenLine* const taken = Find(line);
  if (taken == nullptr || taken->owner.holder != holder) {
    return Error::kNotFound;
  }
  bus_.AcknowledgeLine(taken->number);
  return std::exchange(taken->interrupts, 0);
}

Result<void> InterruptBridge::Release(std::uint64_t line, capabilities::HolderId holder) {
  const TakenLine* const taken = Find(line);
  if (taken == nullptr || taken->owner.holder != holder) {
    return Error::kNotFound;
  }
  ReleaseIf([line](const TakenLine& one) { return one.number == line; });
  return {};
}

void InterruptBridge::ReleaseAll(capabilities::HolderId holder) {
  ReleaseIf([holder](const TakenLine& line) { return line.owner.holder == holder; });
}

void InterruptBridge::Review() {
  ReleaseIf([this](const TakenLine& line) { return !Works(line); });
}

bool InterruptBridge::HasNews() {
  if (lines_.empty()) {
    return false;
  }
  bus_.LetInterruptsIn();
  return bus_.HasInterrupts();
}

void InterruptBridge::Deliver(Waker& waker) {
  if (lines_.empty()) {
    return;
  }
  bus_.LetInterruptsIn();
  for (unsigned told = 0; told < hal::DeviceBus::kLines; ++told) {
    const std::optional<hal::LineInterrupts> came = bus_.TakeInterrupts();
    if (!came.has_value()) {
      return;
    }
    TakenLine* const line = Find(came->line);
    if (line == nullptr) {
      continue;
    }
    line->interrupts += came->count;
    const ipc::SendAnswer answer = messages_.Notify(line->owner.endpoint, line->owner.events);
    for (const VmId vm : answer.wakes.vms()) {
      waker.Wake(vm);
    }
  }
}

}  // namespace starkernel::devices
