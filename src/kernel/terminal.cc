#include "src/kernel/terminal.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "src/console/line_editor.h"
#include "src/forthvm/host.h"
#include "src/hal/console.h"

namespace starkernel::kernel {
namespace {

forthvm::LineResult Completed(std::string_view line, std::span<char> buffer) {
  // The editor refuses what is longer than a VM instance's line.
  const std::size_t length = std::min(line.size(), buffer.size());
  std::ranges::copy(line.substr(0, length), buffer.begin());
  return {.state = forthvm::LineResult::State::kLine, .length = length};
}

}  // namespace

forthvm::LineResult Terminal::ReadLine(std::span<char> buffer) {
  for (;;) {
    const hal::ConsoleInput input = NextByte();
    console::LineEvent event = console::LineEvent::kEditing;
    switch (input.state) {
      case hal::ConsoleInput::State::kEmpty: return {};
      case hal::ConsoleInput::State::kByte: event = editor_.Feed(input.byte); break;
      case hal::ConsoleInput::State::kClosed: event = editor_.Close(); break;
    }
    switch (event) {
      case console::LineEvent::kEditing: break;
      case console::LineEvent::kLineComplete: return Completed(editor_.line(), buffer);
      case console::LineEvent::kEndOfInput: return {.state = forthvm::LineResult::State::kClosed};
    }
  }
}

hal::ConsoleInput Terminal::NextByte() {
  if (seen_) {
    return {.state = hal::ConsoleInput::State::kByte, .byte = *std::exchange(seen_, std::nullopt)};
  }
  return console_.TryRead();
}

forthvm::KeyResult Terminal::PeekKey() {
  const hal::ConsoleInput input = NextByte();
  switch (input.state) {
    case hal::ConsoleInput::State::kEmpty: break;
    case hal::ConsoleInput::State::kByte:
      seen_ = input.byte;
      return {.state = forthvm::KeyResult::State::kKey, .key = input.byte};
    case hal::ConsoleInput::State::kClosed: return {.state = forthvm::KeyResult::State::kClosed};
  }
  return {};
}

}  // namespace starkernel::kernel
