#include "tools/word_reference/word_reference.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "src/forthvm/word_module.h"

namespace starkernel::tools {
namespace {

using forthvm::Word;
using forthvm::WordModule;

constexpr std::string_view kIndexHeading = "## Modules\n";
constexpr std::string_view kNotice =
    "<!-- Made by bazel run //tools/word_reference from the word tables. -->\n";

/// Text inside a Markdown table, where a bar would end the column.
std::string Escaped(std::string_view text) {
  std::string escaped;
  for (const char character : text) {
    escaped += character == '|' ? "\\|" : std::string(1, character);
  }
  return escaped;
}

/// Code within text; a name may have a backquote of its own.
std::string Code(std::string_view text) {
  const bool has_quote = text.contains('`');
  return has_quote ? "`` " + std::string(text) + " ``" : "`" + std::string(text) + "`";
}

std::string FileName(const WordModule& module) {
  std::string name;
  for (const char character : module.name) {
    const bool is_capital = character >= 'A' && character <= 'Z';
    name += is_capital ? static_cast<char>(character - 'A' + 'a') : character;
    name.back() = name.back() == ' ' ? '-' : name.back();
  }
  return name + ".md";
}

std::string Note(const Word& word) {
  const bool is_immediate = (word.flags & forthvm::kImmediate) != 0;
  const bool is_compile_only = (word.flags & forthvm::kCompileOnly) != 0;
  std::string note = is_immediate ? "immediate" : "";
  note += is_immediate && is_compile_only ? ", " : "";
  note += is_compile_only ? "compile-only" : "";
  note += !note.empty() && !word.capability.empty() ? ", " : "";
  return note + (word.capability.empty() ? "" : "needs " + std::string(word.capability));
}

Page ModulePage(const WordModule& module) {
  std::string text(kNotice);
  text += "# Words: " + std::string(module.name) + "\n\n";
  text += module.vocabulary == "FORTH" ? "" : "In the vocabulary " + Code(module.vocabulary) + ". ";
  text += "Capability needed: " + std::string(module.capability) +
          ". [All modules](../forth-words.md#modules)\n\n";
  text += "| word | stack effect | meaning | |\n|---|---|---|---|\n";
  for (const Word& word : module.words) {
    text += "| " + Escaped(Code(word.name)) + " | " + Escaped(Code(word.stack_effect)) + " | " +
            Escaped(word.meaning) + " | " + Note(word) + " |\n";
  }
  return {.path = "docs/words/" + FileName(module), .text = text};
}

std::string IndexRow(const WordModule& module) {
  std::string row = "| [" + std::string(module.name) + "](words/" + FileName(module) + ") | ";
  for (const Word& word : module.words) {
    row += Escaped(Code(word.name)) + " ";
  }
  return row + "|\n";
}

/// `text` with `number` in place of the one that stands before each `mark`.
std::string WithNumber(std::string text, std::string_view mark, std::size_t number) {
  const std::string digits = std::to_string(number);
  for (std::size_t end = text.find(mark); end != std::string::npos; end = text.find(mark, end)) {
    std::size_t begin = end;
    while (begin > 0 && text[begin - 1] >= '0' && text[begin - 1] <= '9') {
      --begin;
    }
    text.replace(begin, end - begin, digits);
    end = begin + digits.size() + mark.size();
  }
  return text;
}

/// Each quotation in the text of a word is a word, too, though without a name.
std::size_t QuotationsIn(std::string_view source) {
  constexpr std::string_view kBegin = "[: ";
  std::size_t count = 0;
  for (std::size_t at = source.find(kBegin); at != std::string_view::npos;
       at = source.find(kBegin, at + 1)) {
    ++count;
  }
  return count;
}

}  // namespace

Page ReadmeWithWordCount(const std::string& readme) {
  std::size_t words = 0;
  for (const WordModule& module : forthvm::WordModules()) {
    for (const Word& word : module.words) {
      words += 1 + QuotationsIn(word.source);
    }
  }
  return {.path = kReadme, .text = WithNumber(readme, " words, data space from ", words)};
}

std::vector<Page> WordReference(const std::string& index) {
  std::string text = index.substr(0, index.find(kIndexHeading));
  text += std::string(kIndexHeading) + "\n| module | words |\n|---|---|\n";
  std::vector<Page> pages;
  for (const WordModule& module : forthvm::WordModules()) {
    text += IndexRow(module);
    pages.push_back(ModulePage(module));
  }
  pages.push_back({.path = kWordIndex, .text = text});
  return pages;
}

}  // namespace starkernel::tools
