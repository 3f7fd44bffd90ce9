#include "tests/boot/transcript_check.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <regex>
#include <string>
#include <string_view>

namespace starkernel::tests {
namespace {

// How the last boot line begins; figures may follow.
constexpr std::string_view kLastBootLine = "VM arbiter loop entered";

// How lines of the self test begin: the heading of its table, and packets.
constexpr std::string_view kTable = "POST ";
constexpr std::string_view kPacket = "PARITY:";

// Where the first line begins that begins so.
std::size_t FindLine(std::string_view text, std::string_view begin) {
  std::size_t place = text.find(begin);
  while (place != std::string_view::npos && place != 0 && text[place - 1] != '\n') {
    place = text.find(begin, place + 1);
  }
  return place;
}

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

std::string_view SelfTestIn(std::string_view transcript) {
  const std::size_t size = transcript.size() - AfterPackets(transcript).size();
  const std::size_t table = FindLine(transcript, kTable);
  const std::size_t start = std::min(table, FindLine(transcript, kPacket));
  return start < size ? transcript.substr(start, size - start) : std::string_view();
}

std::string_view AfterPackets(std::string_view transcript) {
  for (std::size_t packet = FindLine(transcript, kPacket); packet != std::string_view::npos;
       packet = FindLine(transcript, kPacket)) {
    const std::size_t end = transcript.find('\n', packet);
    transcript.remove_prefix(end == std::string_view::npos ? transcript.size() : end + 1);
  }
  return transcript;
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
