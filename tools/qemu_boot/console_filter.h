#pragma once

#include <string>
#include <string_view>

namespace starkernel::tools {

/// Decides what of the serial line is shown. Firmware talks on the same line; everything before
/// the kernel's first line, which begins with `StarKernel `, is kept back.
class ConsoleFilter {
 public:
  struct Settings {
    bool show_firmware = false;           ///< Keep nothing back.
    bool strip_carriage_returns = false;  ///< Show CR LF as LF.
  };

  explicit ConsoleFilter(Settings settings) : settings_(settings) {}

  /// Takes the next piece of the line and returns what is to be shown now.
  [[nodiscard]] std::string Feed(std::string_view piece);

  /// What is left to show when the line has ended.
  [[nodiscard]] std::string Finish();

  /// Whether the kernel's first line has begun.
  [[nodiscard]] bool kernel_seen() const { return kernel_seen_; }

  /// What was kept back.
  [[nodiscard]] const std::string& hidden() const { return hidden_; }

 private:
  [[nodiscard]] std::string Shown(std::string_view piece);
  /// Takes one byte of the time before the kernel; whether it completes the kernel's first words.
  [[nodiscard]] bool CompletesBanner(char letter);

  Settings settings_;
  bool kernel_seen_ = false;
  bool in_escape_ = false;  ///< Inside a terminal escape sequence.
  std::string line_;        ///< The current line before the kernel, without escape sequences.
  std::string hidden_;
  bool pending_return_ = false;  ///< A CR that is dropped if an LF follows.
};

}  // namespace starkernel::tools
