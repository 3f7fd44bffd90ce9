#pragma once

#include <cstdlib>
#include <fstream>
#include <map>
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

/// Types a line; what the terminal shows then, from the line's echo on, without blanks at the ends
/// of rows.
inline std::string Type(VmHarness& vm, std::string_view line) {
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

/// Whether typing `line` shows what `expected` begins with. It is tried in a copy of the test, so
/// that the VM instance is as before.
inline bool WouldShow(VmHarness& vm, std::string_view line, std::string_view expected) {
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
inline std::size_t TypedPart(VmHarness& vm, std::string_view expected) {
  std::size_t end = expected.find('\n');
  while (end != std::string_view::npos && end > 0) {
    if (WouldShow(vm, expected.substr(0, end), expected)) {
      return end;
    }
    end = expected.rfind(' ', end - 1);
  }
  return std::string_view::npos;
}

/// Types the document's sessions and expects what it shows; the number of lines typed.
inline int ExpectSessions(VmHarness& vm, const PromptDocument& document) {
  int lines = 0;
  for (const std::string& session : document.sessions) {
    for (std::string_view rest = session; !rest.empty(); ++lines) {
      const std::size_t typed = TypedPart(vm, rest);
      const std::string_view row = rest.substr(0, rest.find('\n'));
      if (typed == std::string_view::npos) {
        ADD_FAILURE() << "the document has\n"
                      << row << "\nbut typing the whole row shows\n"
                      << Type(vm, row);
        return lines;
      }
      rest.remove_prefix(Type(vm, rest.substr(0, typed)).size());
    }
  }
  return lines;
}

}  // namespace starkernel::forthvm
