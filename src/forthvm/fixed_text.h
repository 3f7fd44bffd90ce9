#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "src/base/text_writer.h"

namespace starkernel::forthvm {

/// Text of at most `Capacity` characters; what is written beyond is cut off.
template <std::size_t Capacity>
class FixedText final : public TextWriter::Sink {
 public:
  void Write(std::string_view text) override {
    const std::string_view fitting = text.substr(0, Capacity - length_);
    std::ranges::copy(fitting, std::span(characters_).subspan(length_).begin());
    length_ += fitting.size();
  }
  void Clear() { length_ = 0; }
  [[nodiscard]] bool empty() const { return length_ == 0; }
  [[nodiscard]] std::string_view view() const [[clang::lifetimebound]] {
    return std::string_view(characters_.data(), length_);
  }

 private:
  std::array<char, Capacity> characters_{};
  std::size_t length_ = 0;
};

}  // namespace starkernel::forthvm
