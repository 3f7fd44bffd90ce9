#include "tools/physics_plots/effect_plot.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"
#include "tools/physics_plots/csv_table.h"
#include "tools/physics_plots/effects.h"
#include "tools/physics_plots/svg.h"
#include "tools/physics_plots/tick_plot.h"

namespace starkernel::tools {
namespace {

std::size_t Count(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

/// Effects that are all 0 but for L2 and an interaction.
std::vector<WorkloadEffects> SomeEffects() {
  WorkloadEffects effects{.mean = {.mean = 50, .margin = 1}};
  for (int term = 0; term < 28; ++term) {
    effects.effects.push_back({.name = "T" + std::to_string(term), .estimate = {.margin = 0.5}});
  }
  effects.effects.at(1).estimate = {.mean = 4, .margin = 1};
  effects.effects.at(20).estimate = {.mean = -2, .margin = 1};
  return {effects};
}

TEST(PlotsTest, DrawBarsOnOneScaleWithTheirMargins) {
  const std::string picture = DrawEffects("what & why", SomeEffects());
  EXPECT_NE(picture.find("what &amp; why"), std::string::npos);
  EXPECT_NE(picture.find(">T1<"), std::string::npos);
  // Of the interactions only what is clear.
  EXPECT_NE(picture.find(">T20<"), std::string::npos);
  EXPECT_EQ(picture.find(">T9<"), std::string::npos);
  // 4 of 5, which is what reaches farthest, of 220 pixels.
  EXPECT_NE(picture.find(R"(<rect x="400.0" y="83.0" width="176.0")"), std::string::npos);
  EXPECT_TRUE(picture.ends_with("</svg>\n"));
}

TEST(PlotsTest, WriteATableOfTheSame) {
  const std::string table = EffectTable("what", SomeEffects());
  EXPECT_TRUE(
      table.starts_with("| what | steady |\n|---|---|\n| mean of all settings | 50.0 ± 1.00 |\n"));
  EXPECT_NE(table.find("| T1 | 4.00 ± 1.00 |\n"), std::string::npos);
  EXPECT_NE(table.find("| T20 | -2.00 ± 1.00 |\n"), std::string::npos);
}

TEST(PlotsTest, DrawAPanelForEachLoop) {
  const auto table = CsvTable::Find(
      "tick_number,samples,tick_interval,window_width,decay_slope_q48,mode,avg_word_heat_q48,"
      "hot_word_count,predictions,predicted_label_hits\n"
      "1,256,256,4096,21845,2,65536,0,0,0\n2,512,320,2048,21845,0,131072,3,10,5\n",
      "tick_number");
  ASSERT_TRUE(table.has_value());
  const std::string picture = DrawTicks(*table);
  EXPECT_EQ(Count(picture, "<polyline"), 7U);
  EXPECT_NE(picture.find(">4096<"), std::string::npos);
  EXPECT_NE(picture.find(">0.50<"), std::string::npos);
  // From half of the samples, at 4/5 of the height, to all of them at the whole.
  EXPECT_NE(picture.find(R"(points="380.0,60.8 690.0,60.8 690.0,46.0 ")"), std::string::npos);
}

TEST(PlotsTest, RoundToThreeDigits) {
  EXPECT_EQ(Rounded(1234.5), "1234");
  EXPECT_EQ(Rounded(99.94), "99.9");
  EXPECT_EQ(Rounded(-1.234), "-1.23");
  EXPECT_EQ(Rounded(-0.001), "0.00");
}

}  // namespace
}  // namespace starkernel::tools
