#pragma once

#include <cstdint>
#include <string>

namespace starkernel::kernel::simulation {

/// What goes wrong at each place of one and the same run, in a run of its own.
enum class SweepKind : std::uint8_t {
  kKillRunning,  ///< Who has the window is killed, at each reduction.
  kKillOther,    ///< One of the others is, at each reduction.
  kRequests,     ///< A request to the heap fails.
  kFrames,       ///< The frames come to an end.
};

struct SweepOutcome {
  std::string failure;  ///< The place and what went wrong; nothing if nothing did.
  std::uint64_t runs = 0;
  std::uint64_t windows = 0;
  std::uint64_t killed = 0;
  std::uint64_t faults = 0;
};

/// Which places of a run.
struct SweepRange {
  std::uint64_t most = 0;    ///< Those before this one;
  std::uint64_t stride = 1;  ///< of them each that is a multiple of this.
};

/// Lets the run of `seed` go through once, and then once for each place in it where that can go
/// wrong; ends with the first run that fails.
[[nodiscard]] SweepOutcome Sweep(SweepKind kind, std::uint64_t seed, SweepRange range);

}  // namespace starkernel::kernel::simulation
