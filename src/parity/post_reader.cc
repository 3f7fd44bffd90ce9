#include "src/parity/post_reader.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <system_error>

#include "src/forthvm/cell.h"
#include "src/parity/escaped_text.h"
#include "src/parity/post_case.h"

namespace starkernel::parity {
namespace {

constexpr std::string_view kArrow = "->";

std::string_view WithoutBlanks(std::string_view text) {
  const std::size_t start = text.find_first_not_of(' ');
  return start == std::string_view::npos
             ? std::string_view()
             : text.substr(start, text.find_last_not_of(' ') - start + 1);
}

/// Takes the first word off `text` and the blanks behind it.
std::string_view TakeWord(std::string_view& text) {
  const std::string_view word = text.substr(0, text.find(' '));
  text = WithoutBlanks(text.substr(word.size()));
  return word;
}

/// Takes the word off `text` if it is the first one.
bool TakeThisWord(std::string_view& text, std::string_view word) {
  std::string_view rest = text;
  if (TakeWord(rest) != word) {
    return false;
  }
  text = rest;
  return true;
}

/// Where the last arrow between blanks begins.
std::optional<std::size_t> FindArrow(std::string_view line) {
  std::size_t place = line.rfind(kArrow);
  while (place != std::string_view::npos) {
    const std::size_t behind = place + kArrow.size();
    const bool begins = place == 0 || line[place - 1] == ' ';
    if (begins && (behind == line.size() || line[behind] == ' ')) {
      return place;
    }
    place = place == 0 ? std::string_view::npos : line.rfind(kArrow, place - 1);
  }
  return std::nullopt;
}

template <typename T>
std::optional<T> NumberIn(std::string_view digits, int base) {
  T number = 0;
  const std::from_chars_result end = std::from_chars(digits.begin(), digits.end(), number, base);
  return end.ec == std::errc() && end.ptr == digits.end() ? std::optional(number) : std::nullopt;
}

std::optional<forthvm::Cell> CellIn(std::string_view word) {
  if (!word.starts_with('$')) {
    return NumberIn<forthvm::Cell>(word, 10);
  }
  const auto bits = NumberIn<forthvm::UCell>(word.substr(1), 16);
  return bits.has_value() ? std::optional(forthvm::Signed(*bits)) : std::nullopt;
}

/// Takes the items of the stack off `text`; false if there are too many.
bool TakeStack(std::string_view& text, Expectation& expected) {
  for (;;) {
    std::string_view rest = text;
    const std::optional<forthvm::Cell> item = CellIn(TakeWord(rest));
    if (!item.has_value()) {
      return true;
    }
    if (!expected.stack.Push(*item).ok()) {
      return false;
    }
    text = rest;
  }
}

/// Takes how the case ends off `text`; false if a number is missing.
bool TakeEnding(std::string_view& text, Expectation& expected) {
  if (TakeThisWord(text, "throw")) {
    expected.ending = Ending::kThrow;
    const std::optional<forthvm::Cell> code = CellIn(TakeWord(text));
    expected.thrown = code.value_or(0);
    if (text.starts_with('"')) {
      const std::optional<std::string_view> message = TakeQuoted(text);
      expected.message = message.value_or("");
      text = WithoutBlanks(text);
      return message.has_value() && code.has_value() && expected.stack.empty();
    }
    return code.has_value() && expected.stack.empty();
  }
  if (TakeThisWord(text, "waits")) {
    expected.ending = Ending::kWait;
    const auto parked = NumberIn<std::size_t>(TakeWord(text), 10);
    expected.parked = parked.value_or(0);
    return parked.has_value();
  }
  if (TakeThisWord(text, "bye")) {
    expected.ending = Ending::kBye;
  }
  return true;
}

/// Takes `MARK "TEXT"` off `text` if the mark is there; false if the text is not.
bool TakeText(std::string_view& text, std::string_view mark, std::string_view& taken) {
  if (!TakeThisWord(text, mark)) {
    return true;
  }
  const std::optional<std::string_view> quoted = TakeQuoted(text);
  taken = quoted.value_or("");
  text = WithoutBlanks(text);
  return quoted.has_value();
}

/// Why the expectation is none, or nothing.
std::string_view ReadExpectation(std::string_view text, PostCase& post_case) {
  text = WithoutBlanks(text);
  Expectation& expected = post_case.expected;
  expected.text = text;
  if (!TakeStack(text, expected)) {
    return "more items than a case can expect";
  }
  if (!TakeEnding(text, expected)) {
    return "`throw N`, with nothing before it, or `waits N` needs its number";
  }
  if (!TakeText(text, "keys", post_case.keys)) {
    return "`keys` needs a text in quotes";
  }
  if (!TakeText(text, "|", expected.output)) {
    return "`|` needs a text in quotes";
  }
  return text.empty() ? "" : "the expectation does not end where it should";
}

bool IsBetweenCases(std::string_view line) {
  return line.empty() || line == "\\" || line.starts_with("\\ ") || line.starts_with("file ");
}

}  // namespace

std::optional<PostCase> PostReader::Next() {
  std::string_view source = rest_;
  std::size_t length = 0;
  while (!rest_.empty()) {
    const std::string_view line = TakeLine();
    std::string_view words = line;
    const bool first = length == 0;
    const bool needs = first && TakeThisWord(words, "needs");
    if (needs) {
      needed_ = words;
    }
    if (needs || (first && IsBetweenCases(line))) {
      source = rest_;
      continue;
    }
    const std::optional<std::size_t> arrow = FindArrow(line);
    if (arrow.has_value()) {
      PostCase post_case{.line = line_,
                         .source = WithoutBlanks(source.substr(0, length + *arrow)),
                         .needed = needed_};
      post_case.problem = ReadExpectation(line.substr(*arrow + kArrow.size()), post_case);
      return post_case;
    }
    length += line.size() + 1;
  }
  if (length != 0) {
    return PostCase{.line = line_, .problem = "no expectation behind an arrow"};
  }
  return std::nullopt;
}

std::string_view PostReader::TakeLine() {
  const std::string_view line = rest_.substr(0, rest_.find('\n'));
  rest_.remove_prefix(std::min(rest_.size(), line.size() + 1));
  ++line_;
  return line;
}

std::optional<std::string_view> FindPostFile(const PostModule& module, std::string_view name) {
  std::string_view rest = module.text;
  while (!rest.empty()) {
    std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (TakeThisWord(line, "file") && TakeThisWord(line, name)) {
      const std::optional<std::string_view> text = TakeQuoted(line);
      return text;
    }
  }
  return std::nullopt;
}

}  // namespace starkernel::parity
