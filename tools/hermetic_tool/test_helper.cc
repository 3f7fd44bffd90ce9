// A child for the tests of child processes: does what its first argument says.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "tools/command_line/command_line_unsafe.h"

namespace {

int CopyInput() {
  for (int letter = std::getchar(); letter != EOF; letter = std::getchar()) {
    std::putchar(letter);
  }
  return 0;
}

int ShowVariable(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  std::printf("%s", value == nullptr ? "unset" : value);
  return 0;
}

}  // namespace

int main(int count, char** values) {
  const auto arguments = starkernel::tools::CommandLine(count, values);
  if (arguments.size() == 1 && arguments[0] == "copy") {
    return CopyInput();
  }
  if (arguments.size() == 1 && arguments[0] == "sleep") {
    ::sleep(600);
  }
  if (arguments.size() == 2 && arguments[0] == "variable") {
    return ShowVariable(arguments[1]);
  }
  if (arguments.size() == 1 && arguments[0] == "complain") {
    std::fputs("that went wrong\n", stderr);
    return 3;
  }
  return 99;
}
