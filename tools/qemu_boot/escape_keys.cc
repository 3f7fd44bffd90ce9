#include "tools/qemu_boot/escape_keys.h"

namespace starkernel::tools {
namespace {

constexpr char kControlA = '\x01';

}  // namespace

Keys EscapeKeys::Feed(std::string_view typed) {
  Keys keys;
  for (const char letter : typed) {
    if (!escaped_) {
      escaped_ = letter == kControlA;
      if (!escaped_) {
        keys.input += letter;
      }
      continue;
    }
    escaped_ = false;
    if (letter == 'x' || letter == 'X') {
      keys.quit = true;
      return keys;
    }
    keys.help = keys.help || letter == 'h' || letter == 'H';
    if (letter == kControlA) {
      keys.input += letter;
    }
  }
  return keys;
}

}  // namespace starkernel::tools
