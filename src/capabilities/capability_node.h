#pragma once

#include <cstdint>

#include "src/capabilities/capability.h"

namespace starkernel::capabilities {

/// No place of the table.
inline constexpr std::uint32_t kNoNode = ~std::uint32_t{0};

/// One place of a CapabilityTable, which alone knows what its parts mean. Links are places.
struct CapabilityNode {
  enum class State : std::uint8_t {
    kFree,
    kHolder,     ///< Stands for a VM instance; head of the ring of what it holds.
    kHeld,       ///< A capability in somebody's hands.
    kTombstone,  ///< Given up, but several others are derived from it.
  };

  std::uint32_t generation = 0;  ///< How often the place was given up.
  std::uint32_t holder = kNoNode;
  std::uint32_t parent = kNoNode;
  /// Any of the ring of those derived from it; of a holder, of those that are for it.
  std::uint32_t first_child = kNoNode;
  std::uint32_t next_sibling = kNoNode;
  std::uint32_t previous_sibling = kNoNode;
  std::uint32_t next_held = kNoNode;  ///< In a free place: the next free one.
  std::uint32_t previous_held = kNoNode;
  State state = State::kFree;
  std::uint8_t depth = 0;        ///< How many it is derived from, one from the other.
  bool is_given = false;         ///< It counts among what others gave its holder.
  std::uint32_t held = 0;        ///< Of a holder: the nodes in its ring.
  std::uint64_t checked = 0;     ///< The last revocation that it is known to have survived; of a
                                 ///< holder a count of what it was given.
  std::uint64_t revoked_at = 0;  ///< The revocation that took what was derived from it until then.
  /// Of a holder: its VM instance's id as the range, and as the badge how many others gave it.
  CapabilityGrant grant;
};

static_assert(sizeof(CapabilityNode) == 80);

}  // namespace starkernel::capabilities
