#include "tools/coverage/kernel_code.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <optional>
#include <sstream>

#include "tools/coverage/source_name.h"
#include "tools/hermetic_tool/captured_run.h"
#include "tools/hermetic_tool/child_process.h"

namespace starkernel::tools {
namespace {

constexpr std::chrono::seconds kLimit{120};

std::expected<std::string, std::string> OutputOf(std::vector<std::string> command,
                                                 std::string_view input) {
  auto run = RunCaptured({.command = std::move(command)}, input, kLimit);
  if (!run) {
    return std::unexpected(run.error());
  }
  if (!run->end.success()) {
    return std::unexpected(DescribeEnd(run->end) + ": " + run->error);
  }
  return std::move(run->output);
}

// The address in "  1a450:  pushq  $0x0"; not in the head "000000000001a450 <name>:".
std::optional<std::uint64_t> AddressIn(std::string_view text) {
  const std::size_t start = std::min(text.find_first_not_of(' '), text.size());
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon < start) {
    return std::nullopt;
  }
  std::uint64_t address = 0;
  const std::string_view digits = text.substr(start, colon - start);
  const auto [end, error] = std::from_chars(digits.begin(), digits.end(), address, 16);
  return error == std::errc{} && end == digits.end() ? std::optional(address) : std::nullopt;
}

// What fills the space before the next function, or before the next entry of a table of code.
bool IsPadding(std::string_view text) { return text.contains("\tnop") || text.contains("\tint3"); }

// UD1 is what the compiler writes behind a check of its own, and where it was told that nothing
// arrives (`__builtin_unreachable`, the end of a function that does not return): no line of the
// source asks for it, and running it would be the mistake. UD2 stays: we write it ourselves.
bool IsCheckThatFailed(std::string_view text) { return text.contains("\tud1"); }

}  // namespace

std::vector<std::uint64_t> InstructionAddresses(std::istream& disassembly) {
  std::vector<std::uint64_t> addresses;
  std::string text;
  while (std::getline(disassembly, text)) {
    const bool code = !IsPadding(text) && !IsCheckThatFailed(text);
    if (const auto address = AddressIn(text); address && code) {
      addresses.push_back(*address);
    }
  }
  return addresses;
}

Instruction ParsePlace(std::uint64_t address, std::string_view place) {
  const std::string_view words = place.substr(0, place.find(' '));
  const std::size_t colon = std::min(words.rfind(':'), words.size());
  unsigned line = 0;
  const std::string_view digits = words.substr(std::min(colon + 1, words.size()));
  std::from_chars(digits.begin(), digits.end(), line);
  return {
      .address = address, .file = std::string(SourceName(words.substr(0, colon))), .line = line};
}

std::expected<KernelCode, std::string> ReadKernelCode(const KernelFiles& files) {
  const auto disassembly = OutputOf(
      {files.objdump.string(), "--disassemble", "--no-show-raw-insn", files.kernel.string()}, "");
  if (!disassembly) {
    return std::unexpected(disassembly.error());
  }
  std::istringstream stream(*disassembly);
  const std::vector<std::uint64_t> addresses = InstructionAddresses(stream);
  std::string questions;
  for (const std::uint64_t address : addresses) {
    std::array<char, 16> digits{};
    const auto written = std::to_chars(digits.begin(), digits.end(), address, 16);
    questions += "0x" + std::string(digits.begin(), written.ptr) + "\n";
  }
  const auto answers = OutputOf({files.symbolizer.string(), "--obj=" + files.kernel.string(),
                                 "--no-inlines", "--functions=none", "--output-style=GNU"},
                                questions);
  if (!answers) {
    return std::unexpected(answers.error());
  }
  std::istringstream places(*answers);
  KernelCode code;
  std::string place;
  for (const std::uint64_t address : addresses) {
    if (!std::getline(places, place)) {
      return std::unexpected(std::string("the symbolizer left questions without an answer"));
    }
    code.push_back(ParsePlace(address, place));
  }
  return code;
}

AddressRange RangeOf(const KernelCode& code, std::uint64_t base) {
  if (code.empty()) {
    return {};
  }
  return {.begin = base + code.front().address, .end = base + code.back().address + 1};
}

}  // namespace starkernel::tools
