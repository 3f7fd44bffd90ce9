#include "tests/boot/transcript_check.h"

#include <algorithm>
#include <cstdint>
#include <regex>
#include <string>
#include <vector>

namespace starkernel::tests {
namespace {

// How the last boot line begins; figures may follow.
constexpr std::string_view kLastBootLine = "VM arbiter loop entered";

// What follows the first occurrence, or nothing if there is none.
std::optional<std::string_view> After(const Expectation& expectation, std::string_view text) {
  switch (expectation.kind) {
    case Expectation::Kind::kText: {
      const std::size_t place = text.find(expectation.wanted);
      if (place == std::string_view::npos) {
        return std::nullopt;
      }
      return text.substr(place + expectation.wanted.size());
    }
    case Expectation::Kind::kRegex: {
      const std::string copy(text);
      std::smatch match;
      if (!std::regex_search(copy, match, std::regex(expectation.wanted))) {
        return std::nullopt;
      }
      return text.substr(static_cast<std::size_t>(match.position(0) + match.length(0)));
    }
  }
  return std::nullopt;
}

}  // namespace

std::size_t CountMet(std::span<const Expectation> expectations, std::string_view transcript) {
  std::size_t met = 0;
  for (const Expectation& expectation : expectations) {
    const auto rest = After(expectation, transcript);
    if (!rest) {
      break;
    }
    transcript = *rest;
    ++met;
  }
  return met;
}

std::optional<std::string_view> AfterBootLines(std::string_view transcript) {
  const std::size_t start = transcript.find(kLastBootLine);
  const std::size_t end = transcript.find('\n', start);
  if (start == std::string_view::npos || end == std::string_view::npos) {
    return std::nullopt;
  }
  return transcript.substr(end + 1);
}

std::vector<std::string_view> PacketsIn(std::string_view transcript) {
  std::vector<std::string_view> packets;
  while (!transcript.empty()) {
    const std::string_view line = transcript.substr(0, transcript.find('\n'));
    transcript.remove_prefix(std::min(transcript.size(), line.size() + 1));
    if (line.starts_with("PARITY:")) {
      packets.push_back(line);
    }
  }
  return packets;
}

std::size_t FirstDifferentLine(std::string_view one, std::string_view other) {
  if (one == other) {
    return 0;
  }
  const auto [stop, ignored] = std::ranges::mismatch(one, other);
  const auto lines = std::count(one.begin(), stop, '\n');
  return static_cast<std::size_t>(lines) + 1;
}

}  // namespace starkernel::tests
