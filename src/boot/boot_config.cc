#include "src/boot/boot_config.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <system_error>

#include "src/base/format.h"
#include "src/base/text_writer.h"
#include "src/boot/option_values.h"

namespace starkernel::boot {
namespace {

constexpr std::string_view kBlanks = " \t\r";

std::string_view WithoutBlanks(std::string_view text) {
  const std::size_t start = text.find_first_not_of(kBlanks);
  if (start == std::string_view::npos) {
    return {};
  }
  return text.substr(start, text.find_last_not_of(kBlanks) - start + 1);
}

// Takes the first word off `text`, which has no blanks at its ends.
std::string_view TakeWord(std::string_view& text) {
  const std::string_view word = text.substr(0, text.find_first_of(kBlanks));
  text = WithoutBlanks(text.substr(word.size()));
  return word;
}

bool IsStoredName(std::string_view name) {
  return !name.empty() && name.size() <= kLongestStoredName && name != "." && name != ".." &&
         std::ranges::all_of(name, [](char character) {
           return character > ' ' && character < 0x7F &&
                  std::string_view("\\/:*?\"<>|").find(character) == std::string_view::npos;
         });
}

std::optional<std::uint16_t> PortNumber(std::string_view text) {
  const bool hexadecimal = text.starts_with("0x") || text.starts_with("0X");
  const std::string_view digits = hexadecimal ? text.substr(2) : text;
  std::uint16_t port = 0;
  const std::from_chars_result end =
      std::from_chars(digits.begin(), digits.end(), port, hexadecimal ? 16 : 10);
  if (end.ec != std::errc() || end.ptr != digits.end()) {
    return std::nullopt;
  }
  return port;
}

class Parser {
 public:
  explicit Parser(TextWriter& complaints) : complaints_(complaints) {}

  void Line(std::string_view line) {
    ++line_number_;
    std::string_view rest = WithoutBlanks(line);
    if (rest.empty() || rest.starts_with('#')) {
      return;
    }
    const std::string_view keyword = TakeWord(rest);
    if (keyword == "run" || keyword == "load") {
      Module(rest, keyword == "run");
    } else if (keyword == "exit-port") {
      ExitPort(rest);
    } else if (const auto problem = SetOption(keyword, rest, config_.options)) {
      if (problem->subject == keyword) {
        Complain(problem->what, keyword, "run, load, exit-port, ", kOptionNames);
      } else {
        Complain(problem->what, problem->subject, problem->expected);
      }
    }
  }

  [[nodiscard]] const BootConfig& config() const { return config_; }

 private:
  void Module(std::string_view rest, bool run) {
    const std::string_view stored = TakeWord(rest);
    if (!IsStoredName(stored)) {
      Complain("bad file name", stored, "1 to 64 characters that a file name may have");
    } else if (rest.empty()) {
      Complain("no name after file", stored, "the name that the user gave");
    } else if (!config_.modules.Push({.stored = stored, .name = rest, .run = run}).ok()) {
      Complain("one module too many", rest, "at most 64");
    }
  }

  void ExitPort(std::string_view value) {
    const std::optional<std::uint16_t> port = PortNumber(value);
    if (!port.has_value()) {
      Complain("bad exit port", value, "a number from 0 to 0xffff");
      return;
    }
    config_.exit_port = port;
  }

  void Complain(std::string_view what, std::string_view value, std::string_view expected,
                std::string_view also = {}) {
    Format(complaints_, "boot.txt:{}: {} \"{}\": expected {}{}\n", line_number_, what, value,
           expected, also);
  }

  TextWriter& complaints_;
  std::uint64_t line_number_ = 0;
  BootConfig config_;
};

}  // namespace

BootConfig ParseBootConfig(std::string_view text, TextWriter& complaints) {
  Parser parser(complaints);
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    parser.Line(line);
    text.remove_prefix(std::min(text.size(), line.size() + 1));
  }
  return parser.config();
}

}  // namespace starkernel::boot
