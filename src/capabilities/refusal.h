#pragma once

#include <cstdint>
#include <string_view>

namespace starkernel::capabilities {

/// Why something was refused.
enum class Refusal : std::uint8_t {
  kNone,          ///< It was not.
  kNoCapability,  ///< Nothing is in that slot: never was, given up, revoked, or another's.
  kWrongType,     ///< The capability is for something else.
  kMissingRight,  ///< It does not include that right.
  kOutOfRange,    ///< It does not reach that far.
  kWider,         ///< What was to be derived is more than what it is derived from.
  kTooDeep,       ///< Derived from derived ones too often: CapabilityTable::kMaximumDepth.
  kHolderFull,    ///< Who is to have it holds as many as it may: CapabilityLimits.
  kGivenFull,     ///< Others have given it as many as they may: likewise.
  kTableFull,     ///< The machine has no room for another.
};

/// Whether it was for want of room, now, and not of authority.
[[nodiscard]] constexpr bool IsWantOfRoom(Refusal refusal) {
  return refusal == Refusal::kHolderFull || refusal == Refusal::kGivenFull ||
         refusal == Refusal::kTableFull;
}

/// In words, for reports.
[[nodiscard]] constexpr std::string_view RefusalText(Refusal refusal) {
  switch (refusal) {
    case Refusal::kNone: return "allowed";
    case Refusal::kNoCapability: return "no capability";
    case Refusal::kWrongType: return "capability of another type";
    case Refusal::kMissingRight: return "right not included";
    case Refusal::kOutOfRange: return "outside the capability's range";
    case Refusal::kWider: return "more than it is derived from";
    case Refusal::kTooDeep: return "derived too often";
    case Refusal::kHolderFull: return "its holder would have more than it may";
    case Refusal::kGivenFull: return "its holder was given as many as others may give";
    case Refusal::kTableFull: return "no room for another capability";
  }
  return "unknown";
}

}  // namespace starkernel::capabilities
