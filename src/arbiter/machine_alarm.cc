#include "src/arbiter/machine_alarm.h"

#include "src/base/quantities.h"
#include "src/hal/device_bus.h"
#include "src/hal/interrupts_off.h"
#include "src/hal/machine.h"
#include "src/hal/timer.h"

namespace starkernel::arbiter {

void MachineAlarm::Set(Nanoseconds time) {
  time_ = time;
  hal::Timer& timer = machine_.timer();
  const Nanoseconds now = machine_.clock().Now();
  is_armed_ = now < time && timer.Longest() > Nanoseconds(0);
  if (is_armed_) {
    const hal::InterruptsOff guard(machine_.interrupts());
    timer.StartOnce(time - now);
  }
}

bool MachineAlarm::HasGoneOff() {
  hal::DeviceBus& devices = machine_.devices();
  devices.LetInterruptsIn();
  if (devices.HasInterrupts()) {
    return true;
  }
  if (is_armed_ && machine_.timer().TakeExpirations() == 0) {
    return false;
  }
  if (machine_.clock().Now() >= time_) {
    return true;
  }
  // What expired was another's, or a delay that had to be cut.
  Set(time_);
  return false;
}

void MachineAlarm::Cancel() {
  if (is_armed_) {
    const hal::InterruptsOff guard(machine_.interrupts());
    machine_.timer().Stop();
    is_armed_ = false;
  }
}

}  // namespace starkernel::arbiter
