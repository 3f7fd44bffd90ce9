#pragma once

#include "src/capabilities/capability_table.h"
#include "src/devices/interrupt_bridge.h"
#include "src/devices/register_access.h"
#include "src/hal/device_bus.h"
#include "src/ipc/message_exchange.h"

namespace starkernel::devices {

/// All of a machine's devices for VM instances: their registers and their interrupts.
struct DeviceAccess {
  /// All outlive this.
  DeviceAccess(hal::DeviceBus& bus [[clang::lifetimebound]],
               capabilities::CapabilityTable& capabilities [[clang::lifetimebound]],
               ipc::MessageExchange& messages [[clang::lifetimebound]], const RegisterMap& map = {})
      : registers(bus, map), interrupts(bus, capabilities, messages) {}

  RegisterAccess registers;
  InterruptBridge interrupts;
};

}  // namespace starkernel::devices
