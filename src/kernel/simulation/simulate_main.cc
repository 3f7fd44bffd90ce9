#include <charconv>
#include <cstdint>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "src/kernel/simulation/panic_position.h"
#include "src/kernel/simulation/simulation.h"
#include "tools/command_line/command_line_unsafe.h"

namespace {

constexpr std::string_view kUsage =
    "simulate [--seed FIRST] [--seeds COUNT] [--steps WINDOWS]\n"
    "Runs the whole kernel with events by chance, once for each seed from FIRST (1) on, COUNT (1)\n"
    "of them, each of WINDOWS (3000) windows; ends with the first that fails.\n";

struct Choice {
  std::uint64_t seed = 1;
  std::uint64_t seeds = 1;
  std::uint64_t steps = 3000;
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
    std::uint64_t* const place = name == "--seed"    ? &choice.seed
                                 : name == "--seeds" ? &choice.seeds
                                 : name == "--steps" ? &choice.steps
                                                     : nullptr;
    if (place == nullptr || !ReadNumber(value, *place)) {
      std::cerr << "simulate: " << name << " " << value << " is no option with a number\n";
      return false;
    }
  }
  return arguments.size() % 2 == 0;
}

}  // namespace

int main(int count, char** values) {
  namespace simulation = starkernel::kernel::simulation;
  Choice choice;
  if (!Read(starkernel::tools::CommandLine(count, values), choice)) {
    std::cerr << kUsage;
    return 2;
  }
  simulation::ReportPositionOfPanics();
  for (std::uint64_t seed = choice.seed; seed < choice.seed + choice.seeds; ++seed) {
    const simulation::SimulationOutcome outcome = simulation::Simulation(seed, choice.steps).Run();
    if (choice.seeds == 1 || !outcome.failure.empty()) {
      std::cout << "seed " << seed << ": " << outcome.steps << " windows, hash " << std::hex
                << outcome.hash << std::dec << ", spawned " << outcome.spawned << ", killed "
                << outcome.killed << ", faults " << outcome.faults << ", without memory "
                << outcome.starved << ", sent " << outcome.sent << ", longest wait "
                << outcome.longest_wait << "\n";
    }
    if (!outcome.failure.empty()) {
      std::cout << "seed " << seed << ", " << outcome.failure << "\n";
      return 1;
    }
  }
  std::cout << choice.seeds << " seeds without a failure\n";
  return 0;
}
