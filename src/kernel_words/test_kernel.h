#pragma once

#include <array>

#include "src/base/ids.h"
#include "src/base/result.h"
#include "src/capabilities/audit_log.h"
#include "src/capabilities/capability_ids.h"
#include "src/capabilities/capability_node.h"
#include "src/capabilities/capability_table.h"
#include "src/devices/device_access.h"
#include "src/hal/model_devices.h"
#include "src/hal/virtual_time.h"
#include "src/ipc/endpoint_ids.h"
#include "src/ipc/message_exchange.h"
#include "src/kernel_words/kernel_objects.h"
#include "src/kernel_words/lone_vm.h"
#include "src/kernel_words/small_exchange.h"
#include "src/kernel_words/vm_door.h"

namespace starkernel::kernel_words {

/// A kernel with one VM instance, which holds nothing at first, and room for 18 capabilities. Its
/// clock goes on a millisecond at each look, and its devices are a model.
class TestKernel {
 public:
  static constexpr int kRoom = 18;

  explicit TestKernel(VmId vm) : vm_(vm) {}
  TestKernel(const TestKernel&) = delete;
  TestKernel& operator=(const TestKernel&) = delete;
  ~TestKernel() = default;

  [[nodiscard]] capabilities::CapabilityTable& table() [[clang::lifetimebound]] { return table_; }
  [[nodiscard]] capabilities::HolderId holder() const { return holder_; }
  [[nodiscard]] hal::ModelDevices& bus() [[clang::lifetimebound]] { return bus_; }
  [[nodiscard]] devices::DeviceAccess& devices() [[clang::lifetimebound]] { return devices_; }
  [[nodiscard]] VmDoor& door() [[clang::lifetimebound]] { return door_; }

 private:
  VmId vm_;
  std::array<capabilities::CapabilityNode, kRoom + 1> nodes_{};
  capabilities::CapabilityTable table_{nodes_};
  capabilities::AuditLog audit_;
  hal::VirtualTime time_;
  capabilities::HolderId holder_ = table_.AddHolder(vm_).value();
  SmallExchange messages_;
  ipc::EndpointId endpoint_ =
      messages_.exchange().AddEndpoint(vm_, {.messages = 3, .bytes = 2048}).value();
  hal::ModelDevices bus_;
  devices::DeviceAccess devices_{bus_, table_, messages_.exchange()};
  LoneVm vms_{vm_, {.holder = holder_, .endpoint = endpoint_}, time_};
  VmDoor door_{{.capabilities = table_,
                .audit = audit_,
                .clock = time_,
                .vms = vms_,
                .messages = messages_.exchange(),
                .settings = vms_,
                .devices = devices_},
               {.vm = vm_, .holder = holder_, .endpoint = endpoint_}};
};

}  // namespace starkernel::kernel_words
