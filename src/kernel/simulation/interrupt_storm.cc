#include "src/kernel/simulation/interrupt_storm.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "src/devices/interrupt_bridge.h"
#include "src/hal/device_bus.h"
#include "src/hal/model_devices.h"
#include "src/ipc/endpoint.h"
#include "src/ipc/endpoint_figures.h"
#include "src/ipc/message_exchange.h"
#include "src/kernel/simulation/simulated_hardware.h"
#include "src/kernel/simulation/simulated_kernel.h"

namespace starkernel::kernel::simulation {
namespace {

using hal::ModelDevices;

// What is written to the device's port for commands.
constexpr std::uint64_t kRaise = 2;
constexpr std::uint64_t kLower = 3;

}  // namespace

void InterruptStorm::SignalEdges(std::uint64_t count) {
  ModelDevices& bus = hardware_.machine().devices();
  const ModelDevices::Line before = bus.LineAt(ModelDevices::kEdgeLine);
  for (std::uint64_t edge = 0; edge < count; ++edge) {
    bus.Signal(ModelDevices::kEdgeLine);
  }
  const std::uint64_t came = bus.LineAt(ModelDevices::kEdgeLine).came - before.came;
  if (came != std::min<std::uint64_t>(count, before.state.left())) {
    failure_ = "of a storm not as many interrupts come as may";
  }
}

void InterruptStorm::SetLevel(bool high) {
  hardware_.machine().devices().WritePort(ModelDevices::kCommandPort, hal::AccessWidth::kByte,
                                          high ? kRaise : kLower);
}

void InterruptStorm::Deliver() {
  ModelDevices& bus = hardware_.machine().devices();
  std::vector<devices::TakenLine> expected;
  for (devices::TakenLine line : kernel_.devices().interrupts.lines()) {
    if (const std::uint64_t came = bus.LineAt(line.number).came; came > 0) {
      line.interrupts += came;
      delivered_ += came;
      expected.push_back(line);
    }
  }
  kernel_.vm0().Look(kernel_.arbiter(), false);
  for (const devices::TakenLine& line : expected) {
    for (const devices::TakenLine& now : kernel_.devices().interrupts.lines()) {
      if (now.number == line.number && now.interrupts != line.interrupts) {
        failure_ = "interrupts are lost on their way to their owner";
      }
    }
    const std::uint64_t events = kernel_.messages().Inspect(line.owner.endpoint).events.value();
    if ((events & line.owner.events.value()) != line.owner.events.value()) {
      failure_ = "an interrupt is no event of whoever has its line";
    }
  }
  if (bus.HasInterrupts() && kernel_.devices().interrupts.taken() > 0) {
    failure_ = "interrupts are left behind";
  }
}

}  // namespace starkernel::kernel::simulation
