#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>

#include "src/base/result.h"
#include "src/capabilities/audit_log.h"
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

  /// An empty store for so many VM instances. Error::kOutOfMemory.
  [[nodiscard]] static Result<CapabilityStore> Create(heap::Heap& heap [[clang::lifetimebound]],
                                                      std::size_t vms) {
    return CapabilityStore(
        TRY(heap::MakeArray<capabilities::CapabilityNode>(heap, std::max(vms * kForAVm, kFewest))));
  }

  [[nodiscard]] capabilities::CapabilityTable& table() [[clang::lifetimebound]] { return table_; }
  [[nodiscard]] capabilities::AuditLog& audit() [[clang::lifetimebound]] { return audit_; }

 private:
  explicit CapabilityStore(heap::Array<capabilities::CapabilityNode> nodes)
      : nodes_(std::move(nodes)), table_(nodes_.span()) {}

  heap::Array<capabilities::CapabilityNode> nodes_;
  capabilities::CapabilityTable table_;
  capabilities::AuditLog audit_;
};

}  // namespace starkernel::kernel
