#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "src/base/text_writer.h"
#include "src/console/code_point_assembler.h"
#include "src/console/escape_decoder.h"
#include "src/console/history_browser.h"
#include "src/console/key.h"
#include "src/console/line_buffer.h"
#include "src/console/line_display.h"

namespace starkernel::console {

/// What a byte of input led to.
enum class LineEvent : std::uint8_t {
  kEditing,       ///< The line is still being typed.
  kLineComplete,  ///< Enter: line() is the text, until the next call.
  kEndOfInput,    ///< Ctrl-D on an empty line, or the input was closed.
};

/// The line discipline of the prompt: keys in, edited lines out, echo on the side. All state is
/// in the object; it neither allocates nor blocks. A line holds kLineCapacity bytes of
/// well-formed UTF-8; malformed bytes become U+FFFD and a tab one space. What no longer fits
/// is refused with the bell, and the line then lacks something. Every code point is taken to be one
/// column wide.
class LineEditor {
 public:
  /// `echo` must outlive the editor.
  explicit LineEditor(TextWriter::Sink& echo [[clang::lifetimebound]]) : display_(echo) {}

  /// Takes one byte from the terminal and echoes what it does. Enter itself is not echoed: only
  /// the cursor goes to the end of the line, so that output continues there. A CR LF pair is one
  /// Enter.
  [[nodiscard]] LineEvent Feed(std::uint8_t byte);

  /// The input has been closed: completes a line that has text, otherwise gives kEndOfInput.
  [[nodiscard]] LineEvent Close();

  /// The text of the line, without its end.
  [[nodiscard]] std::string_view line() const [[clang::lifetimebound]] { return line_.text(); }
  /// Whether line() lacks characters that did not fit, and nothing was taken out of it since.
  [[nodiscard]] bool lacks_text() const { return lacks_text_; }

 private:
  void StartNewLineIfComplete();
  void TakeTextByte(std::uint8_t byte);
  void EndPartialCodePoint();
  void Insert(std::string_view code_point);
  LineEvent Apply(Key key);
  LineEvent Enter();
  LineEvent DeleteOrEndOfInput();
  void MoveBack(std::string_view over);
  void MoveForward(std::string_view over);
  void EraseBefore(std::string_view erased);
  void EraseAfter(std::string_view erased);
  void Abandon();
  void Redraw();
  void Recall(std::optional<std::string_view> line);

  LineDisplay display_;
  EscapeDecoder decoder_;
  CodePointAssembler assembler_;
  LineBuffer line_;
  HistoryBrowser browser_;
  bool lacks_text_ = false;    ///< Characters were refused since the line was last shortened.
  bool complete_ = false;      ///< line_ was handed out: the next byte starts another.
  bool after_return_ = false;  ///< The last byte was CR: an LF belongs to it.
};

}  // namespace starkernel::console
