#pragma once

#include <array>
#include <cstddef>

#include "src/base/ids.h"
#include "src/base/panic.h"
#include "src/base/result.h"
#include "src/capabilities/audit_log.h"
#include "src/capabilities/capability_ids.h"
#include "src/capabilities/capability_node.h"
#include "src/capabilities/capability_table.h"
#include "src/devices/device_access.h"
#include "src/forthvm/kernel_door.h"
#include "src/hal/model_devices.h"
#include "src/hal/virtual_time.h"
#include "src/ipc/endpoint_ids.h"
#include "src/ipc/message_exchange.h"
#include "src/kernel_words/kernel_objects.h"
#include "src/kernel_words/lone_vm.h"
#include "src/kernel_words/root_capabilities.h"
#include "src/kernel_words/small_exchange.h"
#include "src/kernel_words/vm_door.h"

namespace starkernel::parity {

/// What a case's kernel words reach: a kernel of its own, in which the case's VM instance has
/// number 3 and holds the root capabilities and is
/// alone, with room for some more capabilities and a clock that goes on a
/// millisecond at each look.
class PostKernel {
 public:
  PostKernel() {
    Require(kernel_words::GrantRootCapabilities(table_, holder_).ok(),
            "no room for a case's capabilities");
  }
  PostKernel(const PostKernel&) = delete;
  PostKernel& operator=(const PostKernel&) = delete;
  ~PostKernel() = default;

  [[nodiscard]] forthvm::KernelDoor& door() [[clang::lifetimebound]] { return door_; }

 private:
  static constexpr VmId kVm{3};
  static constexpr std::size_t kNodes = 24;

  std::array<capabilities::CapabilityNode, kNodes> nodes_{};
  capabilities::CapabilityTable table_{nodes_};
  capabilities::AuditLog audit_;
  hal::VirtualTime time_;
  capabilities::HolderId holder_ = table_.AddHolder(kVm).value();
  kernel_words::SmallExchange messages_;
  ipc::EndpointId endpoint_ =
      messages_.exchange().AddEndpoint(kVm, {.messages = 3, .bytes = 2048}).value();
  hal::ModelDevices bus_;
  devices::DeviceAccess devices_{bus_, table_, messages_.exchange()};
  kernel_words::LoneVm vms_{kVm, {.holder = holder_, .endpoint = endpoint_}, time_};
  kernel_words::VmDoor door_{{.capabilities = table_,
                              .audit = audit_,
                              .clock = time_,
                              .vms = vms_,
                              .messages = messages_.exchange(),
                              .settings = vms_,
                              .devices = devices_},
                             {.vm = kVm, .holder = holder_, .endpoint = endpoint_}};
};

}  // namespace starkernel::parity
