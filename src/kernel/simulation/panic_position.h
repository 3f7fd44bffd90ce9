#pragma once

namespace starkernel::kernel::simulation {

/// From now on a panic says in which step of which seed it came, and ends the program.
void ReportPositionOfPanics();

}  // namespace starkernel::kernel::simulation
