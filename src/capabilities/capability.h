#pragma once

#include <cstdint>
#include <string_view>

#include "src/capabilities/rights.h"

namespace starkernel::capabilities {

/// What a capability is for, and so what its range counts.
enum class CapabilityType : std::uint8_t {
  kSpawn,      ///< Makes VM instances. Range: none, 0.
  kKill,       ///< Ends VM instances. Range: their ids.
  kSend,       ///< Sends messages. Range: ids of receivers.
  kReceive,    ///< Takes messages. Range: tags.
  kShare,      ///< Maps memory. Range: 0 to make it, numbers of its pages to map it.
  kMmio,       ///< Accesses registers of devices in memory. Range: physical addresses.
  kPort,       ///< Accesses ports. Range: port numbers.
  kIrq,        ///< Is told of interrupts. Range: interrupt lines.
  kTimeAdmin,  ///< Gives time. Range: priority classes to invoke, reductions to write.
  kLog,        ///< Writes to the kernel's log. Range: levels.
};

inline constexpr std::uint8_t kCapabilityTypes = 10;

/// The type's name, as a VM instance's owner reads it.
[[nodiscard]] constexpr std::string_view CapabilityTypeName(CapabilityType type) {
  switch (type) {
    case CapabilityType::kSpawn: return "spawn";
    case CapabilityType::kKill: return "kill";
    case CapabilityType::kSend: return "send";
    case CapabilityType::kReceive: return "receive";
    case CapabilityType::kShare: return "share";
    case CapabilityType::kMmio: return "mmio";
    case CapabilityType::kPort: return "port";
    case CapabilityType::kIrq: return "irq";
    case CapabilityType::kTimeAdmin: return "time-admin";
    case CapabilityType::kLog: return "log";
  }
  return "unknown";
}

/// Numbers `first` to `last`, both included; none if `last` is below `first`.
struct CapabilityRange {
  std::uint64_t first = 0;
  std::uint64_t last = 0;

  [[nodiscard]] constexpr bool empty() const { return last < first; }
  [[nodiscard]] constexpr bool Holds(CapabilityRange part) const {
    return !part.empty() && first <= part.first && part.last <= last;
  }
  friend constexpr bool operator==(CapabilityRange, CapabilityRange) = default;
};

/// An authority: what may be done to which objects. A value; who has it is the table's business.
struct CapabilityGrant {
  CapabilityType type = CapabilityType::kSpawn;
  Rights rights;
  /// What receivers of messages are told beside the sender's id; 0 is none. It can be given once
  /// and never changed by those who derive.
  std::uint32_t badge = 0;
  CapabilityRange range;

  friend constexpr bool operator==(const CapabilityGrant&, const CapabilityGrant&) = default;
};

/// What an operation needs.
struct CapabilityNeed {
  CapabilityType type = CapabilityType::kSpawn;
  Rights rights;
  CapabilityRange range;
};

/// Whether `child` is no more than `parent` in any respect.
[[nodiscard]] constexpr bool IsWithin(const CapabilityGrant& child, const CapabilityGrant& parent) {
  return child.type == parent.type && parent.rights.HasAll(child.rights) &&
         parent.range.Holds(child.range) && (parent.badge == 0 || child.badge == parent.badge);
}

}  // namespace starkernel::capabilities
