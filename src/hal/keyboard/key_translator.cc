#include "src/hal/keyboard/key_translator.h"

#include <array>
#include <optional>
#include <string_view>

#include "src/base/panic.h"
#include "src/hal/keyboard/key_event.h"
#include "src/hal/keyboard/layout.h"

namespace starkernel::hal::keyboard {
namespace {

constexpr KeyCode kControl = 0x1D;
constexpr KeyCode kLeftShift = 0x2A;
constexpr KeyCode kRightShift = 0x36;
constexpr KeyCode kAlt = 0x38;
constexpr KeyCode kCapsLock = 0x3A;
constexpr KeyCode kNumLock = 0x45;
constexpr KeyCode kRightControl = kControl | kExtended;
constexpr KeyCode kAltGraph = kAlt | kExtended;

struct KeyText {
  KeyCode code = 0;
  std::string_view text;
};

// What keys without characters give, as xterm has it.
constexpr std::array kFunctionKeys = {
    KeyText{0x01, "\x1B"},
    KeyText{0x0E, "\x7F"},
    KeyText{0x0F, "\t"},
    KeyText{0x1C, "\r"},
    KeyText{0x3B, "\x1BOP"},
    KeyText{0x3C, "\x1BOQ"},
    KeyText{0x3D, "\x1BOR"},
    KeyText{0x3E, "\x1BOS"},
    KeyText{0x3F, "\x1B[15~"},
    KeyText{0x40, "\x1B[17~"},
    KeyText{0x41, "\x1B[18~"},
    KeyText{0x42, "\x1B[19~"},
    KeyText{0x43, "\x1B[20~"},
    KeyText{0x44, "\x1B[21~"},
    KeyText{0x57, "\x1B[23~"},
    KeyText{0x58, "\x1B[24~"},
    KeyText{0x37, "*"},
    KeyText{0x4A, "-"},
    KeyText{0x4E, "+"},
    KeyText{kExtended | 0x35, "/"},
    KeyText{kExtended | 0x1C, "\r"},
    KeyText{kExtended | 0x47, "\x1B[H"},
    KeyText{kExtended | 0x48, "\x1B[A"},
    KeyText{kExtended | 0x49, "\x1B[5~"},
    KeyText{kExtended | 0x4B, "\x1B[D"},
    KeyText{kExtended | 0x4D, "\x1B[C"},
    KeyText{kExtended | 0x4F, "\x1B[F"},
    KeyText{kExtended | 0x50, "\x1B[B"},
    KeyText{kExtended | 0x51, "\x1B[6~"},
    KeyText{kExtended | 0x52, "\x1B[2~"},
    KeyText{kExtended | 0x53, "\x1B[3~"},
};

// The keypad with num lock; without it, its keys are those of the same code with E0.
constexpr std::array kKeypad = {
    KeyText{0x47, "7"}, KeyText{0x48, "8"}, KeyText{0x49, "9"}, KeyText{0x4B, "4"},
    KeyText{0x4C, "5"}, KeyText{0x4D, "6"}, KeyText{0x4F, "1"}, KeyText{0x50, "2"},
    KeyText{0x51, "3"}, KeyText{0x52, "0"}, KeyText{0x53, "."},
};

template <std::size_t Size>
std::string_view TextOf(const std::array<KeyText, Size>& keys, KeyCode code) {
  for (const KeyText& key : keys) {
    if (key.code == code) {
      return key.text;
    }
  }
  return {};
}

void Append(KeyTranslator::Bytes& bytes, std::string_view text) {
  Require(bytes.Append(text).ok(), "a key gives more bytes than any key gives");
}

void AppendByte(KeyTranslator::Bytes& bytes, unsigned value) {
  const auto byte = static_cast<char>(value);
  Append(bytes, std::string_view(&byte, 1));
}

// As UTF-8.
void AppendCharacter(KeyTranslator::Bytes& bytes, char16_t character) {
  if (character < 0x80) {
    AppendByte(bytes, character);
  } else if (character < 0x800) {
    AppendByte(bytes, 0xC0U | character >> 6U);
    AppendByte(bytes, 0x80U | (character & 0x3FU));
  } else {
    AppendByte(bytes, 0xE0U | character >> 12U);
    AppendByte(bytes, 0x80U | (character >> 6U & 0x3FU));
    AppendByte(bytes, 0x80U | (character & 0x3FU));
  }
}

// The control character of a character, as on a terminal: Ctrl takes the upper three bits away.
std::optional<char16_t> ControlOf(char16_t character) {
  if (character == u' ') {
    return char16_t{0};
  }
  const bool has =
      (character >= u'@' && character <= u'_') || (character >= u'a' && character <= u'z');
  return has ? std::optional<char16_t>(character & 0x1FU) : std::nullopt;
}

}  // namespace

KeyTranslator::Bytes KeyTranslator::Feed(KeyEvent event) {
  Bytes bytes;
  if (TrackModifiers(event) || !event.pressed) {
    return bytes;
  }
  if (alt_) {
    Append(bytes, "\x1B");
  }
  if (const auto characters = CharactersOf(*layout_, event.code)) {
    if (const auto character = CharacterOf(*characters)) {
      AppendCharacter(bytes, *character);
      return bytes;
    }
    return {};
  }
  const std::string_view digit = TextOf(kKeypad, event.code);
  const std::string_view text =
      num_lock_ && !digit.empty()
          ? digit
          : TextOf(kFunctionKeys,
                   digit.empty() ? event.code : static_cast<KeyCode>(event.code | kExtended));
  if (text.empty()) {
    return {};
  }
  Append(bytes, text);
  return bytes;
}

bool KeyTranslator::TrackModifiers(KeyEvent event) {
  switch (event.code) {
    case kLeftShift: left_shift_ = event.pressed; return true;
    case kRightShift: right_shift_ = event.pressed; return true;
    case kControl: left_control_ = event.pressed; return true;
    case kRightControl: right_control_ = event.pressed; return true;
    case kAlt: alt_ = event.pressed; return true;
    case kAltGraph: alt_graph_ = event.pressed; return true;
    case kCapsLock: caps_lock_ = caps_lock_ != event.pressed; return true;
    case kNumLock: num_lock_ = num_lock_ != event.pressed; return true;
    default: return false;
  }
}

std::optional<char16_t> KeyTranslator::CharacterOf(const KeyCharacters& characters) const {
  const bool shift = (left_shift_ || right_shift_) != (caps_lock_ && characters.IsLetter());
  char16_t character = shift ? characters.shift : characters.plain;
  // The right Alt of a layout that gives it no characters is another Alt, which Ctrl may join.
  if (alt_graph_ && characters.alt_graph != 0) {
    character = characters.alt_graph;
  }
  if (character == 0) {
    return std::nullopt;
  }
  return left_control_ || right_control_ ? ControlOf(character) : std::optional(character);
}

}  // namespace starkernel::hal::keyboard
