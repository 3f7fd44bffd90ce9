#pragma once

#include <cstdint>

#include "src/physics/loop.h"

namespace starkernel::physics {

/// The experiment that says what each loop costs and gains: the 2^7 settings of L1 to L7 without
/// L8, and all loops with it, each with every workload, repeated with other random numbers.
struct DesignPoint {
  std::uint64_t repetition = 0;
  std::uint64_t workload = 0;
  LoopSet loops;
};

inline constexpr std::uint64_t kWorkloads = 3;
inline constexpr std::uint64_t kFactors = 7;
inline constexpr std::uint64_t kSettings = (std::uint64_t{1} << kFactors) + 1;
inline constexpr std::uint64_t kRunsInRepetition = kSettings * kWorkloads;
/// So that the order of all runs fits into an envelope beside what else is there.
inline constexpr std::uint64_t kMostRepetitions = 100;

/// What is run as run number `run`, counted from 0.
[[nodiscard]] constexpr DesignPoint PointOf(std::uint64_t run) {
  const std::uint64_t setting = run / kWorkloads % kSettings;
  return {
      .repetition = run / kRunsInRepetition,
      .workload = run % kWorkloads,
      .loops = setting == kSettings - 1 ? kAllLoops : LoopSet(static_cast<std::uint8_t>(setting))};
}

}  // namespace starkernel::physics
