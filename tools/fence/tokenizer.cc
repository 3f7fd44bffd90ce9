#include "tools/fence/tokenizer.h"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tools/fence/token.h"

namespace starkernel::fence {
namespace {

bool IsDigit(char character) { return character >= '0' && character <= '9'; }

bool IsWord(char character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
         character == '_' || character == '$' || IsDigit(character);
}

bool IsSpace(char character) {
  return character == ' ' || character == '\t' || character == '\r' || character == '\f' ||
         character == '\v';
}

/// A character behind line splicing, and where it stands in the file.
struct Character {
  char value = '\0';
  std::size_t offset = 0;
  std::size_t line = 0;
};

std::vector<Character> Splice(std::string_view text) {
  std::vector<Character> spliced;
  spliced.reserve(text.size());
  std::size_t line = 1;
  for (std::size_t offset = 0; offset < text.size(); ++offset) {
    const std::string_view rest = text.substr(offset);
    if (rest.starts_with("\\\n") || rest.starts_with("\\\r\n")) {
      offset += rest.starts_with("\\\n") ? 1 : 2;
      ++line;
      continue;
    }
    spliced.push_back({.value = rest.front(), .offset = offset, .line = line});
    line += rest.front() == '\n' ? 1 : 0;
  }
  return spliced;
}

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text) : text_(text), characters_(Splice(text)) {}

  std::vector<Token> Run() {
    while (position_ < characters_.size()) {
      Step();
    }
    return std::move(tokens_);
  }

 private:
  [[nodiscard]] char At(std::size_t ahead) const {
    const std::size_t index = position_ + ahead;
    return index < characters_.size() ? characters_.at(index).value : '\0';
  }

  [[nodiscard]] bool StartsWith(std::string_view wanted) const {
    for (std::size_t index = 0; index < wanted.size(); ++index) {
      if (At(index) != wanted.at(index)) {
        return false;
      }
    }
    return true;
  }

  [[nodiscard]] std::size_t Line() const { return characters_.at(position_).line; }

  /// Takes `count` characters, or what is left.
  std::string Take(std::size_t count) {
    std::string taken;
    for (; count > 0 && position_ < characters_.size(); --count, ++position_) {
      taken += At(0);
    }
    return taken;
  }

  void Add(TokenKind kind, std::string text, std::size_t line) {
    if (kind != TokenKind::kComment) {
      at_line_start_ = false;
    }
    tokens_.push_back(
        {.kind = kind, .text = std::move(text), .line = line, .directive = in_directive_});
  }

  void Step() {
    const char next = At(0);
    if (next == '\n') {
      at_line_start_ = true;
      in_directive_ = false;
      ++position_;
    } else if (IsSpace(next)) {
      ++position_;
    } else if (StartsWith("//")) {
      ReadLineComment();
    } else if (StartsWith("/*")) {
      ReadBlockComment();
    } else if (IsDigit(next)) {
      ReadNumber();
    } else if (IsWord(next)) {
      ReadWord();
    } else if (next == '"' || next == '\'') {
      ReadQuoted();
    } else {
      ReadPunctuation();
    }
  }

  void ReadLineComment() {
    const std::size_t line = Line();
    std::string text;
    while (position_ < characters_.size() && At(0) != '\n') {
      text += Take(1);
    }
    Add(TokenKind::kComment, text.substr(2), line);
  }

  void ReadBlockComment() {
    const std::size_t line = Line();
    Take(2);
    std::string text;
    while (position_ < characters_.size() && !StartsWith("*/")) {
      text += Take(1);
    }
    Take(2);
    Add(TokenKind::kComment, std::move(text), line);
  }

  /// A preprocessing number: anything like 0x1F, 1'000, 1.5e+3 or 42U.
  void ReadNumber() {
    const std::size_t line = Line();
    std::string text;
    while (IsWord(At(0)) || At(0) == '.' || (At(0) == '\'' && IsWord(At(1)))) {
      const bool exponent = (At(0) == 'e' || At(0) == 'E' || At(0) == 'p' || At(0) == 'P') &&
                            (At(1) == '+' || At(1) == '-');
      text += Take(exponent ? 2 : 1);
    }
    Add(TokenKind::kNumber, std::move(text), line);
  }

