#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"
#include "src/base/quantities.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

/// What the tutorial has in fences: sessions at the prompt, and programs in files.
struct Tutorial {
  std::vector<std::string> sessions;
  std::map<std::string, std::string> files;
};

/// A program's first line names its file: `\ squares.fs: the first squares`.
std::string FileNameIn(const std::string& program) {
  return program.substr(2, program.find(':') - 2);
}

Tutorial ReadTutorial() {
  std::ifstream file("docs/tutorial.md");
  EXPECT_TRUE(file.good());
  Tutorial tutorial;
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
        tutorial.sessions.push_back(text);
      } else {
        EXPECT_EQ(fence, "```forth") << text;
        tutorial.files[FileNameIn(text)] = text;
      }
      fence.clear();
    }
  }
  return tutorial;
}

/// Types a line; what the terminal shows then, from the line's echo on, without blanks at the ends
/// of rows.
std::string Type(VmHarness& vm, std::string_view line) {
  vm.TakeTranscript();
  vm.host().TypeLine(line);
  vm.Go();
  std::string shown;
  for (const char character : vm.TakeTranscript()) {
    while (character == '\n' && shown.ends_with(' ')) {
      shown.pop_back();
    }
    shown += character;
  }
  return shown;
}

/// Whether typing `line` shows what `expected` begins with. It is tried in a process of its own, so
/// that the VM instance is as before.
bool WouldShow(VmHarness& vm, std::string_view line, std::string_view expected) {
  bool shows = false;
  EXPECT_EXIT(std::exit(expected.starts_with(Type(vm, line)) ? 7 : 8), ([&shows](int status) {
                shows = testing::ExitedWithCode(7)(status);
                return true;
              }),
              "");
  return shows;
}

/// How much of the first line of `expected` was typed: question and answer share a row. The longest
/// part that shows just this is it; npos if none does.
std::size_t TypedPart(VmHarness& vm, std::string_view expected) {
  std::size_t end = expected.find('\n');
  while (end != std::string_view::npos && end > 0) {
    if (WouldShow(vm, expected.substr(0, end), expected)) {
      return end;
    }
    end = expected.rfind(' ', end - 1);
  }
  return std::string_view::npos;
}

TEST(Tutorial, ShowsWhatThePromptAnswers) {
  const Tutorial tutorial = ReadTutorial();
  EXPECT_GT(tutorial.sessions.size(), 15U);
  VmHarness vm({.files = tutorial.files, .envelope = MiB(16)});
  vm.Go();
  int lines = 0;
  for (const std::string& session : tutorial.sessions) {
    for (std::string_view rest = session; !rest.empty(); ++lines) {
      const std::size_t typed = TypedPart(vm, rest);
      const std::string_view row = rest.substr(0, rest.find('\n'));
      ASSERT_NE(typed, std::string_view::npos) << "docs/tutorial.md has\n"
                                               << row << "\nbut typing the whole row shows\n"
                                               << Type(vm, row);
      rest.remove_prefix(Type(vm, rest.substr(0, typed)).size());
    }
  }
  EXPECT_GT(lines, 80);
}

}  // namespace
}  // namespace starkernel::forthvm
