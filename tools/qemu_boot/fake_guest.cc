// Stands in for QEMU with a kernel in tests: talks on standard input and output the way a guest
// does on its serial line. The argument says how it behaves.
#include <unistd.h>

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>

#include "tools/command_line/command_line_unsafe.h"

namespace {

constexpr int kByeStatus = 33;
constexpr char kEndOfInput = '\x1C';

void Say(std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(STDOUT_FILENO, text.data(), text.size());
    if (count <= 0) {
      ::_exit(1);
    }
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

// Reads a few bytes at a time, as the 16-byte queue of a serial port would.
std::string Hear() {
  std::array<char, 16> buffer{};
  const ssize_t count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
  return count <= 0 ? std::string() : std::string(buffer.data(), static_cast<std::size_t>(count));
}

int Echo() {
  for (std::string heard = Hear(); !heard.empty(); heard = Hear()) {
    const std::size_t end = heard.find(kEndOfInput);
    Say(heard.substr(0, end));
    if (end != std::string::npos) {
      Say("<end>\r\n");
      return kByeStatus;
    }
  }
  return 1;
}

int Flood() {
  for (int line = 0; line < 20000; ++line) {
    Say("0123456789 0123456789 0123456789\r\n");
  }
  return kByeStatus;
}

int Behave(std::string_view behaviour) {
  if (behaviour == "mute") {
    ::pause();
  }
  Say("\x1B[2JFirmware 1.0\r\n");
  if (behaviour == "firmware-only") {
    return 0;
  }
  if (behaviour == "complain") {
    static_cast<void>(::write(STDERR_FILENO, "no such device\n", 15));
    return 1;
  }
  // Whatever comes before the marker is lost, as in firmware.
  ::usleep(50'000);
  Say("StarKernel fake\r\nVM arbiter loop entered\r\n");
  if (behaviour == "hang") {
    ::pause();
  }
  return behaviour == "flood" ? Flood() : Echo();
}

}  // namespace

int main(int count, char** values) {
  const auto arguments = starkernel::tools::CommandLine(count, values);
  return Behave(arguments.empty() ? std::string() : arguments.front());
}
