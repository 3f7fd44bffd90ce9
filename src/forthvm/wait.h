#pragma once

#include <cstdint>
#include <limits>

#include "src/base/quantities.h"

namespace starkernel::forthvm {

/// What a VM instance waits for.
enum class WaitReason : std::uint8_t {
  kInput,      ///< Characters of its terminal, or a block of its device.
  kTime,       ///< A time alone.
  kMessage,    ///< A message, or room for one.
  kInterrupt,  ///< An interrupt, or another event.
  kPage,       ///< A page of its envelope.
};

inline constexpr std::uint8_t kWaitReasons = 5;

/// Why a VM instance that waited goes on.
enum class WakeCause : std::uint8_t {
  kNone,      ///< It did not wait.
  kEvent,     ///< What it waits for may be there: to be looked at again.
  kDeadline,  ///< Its time has come first.
  kEnded,     ///< What it waits for will never come: who would have sent it has ended.
};

/// The deadline of a wait that has none.
inline constexpr Nanoseconds kNever{std::numeric_limits<std::uint64_t>::max()};

/// A wait as its VM instance states it. Deadlines are of the arbiter's time.
struct Wait {
  WaitReason reason = WaitReason::kInput;
  Nanoseconds deadline = kNever;

  friend constexpr bool operator==(Wait, Wait) = default;
};

}  // namespace starkernel::forthvm
