#include "src/console/line_editor.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "src/console/columns.h"
#include "src/console/key.h"

namespace starkernel::console {
namespace {

constexpr std::string_view kReplacementCharacter = "\xEF\xBF\xBD";  // U+FFFD

}  // namespace

LineEvent LineEditor::Feed(std::uint8_t byte) {
  StartNewLineIfComplete();
  const KeyEvent event = decoder_.Feed(byte);
  const bool second_half_of_enter =
      std::exchange(after_return_, event.key == Key::kCarriageReturn) &&
      event.key == Key::kLineFeed;
  if (second_half_of_enter || event.key == Key::kNone) {
    return LineEvent::kEditing;
  }
  if (event.key == Key::kText) {
    TakeTextByte(event.byte);
    return LineEvent::kEditing;
  }
  EndPartialCodePoint();
  return Apply(event.key);
}

LineEvent LineEditor::Close() {
  StartNewLineIfComplete();
  EndPartialCodePoint();
  return line_.text().empty() ? LineEvent::kEndOfInput : Enter();
}

void LineEditor::StartNewLineIfComplete() {
  if (std::exchange(complete_, false)) {
    lacks_text_ = false;
    line_.Assign("");
  }
}

void LineEditor::TakeTextByte(std::uint8_t byte) {
  if (!assembler_.Accepts(byte)) {
    EndPartialCodePoint();
  }
  if (!assembler_.Accepts(byte)) {
    Insert(kReplacementCharacter);
    return;
  }
  assembler_.Append(byte);
  if (!assembler_.partial()) {
    Insert(assembler_.code_point());
  }
}

void LineEditor::EndPartialCodePoint() {
  if (assembler_.partial()) {
    assembler_.Reset();
    Insert(kReplacementCharacter);
  }
}

void LineEditor::Insert(std::string_view code_point) {
  if (!line_.Insert(code_point)) {
    display_.Bell();
    lacks_text_ = true;
    return;
  }
  display_.Print(code_point);
  display_.ShowTail(line_.after_cursor());
}

LineEvent LineEditor::Apply(Key key) {
  switch (key) {
    case Key::kNone:
    case Key::kText: break;
    case Key::kCarriageReturn:
    case Key::kLineFeed: return Enter();
    case Key::kLeft: MoveBack(line_.CodePointBefore()); break;
    case Key::kRight: MoveForward(line_.CodePointAfter()); break;
    case Key::kHome: MoveBack(line_.before_cursor()); break;
    case Key::kEnd: MoveForward(line_.after_cursor()); break;
    case Key::kBackspace: EraseBefore(line_.CodePointBefore()); break;
    case Key::kDelete: EraseAfter(line_.CodePointAfter()); break;
    case Key::kDeleteOrEndOfInput: return DeleteOrEndOfInput();
    case Key::kKillToEnd: EraseAfter(line_.after_cursor()); break;
    case Key::kKillToStart: EraseBefore(line_.before_cursor()); break;
    case Key::kKillWord: EraseBefore(line_.WordBefore()); break;
    case Key::kAbandon: Abandon(); break;
    case Key::kRedraw: Redraw(); break;
    case Key::kOlder: Recall(browser_.Older(line_.text())); break;
    case Key::kNewer: Recall(browser_.Newer()); break;
  }
  return LineEvent::kEditing;
}

LineEvent LineEditor::Enter() {
  MoveForward(line_.after_cursor());
  browser_.Add(line_.text());
  complete_ = true;
  return LineEvent::kLineComplete;
}

LineEvent LineEditor::DeleteOrEndOfInput() {
  if (line_.text().empty()) {
    return LineEvent::kEndOfInput;
  }
  EraseAfter(line_.CodePointAfter());
  return LineEvent::kEditing;
}

void LineEditor::MoveBack(std::string_view over) {
  display_.MoveBack(Columns(over));
  line_.MoveBack(over.size());
}

void LineEditor::MoveForward(std::string_view over) {
  display_.Print(over);
  line_.MoveForward(over.size());
}

void LineEditor::EraseBefore(std::string_view erased) {
  if (erased.empty()) {
    return;
  }
  const std::size_t columns = Columns(erased);
  lacks_text_ = false;
  line_.EraseBefore(erased.size());
  display_.MoveBack(columns);
  display_.ShowErased(columns, line_.after_cursor());
}

void LineEditor::EraseAfter(std::string_view erased) {
  if (erased.empty()) {
    return;
  }
  const std::size_t columns = Columns(erased);
  lacks_text_ = false;
  line_.EraseAfter(erased.size());
  display_.ShowErased(columns, line_.after_cursor());
}

void LineEditor::Abandon() {
  MoveForward(line_.after_cursor());
  display_.Abandon();
  lacks_text_ = false;
  line_.Assign("");
  browser_.Reset();
}

void LineEditor::Redraw() {
  display_.ClearScreen();
  display_.Print(line_.before_cursor());
  display_.ShowTail(line_.after_cursor());
}

void LineEditor::Recall(std::optional<std::string_view> line) {
  if (!line.has_value()) {
    return;
  }
  MoveBack(line_.before_cursor());
  lacks_text_ = false;
  line_.Assign(*line);
  display_.Print(*line);
  display_.ClearToEnd();
}

}  // namespace starkernel::console
