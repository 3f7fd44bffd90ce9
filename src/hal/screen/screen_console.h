#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/text_writer.h"
#include "src/hal/screen/framebuffer.h"
#include "src/hal/screen/painter.h"
#include "src/hal/screen/terminal.h"

namespace starkernel::hal::screen {

/// Text on a framebuffer. What is written becomes cells at once and pixels when it is flushed, so
/// that of many rows that scroll by only those are drawn that stay. Without a framebuffer, text is
/// lost. A fault of the machine in the midst of drawing is reported elsewhere: text that arrives
/// then is left out.
class ScreenConsole final : public TextWriter::Sink {
 public:
  /// Bytes after which text is drawn without being asked for.
  static constexpr std::size_t kMostUnseen = 4096;

  constexpr ScreenConsole() = default;

  /// From now on text is drawn into `framebuffer`, which has been checked: `pixels` are its pixels,
  /// `cells` its cell_bytes(). Both live as long as the console.
  void Attach(const Framebuffer& framebuffer,
              std::span<std::uint32_t> pixels [[clang::lifetimebound]],
              std::span<PackedCell> cells [[clang::lifetimebound]]);

  [[nodiscard]] bool attached() const { return attached_; }

  void Write(std::string_view text) override;

  /// Draws what was written.
  void Flush();

  /// Text is taken again that arrives in the midst of drawing or writing, which will not be gone on
  /// with: for the report of an error that came then. Once: if drawing fails for the report too,
  /// the screen stays as it is.
  void TakeOver();

  /// What is to be seen, for tests.
  [[nodiscard]] const Terminal& terminal() const [[clang::lifetimebound]] { return terminal_; }
  [[nodiscard]] std::uint64_t cells_drawn() const { return painter_.cells_drawn(); }

 private:
  void Draw();

  Terminal terminal_;
  Painter painter_;
  std::size_t unseen_ = 0;
  bool attached_ = false;
  bool busy_ = false;
  bool taken_over_ = false;
};

}  // namespace starkernel::hal::screen