  void ReadWord() {
    const std::size_t line = Line();
    std::string text;
    while (IsWord(At(0))) {
      text += Take(1);
    }
    const bool prefix = text == "u8" || text == "u" || text == "U" || text == "L" || text == "R" ||
                        text == "u8R" || text == "uR" || text == "UR" || text == "LR";
    if (prefix && At(0) == '"') {
      return text.ends_with('R') ? ReadRaw() : ReadQuoted();
    }
    if (prefix && At(0) == '\'' && !text.ends_with('R')) {
      return ReadQuoted();
    }
    const bool includes = in_directive_ && (text == "include" || text == "include_next") &&
                          !tokens_.empty() && tokens_.back().Is("#");
    Add(TokenKind::kIdentifier, std::move(text), line);
    if (includes) {
      ReadHeaderName();
    }
  }

  void ReadHeaderName() {
    while (IsSpace(At(0))) {
      ++position_;
    }
    if (At(0) != '<') {
      return;
    }
    const std::size_t line = Line();
    Take(1);
    std::string text;
    while (position_ < characters_.size() && At(0) != '>' && At(0) != '\n') {
      text += Take(1);
    }
    Take(1);
    Add(TokenKind::kLiteral, std::move(text), line);
  }

  /// A string or character literal; one that is not closed ends with its line.
  void ReadQuoted() {
    const std::size_t line = Line();
    const std::string quote = Take(1);
    std::string text;
    while (position_ < characters_.size() && At(0) != quote.front() && At(0) != '\n') {
      text += Take(At(0) == '\\' ? 2 : 1);
    }
    if (At(0) == quote.front()) {
      Take(1);
    }
    Add(TokenKind::kLiteral, std::move(text), line);
  }

  /// R"delimiter( ... )delimiter", taken from the file as it was before lines were spliced.
  void ReadRaw() {
    const std::size_t line = Line();
    const std::size_t begin = characters_.at(position_).offset + 1;
    const std::size_t open = text_.find('(', begin);
    if (open == std::string_view::npos) {
      return ReadQuoted();
    }
    const std::string closing = ")" + std::string(text_.substr(begin, open - begin)) + "\"";
    const std::size_t close = text_.find(closing, open + 1);
    const std::size_t end = close == std::string_view::npos ? text_.size() : close;
    std::string text(text_.substr(open + 1, end - open - 1));
    const std::size_t after = end + closing.size();
    while (position_ < characters_.size() && characters_.at(position_).offset < after) {
      ++position_;
    }
    Add(TokenKind::kLiteral, std::move(text), line);
  }

  void ReadPunctuation() {
    // Alternative spellings (lex.digraph) that could hide a directive or a pasted name.
    constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kLong = {{
        {"%:%:", "##"},
        {"##", "##"},
        {"%:", "#"},
        {"<%", "{"},
        {"%>", "}"},
        {"::", "::"},
        {"->", "->"},
        {"<:", "["},
    }};
    const std::size_t line = Line();
    for (const auto& [spelling, meaning] : kLong) {
      // lex.pptoken: "<::" is "<" and "::", unless what follows makes it a bracket after all.
      const bool scope = spelling == "<:" && At(2) == ':' && At(3) != ':' && At(3) != '>';
      if (StartsWith(spelling) && !scope) {
        Take(spelling.size());
        return AddPunctuation(std::string(meaning), line);
      }
    }
    AddPunctuation(Take(1), line);
  }

  void AddPunctuation(std::string text, std::size_t line) {
    if (text == "#" && at_line_start_) {
      in_directive_ = true;
    }
    Add(TokenKind::kPunctuation, std::move(text), line);
  }

  std::string_view text_;
  std::vector<Character> characters_;
  std::size_t position_ = 0;
  bool at_line_start_ = true;
  bool in_directive_ = false;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> Tokenize(std::string_view text) { return Tokenizer(text).Run(); }

}  // namespace starkernel::fence
