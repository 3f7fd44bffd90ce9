#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/all_words.h"

namespace starkernel::forthvm {
namespace {

/// Text inside a Markdown table, where a bar would end the column.
std::string Escaped(std::string_view text) {
  std::string escaped;
  for (const char character : text) {
    escaped += character == '|' ? "\\|" : std::string(1, character);
  }
  return escaped;
}

/// What the page says of one word.
std::string RowFor(const Word& word) {
  const bool is_immediate = (word.flags & kImmediate) != 0;
  const bool is_compile_only = (word.flags & kCompileOnly) != 0;
  std::string note = is_immediate ? "immediate" : "";
  note += is_immediate && is_compile_only ? ", " : "";
  note += is_compile_only ? "compile-only" : "";
  return "| `" + Escaped(word.name) + "` | `" + Escaped(word.stack_effect) + "` | " +
         Escaped(word.meaning) + " | " + note + " |\n";
}

std::string Reference() {
  std::string text;
  for (const WordModule& module : WordModules()) {
    text += "\n## " + std::string(module.name) + "\n\n";
    if (module.vocabulary != "FORTH") {
      text += "In the vocabulary `" + std::string(module.vocabulary) + "`.\n\n";
    }
    text += "| word | stack effect | meaning | |\n|---|---|---|---|\n";
    for (const Word& word : module.words) {
      text += RowFor(word);
    }
  }
  return text;
}

TEST(WordReference, ThePageHoldsTheWordTables) {
  const std::ifstream file("docs/forth-words.md");
  ASSERT_TRUE(file.good());
  std::ostringstream page;
  page << file.rdbuf();
  EXPECT_TRUE(page.str().ends_with(Reference())) << "docs/forth-words.md should end with:\n"
                                                 << Reference();
}

}  // namespace
}  // namespace starkernel::forthvm
