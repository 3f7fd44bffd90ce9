#pragma once

namespace starkernel::hal {

/// Decides whether the processor that runs this takes interrupts. Used through InterruptsOff.
class InterruptSwitch {
 public:
  /// Takes no interrupts from now on. Says whether it took them before.
  [[nodiscard]] virtual bool TurnOff() = 0;

  /// Takes interrupts again; those that came in between follow at once.
  virtual void TurnOn() = 0;

  /// Whether interrupts are taken.
  [[nodiscard]] virtual bool IsOn() const = 0;

 protected:
  ~InterruptSwitch() = default;
};

}  // namespace starkernel::hal
