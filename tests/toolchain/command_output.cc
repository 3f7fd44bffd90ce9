#include "tests/toolchain/command_output.h"

#include <stdio.h>
#include <sys/wait.h>

#include <array>
#include <cstddef>
#include <sstream>
#include <string>
#include <vector>

namespace starkernel::toolchain_tests {
namespace {

std::string Quoted(const std::string& word) {
  std::string quoted = "'";
  for (const char character : word) {
    if (character == '\'') {
      quoted += "'\\''";
    } else {
      quoted += character;
    }
  }
  return quoted + "' ";
}

}  // namespace

CommandOutput RunCommand(const std::vector<std::string>& command) {
  std::string line;
  for (const std::string& word : command) {
    line += Quoted(word);
  }
  CommandOutput output;
  FILE* pipe = popen((line + "2>&1 < /dev/null").c_str(), "r");
  if (pipe == nullptr) {
    output.status = 127;
    return output;
  }
  std::array<char, 4096> buffer{};
  std::size_t count = 0;
  while ((count = fread(buffer.data(), 1, buffer.size(), pipe)) > 0) {
    output.text.append(buffer.data(), count);
  }
  output.status = WEXITSTATUS(pclose(pipe));
  return output;
}

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    lines.push_back(line);
  }
  return lines;
}

}  // namespace starkernel::toolchain_tests
