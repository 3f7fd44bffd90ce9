#include "src/hal/screen/pen.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <vector>

#include "src/hal/screen/cell.h"
#include "src/hal/screen/color_table.h"

namespace starkernel::hal::screen {
namespace {

struct Colors {
  int foreground = 0;
  int background = 0;
  friend bool operator==(const Colors&, const Colors&) = default;
};

Colors After(const std::vector<std::uint32_t>& parameters, Pen pen = {}) {
  pen.Apply(parameters);
  const Cell cell = pen.Draw(5);
  EXPECT_EQ(cell.glyph, 5);
  return {.foreground = cell.foreground, .background = cell.background};
}

TEST(Pen, SetsThe16Colors) {
  EXPECT_EQ(After({}), (Colors{7, 0}));
  EXPECT_EQ(After({30}), (Colors{0, 0}));
  EXPECT_EQ(After({37, 47}), (Colors{7, 7}));
  EXPECT_EQ(After({31, 44}), (Colors{1, 4}));
  EXPECT_EQ(After({90, 107}), (Colors{8, 15}));
  EXPECT_EQ(After({97, 100}), (Colors{15, 8}));
  EXPECT_EQ(After({31, 39, 44, 49}), (Colors{7, 0}));
}

TEST(Pen, BoldIsTheBrightForm) {
  EXPECT_EQ(After({1}), (Colors{15, 0}));
  EXPECT_EQ(After({1, 31}), (Colors{9, 0}));
  EXPECT_EQ(After({1, 91}), (Colors{9, 0}));
  EXPECT_EQ(After({1, 22, 31}), (Colors{1, 0}));
}

TEST(Pen, InverseSwapsTheColors) {
  EXPECT_EQ(After({31, 44, 7}), (Colors{4, 1}));
  EXPECT_EQ(After({31, 44, 7, 27}), (Colors{1, 4}));
}

TEST(Pen, SetsOneOf256AndTheNearestOfAllOthers) {
  EXPECT_EQ(After({38, 5, 208, 48, 5, 255}), (Colors{208, 255}));
  EXPECT_EQ(After({38, 5, 256, 44}), (Colors{7, 4}));
  EXPECT_EQ(After({38, 2, 255, 0, 0, 48, 2, 95, 135, 175}), (Colors{196, 67}));
}

TEST(Pen, UnknownAndIncompleteParametersChangeNothing) {
  EXPECT_EQ(After({31, 4, 58, 110, 9999}), (Colors{1, 0}));
  EXPECT_EQ(After({31, 38}), (Colors{1, 0}));
  EXPECT_EQ(After({31, 38, 5}), (Colors{1, 0}));
  EXPECT_EQ(After({31, 38, 2, 1, 2}), (Colors{1, 0}));
}

TEST(Pen, NoParameterAndZeroReset) {
  Pen pen;
  pen.Apply(std::vector<std::uint32_t>{1, 7, 31, 44});
  EXPECT_EQ(After({}, pen), (Colors{7, 0}));
  EXPECT_EQ(After({0}, pen), (Colors{7, 0}));
}

TEST(ColorTable, HasCubeAndGreys) {
  EXPECT_EQ(kColorTable.at(16), 0x000000U);
  EXPECT_EQ(kColorTable.at(196), 0xFF0000U);
  EXPECT_EQ(kColorTable.at(231), 0xFFFFFFU);
  EXPECT_EQ(kColorTable.at(232), 0x080808U);
  EXPECT_EQ(kColorTable.at(255), 0xEEEEEEU);
}

TEST(ColorTable, TheNearestInTheCubeIsNearest) {
  for (std::uint32_t red = 0; red < 256; ++red) {
    const auto distance = [red](std::uint32_t color) {
      const int level = static_cast<int>(kColorTable.at(color) >> 16U);
      return std::abs(level - static_cast<int>(red));
    };
    const int found = distance(NearestInCube(red, 0, 0));
    for (std::uint32_t color = 16; color < 232; color += 36) {
      EXPECT_LE(found, distance(color)) << red;
    }
  }
  EXPECT_EQ(NearestInCube(9999, 0, 0), 196);
}

}  // namespace
}  // namespace starkernel::hal::screen
