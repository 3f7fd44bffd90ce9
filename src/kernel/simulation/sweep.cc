#include "src/kernel/simulation/sweep.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "src/kernel/simulation/simulation.h"
#include "src/kernel/simulation/simulation_plan.h"

namespace starkernel::kernel::simulation {
namespace {

bool Kills(SweepKind kind) {
  return kind == SweepKind::kKillRunning || kind == SweepKind::kKillOther;
}

/// The run in which nothing goes wrong.
SimulationPlan PlanOf(SweepKind kind, std::uint64_t seed, std::uint64_t most) {
  constexpr std::uint64_t kSteps = 5000;
  constexpr std::uint64_t kQuantum = 20;
  SimulationPlan plan{.seed = seed, .steps = kSteps, .is_quiet = true};
  if (Kills(kind)) {
    plan.steps = std::min(kSteps, most + 1);
    plan.victim = kind == SweepKind::kKillOther ? SimulationPlan::Victim::kOther
                                                : SimulationPlan::Victim::kRunning;
  } else {
    plan.longest_quantum = kQuantum;
  }
  if (kind == SweepKind::kRequests) {
    plan.failing_request = kNoRequest;
  }
  return plan;
}

std::uint64_t PlacesIn(SweepKind kind, const SimulationOutcome& outcome) {
  switch (kind) {
    case SweepKind::kKillRunning:
    case SweepKind::kKillOther: return outcome.storm_steps;
    case SweepKind::kRequests: return outcome.requests;
    case SweepKind::kFrames: break;
  }
  return outcome.frames;
}

void GoWrong(SweepKind kind, std::uint64_t place, SimulationPlan& plan) {
  switch (kind) {
    case SweepKind::kKillRunning:
    case SweepKind::kKillOther: plan.kill_at = place + 1; return;
    case SweepKind::kRequests: plan.failing_request = place; return;
    case SweepKind::kFrames: plan.frames = place; return;
  }
}

}  // namespace

SweepOutcome Sweep(SweepKind kind, std::uint64_t seed, SweepRange range) {
  SweepOutcome sum;
  SimulationPlan plan = PlanOf(kind, seed, range.most);
  const SimulationOutcome whole = Simulate(plan);
  const std::uint64_t places = std::min(range.most, PlacesIn(kind, whole));
  sum.failure = whole.failure;
  for (std::uint64_t place = 0; place < places && sum.failure.empty(); place += range.stride) {
    GoWrong(kind, place, plan);
    const SimulationOutcome outcome = Simulate(plan);
    ++sum.runs;
    sum.windows += outcome.steps;
    sum.killed += outcome.killed;
    sum.faults += outcome.faults;
    if (!outcome.failure.empty()) {
      sum.failure = "place " + std::to_string(place) + ", " + outcome.failure;
    }
  }
  return sum;
}

}  // namespace starkernel::kernel::simulation
