#include "tools/physics_plots/effect_plot.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tools/physics_plots/csv_table.h"
#include "tools/physics_plots/effects.h"
#include "tools/physics_plots/svg.h"

namespace starkernel::tools {
namespace {

constexpr std::size_t kMainEffects = 7;
constexpr std::size_t kShownInteractions = 6;
constexpr std::array<std::string_view, 3> kWorkloads = {"steady", "in phases", "adversarial"};
constexpr std::array<std::string_view, 3> kColors = {"#0072b2", "#e69f00", "#009e73"};

std::string_view NameOf(std::size_t workload) {
  return workload < kWorkloads.size() ? kWorkloads.at(workload) : "other";
}
std::string_view ColorOf(std::size_t workload) { return kColors.at(workload % kColors.size()); }

/// How far a term's bars and margins reach from 0 in any workload.
double Reach(const std::vector<WorkloadEffects>& workloads, std::size_t term) {
  double reach = 0;
  for (const WorkloadEffects& workload : workloads) {
    const Estimate& estimate = workload.effects.at(term).estimate;
    reach = std::max(reach, std::abs(estimate.mean) + std::max(estimate.margin, 0.0));
  }
  return reach;
}

bool IsClear(const std::vector<WorkloadEffects>& workloads, std::size_t term) {
  return std::ranges::any_of(workloads, [term](const WorkloadEffects& workload) {
    return workload.effects.at(term).estimate.IsClear();
  });
}

/// The main effects, then the interactions that reach farthest and are clear.
std::vector<std::size_t> ShownTerms(const std::vector<WorkloadEffects>& workloads) {
  std::vector<std::size_t> shown;
  std::vector<std::size_t> interactions;
  for (std::size_t term = 0; term < workloads.front().effects.size(); ++term) {
    (term < kMainEffects ? shown : interactions).push_back(term);
  }
  std::ranges::stable_sort(interactions, [&workloads](std::size_t left, std::size_t right) {
    return Reach(workloads, left) > Reach(workloads, right);
  });
  for (const std::size_t term : interactions) {
    if (shown.size() < kMainEffects + kShownInteractions && IsClear(workloads, term)) {
      shown.push_back(term);
    }
  }
  return shown;
}

/// The places of a plot of effects, in pixels.
struct Frame {
  static constexpr double kWidth = 720;
  static constexpr double kTop = 64;
  static constexpr double kBar = 9;
  static constexpr double kGap = 10;
  static constexpr double kZero = 400;
  static constexpr double kHalf = 220;

  double row = 0;    ///< The height of a term.
  double reach = 1;  ///< The value at kHalf from kZero.

