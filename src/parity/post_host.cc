#include "src/parity/post_host.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "src/base/error.h"
#include "src/base/panic.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/forthvm/host.h"
#include "src/forthvm/log_level.h"
#include "src/parity/escaped_text.h"
#include "src/parity/post_case.h"
#include "src/parity/post_reader.h"

namespace starkernel::parity {

PostHost::PostHost(const PostModule& module, const PostCase& post_case)
    : module_(module), case_(post_case) {
  WriteUnescaped(post_case.keys, keys_);
  Require(!keys_.lost(), "a POST case types too many keys");
}

forthvm::LineResult PostHost::ReadLine(std::span<char> /*buffer*/) {
  return {.state = forthvm::LineResult::State::kPending};
}

forthvm::KeyResult PostHost::PeekKey() {
  const std::string_view left = keys_.view().substr(taken_);
  if (left.empty() || left.front() == kInterrupt) {
    return {.state = forthvm::KeyResult::State::kPending};
  }
  return {.state = forthvm::KeyResult::State::kKey, .key = static_cast<std::uint8_t>(left.front())};
}

void PostHost::TakeKey() { ++taken_; }

void PostHost::Log(forthvm::LogLevel level, std::string_view line) {
  TextWriter(output_).Text(forthvm::NameOf(level)).Text(": ").Text(line).Character('\n');
}

bool PostHost::TakeInterrupt() {
  const bool interrupts = keys_.view().substr(taken_).starts_with(kInterrupt);
  taken_ += interrupts ? 1 : 0;
  return interrupts;
}

Result<std::span<const char>> PostHost::OpenSource(std::string_view name) {
  if (name == kCaseName) {
    return std::span<const char>(case_.source);
  }
  if (name == kEndName) {
    Require(vm_ != nullptr, "nobody watches the case's VM instance");
    done_ = Done{.written = output_.view().size(), .depths = vm_->depths()};
    return std::span<const char>();
  }
  if (name == kBrokenName) {
    return Error::kDeviceFailure;
  }
  const std::optional<std::string_view> text = FindPostFile(module_, name);
  if (!text.has_value()) {
    return Error::kNotFound;
  }
  file_.Clear();
  WriteUnescaped(*text, file_);
  Require(!file_.lost(), "a file of POST is too long");
  return std::span<const char>(file_.view());
}

}  // namespace starkernel::parity
