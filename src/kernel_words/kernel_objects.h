#pragma once

#include <array>

#include "src/base/ids.h"
#include "src/base/text_buffer.h"
#include "src/capabilities/audit_log.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_ids.h"
#include "src/capabilities/capability_table.h"
#include "src/hal/clock.h"

namespace starkernel::kernel_words {

/// What kernel words work on, the same for all VM instances. Everything outlives every door.
struct KernelObjects {
  capabilities::CapabilityTable& capabilities;
  capabilities::AuditLog& audit;
  hal::Clock& clock;
};

/// A VM instance, as kernel words know it.
struct Caller {
  VmId vm;
  capabilities::HolderId holder;
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
};

}  // namespace starkernel::kernel_words
