#include "src/kernel_words/root_capabilities.h"

#include <array>
#include <cstdint>
#include <limits>

#include "src/base/error.h"
#include "src/base/result.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_ids.h"
#include "src/capabilities/capability_table.h"
#include "src/capabilities/rights.h"

namespace starkernel::kernel_words {
namespace {

using capabilities::CapabilityGrant;
using capabilities::CapabilityRange;
using capabilities::CapabilityType;
using capabilities::Rights;

constexpr CapabilityRange kAll{0, std::numeric_limits<std::uint64_t>::max()};
constexpr CapabilityRange kNoRange{0, 0};

constexpr CapabilityGrant Root(CapabilityType type, CapabilityRange range) {
  return {.type = type, .rights = Rights::All(), .range = range};
}

constexpr std::array kRoots{
    Root(CapabilityType::kSpawn, kNoRange),   Root(CapabilityType::kKill, kAll),
    Root(CapabilityType::kSend, kAll),        Root(CapabilityType::kReceive, kAll),
    Root(CapabilityType::kShare, kNoRange),   Root(CapabilityType::kMmio, kAll),
    Root(CapabilityType::kPort, {0, 0xFFFF}), Root(CapabilityType::kIrq, {0, 0xFF}),
    Root(CapabilityType::kTimeAdmin, kAll),   Root(CapabilityType::kLog, kAll),
};
static_assert(kRoots.size() == capabilities::kCapabilityTypes);

}  // namespace

Result<void> GrantRootCapabilities(capabilities::CapabilityTable& table,
                                   capabilities::HolderId holder) {
  for (const CapabilityGrant& root : kRoots) {
    if (!table.Grant(holder, root).ok()) {
      return Error::kCapacity;
    }
  }
  return {};
}

}  // namespace starkernel::kernel_words
