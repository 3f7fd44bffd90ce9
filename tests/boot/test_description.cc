#include "tests/boot/test_description.h"

#include <charconv>
#include <memory>
#include <system_error>

namespace starkernel::tests {
namespace {

std::string Unescape(std::string_view text) {
  std::string plain;
  bool escaped = false;
  for (const char letter : text) {
    if (escaped) {
      plain += letter == 'n' ? '\n' : letter;
      escaped = false;
    } else if (letter == '\\') {
      escaped = true;
    } else {
      plain += letter;
    }
  }
  return plain;
}

template <typename T>
bool ReadNumber(const std::string& text, T& number) {
  const char* end = std::to_address(text.end());
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  return error == std::errc() && stop == end && !text.empty();
}

bool AddSource(TestDescription& description, std::string_view value, bool run) {
  const std::size_t blank = value.find(' ');
  if (blank == std::string_view::npos) {
    return false;
  }
  description.sources.push_back(
      {std::string(value.substr(0, blank)), std::string(value.substr(blank + 1)), run});
  return true;
}

// Whether the key is known and its value makes sense.
bool Apply(TestDescription& description, std::string_view key, const std::string& value) {
  if (key == "qemu_boot") {
    description.qemu_boot = value;
  } else if (key == "hosted") {
    description.hosted = value;
  } else if (key == "hosted_argument") {
    description.hosted_arguments.push_back(value);
  } else if (key == "packets") {
    description.packets = value == "yes";
    return value == "yes" || value == "no";
  } else if (key == "image") {
    description.image = value;
  } else if (key == "file" || key == "module") {
    return AddSource(description, value, key == "file");
  } else if (key == "argument") {
    description.arguments.push_back(value);
  } else if (key == "input") {
    description.input = value;
  } else if (key == "expect") {
    description.expectations.push_back({Expectation::Kind::kText, value});
  } else if (key == "expect_regex") {
    description.expectations.push_back({Expectation::Kind::kRegex, value});
  } else if (key == "forbid") {
    description.forbidden.push_back(value);
  } else if (key == "expect_error") {
    description.expected_errors.push_back(value);
  } else if (key == "said") {
    description.said.push_back(value);
  } else if (key == "said_last") {
    description.said_last = value;
  } else if (key == "status") {
    return ReadNumber(value, description.status);
  } else if (key == "timeout") {
    return ReadNumber(value, description.timeout_seconds);
  } else {
    return false;
  }
  return true;
}

}  // namespace

std::expected<TestDescription, std::string> ParseDescription(std::string_view text) {
  TestDescription description;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(line.size() == text.size() ? line.size() : line.size() + 1);
    const std::size_t blank = line.find(' ');
    const bool complete = blank != std::string_view::npos;
    if (!complete || !Apply(description, line.substr(0, blank), Unescape(line.substr(blank + 1)))) {
      return std::unexpected("bad line in the test's description: " + std::string(line));
    }
  }
  if (description.qemu_boot.empty() && description.hosted.empty()) {
    return std::unexpected("the test's description names no machine");
  }
  return description;
}

}  // namespace starkernel::tests
