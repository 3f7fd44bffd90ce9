#include "src/hal/x86_64/system_console.h"

#include <cstdint>
#include <optional>
#include <string_view>

#include "src/base/format.h"
#include "src/base/text_writer.h"
#include "src/hal/console.h"
#include "src/hal/keyboard/ps2_keyboard.h"
#include "src/hal/screen/cell_grid.h"

namespace starkernel::hal {

void SystemConsole::Write(std::string_view text) {
  serial_.Write(text);
  screen_.Write(text);
}

void SystemConsole::SetColor(std::uint8_t color) {
  TextWriter writer(screen_);
  Format(writer, "\x1b[3{}m", color);
}

ConsoleInput SystemConsole::TryRead() {
  screen_.Flush();
  const ConsoleInput received = serial_.TryRead();
  if (received.state == ConsoleInput::State::kByte) {
    return received;
  }
  const std::optional<std::uint8_t> typed = keyboard_.TryRead();
  if (typed.has_value()) {
    return {.state = ConsoleInput::State::kByte, .byte = *typed};
  }
  return {};
}

void SystemConsole::Drain() {
  screen_.Flush();
  serial_.Drain();
}

void SystemConsole::WriteTrouble() {
  if (noted_overruns_.IsWorthALine(serial_.overruns())) {
    TextWriter writer(log_);
    Format(writer, "serial line: received bytes were lost {} times so far (overrun)\n",
           serial_.overruns());
  }
}

void SystemConsole::Log::Write(std::string_view text) {
  console_.Write(text);
  if (text.ends_with('\n')) {
    console_.screen_.Flush();
  }
}

void SystemConsole::Describe(TextWriter& writer) const {
  const bool serial = serial_.present();
  if (serial) {
    writer.Text("serial line");
  }
  if (screen_.attached()) {
    const screen::CellGrid& grid = screen_.terminal().grid();
    Format(writer, "{}screen {}x{}, {}", std::string_view(serial ? ", " : ""), grid.columns(),
           grid.rows(), keyboard::DescribeState(keyboard_.state()));
  } else if (!serial) {
    writer.Text("none");
  }
}

}  // namespace starkernel::hal
