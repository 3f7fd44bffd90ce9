#include "tools/physics_plots/tick_plot.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tools/physics_plots/csv_table.h"
#include "tools/physics_plots/svg.h"

namespace starkernel::tools {
namespace {

constexpr double kOne = 65536;
constexpr double kLeft = 70;
constexpr double kWidth = 620;
constexpr double kHeight = 74;
constexpr double kStep = 110;
constexpr double kTop = 46;

struct Panel {
  std::string_view title;
  std::string_view color;
  std::function<double(const CsvTable&, std::size_t)> value;
};

Panel Of(std::string_view title, std::string_view color, std::string_view column, double unit) {
  return {.title = title,
          .color = color,
          .value = [column, unit](const CsvTable& table, std::size_t row) {
            return table.At(row, column) / unit;
          }};
}

/// The share of the predictions since the tick before that came.
double ShareThatCame(const CsvTable& table, std::size_t row) {
  const auto since = [&table, row](std::string_view column) {
    return table.At(row, column) - (row == 0 ? 0 : table.At(row - 1, column));
  };
  const double predictions = since("predictions");
  return predictions > 0 ? since("predicted_label_hits") / predictions : 0;
}

std::array<Panel, 7> Panels() {
  return {Of("samples to the next tick (L7)", "#0072b2", "tick_interval", 1),
          Of("words in the window that count (L2, L5)", "#e69f00", "window_width", 1),
          Of("heat lost in 256 samples (L6)", "#d55e00", "decay_slope_q48", kOne),
          Of("mode (L8): 0 steady, 1 shifting, 2 turbulent", "#cc79a7", "mode", 1),
          Of("mean heat of the warm words (L1, L3)", "#009e73", "avg_word_heat_q48", kOne),
          Of("hot words", "#56b4e9", "hot_word_count", 1),
          {.title = "share of the predictions that came (L4)",
           .color = "#222",
           .value = ShareThatCame}};
}

/// Steps: a value holds from its tick to the next.
void DrawPanel(Svg& svg, const CsvTable& table, const Panel& panel, double y) {
  double most = 0;
  for (std::size_t row = 0; row < table.size(); ++row) {
    most = std::max(most, panel.value(table, row));
  }
  most = most > 0 ? most : 1;
  const double last = table.At(table.size() - 1, "samples");
  std::vector<std::pair<double, double>> points;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const double x = kLeft + kWidth * table.At(row, "samples") / last;
    const double height = y + kHeight - kHeight * panel.value(table, row) / most;
    if (!points.empty()) {
      points.emplace_back(x, points.back().second);
    }
    points.emplace_back(x, height);
  }
  svg.Text(kLeft, y - 6, panel.title);
  svg.Line(kLeft, y, kLeft, y + kHeight, "#888");
  svg.Line(kLeft, y + kHeight, kLeft + kWidth, y + kHeight, "#888");
  svg.Text(kLeft - 6, y + 10, Rounded(most), Svg::Anchor::kEnd);
  svg.Text(kLeft - 6, y + kHeight, "0", Svg::Anchor::kEnd);
  svg.Path(points, panel.color);
}

}  // namespace

std::string DrawTicks(const CsvTable& table) {
  const std::array<Panel, 7> panels = Panels();
  const double end = kTop + kStep * static_cast<double>(panels.size());
  Svg svg(kLeft + kWidth + 30, end + 20);
  svg.Text(20, 20, "Ticks of a program, over its samples", Svg::Anchor::kStart, "#222", 15);
  double y = kTop;
  for (const Panel& panel : panels) {
    DrawPanel(svg, table, panel, y);
    y += kStep;
  }
  const double last = table.At(table.size() - 1, "samples");
  for (const double part : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    svg.Text(kLeft + kWidth * part, end - 14, Rounded(last * part), Svg::Anchor::kMiddle);
  }
  return svg.Finish();
}

}  // namespace starkernel::tools