  [[nodiscard]] double X(double value) const { return kZero + value / reach * kHalf; }
};

void DrawBar(Svg& svg, const Frame& frame, double y, const Estimate& estimate,
             std::string_view color) {
  constexpr double kHalfBar = Frame::kBar / 2;
  constexpr double kTick = 3;
  svg.Box(Frame::kZero, y, frame.X(estimate.mean) - Frame::kZero, Frame::kBar - 1, color);
  if (estimate.margin < 0) {
    return;
  }
  const double low = frame.X(estimate.mean - estimate.margin);
  const double high = frame.X(estimate.mean + estimate.margin);
  svg.Line(low, y + kHalfBar, high, y + kHalfBar, "#000");
  svg.Line(low, y + kHalfBar - kTick, low, y + kHalfBar + kTick, "#000");
  svg.Line(high, y + kHalfBar - kTick, high, y + kHalfBar + kTick, "#000");
}

void DrawLegend(Svg& svg, const std::vector<WorkloadEffects>& workloads) {
  constexpr double kStep = 220;
  constexpr double kBox = 10;
  constexpr double kLine = 46;
  for (std::size_t workload = 0; workload < workloads.size(); ++workload) {
    const double x = 20 + kStep * static_cast<double>(workload);
    const Estimate& mean = workloads.at(workload).mean;
    svg.Box(x, kLine - kBox, kBox, kBox, ColorOf(workload));
    svg.Text(x + 16, kLine, std::string(NameOf(workload)) + ", mean " + Rounded(mean.mean));
  }
}

std::string Cell(const Estimate& estimate) {
  std::string text = Rounded(estimate.mean);
  if (estimate.margin >= 0) {
    text += " ± " + Rounded(estimate.margin);
  }
  return text;
}

double PerHundredSamples(const CsvTable& table, std::size_t row, std::string_view column) {
  constexpr double kHundred = 100;
  return kHundred * table.At(row, column) / table.At(row, "samples");
}

}  // namespace

std::vector<Measure> Measures() {
  constexpr double kOne = 65536;
  const auto per_hundred = [](std::string_view column) {
    return [column](const CsvTable& table, std::size_t row) {
      return PerHundredSamples(table, row, column);
    };
  };
  const auto fixed = [](std::string_view column) {
    return
        [column](const CsvTable& table, std::size_t row) { return table.At(row, column) / kOne; };
  };
  return {
      {.file = "cost",
       .title = "Reductions that observing costs, per 100 samples",
       .response = per_hundred("charged")},
      {.file = "ticks", .title = "Ticks, per 100 samples", .response = per_hundred("ticks")},
      {.file = "heat-hits",
       .title = "Samples of words hotter than the mean already, of 100",
       .response = per_hundred("heat_hits")},
      {.file = "predictions",
       .title = "Words that came as predicted, of 100 samples",
       .response = per_hundred("predicted_label_hits")},
      {.file = "hot-words", .title = "Hot words, mean", .response = fixed("mean_hot_words_q48")},
      {.file = "width", .title = "The window's width, mean", .response = fixed("mean_width_q48")},
  };
}

std::string DrawEffects(std::string_view title, const std::vector<WorkloadEffects>& workloads) {
  constexpr int kTitleSize = 15;
  constexpr double kBottom = 46;
  const std::vector<std::size_t> terms = ShownTerms(workloads);
  Frame frame{.row = Frame::kBar * static_cast<double>(workloads.size()) + Frame::kGap};
  double reach = 0;
  for (const std::size_t term : terms) {
    reach = std::max(reach, Reach(workloads, term));
  }
  frame.reach = reach > 0 ? reach : 1;
  const double end = Frame::kTop + frame.row * static_cast<double>(terms.size());
  Svg svg(Frame::kWidth, end + kBottom);
  svg.Text(20, 24, title, Svg::Anchor::kStart, "#222", kTitleSize);
  DrawLegend(svg, workloads);
  double y = Frame::kTop;
  for (const std::size_t term : terms) {
    svg.Text(Frame::kZero - Frame::kHalf - 16, y + frame.row / 2,
             workloads.front().effects.at(term).name, Svg::Anchor::kEnd);
    for (std::size_t workload = 0; workload < workloads.size(); ++workload) {
      DrawBar(svg, frame, y + Frame::kBar * static_cast<double>(workload),
              workloads.at(workload).effects.at(term).estimate, ColorOf(workload));
    }
    y += frame.row;
  }
  svg.Line(Frame::kZero, Frame::kTop - 6, Frame::kZero, end, "#888");
  for (const double part : {-1.0, -0.5, 0.0, 0.5, 1.0}) {
    const double x = Frame::kZero + part * Frame::kHalf;
    svg.Line(x, end, x, end + 4, "#888");
    svg.Text(x, end + 18, Rounded(part * frame.reach), Svg::Anchor::kMiddle);
  }
  svg.Text(Frame::kZero, end + 36, "change where the loop is on; lines: 95 % confidence",
           Svg::Anchor::kMiddle, "#666");
  return svg.Finish();
}

std::string EffectTable(std::string_view title, const std::vector<WorkloadEffects>& workloads) {
  std::string text = "| " + std::string(title) + " |";
  std::string rule = "|---|";
  std::string mean = "| mean of all settings |";
  std::string all = "| L1 to L7 on |";
  std::string selected = "| and L8 |";
  for (std::size_t workload = 0; workload < workloads.size(); ++workload) {
    const WorkloadEffects& effects = workloads.at(workload);
    text += " " + std::string(NameOf(workload)) + " |";
    rule += "---|";
    mean += " " + Cell(effects.mean) + " |";
    all += " " + Cell(effects.all_loops) + " |";
    selected += " " + Cell(effects.selected) + " |";
  }
  text += "\n" + rule + "\n" + mean + "\n" + all + "\n" + selected + "\n";
  for (const std::size_t term : ShownTerms(workloads)) {
    text += "| " + workloads.front().effects.at(term).name + " |";
    for (const WorkloadEffects& workload : workloads) {
      text += " " + Cell(workload.effects.at(term).estimate) + " |";
    }
    text += "\n";
  }
  return text;
}

}  // namespace starkernel::tools
