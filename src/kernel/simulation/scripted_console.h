#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "src/hal/console.h"

namespace starkernel::kernel::simulation {

/// A console on which the simulation types, and which keeps what is written to it.
class ScriptedConsole final : public hal::Console {
 public:
  void Type(std::string_view text) { typed_ += text; }
  /// The input ends behind what was typed.
  void Close() { closed_ = true; }

  void Write(std::string_view text) override { written_ += text; }
  hal::ConsoleInput TryRead() override {
    using State = hal::ConsoleInput::State;
    if (read_ == typed_.size()) {
      return {.state = closed_ ? State::kClosed : State::kEmpty};
    }
    return {.state = State::kByte, .byte = static_cast<std::uint8_t>(typed_[read_++])};
  }

  [[nodiscard]] const std::string& written() const [[clang::lifetimebound]] { return written_; }

 private:
  std::string typed_;
  std::string written_;
  std::size_t read_ = 0;
  bool closed_ = false;
};

}  // namespace starkernel::kernel::simulation
