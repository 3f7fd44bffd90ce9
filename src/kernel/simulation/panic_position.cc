#include "src/kernel/simulation/panic_position.h"

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <source_location>
#include <string>
#include <string_view>

#include "src/base/panic.h"
#include "src/kernel/simulation/simulation.h"

namespace starkernel::kernel::simulation {
namespace {

/// Of a sweep, if there is one.
std::string Place(const std::optional<std::uint64_t>& place) {
  return place.has_value() ? ", place " + std::to_string(*place) : "";
}

}  // namespace

void ReportPositionOfPanics() {
  SetPanicHandler([](std::string_view message, std::source_location where) {
    const SimulationPosition& position = CurrentPosition();
    std::cerr << "seed " << position.plan.seed << ", step " << position.step
              << Place(position.plan.kill_at) << Place(position.plan.failing_request)
              << Place(position.plan.frames) << ": panic: " << message << " (" << where.file_name()
              << ":" << where.line() << ")\n";
    std::abort();
  });
}

}  // namespace starkernel::kernel::simulation
