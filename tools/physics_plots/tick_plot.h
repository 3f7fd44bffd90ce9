#pragma once

#include <string>

#include "tools/physics_plots/csv_table.h"

namespace starkernel::tools {

/// What the ticks of a program say, one panel below the other over the samples: heartbeat, window,
/// decay, mode, heat and predictions. The table has the columns of TICK-ROWS and at least two rows.
[[nodiscard]] std::string DrawTicks(const CsvTable& table);

}  // namespace starkernel::tools
