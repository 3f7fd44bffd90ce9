#pragma once

#include <string>
#include <string_view>

namespace starkernel::tools {

/// What a stretch of typing means.
struct Keys {
  std::string input;  ///< For the guest.
  bool quit = false;  ///< Ctrl-A X: nothing typed after it counts.
  bool help = false;  ///< Ctrl-A H.
};

/// The keys that qemu_boot takes for itself on a terminal, as QEMU does: Ctrl-A X, Ctrl-A H, and
/// Ctrl-A twice for one Ctrl-A. Another key after Ctrl-A is dropped with it.
class EscapeKeys {
 public:
  [[nodiscard]] Keys Feed(std::string_view typed);

 private:
  bool escaped_ = false;
};

/// What Ctrl-A H shows.
inline constexpr std::string_view kKeysHelp =
    "\r\nCtrl-A X  end the machine\r\nCtrl-A H  this help\r\nCtrl-A Ctrl-A  send Ctrl-A\r\n";

}  // namespace starkernel::tools
