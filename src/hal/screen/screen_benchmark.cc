#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "src/hal/screen/fake_framebuffer.h"
#include "src/hal/screen/font.h"
#include "src/hal/screen/screen_console.h"

namespace starkernel::hal::screen {
namespace {

constexpr std::uint32_t kWidth = 1280;
constexpr std::uint32_t kHeight = 800;
constexpr std::size_t kColumns = kWidth / kGlyphWidth;
constexpr std::size_t kRows = kHeight / kGlyphHeight;

class Screen {
 public:
  Screen() { console.Attach(memory.shape(), memory.pixels(), memory.cells()); }

  FakeFramebuffer memory{kWidth, kHeight, kWidth};
  ScreenConsole console;
};

// Bytes stored for each cell drawn, and cells drawn for each iteration. Nothing can be below the
// pixels of a cell: 8 x 16 x 4 bytes.
void Report(benchmark::State& state, const Screen& screen) {
  const auto cells = static_cast<double>(screen.console.cells_drawn());
  state.counters["cells"] = benchmark::Counter(cells, benchmark::Counter::kAvgIterations);
  state.counters["bytes/cell"] = kGlyphWidth * kGlyphHeight * sizeof(std::uint32_t);
  state.counters["cells/s"] = benchmark::Counter(cells, benchmark::Counter::kIsRate);
}

std::string FullScreen(char letter) {
  std::string text = "\x1B[H";
  for (std::size_t row = 0; row < kRows; ++row) {
    text += std::string(kColumns, letter);
  }
  return text;
}

// Every cell changes.
void BM_RedrawScreen(benchmark::State& state) {
  Screen screen;
  const std::string even = FullScreen('#');
  const std::string odd = FullScreen('@');
  for (bool which = false; auto _ : state) {
    screen.console.Write(which ? even : odd);
    screen.console.Flush();
    which = !which;
  }
  Report(state, screen);
}
BENCHMARK(BM_RedrawScreen);

// The worst that a line can do: all rows move, and each differs wholly from the one below.
void BM_ScrollFullRows(benchmark::State& state) {
  Screen screen;
  for (std::size_t line = 0; auto _ : state) {
    screen.console.Write(std::string(kColumns - 1, static_cast<char>('!' + line++ % 90)) + "\n");
    screen.console.Flush();
  }
  Report(state, screen);
}
BENCHMARK(BM_ScrollFullRows);

// What a session is like: short lines, mostly equal ones.
void BM_ScrollPromptLines(benchmark::State& state) {
  Screen screen;
  for (std::size_t line = 0; auto _ : state) {
    screen.console.Write(std::to_string(line++ % 1000) + " 2 + . 3 ok\n");
    screen.console.Flush();
  }
  Report(state, screen);
}
BENCHMARK(BM_ScrollPromptLines);

// Many lines between two looks: drawn once.
void BM_Scroll1000LinesAtOnce(benchmark::State& state) {
  Screen screen;
  std::string text;
  for (std::size_t line = 0; line < 1000; ++line) {
    text += std::to_string(line) + " lines of a long listing\n";
  }
  for (auto _ : state) {
    screen.console.Write(text);
    screen.console.Flush();
  }
  Report(state, screen);
}
BENCHMARK(BM_Scroll1000LinesAtOnce);

void BM_TypeOneCharacter(benchmark::State& state) {
  Screen screen;
  for (auto _ : state) {
    screen.console.Write("x\b");
    screen.console.Flush();
    screen.console.Write("y\b");
    screen.console.Flush();
  }
  Report(state, screen);
}
BENCHMARK(BM_TypeOneCharacter);

}  // namespace
}  // namespace starkernel::hal::screen
