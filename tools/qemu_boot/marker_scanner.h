#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace starkernel::tools {

/// Finds the first occurrence of a text in a stream that comes in pieces.
class MarkerScanner {
 public:
  explicit MarkerScanner(std::string marker) : marker_(std::move(marker)) {}

  /// Takes the next piece.
  void Feed(std::string_view piece) {
    if (seen_) {
      return;
    }
    window_ += piece;
    seen_ = window_.find(marker_) != std::string::npos;
    const std::size_t kept = marker_.empty() ? 0 : marker_.size() - 1;
    if (window_.size() > kept) {
      window_.erase(0, window_.size() - kept);
    }
  }

  /// Whether the marker has come, then and for ever.
  [[nodiscard]] bool seen() const { return seen_; }

 private:
  std::string marker_;
  std::string window_;  ///< The end of the stream that may be the marker's beginning.
  bool seen_ = false;
};

}  // namespace starkernel::tools
