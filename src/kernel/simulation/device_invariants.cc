#include "src/kernel/simulation/device_invariants.h"

#include <cstdint>
#include <string>

#include "src/arbiter/lifecycle.h"
#include "src/arbiter/vm_control_block.h"
#include "src/base/ids.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_table.h"
#include "src/devices/interrupt_bridge.h"
#include "src/hal/line_state.h"
#include "src/hal/model_devices.h"
#include "src/kernel/simulation/of_vm.h"
#include "src/kernel/simulation/simulated_kernel.h"

namespace starkernel::kernel::simulation {
namespace {

using hal::ModelDevices;

std::string OfLine(std::uint8_t line, const std::string& what) {
  return "interrupt line " + std::to_string(line) + " " + what;
}

std::string CheckOwner(SimulatedKernel& kernel, const devices::TakenLine& taken) {
  const VmId vm = kernel.capabilities().VmOf(taken.owner.holder);
  const arbiter::VmControlBlock* const block = kernel.nursery().Find(vm);
  if (block == nullptr || block->lifecycle.Is(arbiter::LifecycleState::kDead) ||
      block->lifecycle.Is(arbiter::LifecycleState::kFaulted)) {
    return Of(vm, "has ended or faulted and has an interrupt line");
  }
  const capabilities::GrantAnswer held =
      kernel.capabilities().Inspect(taken.owner.holder, taken.owner.slot);
  const bool may = held.ok() && held.grant.type == capabilities::CapabilityType::kIrq &&
                   held.grant.range.Holds({taken.number, taken.number});
  return may ? "" : Of(vm, "has an interrupt line that it may not have");
}

std::string CheckLine(std::uint8_t number, const ModelDevices& bus,
                      const devices::TakenLine* taken) {
  const ModelDevices::Line& line = bus.LineAt(number);
  if (line.state.open() != (taken != nullptr)) {
    return OfLine(number, taken == nullptr ? "is open and nobody's" : "is somebody's and masked");
  }
  if (taken == nullptr) {
    return line.came == 0 && line.state.left() == 0 ? "" : OfLine(number, "is not as at first");
  }
  const bool is_level = number == ModelDevices::kLevelLine;
  const std::uint64_t most = is_level ? 1 : hal::LineState::kMostEdges;
  // What is not taken from the bus may be acknowledged beforehand, with what was.
  const std::uint64_t pending = taken->interrupts + line.came;
  if (most - line.state.left() > pending || pending > 2 * most) {
    return OfLine(number, "has " + std::to_string(pending) + " interrupts pending and may have " +
                              std::to_string(line.state.left()) + " more");
  }
  return is_level && bus.raised() && !line.state.masked()
             ? OfLine(number, "is high, open, and has not interrupted")
             : "";
}

}  // namespace

std::string CheckLines(SimulatedKernel& kernel) {
  const ModelDevices& bus = kernel.hardware().machine().devices();
  for (const std::uint8_t number : {ModelDevices::kEdgeLine, ModelDevices::kLevelLine}) {
    const devices::TakenLine* owned = nullptr;
    for (const devices::TakenLine& taken : kernel.devices().interrupts.lines()) {
      owned = taken.number == number ? &taken : owned;
    }
    if (std::string wrong = CheckLine(number, bus, owned); !wrong.empty()) {
      return wrong;
    }
    if (owned == nullptr) {
      continue;
    }
    if (std::string wrong = CheckOwner(kernel, *owned); !wrong.empty()) {
      return wrong;
    }
  }
  return {};
}

}  // namespace starkernel::kernel::simulation
