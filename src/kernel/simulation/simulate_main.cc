#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "src/kernel/simulation/panic_position.h"
#include "src/kernel/simulation/simulation.h"
#include "src/kernel/simulation/simulation_plan.h"
#include "src/kernel/simulation/sweep.h"
#include "tools/command_line/command_line_unsafe.h"

namespace {

namespace simulation = starkernel::kernel::simulation;

constexpr std::string_view kUsage =
    "simulate [--seed FIRST] [--seeds COUNT] [--steps WINDOWS] [--places MOST]\n"
    "Runs the whole kernel with events by chance, once for each seed from FIRST (1) on, COUNT (1)\n"
    "of them, each of WINDOWS (3000) windows. With --places each seed is a quiet run, and again "
    "for\n"
    "each of its first MOST reductions in which somebody is killed, requests for memory that fail\n"
    "and frames of which there are no more. Ends with the first that fails.\n";

struct Choice {
  std::uint64_t seed = 1;
  std::uint64_t seeds = 1;
  std::uint64_t steps = 3000;
  std::uint64_t places = 0;
};

bool ReadNumber(const std::string& text, std::uint64_t& number) {
  const auto* const last = std::to_address(text.end());
  const auto [end, error] = std::from_chars(std::to_address(text.begin()), last, number);
  return error == std::errc() && end == last;
}

bool Read(const std::vector<std::string>& arguments, Choice& choice) {
  for (std::size_t index = 0; index + 1 < arguments.size(); index += 2) {
    const std::string& name = arguments[index];
    const std::string& value = arguments[index + 1];
    std::uint64_t* const place = name == "--seed"     ? &choice.seed
                                 : name == "--seeds"  ? &choice.seeds
                                 : name == "--steps"  ? &choice.steps
                                 : name == "--places" ? &choice.places
                                                      : nullptr;
    if (place == nullptr || !ReadNumber(value, *place)) {
      std::cerr << "simulate: " << name << " " << value << " is no option with a number\n";
      return false;
    }
  }
  return arguments.size() % 2 == 0;
}

bool RunSeed(std::uint64_t seed, const Choice& choice) {
  const simulation::SimulationOutcome outcome =
      simulation::Simulate({.seed = seed, .steps = choice.steps});
  if (choice.seeds == 1 || !outcome.failure.empty()) {
    std::cout << "seed " << seed << ": " << outcome.steps << " windows, hash " << std::hex
              << outcome.hash << std::dec << ", spawned " << outcome.spawned << ", killed "
              << outcome.killed << ", faults " << outcome.faults << ", told " << outcome.told
              << ", without memory " << outcome.starved << ", sent " << outcome.sent
              << ", longest wait " << outcome.longest_wait << "\n";
  }
  if (!outcome.failure.empty()) {
    std::cout << "seed " << seed << ", " << outcome.failure << "\n";
  }
  return outcome.failure.empty();
}

bool SweepSeed(std::uint64_t seed, const Choice& choice, std::uint64_t& runs) {
  using simulation::SweepKind;
  constexpr auto kKinds =
      std::to_array<std::pair<SweepKind, std::string_view>>({{SweepKind::kKillRunning, "kills"},
                                                             {SweepKind::kKillOther, "other kills"},
                                                             {SweepKind::kRequests, "requests"},
                                                             {SweepKind::kFrames, "frames"}});
  return std::ranges::all_of(kKinds, [&](const auto& kind) {
    const simulation::SweepOutcome outcome =
        simulation::Sweep(kind.first, seed, {.most = choice.places});
    runs += outcome.runs;
    if (!outcome.failure.empty()) {
      std::cout << "seed " << seed << ", " << kind.second << ", " << outcome.failure << "\n";
    }
    return outcome.failure.empty();
  });
}

}  // namespace

int main(int count, char** values) {
  Choice choice;
  if (!Read(starkernel::tools::CommandLine(count, values), choice)) {
    std::cerr << kUsage;
    return 2;
  }
  simulation::ReportPositionOfPanics();
  std::uint64_t runs = 0;
  for (std::uint64_t seed = choice.seed; seed < choice.seed + choice.seeds; ++seed) {
    if (!(choice.places > 0 ? SweepSeed(seed, choice, runs) : RunSeed(seed, choice))) {
      return 1;
    }
  }
  std::cout << choice.seeds << " seeds without a failure";
  if (choice.places > 0) {
    std::cout << ", in " << runs << " runs";
  }
  std::cout << "\n";
  return 0;
}
