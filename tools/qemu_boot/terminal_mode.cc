#include "tools/qemu_boot/terminal_mode.h"

namespace starkernel::tools {

RawTerminal::RawTerminal(int descriptor) : descriptor_(descriptor) {
  termios current{};
  if (::tcgetattr(descriptor_, &current) != 0) {
    return;
  }
  saved_ = current;
  ::cfmakeraw(&current);
  ::tcsetattr(descriptor_, TCSANOW, &current);
}

RawTerminal::~RawTerminal() {
  if (saved_) {
    ::tcsetattr(descriptor_, TCSADRAIN, &*saved_);
  }
}

}  // namespace starkernel::tools
