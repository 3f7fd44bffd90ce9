#pragma once

#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {

/// What a document has in fences: sessions at the prompt (`console`), and programs in files
/// (`forth`); `text` is for neither. For tests that type a document.
struct PromptDocument {
  std::vector<std::string> sessions;
  std::map<std::string, std::string> files;
};

/// A program's first line names its file: `\ squares.fs: the first squares`.
inline std::string FileNameIn(const std::string& program) {
  return program.substr(2, program.find(':') - 2);
}

/// The document at `path` in the test's runfiles.
inline PromptDocument ReadPromptDocument(const std::string& path) {
  std::ifstream file(path);
  EXPECT_TRUE(file.good()) << path;
  PromptDocument document;
  std::string fence;
  std::string text;
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with("```")) {
      text += fence.empty() ? "" : line + "\n";
    } else if (fence.empty()) {
      fence = line;
      text.clear();
    } else {
      if (fence == "```console") {
        document.sessions.push_back(text);
      } else if (fence == "```forth") {
        document.files[FileNameIn(text)] = text;
      } else {
        EXPECT_EQ(fence, "```text") << text;
      }
      fence.clear();
    }
  }
  return document;
}

/// What the terminal showed, without blanks at the ends of rows.
inline std::string WithoutBlanksAtEnds(std::string_view written) {
  std::string shown;
  for (const char character : written) {
    while (character == '\n' && shown.ends_with(' ')) {
      shown.pop_back();
    }
    shown += character;
  }
  return shown;
}

/// Whether a row of a document stands for `row`: `...` in it is anything.
inline bool StandsFor(std::string_view expected, std::string_view row) {
  constexpr std::string_view kAnything = "...";
  bool is_first = true;
  for (std::size_t gap = expected.find(kAnything); gap != std::string_view::npos;
       gap = expected.find(kAnything)) {
    const std::size_t at = row.find(expected.substr(0, gap));
    if (at == std::string_view::npos || (is_first && at != 0)) {
      return false;
    }
    row.remove_prefix(at + gap);
    expected.remove_prefix(gap + kAnything.size());
    is_first = false;
  }
  return is_first ? expected == row : row.ends_with(expected);
}

/// How much of `expected` stands for what was shown: whole rows; nothing if it does not begin with
/// that.
inline std::optional<std::size_t> PartThatStandsFor(std::string_view expected,
                                                    std::string_view shown) {
  std::size_t used = 0;
  while (!shown.empty()) {
    const std::string_view rest = expected.substr(used);
    const std::size_t row_end = shown.find('\n');
    const std::size_t end = rest.find('\n');
    if (row_end == std::string_view::npos || end == std::string_view::npos ||
        !StandsFor(rest.substr(0, end), shown.substr(0, row_end))) {
      return std::nullopt;
    }
    used += end + 1;
    shown.remove_prefix(row_end + 1);
  }
  return used;
}

/// Where a document is typed.
class Prompt {
 public:
  /// Types a line; what is shown then, from the line's echo on, without blanks at the ends of rows.
  virtual std::string Type(std::string_view line) = 0;

  /// Whether typing `line` would show what `expected` begins with; all is as before.
  virtual bool WouldShow(std::string_view line, std::string_view expected) = 0;

 protected:
  ~Prompt() = default;
};

/// That of a VM instance without a kernel, which outlives this.
class HarnessPrompt final : public Prompt {
 public:
  explicit HarnessPrompt(VmHarness& vm [[clang::lifetimebound]]) : vm_(vm) {}

  std::string Type(std::string_view line) override {
    vm_.TakeTranscript();
    vm_.host().TypeLine(line);
    vm_.Go();
    return WithoutBlanksAtEnds(vm_.TakeTranscript());
  }

  /// It is tried in a copy of the test.
  bool WouldShow(std::string_view line, std::string_view expected) override {
    bool shows = false;
    EXPECT_EXIT(std::exit(PartThatStandsFor(expected, Type(line)).has_value() ? 7 : 8),
                ([&shows](int status) {
                  shows = testing::ExitedWithCode(7)(status);
                  return true;
                }),
                "");
    return shows;
  }

 private:
  VmHarness& vm_;
};

/// How much of the first line of `expected` was typed: question and answer share a row. The longest
/// part that shows just this is it; npos if none does.
inline std::size_t TypedPart(Prompt& prompt, std::string_view expected) {
  std::size_t end = expected.find('\n');
  while (end != std::string_view::npos && end > 0) {
    if (prompt.WouldShow(expected.substr(0, end), expected)) {
      return end;
    }
    end = expected.rfind(' ', end - 1);
  }
  return std::string_view::npos;
}

/// Types a session and expects what it shows; the lines that were typed.
inline std::vector<std::string> ExpectSession(Prompt& prompt, std::string_view session) {
  std::vector<std::string> lines;
  for (std::string_view rest = session; !rest.empty();) {
    const std::size_t typed = TypedPart(prompt, rest);
    if (typed == std::string_view::npos) {
      const std::string_view row = rest.substr(0, rest.find('\n'));
      ADD_FAILURE() << "the document has\n"
                    << row << "\nbut typing the whole row shows\n"
                    << prompt.Type(row);
      return lines;
    }
    lines.emplace_back(rest.substr(0, typed));
    rest.remove_prefix(PartThatStandsFor(rest, prompt.Type(lines.back())).value_or(rest.size()));
  }
  return lines;
}

/// Types the document's sessions, one after the other, and expects what it shows; the number of
/// lines typed.
inline std::size_t ExpectSessions(VmHarness& vm, const PromptDocument& document) {
  HarnessPrompt prompt(vm);
  std::size_t lines = 0;
  for (const std::string& session : document.sessions) {
    lines += ExpectSession(prompt, session).size();
  }
  return lines;
}

}  // namespace starkernel::forthvm
