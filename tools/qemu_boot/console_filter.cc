#include "tools/qemu_boot/console_filter.h"

namespace starkernel::tools {
namespace {

constexpr std::string_view kBanner = "StarKernel ";
constexpr char kEscape = '\x1B';
constexpr std::size_t kMostHidden = 256 * 1024;

bool IsLetter(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
}

}  // namespace

bool ConsoleFilter::CompletesBanner(char letter) {
  if (in_escape_) {
    in_escape_ = !IsLetter(letter);
    return false;
  }
  if (letter == kEscape) {
    in_escape_ = true;
    return false;
  }
  if (letter == '\n' || letter == '\r') {
    line_.clear();
    return false;
  }
  if (line_.size() < kBanner.size()) {
    line_ += letter;
    return line_ == kBanner;
  }
  return false;
}

std::string ConsoleFilter::Feed(std::string_view piece) {
  if (kernel_seen_) {
    return Shown(piece);
  }
  std::string shown = settings_.show_firmware ? Shown(piece) : std::string();
  for (std::size_t index = 0; index < piece.size(); ++index) {
    if (hidden_.size() < kMostHidden) {
      hidden_ += piece[index];
    }
    if (CompletesBanner(piece[index])) {
      kernel_seen_ = true;
      if (!settings_.show_firmware) {
        shown = Shown(std::string(kBanner) + std::string(piece.substr(index + 1)));
      }
      break;
    }
  }
  return shown;
}

std::string ConsoleFilter::Shown(std::string_view piece) {
  if (!settings_.strip_carriage_returns) {
    return std::string(piece);
  }
  std::string shown;
  for (const char letter : piece) {
    if (pending_return_ && letter != '\n') {
      shown += '\r';
    }
    pending_return_ = letter == '\r';
    if (!pending_return_) {
      shown += letter;
    }
  }
  return shown;
}

std::string ConsoleFilter::Finish() {
  const bool pending = pending_return_;
  pending_return_ = false;
  return pending ? "\r" : "";
}

}  // namespace starkernel::tools
