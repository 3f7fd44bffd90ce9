#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "src/base/fixed_string.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/character.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/compiler.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/input.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/string_words.h"

/// Strings with escapes (Forth-2012, 6.2.2266).
namespace starkernel::forthvm::escaped_string_words {

/// As much as an interpreted string may have.
using EscapedText = FixedString<layout::kStringBufferSize.value()>;

/// The character that the letter behind a backslash stands for; nothing if it is none of these.
inline std::optional<char> Meaning(char letter) {
  switch (letter) {
    case 'a': return '\a';
    case 'b': return '\b';
    case 'e': return '\x1b';
    case 'f': return '\f';
    case 'l':
    case 'm':
    case 'n': return '\n';
    case 'q':
    case '"': return '"';
    case 'r': return '\r';
    case 't': return '\t';
    case 'v': return '\v';
    case 'z': return '\0';
    case '\\': return '\\';
    default: return std::nullopt;
  }
}

/// The character that `text`, behind a backslash, begins with; takes it off.
inline std::optional<char> TakeEscape(std::string_view& text) {
  if (text.empty()) {
    return std::nullopt;
  }
  if (text.front() != 'x') {
    const std::optional<char> meaning = Meaning(text.front());
    text.remove_prefix(meaning.has_value() ? 1 : 0);
    return meaning;
  }
  if (text.size() < 3 || DigitValue(text[1]) >= 16 || DigitValue(text[2]) >= 16) {
    return std::nullopt;
  }
  const unsigned code = DigitValue(text[1]) * 16 + DigitValue(text[2]);
  text.remove_prefix(3);
  return static_cast<char>(code);
}

inline Status ThrowTooLong(VmState& vm) {
  return vm.ThrowFull(ThrowCode::kStringOverflow, "the string is too long",
                      EscapedText::capacity());
}

/// Adds what the escape at the beginning of `rest` stands for: -12 if it is none.
inline Status AddEscape(VmState& vm, std::string_view& rest, EscapedText& text) {
  const bool is_line_end = rest.starts_with('m');
  const std::optional<char> code = TakeEscape(rest);
  if (!code.has_value()) {
    vm.Throw(ThrowCode::kArgumentTypeMismatch, "no escape: \\");
    vm.fault.detail.Write(rest.substr(0, 1));
    return Status::kThrow;
  }
  const char character = *code;
  const bool fits = (!is_line_end || text.Append("\r").ok()) && text.Append({&character, 1}).ok();
  return fits ? Status::kNext : ThrowTooLong(vm);
}

/// Parses up to the quote that no backslash stands before.
inline Status ParseEscaped(VmState& vm, EscapedText& text) {
  // An escape of four characters is the longest that stands for one.
  std::string_view rest = UnparsedText(vm, ByteCount(4 * EscapedText::capacity() + 1));
  const std::size_t all = rest.size();
  Status status = Status::kNext;
  for (bool closed = false; status == Status::kNext && !closed && !rest.empty();) {
    const std::size_t plain = std::min(rest.find_first_of("\\\""), rest.size());
    if (!text.Append(rest.substr(0, plain)).ok()) {
      return ThrowTooLong(vm);
    }
    rest.remove_prefix(plain);
    closed = rest.starts_with('"');
    const bool escapes = rest.starts_with('\\');
    rest.remove_prefix(rest.empty() ? 0 : 1);
    status = escapes ? AddEscape(vm, rest, text) : Status::kNext;
  }
  SkipText(vm, all - rest.size());
  vm.ChargeLength(all - rest.size());
  return status;
}

inline Status EscapedQuote(VmState& vm, Instruction instruction) {
  EscapedText text;
  if (const Status status = ParseEscaped(vm, text); status != Status::kNext) {
    return status;
  }
  return vm.compiling ? EmitString(vm, instruction, text.view(), false)
                      : string_words::PushTransient(vm, text.view());
}

inline constexpr std::array kWords{
    Word{"S\\\"", Checked<0, 2, EscapedQuote>, "( \"text<quote>\" -- c-addr u )",
         "The text up to the next quote, where \\ begins an escape.", kImmediate},
};

}  // namespace starkernel::forthvm::escaped_string_words
