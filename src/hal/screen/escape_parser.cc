#include "src/hal/screen/escape_parser.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace starkernel::hal::screen {
namespace {

constexpr char32_t kBell = 0x07;
constexpr char32_t kCancel = 0x18;
constexpr char32_t kSubstitute = 0x1A;
constexpr char32_t kEscapeCharacter = 0x1B;

constexpr bool IsControl(char32_t code_point) { return code_point < 0x20; }
constexpr bool IsIntermediate(char32_t code_point) {
  return code_point >= 0x20 && code_point <= 0x2F;
}
constexpr bool IsParameter(char32_t code_point) { return code_point >= 0x30 && code_point <= 0x3F; }
constexpr bool IsFinal(char32_t code_point) { return code_point >= 0x40 && code_point <= 0x7E; }

}  // namespace

Action EscapeParser::Feed(char32_t code_point) {
  if (state_ == State::kString || state_ == State::kStringEnd) {
    InString(code_point);
    return Action::kNone;
  }
  if (code_point == kEscapeCharacter) {
    state_ = State::kEscape;
    return Action::kNone;
  }
  if (code_point == kCancel || code_point == kSubstitute) {
    state_ = State::kGround;
    return Action::kNone;
  }
  // Other controls act in the middle of a sequence too, and leave it as it is.
  if (IsControl(code_point)) {
    return Action::kControl;
  }
  switch (state_) {
    case State::kGround: return code_point == 0x7F ? Action::kNone : Action::kPrint;
    case State::kEscape: return InEscape(code_point);
    case State::kIntermediate:
      if (!IsIntermediate(code_point)) {
        state_ = State::kGround;
      }
      return Action::kNone;
    case State::kControl: return InControl(code_point);
    case State::kString:
    case State::kStringEnd: break;
  }
  return Action::kNone;
}

Action EscapeParser::InEscape(char32_t code_point) {
  switch (code_point) {
    case U'[':
      state_ = State::kControl;
      parameters_.fill(0);
      count_ = 0;
      question_ = false;
      unknown_ = false;
      return Action::kNone;
    case U'P':
    case U'X':
    case U']':
    case U'^':
    case U'_': state_ = State::kString; return Action::kNone;
    default: break;
  }
  if (IsIntermediate(code_point)) {
    state_ = State::kIntermediate;
    return Action::kNone;
  }
  state_ = State::kGround;
  return IsFinal(code_point) || IsParameter(code_point) ? Action::kEscape : Action::kNone;
}

Action EscapeParser::InControl(char32_t code_point) {
  if (IsParameter(code_point)) {
    TakeParameter(code_point);
    return Action::kNone;
  }
  if (IsIntermediate(code_point)) {
    unknown_ = true;
    return Action::kNone;
  }
  state_ = State::kGround;
  return IsFinal(code_point) && !unknown_ ? Action::kControlSequence : Action::kNone;
}

void EscapeParser::TakeParameter(char32_t code_point) {
  const bool first = count_ == 0;
  if (first) {
    count_ = 1;
  }
  if (code_point == U';' || code_point == U':') {
    count_ = std::min(count_ + 1, kMostParameters + 1);
  } else if (code_point >= U'0' && code_point <= U'9') {
    if (count_ <= kMostParameters) {
      std::uint32_t& value = parameters_.at(count_ - 1);
      const auto digit = static_cast<std::uint32_t>(code_point - U'0');
      value = std::min(value * 10 + digit, kLargestParameter);
    }
  } else if (code_point == U'?' && first) {
    question_ = true;
  } else {
    unknown_ = true;
  }
}

void EscapeParser::InString(char32_t code_point) {
  const bool ended = code_point == kBell || code_point == kCancel || code_point == kSubstitute ||
                     (state_ == State::kStringEnd && code_point == U'\\');
  if (ended) {
    state_ = State::kGround;
  } else {
    state_ = code_point == kEscapeCharacter ? State::kStringEnd : State::kString;
  }
}

}  // namespace starkernel::hal::screen
