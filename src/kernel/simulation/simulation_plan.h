#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

namespace starkernel::kernel::simulation {

/// What happens in a run, besides what follows from its seed.
struct SimulationPlan {
  enum class Victim : std::uint8_t {
    kRunning,  ///< Whoever has the window.
    kOther,    ///< One of those that have not.
  };

  std::uint64_t seed = 1;
  /// Windows of the storm, at most; then everybody is let alone, and has to come to rest.
  std::uint64_t steps = 3000;
  /// Nothing happens by chance between windows; the storm ends when nobody goes on by itself.
  bool is_quiet = false;
  std::uint64_t longest_quantum = 1;  ///< Of a quiet storm.
  /// The window of the storm in which one is killed, if it is a quiet one.
  std::optional<std::uint64_t> kill_at{};
  Victim victim = Victim::kRunning;
  /// The request of the storm to the heap that fails: 0 is the first.
  std::optional<std::uint64_t> failing_request{};
  /// So many frames there are in the storm; when they are used up, there are none for a window.
  std::optional<std::uint64_t> frames{};
};

/// What a run comes to. Two runs of one plan come to the same.
struct SimulationOutcome {
  std::string failure;  ///< What went wrong, and in which step; nothing if nothing did.
  std::uint64_t steps = 0;
  std::uint64_t storm_steps = 0;
  std::uint64_t hash = 0;  ///< Of every window and all that was written.
  std::uint64_t spawned = 0;
  std::uint64_t killed = 0;
  std::uint64_t faults = 0;
  std::uint64_t told = 0;      ///< Notices that were looked for, and there.
  std::uint64_t sent = 0;      ///< Messages and answers that arrived.
  std::uint64_t starved = 0;   ///< Times that the kernel was left without memory.
  std::uint64_t requests = 0;  ///< To the heap, in the storm, if they were counted.
  std::uint64_t frames = 0;    ///< The most that were taken in a storm at a time, and given by it.
  std::uint64_t budgets = 0;   ///< There at the end.
  std::uint64_t longest_wait = 0;
  std::uint64_t interrupts = 0;  ///< That became somebody's.
  std::uint64_t windows = 0;     ///< Windows of memory that were looked at, in all steps.
};

/// Counts requests to the heap, of which none fails.
inline constexpr std::uint64_t kNoRequest = std::numeric_limits<std::uint64_t>::max();

}  // namespace starkernel::kernel::simulation
