#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>

#include "src/base/result.h"
#include "src/capabilities/audit_log.h"
#include "src/capabilities/capability_limits.h"
#include "src/capabilities/capability_node.h"
#include "src/capabilities/capability_table.h"
#include "src/heap/array.h"
#include "src/heap/heap.h"

namespace starkernel::kernel {

/// The machine's capabilities and the record of their uses, with the memory that they lie in.
class CapabilityStore {
 public:
  /// How many capabilities and holders of some there can be: so many for each VM instance, and
  /// never fewer than that.
  static constexpr std::size_t kForAVm = 4;
  static constexpr std::size_t kFewest = 1024;

  /// A part of all places, in these limits: what one VM instance may hold, and what is kept for
  /// VM[0]. Half of it may come from others.
  static constexpr std::size_t kParts = 16;
  static constexpr std::size_t kSmallestPart = 64;
  static constexpr std::size_t kLargestPart = 1024;

  [[nodiscard]] static capabilities::CapabilityLimits LimitsOf(std::size_t places) {
    const std::size_t part = std::clamp(places / kParts, kSmallestPart, kLargestPart);
    return {.held = part, .given = part / 2, .reserve = part};
  }
  [[nodiscard]] static std::size_t PlacesFor(std::size_t vms) {
    return std::max(vms * kForAVm, kFewest);
  }

  /// An empty store for so many VM instances. Error::kOutOfMemory.
  [[nodiscard]] static Result<CapabilityStore> Create(heap::Heap& heap [[clang::lifetimebound]],
                                                      std::size_t vms) {
    return Create(heap, PlacesFor(vms), LimitsOf(PlacesFor(vms)));
  }
  /// The same with so many places, of which somebody may have so many.
  [[nodiscard]] static Result<CapabilityStore> Create(
      heap::Heap& heap [[clang::lifetimebound]], std::size_t places,
      const capabilities::CapabilityLimits& limits) {
    return CapabilityStore(TRY(heap::MakeArray<capabilities::CapabilityNode>(heap, places)),
                           limits);
  }

  [[nodiscard]] capabilities::CapabilityTable& table() [[clang::lifetimebound]] { return table_; }
  [[nodiscard]] capabilities::AuditLog& audit() [[clang::lifetimebound]] { return audit_; }

 private:
  CapabilityStore(heap::Array<capabilities::CapabilityNode> nodes,
                  const capabilities::CapabilityLimits& limits)
      : nodes_(std::move(nodes)), table_(nodes_.span(), limits) {}

  heap::Array<capabilities::CapabilityNode> nodes_;
  capabilities::CapabilityTable table_;
  capabilities::AuditLog audit_;
};

}  // namespace starkernel::kernel
