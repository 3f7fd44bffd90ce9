#include "src/hal/screen/painter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "src/base/expect_panic.h"
#include "src/hal/screen/cell.h"
#include "src/hal/screen/cell_grid.h"
#include "src/hal/screen/color_table.h"
#include "src/hal/screen/fake_framebuffer.h"
#include "src/hal/screen/font.h"
#include "src/hal/screen/terminal.h"

namespace starkernel::hal::screen {
namespace {

// 3 rows of 4 cells, with 5 pixels left over at the right and 7 below.
class PainterTest : public ::testing::Test {
 protected:
  void Put(std::size_t row, std::size_t column, Cell cell) {
    grid_.ChangeRow(row)[column] = Pack(cell);
  }

  // Whether the place shows the cell.
  bool Shows(std::size_t row, std::size_t column, Cell cell) const {
    for (std::size_t line = 0; line < kGlyphHeight; ++line) {
      for (std::size_t pixel = 0; pixel < kGlyphWidth; ++pixel) {
        const bool set = (RowsOf(cell.glyph)[line] >> (kGlyphWidth - 1 - pixel) & 1U) != 0;
        const std::uint32_t wanted = kColorTable.at(set ? cell.foreground : cell.background);
        if (memory_.At(row * kGlyphHeight + line, column * kGlyphWidth + pixel) != wanted) {
          return false;
        }
      }
    }
    return true;
  }

  FakeFramebuffer memory_{4 * 8 + 5, 3 * 16 + 7, 43};
  std::vector<PackedCell> cells_ = std::vector<PackedCell>(3 * 4);
  CellGrid grid_{cells_, 3, 4};
  Painter painter_{memory_.shape(), memory_.pixels(), memory_.cells()};
};

constexpr Cell kRedA{.glyph = 34, .foreground = 1, .background = 4};
constexpr Cell kBlueB{.glyph = 35, .foreground = 12, .background = 0};

TEST_F(PainterTest, ClearsWhatIsVisibleAndNothingElse) {
  for (std::size_t line = 0; line < 55; ++line) {
    for (std::size_t column = 0; column < 37; ++column) {
      ASSERT_EQ(memory_.At(line, column), 0U);
    }
  }
  EXPECT_TRUE(memory_.RestUntouched());
}

TEST_F(PainterTest, DrawsWhatHasChanged) {
  Put(0, 0, kRedA);
  Put(0, 1, kRedA);
  Put(0, 2, kBlueB);
  Put(2, 3, kBlueB);
  painter_.Paint(grid_, std::nullopt);
  EXPECT_TRUE(Shows(0, 0, kRedA));
  EXPECT_TRUE(Shows(0, 1, kRedA));
  EXPECT_TRUE(Shows(0, 2, kBlueB));
  EXPECT_TRUE(Shows(2, 3, kBlueB));
  EXPECT_FALSE(Shows(1, 0, kRedA));
  EXPECT_EQ(painter_.cells_drawn(), 4U);
  EXPECT_TRUE(memory_.RestUntouched());
  painter_.Paint(grid_, std::nullopt);
  EXPECT_EQ(painter_.cells_drawn(), 4U);
}

TEST_F(PainterTest, DrawsEverythingThatItHasForgotten) {
  Put(0, 0, kRedA);
  painter_.Paint(grid_, std::nullopt);
  EXPECT_EQ(painter_.cells_drawn(), 1U);
  // Somebody else has drawn here.
  std::ranges::fill(memory_.pixels().first(8), 77U);
  EXPECT_FALSE(Shows(0, 0, kRedA));
  painter_.Forget();
  grid_.MarkChanged({.first = 0, .end = 3});
  painter_.Paint(grid_, std::nullopt);
  EXPECT_TRUE(Shows(0, 0, kRedA));
  EXPECT_EQ(painter_.cells_drawn(), 1U + 3U * 4U);
  painter_.Paint(grid_, std::nullopt);
  EXPECT_EQ(painter_.cells_drawn(), 13U);
}

TEST_F(PainterTest, ScrollsByDrawingOnlyWhatDiffers) {
  Put(0, 0, kRedA);
  Put(1, 0, kRedA);
  Put(1, 1, kBlueB);
  painter_.Paint(grid_, std::nullopt);
  grid_.ScrollUp(CellGrid::Blank(0));
  painter_.Paint(grid_, std::nullopt);
  EXPECT_TRUE(Shows(0, 0, kRedA));
  EXPECT_TRUE(Shows(0, 1, kBlueB));
  EXPECT_TRUE(Shows(1, 0, CellGrid::Blank(0)));
  EXPECT_EQ(painter_.cells_drawn(), 3U + 3U);
}

TEST_F(PainterTest, ShowsTheCursorInInverseVideoWhereItIs) {
  Put(1, 2, kRedA);
  painter_.Paint(grid_, Place{1, 2});
  EXPECT_TRUE(Shows(1, 2, Inverted(kRedA)));
  painter_.Paint(grid_, Place{2, 3});
  EXPECT_TRUE(Shows(1, 2, kRedA));
  EXPECT_TRUE(Shows(2, 3, Inverted(CellGrid::Blank(0))));
  painter_.Paint(grid_, std::nullopt);
  EXPECT_TRUE(Shows(2, 3, CellGrid::Blank(0)));
}

TEST_F(PainterTest, PutsRedFirstWhereItBelongs) {
  FakeFramebuffer memory(320, 200, 320, false);
  std::vector<PackedCell> cells(12 * 40);
  CellGrid grid(cells, 12, 40);
  Painter painter(memory.shape(), memory.pixels(), memory.cells());
  grid.ChangeRow(0)[0] = Pack({.glyph = GlyphOf(U'█'), .foreground = 208, .background = 0});
  painter.Paint(grid, std::nullopt);
  EXPECT_EQ(kColorTable.at(208), 0xFF8700U);
  EXPECT_EQ(memory.At(0, 0), 0x0087FFU);
}

TEST_F(PainterTest, RefusesMemoryThatIsTooSmall) {
  EXPECT_PANIC(Painter(memory_.shape(), memory_.pixels().subspan(1), memory_.cells()),
               "smaller than they have to be");
  EXPECT_PANIC(Painter(memory_.shape(), memory_.pixels(), memory_.cells().first(11)),
               "smaller than they have to be");
  CellGrid other(cells_, 4, 3);
  EXPECT_PANIC(painter_.Paint(other, std::nullopt), "a grid of another size");
}

}  // namespace
}  // namespace starkernel::hal::screen
