#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "src/base/ids.h"
#include "src/base/text_buffer.h"
#include "src/capabilities/audit_log.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_ids.h"
#include "src/capabilities/capability_table.h"
#include "src/devices/device_access.h"
#include "src/hal/clock.h"
#include "src/ipc/endpoint_ids.h"
#include "src/ipc/message_exchange.h"
#include "src/kernel_words/vm_keeper.h"
#include "src/kernel_words/vm_settings.h"

namespace starkernel::kernel_words {

/// What kernel words work on, the same for all VM instances. Everything outlives every door.
struct KernelObjects {
  capabilities::CapabilityTable& capabilities;
  capabilities::AuditLog& audit;
  hal::Clock& clock;
  VmKeeper& vms;
  ipc::MessageExchange& messages;
  VmSettings& settings;
  devices::DeviceAccess& devices;
};

/// Records of the audit log.
struct RecordsToShow {
  std::uint64_t behind = 0;  ///< The number of the last that was shown.
  std::uint64_t last = 0;
};

/// A VM instance, as kernel words know it.
struct Caller {
  VmId vm;
  capabilities::HolderId holder;
  ipc::EndpointId endpoint;
  std::uint32_t badge = 0;         ///< Of the message taken last.
  ipc::ReplyToken to_answer{};     ///< The call taken last.
  bool waits_in_exchange = false;  ///< The last call's answer was to wait for the exchange.
  bool withdraws = false;          ///< The last call's answer was to go on taking windows out.
  /// The last call's answer was to go on showing these,
  std::optional<RecordsToShow> shows{};
  /// or to go on looking for what is waited for, until then at the longest.
  std::optional<Nanoseconds> looks_until{};
  /// By type, the capability that the last use of that type was allowed by: likely to do again.
  std::array<capabilities::SlotNumber, capabilities::kCapabilityTypes> last_used{};
};

/// The details of a THROW, kept until the next call.
using Detail = TextBuffer<128>;

/// What a kernel word is given besides its arguments.
struct Context {
  KernelObjects& objects;
  Caller& caller;
  Detail& detail;
  std::uint32_t badge = 0;  ///< Of the capability that allows the call.
};

}  // namespace starkernel::kernel_words
