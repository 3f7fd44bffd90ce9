#pragma once

#include <termios.h>

#include <optional>

namespace starkernel::tools {

/// Puts a terminal into raw mode, in which every key goes to the guest, and restores it.
class RawTerminal {
 public:
  /// Does nothing if the descriptor is no terminal.
  explicit RawTerminal(int descriptor);
  RawTerminal(const RawTerminal&) = delete;
  RawTerminal& operator=(const RawTerminal&) = delete;
  ~RawTerminal();

 private:
  int descriptor_;
  std::optional<termios> saved_;
};

}  // namespace starkernel::tools
