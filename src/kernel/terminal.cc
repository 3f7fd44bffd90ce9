#include "src/kernel/terminal.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "src/base/panic.h"
#include "src/base/result.h"
#include "src/base/span_copy_unsafe.h"
#include "src/base/text_writer.h"
#include "src/console/line_editor.h"
#include "src/forthvm/calendar_time.h"
#include "src/forthvm/host.h"
#include "src/forthvm/log_level.h"
#include "src/forthvm/memory_refusal.h"
#include "src/hal/console.h"
#include "src/hal/date.h"
#include "src/kernel/memory_refusal_of.h"

namespace starkernel::kernel {
namespace {

forthvm::LineResult Completed(std::string_view line, std::span<char> buffer) {
  // The editor refuses what is longer than a VM instance's line.
  const std::size_t length = std::min(line.size(), buffer.size());
  CopyInto(buffer, line.substr(0, length));
  return {.state = forthvm::LineResult::State::kLine, .length = length};
}

}  // namespace

void Terminal::Collect() {
  while (!closed_ && !type_ahead_.full()) {
    const hal::ConsoleInput input = console_.TryRead();
    switch (input.state) {
      case hal::ConsoleInput::State::kEmpty: return;
      case hal::ConsoleInput::State::kClosed: closed_ = true; return;
      case hal::ConsoleInput::State::kByte: break;
    }
    if (input.byte == kEndOfInput) {
      closed_ = true;
      return;
    }
    Require(type_ahead_.Push(input.byte).ok(), "type-ahead is full");
    if (input.byte == kBreak) {
      ++breaks_;
      return;
    }
  }
}

std::optional<std::uint8_t> Terminal::PopTypeAhead() {
  const std::optional<std::uint8_t> byte = type_ahead_.Pop();
  if (byte == kBreak) {
    --breaks_;
  }
  return byte;
}

bool Terminal::HasBreak() {
  Collect();
  return breaks_ > 0;
}

bool Terminal::PollForBreak() {
  if (!HasBreak()) {
    return false;
  }
  while (breaks_ > 0) {
    static_cast<void>(PopTypeAhead());
  }
  return true;
}

bool Terminal::HasInput() {
  Collect();
  return closed_ || !type_ahead_.empty();
}

forthvm::LineResult Terminal::ReadLine(std::span<char> buffer) {
  for (;;) {
    Collect();
    const std::optional<std::uint8_t> byte = PopTypeAhead();
    if (!byte.has_value() && !closed_) {
      return {};
    }
    const console::LineEvent event = byte.has_value() ? editor_.Feed(*byte) : editor_.Close();
    switch (event) {
      case console::LineEvent::kEditing: break;
      case console::LineEvent::kLineComplete: {
        if (editor_.lacks_text()) {
          return {.state = forthvm::LineResult::State::kTooLong};
        }
        return Completed(editor_.line(), buffer);
      }
      case console::LineEvent::kEndOfInput: return {.state = forthvm::LineResult::State::kClosed};
    }
  }
}

forthvm::KeyResult Terminal::PeekKey() {
  Collect();
  if (!type_ahead_.empty()) {
    if (type_ahead_.front() == kBreak) {
      return {.state = forthvm::KeyResult::State::kBreak};
    }
    return {.state = forthvm::KeyResult::State::kKey, .key = type_ahead_.front()};
  }
  return {.state =
              closed_ ? forthvm::KeyResult::State::kClosed : forthvm::KeyResult::State::kPending};
}

Result<std::uint64_t> Terminal::Milliseconds() {
  constexpr std::uint64_t kNanosecondsInMillisecond = 1'000'000;
  return services_.clock.Now().value() / kNanosecondsInMillisecond;
}

Result<forthvm::CalendarTime> Terminal::ReadCalendar() {
  const hal::Date date = TRY(services_.calendar.ReadDate());
  return forthvm::CalendarTime{.year = date.year,
                               .month = date.month,
                               .day = date.day,
                               .hour = date.hour,
                               .minute = date.minute,
                               .second = date.second};
}

void Terminal::Log(forthvm::LogLevel level, std::string_view line) {
  if (services_.door == nullptr || !log_permission_.Has(*services_.door, level)) {
    return;
  }
  TextWriter(services_.log)
      .Text("VM[0] ")
      .Text(forthvm::NameOf(level))
      .Text(": ")
      .Text(line)
      .Line();
}

forthvm::MemoryRefusal Terminal::WhyRefused() const {
  return MemoryRefusalOf(memory_.last_refusal());
}

void Terminal::TakeKey() { static_cast<void>(PopTypeAhead()); }

}  // namespace starkernel::kernel
