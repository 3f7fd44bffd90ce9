#pragma once

#include <cstdint>
#include <string_view>

#include "src/base/noted_count.h"
#include "src/base/text_writer.h"
#include "src/hal/console.h"
#include "src/hal/keyboard/ps2_keyboard.h"
#include "src/hal/screen/screen_console.h"
#include "src/hal/x86_64/serial_port.h"

namespace starkernel::hal {

/// The console of a PC: what is written goes to the serial line and to the screen, input comes from
/// the serial line and from the keyboard, whichever of them there are. The screen is drawn when
/// input is asked for and after each line of the log. Text reaches the serial line first, so that a
/// fault while the screen is drawn is still reported there.
class SystemConsole final : public Console {
 public:
  /// All three outlive the console. Devices that were not initialized take and give nothing.
  constexpr SystemConsole(SerialPort& serial [[clang::lifetimebound]],
                          screen::ScreenConsole& screen [[clang::lifetimebound]],
                          keyboard::Ps2Keyboard& keyboard [[clang::lifetimebound]])
      : serial_(serial), screen_(screen), keyboard_(keyboard) {}
  SystemConsole(const SystemConsole&) = delete;
  SystemConsole& operator=(const SystemConsole&) = delete;
  constexpr ~SystemConsole() = default;

  void Write(std::string_view text) override;
  ConsoleInput TryRead() override;
  void SetColor(std::uint8_t color) override;

  /// The same for the kernel's own lines, each of which is to be seen at once.
  [[nodiscard]] TextWriter::Sink& log() [[clang::lifetimebound]] { return log_; }

  /// Takes what the serial line has received; for when it interrupts.
  void Receive() { serial_.Receive(); }

  /// Draws what was written.
  void ShowWritten() { screen_.Flush(); }

  /// Writes a line if the serial line has lost so many bytes since this was last called that it is
  /// worth one; see NotedCount.
  void WriteTrouble();

  /// Until everything written has left the machine, within bounds.
  void Drain();

  /// For the report of an error, whatever the console was doing when it came.
  void TakeOver() { screen_.TakeOver(); }

  /// What it consists of, in a few words.
  void Describe(TextWriter& writer) const;

 private:
  class Log final : public TextWriter::Sink {
   public:
    constexpr explicit Log(SystemConsole& console) : console_(console) {}
    void Write(std::string_view text) override;

   private:
    SystemConsole& console_;
  };

  SerialPort& serial_;
  screen::ScreenConsole& screen_;
  keyboard::Ps2Keyboard& keyboard_;
  Log log_{*this};
  NotedCount noted_overruns_;
};

}  // namespace starkernel::hal
