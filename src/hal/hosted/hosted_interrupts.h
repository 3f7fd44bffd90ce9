#pragma once

#include <utility>

#include "src/hal/interrupt_switch.h"

namespace starkernel::hal {

/// The interrupt switch of the hosted machine, off at first as on bare metal. Nothing interrupts
/// the program behind its back: whoever lets a simulated interrupt in asks IsOn() first.
class HostedInterrupts final : public InterruptSwitch {
 public:
  [[nodiscard]] bool TurnOff() override { return std::exchange(on_, false); }
  void TurnOn() override { on_ = true; }
  [[nodiscard]] bool IsOn() const override { return on_; }

 private:
  bool on_ = false;
};

}  // namespace starkernel::hal
