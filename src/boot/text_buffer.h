#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "src/base/text_writer.h"

namespace starkernel::boot {

/// Keeps the first `Capacity` characters written to it, until there is a log to hand them to.
template <std::size_t Capacity>
class TextBuffer final : public TextWriter::Sink {
 public:
  void Write(std::string_view text) override {
    const std::size_t taken = std::min(text.size(), Capacity - size_);
    for (const char character : text.substr(0, taken)) {
      characters_.at(size_) = character;
      ++size_;
    }
    lost_ = lost_ || taken < text.size();
  }

  [[nodiscard]] std::string_view text() const [[clang::lifetimebound]] {
    return std::string_view(characters_.begin(), characters_.end()).substr(0, size_);
  }

  /// Whether there was more than fits.
  [[nodiscard]] bool lost() const { return lost_; }

 private:
  std::array<char, Capacity> characters_{};
  std::size_t size_ = 0;
  bool lost_ = false;
};

}  // namespace starkernel::boot
