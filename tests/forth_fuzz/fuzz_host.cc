#include "tests/forth_fuzz/fuzz_host.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "src/base/result.h"
#include "src/forthvm/calendar_time.h"
#include "src/forthvm/host.h"
#include "src/forthvm/log_level.h"
#include "src/forthvm/memory_refusal.h"

namespace starkernel::forthvm::fuzz {
namespace {

constexpr std::size_t kLongestTranscript = 4096;

}  // namespace

void FuzzHost::Type(std::string_view typed) {
  typed_ = typed;
  transcript_.clear();
}

void FuzzHost::Begin(std::string_view typed, std::string_view file) {
  Type(typed);
  files_.Begin(file);
  blocks_.Begin();
  milliseconds_ = 0;
}

std::string FuzzHost::TakeTranscript() { return std::exchange(transcript_, {}); }

void FuzzHost::LookAt(std::string_view text) {
  for (const char character : text) {
    sum_ += static_cast<std::uint8_t>(character);
  }
}

void FuzzHost::Write(std::string_view text) {
  LookAt(text);
  transcript_ +=
      text.substr(0, kLongestTranscript - std::min(kLongestTranscript, transcript_.size()));
}

void FuzzHost::TakeInterrupts() {
  while (typed_.starts_with(kInterrupt)) {
    typed_.remove_prefix(1);
    vm_->Break();
  }
}

LineResult FuzzHost::ReadLine(std::span<char> buffer) {
  TakeInterrupts();
  const std::size_t end = typed_.find('\n');
  if (end == std::string_view::npos) {
    return {.state = LineResult::State::kPending};
  }
  const std::string_view line = typed_.substr(0, std::min(end, buffer.size()));
  typed_.remove_prefix(end + 1);
  std::ranges::copy(line, buffer.begin());
  return {.state = LineResult::State::kLine, .length = line.size()};
}

KeyResult FuzzHost::PeekKey() {
  TakeInterrupts();
  if (typed_.empty()) {
    return {.state = KeyResult::State::kPending};
  }
  return {.state = KeyResult::State::kKey, .key = static_cast<std::uint8_t>(typed_.front())};
}

MemoryRefusal FuzzHost::WhyRefused() const {
  return envelope_ == nullptr ? MemoryRefusal::kNoFrame : envelope_->why_refused();
}

Result<CalendarTime> FuzzHost::ReadCalendar() {
  return CalendarTime{.year = 2026, .month = 11, .day = 26, .hour = 12, .minute = 34, .second = 56};
}

void FuzzHost::Log(LogLevel /*level*/, std::string_view line) { LookAt(line); }

}  // namespace starkernel::forthvm::fuzz
