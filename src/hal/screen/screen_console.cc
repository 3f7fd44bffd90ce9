#include "src/hal/screen/screen_console.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "src/hal/screen/cell_grid.h"
#include "src/hal/screen/framebuffer.h"
#include "src/hal/screen/painter.h"
#include "src/hal/screen/terminal.h"

namespace starkernel::hal::screen {

void ScreenConsole::Attach(const Framebuffer& framebuffer, std::span<std::uint32_t> pixels,
                           std::span<PackedCell> cells) {
  const std::size_t count = framebuffer.rows() * framebuffer.columns();
  terminal_ = Terminal(CellGrid(cells.first(count), framebuffer.rows(), framebuffer.columns()));
  painter_ = Painter(framebuffer, pixels, cells.subspan(count, count));
  unseen_ = 0;
  attached_ = true;
}

void ScreenConsole::Write(std::string_view text) {
  if (!attached_ || busy_) {
    return;
  }
  busy_ = true;
  while (!text.empty()) {
    const std::string_view part = text.substr(0, kMostUnseen - unseen_);
    terminal_.Write(part);
    text.remove_prefix(part.size());
    unseen_ += part.size();
    if (unseen_ >= kMostUnseen) {
      Draw();
    }
  }
  busy_ = false;
}

void ScreenConsole::Flush() {
  if (!attached_ || busy_ || unseen_ == 0) {
    return;
  }
  busy_ = true;
  Draw();
  busy_ = false;
}

void ScreenConsole::TakeOver() {
  if (!attached_ || taken_over_) {
    return;
  }
  taken_over_ = true;
  if (busy_) {
    // Nobody knows how far the drawing came.
    painter_.Forget();
    terminal_.grid().MarkChanged({.first = 0, .end = terminal_.grid().rows()});
    busy_ = false;
  }
}

void ScreenConsole::Draw() {
  painter_.Paint(terminal_.grid(),
                 terminal_.cursor_visible() ? std::optional(terminal_.cursor()) : std::nullopt);
  unseen_ = 0;
}

}  // namespace starkernel::hal::screen
