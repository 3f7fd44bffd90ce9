#include <cstddef>
#include <cstdlib>
#include <expected>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "tools/command_line/command_line_unsafe.h"
#include "tools/physics_plots/csv_table.h"
#include "tools/physics_plots/effect_plot.h"
#include "tools/physics_plots/effects.h"
#include "tools/physics_plots/tick_plot.h"

namespace starkernel::tools {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kUsage =
    "usage: physics_plots ticks LOG PICTURE.svg\n"
    "       physics_plots effects CSV DIRECTORY\n"
    "Draws the ticks that a program logged (HEARTBEAT-LOG!, TICK-ROWS), or what each loop does by\n"
    "the rows of EXEC-DOE: DIRECTORY/physics-*.svg, and tables on standard output.\n";

int Complain(const std::string& what) {
  std::cerr << "physics_plots: " << what << "\n";
  return 1;
}

std::expected<CsvTable, std::string> ReadTable(const fs::path& path, std::string_view column) {
  const std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file.good()) {
    return std::unexpected(path.string() + " cannot be read");
  }
  auto table = CsvTable::Find(text.str(), column);
  return table ? table : std::unexpected(path.string() + ": " + table.error());
}

bool Write(const fs::path& path, const std::string& text) {
  std::ofstream output(path, std::ios::binary);
  output << text;
  return output.good();
}

int PlotTicks(const fs::path& log, const fs::path& picture) {
  const auto table = ReadTable(log, "tick_number");
  if (!table) {
    return Complain(table.error());
  }
  constexpr std::size_t kLeast = 2;
  if (table->size() < kLeast) {
    return Complain(log.string() + " has " + std::to_string(table->size()) +
                    " ticks, at least 2 are needed");
  }
  return Write(picture, DrawTicks(*table)) ? 0 : Complain(picture.string() + " cannot be written");
}

int PlotEffects(const fs::path& csv, const fs::path& directory) {
  const auto table = ReadTable(csv, "run");
  if (!table) {
    return Complain(table.error());
  }
  for (const Measure& measure : Measures()) {
    const auto effects = EffectsOn(*table, measure.response);
    if (!effects) {
      return Complain(csv.string() + ": " + effects.error());
    }
    const fs::path picture = directory / ("physics-" + std::string(measure.file) + ".svg");
    if (!Write(picture, DrawEffects(measure.title, *effects))) {
      return Complain(picture.string() + " cannot be written");
    }
    std::cout << EffectTable(measure.title, *effects) << "\n";
  }
  return 0;
}

int Main(const std::vector<std::string>& arguments) {
  // `bazel run` starts programs in a folder of its own and says where the user stands.
  if (const char* const directory = std::getenv("BUILD_WORKING_DIRECTORY"); directory != nullptr) {
    fs::current_path(directory);
  }
  constexpr std::size_t kArguments = 3;
  if (arguments.size() == kArguments && arguments[0] == "ticks") {
    return PlotTicks(arguments[1], arguments[2]);
  }
  if (arguments.size() == kArguments && arguments[0] == "effects") {
    return PlotEffects(arguments[1], arguments[2]);
  }
  std::cerr << kUsage;
  return 2;
}

}  // namespace
}  // namespace starkernel::tools

int main(int count, char** values) {
  return starkernel::tools::Main(starkernel::tools::CommandLine(count, values));
}
