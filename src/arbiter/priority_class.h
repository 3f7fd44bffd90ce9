#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "src/base/quantities.h"

namespace starkernel::arbiter {

/// Whose turn comes first, most urgent first.
enum class PriorityClass : std::uint8_t {
  kDevice,       ///< Answers devices: short windows, soon.
  kInteractive,  ///< Somebody sits in front of it.
  kNormal,
  kBackground,
};

inline constexpr std::size_t kPriorityClasses = 4;

/// The class's name, as a VM instance's owner reads it.
[[nodiscard]] constexpr std::string_view PriorityClassName(PriorityClass priority) {
  switch (priority) {
    case PriorityClass::kDevice: return "device";
    case PriorityClass::kInteractive: return "interactive";
    case PriorityClass::kNormal: return "normal";
    case PriorityClass::kBackground: return "background";
  }
  return "unknown";
}

/// What a class of VM instances is entitled to.
struct ClassShare {
  Reductions quantum;         ///< Of one window, unless a VM instance has one of its own.
  std::uint32_t windows = 1;  ///< Guaranteed in each round, at least 1.
};

/// A longer quantum would make others wait too long: about 10 ms.
inline constexpr Reductions kLongestQuantum{1'000'000};

using ClassShares = std::array<ClassShare, kPriorityClasses>;

/// Four, three, two and one tenths of the reductions, where all classes want all they can get. A
/// window of 10,000 is long enough that a transition costs nothing beside it, and well below a
/// millisecond.
inline constexpr ClassShares kDefaultShares = {{{Reductions(2'500), 16},
                                                {Reductions(10'000), 3},
                                                {Reductions(10'000), 2},
                                                {Reductions(10'000), 1}}};

}  // namespace starkernel::arbiter
