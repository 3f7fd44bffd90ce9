#include "src/kernel/simulation/panic_position.h"

#include <cstdlib>
#include <iostream>
#include <source_location>
#include <string_view>

#include "src/base/panic.h"
#include "src/kernel/simulation/simulation.h"

namespace starkernel::kernel::simulation {

void ReportPositionOfPanics() {
  SetPanicHandler([](std::string_view message, std::source_location where) {
    const Simulation::Position position = Simulation::CurrentPosition();
    std::cerr << "seed " << position.seed << ", step " << position.step << ": panic: " << message
              << " (" << where.file_name() << ":" << where.line() << ")\n";
    std::abort();
  });
}

}  // namespace starkernel::kernel::simulation
