#include "src/hal/screen/screen_console.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include "src/hal/screen/cell.h"
#include "src/hal/screen/color_table.h"
#include "src/hal/screen/fake_framebuffer.h"
#include "src/hal/screen/font.h"
#include "src/hal/screen/screen_text.h"
#include "src/hal/screen/terminal.h"

namespace starkernel::hal::screen {
namespace {

TEST(ScreenConsole, WithoutAFramebufferTextIsLost) {
  ScreenConsole console;
  EXPECT_FALSE(console.attached());
  console.Write("lost");
  console.Flush();
  EXPECT_EQ(console.cells_drawn(), 0U);
}

TEST(ScreenConsole, DrawsWhenItIsFlushed) {
  FakeFramebuffer memory(320, 200, 320);
  ScreenConsole console;
  console.Attach(memory.shape(), memory.pixels(), memory.cells());
  console.Write("ok");
  EXPECT_EQ(console.cells_drawn(), 0U);
  EXPECT_EQ(RowText(console.terminal().grid(), 0), U"ok");
  console.Flush();
  EXPECT_EQ(console.cells_drawn(), 3U);  // and the cursor
  console.Flush();
  EXPECT_EQ(console.cells_drawn(), 3U);
}

TEST(ScreenConsole, AScreenThatIsTakenOverGoesOnWhereItWas) {
  FakeFramebuffer memory(320, 200, 320);
  ScreenConsole console;
  console.TakeOver();
  console.Attach(memory.shape(), memory.pixels(), memory.cells());
  console.Write("before ");
  console.Flush();
  const std::uint64_t drawn = console.cells_drawn();
  console.TakeOver();
  console.Write("after");
  console.Flush();
  EXPECT_EQ(console.cells_drawn(), drawn + 6) << "nothing was interrupted: only what is new";
  EXPECT_EQ(RowText(console.terminal().grid(), 0), U"before after");
}

TEST(ScreenConsole, DrawsUnaskedAfterSoManyBytes) {
  FakeFramebuffer memory(320, 200, 320);
  ScreenConsole console;
  console.Attach(memory.shape(), memory.pixels(), memory.cells());
  console.Write(std::string(ScreenConsole::kMostUnseen - 1, 'x'));
  EXPECT_EQ(console.cells_drawn(), 0U);
  console.Write("x");
  EXPECT_EQ(console.cells_drawn(), 11U * 40U + 4096U % 40U + 1U);
  console.Write(std::string(3 * ScreenConsole::kMostUnseen, 'y'));
  EXPECT_EQ(RowText(console.terminal().grid(), 11), std::u32string(24, U'y'));
}

// The picture of a screen has to be that of its cells, whatever was written in whatever pieces.
TEST(ScreenConsole, ShowsItsCellsWhateverIsWritten) {
  FakeFramebuffer memory(323, 201, 331);
  ScreenConsole console;
  console.Attach(memory.shape(), memory.pixels(), memory.cells());
  std::mt19937 random(5);
  constexpr std::string_view kLikely = "\x1B[\x1B[;;123459ABCDHJKm\n\n\rabcde█│";
  for (int round = 0; round < 400; ++round) {
    std::string text;
    for (std::size_t length = random() % 300; length > 0; --length) {
      text +=
          random() % 6 == 0 ? static_cast<char>(random()) : kLikely.at(random() % kLikely.size());
    }
    console.Write(text);
    console.Flush();
    const Terminal& terminal = console.terminal();
    for (std::size_t row = 0; row < memory.shape().rows(); ++row) {
      const std::size_t column = random() % memory.shape().columns();
      Cell cell = Unpack(terminal.grid().Row(row)[column]);
      if (terminal.cursor_visible() && terminal.cursor() == Place{row, column}) {
        cell = Inverted(cell);
      }
      const std::size_t line = random() % kGlyphHeight;
      const std::size_t pixel = random() % kGlyphWidth;
      const bool set = (RowsOf(cell.glyph)[line] >> (kGlyphWidth - 1 - pixel) & 1U) != 0;
      ASSERT_EQ(memory.At(row * kGlyphHeight + line, column * kGlyphWidth + pixel),
                kColorTable.at(set ? cell.foreground : cell.background))
          << round;
    }
    ASSERT_TRUE(memory.RestUntouched());
  }
}

}  // namespace
}  // namespace starkernel::hal::screen
