#include "src/console/escape_decoder.h"

#include <algorithm>
#include <cstdint>

#include "src/console/key.h"

namespace starkernel::console {
namespace {

constexpr std::uint8_t kBell = 0x07;
constexpr std::uint8_t kEscapeByte = 0x1B;
constexpr std::uint16_t kParameterLimit = 1000;

constexpr bool IsControl(std::uint8_t byte) { return byte < 0x20 || byte == 0x7F; }
constexpr bool IsIntermediate(std::uint8_t byte) { return byte >= 0x20 && byte <= 0x2F; }
constexpr bool IsParameter(std::uint8_t byte) { return byte >= 0x30 && byte <= 0x3F; }
constexpr bool IsDigit(std::uint8_t byte) { return byte >= '0' && byte <= '9'; }

/// The control character that Ctrl and the letter give.
constexpr std::uint8_t Ctrl(char letter) { return static_cast<std::uint8_t>(letter - '@'); }

Key GroundKey(std::uint8_t byte) {
  switch (byte) {
    case '\r': return Key::kCarriageReturn;
    case '\n': return Key::kLineFeed;
    case Ctrl('B'): return Key::kLeft;
    case Ctrl('F'): return Key::kRight;
    case Ctrl('A'): return Key::kHome;
    case Ctrl('E'): return Key::kEnd;
    case Ctrl('H'):
    case 0x7F: return Key::kBackspace;
    case Ctrl('D'): return Key::kDeleteOrEndOfInput;
    case Ctrl('K'): return Key::kKillToEnd;
    case Ctrl('U'): return Key::kKillToStart;
    case Ctrl('W'): return Key::kKillWord;
    case Ctrl('C'): return Key::kAbandon;
    case Ctrl('L'): return Key::kRedraw;
    case Ctrl('P'): return Key::kOlder;
    case Ctrl('N'): return Key::kNewer;
    default: return IsControl(byte) ? Key::kNone : Key::kText;
  }
}

KeyEvent GroundEvent(std::uint8_t byte) {
  if (byte == '\t') {
    return {.key = Key::kText, .byte = ' '};
  }
  const Key key = GroundKey(byte);
  return {.key = key, .byte = key == Key::kText ? byte : std::uint8_t{0}};
}

/// The cursor keys, the same in both forms.
Key CursorKey(std::uint8_t final_byte) {
  switch (final_byte) {
    case 'A': return Key::kOlder;
    case 'B': return Key::kNewer;
    case 'C': return Key::kRight;
    case 'D': return Key::kLeft;
    case 'H': return Key::kHome;
    case 'F': return Key::kEnd;
    default: return Key::kNone;
  }
}

/// The keypad keys that send ESC [ number ~.
Key NumberedKey(std::uint16_t number) {
  switch (number) {
    case 1:
    case 7: return Key::kHome;
    case 4:
    case 8: return Key::kEnd;
    case 3: return Key::kDelete;
    default: return Key::kNone;
  }
}

}  // namespace

KeyEvent EscapeDecoder::Feed(std::uint8_t byte) {
  if (byte == kEscapeByte) {
    state_ = State::kEscape;
    return {};
  }
  const bool string_end = state_ == State::kString && byte == kBell;
  const bool non_ascii = byte >= 0x80 && state_ != State::kString;
  if (state_ != State::kGround && !string_end && (IsControl(byte) || non_ascii)) {
    state_ = State::kGround;
  }
  return Continue(byte);
}

KeyEvent EscapeDecoder::Continue(std::uint8_t byte) {
  switch (state_) {
    case State::kGround: return GroundEvent(byte);
    case State::kEscape: return FeedEscape(byte);
    case State::kControl: return FeedControl(byte);
    case State::kFunction: state_ = State::kGround; return {};
    case State::kSingleShift: return FeedSingleShift(byte);
    case State::kString: return FeedString(byte);
  }
  return {};
}

KeyEvent EscapeDecoder::FeedEscape(std::uint8_t byte) {
  if (IsIntermediate(byte)) {
    return {};
  }
  parameter_ = 0;
  plain_ = true;
  switch (byte) {
    case '[': state_ = State::kControl; break;
    case 'O': state_ = State::kSingleShift; break;
    case 'P':
    case 'X':
    case ']':
    case '^':
    case '_': state_ = State::kString; break;
    default: state_ = State::kGround; break;
  }
  return {};
}

KeyEvent EscapeDecoder::FeedControl(std::uint8_t byte) {
  if (IsDigit(byte)) {
    const int next = parameter_ * 10 + (byte - '0');
    parameter_ = static_cast<std::uint16_t>(std::min<int>(next, kParameterLimit));
    return {};
  }
  if (IsParameter(byte) || IsIntermediate(byte)) {
    plain_ = false;
    return {};
  }
  const bool function = byte == '[' && plain_ && parameter_ == 0;
  state_ = function ? State::kFunction : State::kGround;
  return {.key = ControlKey(byte)};
}

Key EscapeDecoder::ControlKey(std::uint8_t final_byte) const {
  if (!plain_) {
    return Key::kNone;
  }
  if (final_byte == '~') {
    return NumberedKey(parameter_);
  }
  return parameter_ <= 1 ? CursorKey(final_byte) : Key::kNone;
}

KeyEvent EscapeDecoder::FeedSingleShift(std::uint8_t byte) {
  if (IsDigit(byte)) {
    plain_ = false;
    return {};
  }
  state_ = State::kGround;
  return {.key = plain_ ? CursorKey(byte) : Key::kNone};
}

KeyEvent EscapeDecoder::FeedString(std::uint8_t byte) {
  if (byte == kBell) {
    state_ = State::kGround;
  }
  return {};
}

}  // namespace starkernel::console
