#include "tools/fence/tokenizer.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tools/fence/token.h"

namespace starkernel::fence {
namespace {

/// The tokens as text, comments in braces, literals in quotes, directives behind an exclamation
/// mark.
std::string Shown(std::string_view source) {
  std::string shown;
  for (const Token& token : Tokenize(source)) {
    shown += shown.empty() ? "" : " ";
    shown += token.directive ? "!" : "";
    if (token.kind == TokenKind::kComment) {
      shown += "{" + token.text + "}";
    } else if (token.kind == TokenKind::kLiteral) {
      shown += "\"" + token.text + "\"";
    } else {
      shown += token.text;
    }
  }
  return shown;
}

TEST(TokenizerTest, NothingInACommentIsCode) {
  EXPECT_EQ(Shown("a // b \" c\nd /* e\n \" */ f"), "a { b \" c} d { e\n \" } f");
  EXPECT_EQ(Shown("a /* never closed"), "a { never closed}");
}

TEST(TokenizerTest, ALineCommentGoesOnBehindABackslash) {
  EXPECT_EQ(Shown("// a\\\nasm\nb"), "{ aasm} b");
}

TEST(TokenizerTest, NothingInAStringIsCode) {
  EXPECT_EQ(Shown(R"(f("// new \" delete", 'x', '\'', u8"y", L'z') g)"),
            R"(f ( "// new \" delete" , "x" , "\'" , "y" , "z" ) g)");
}

TEST(TokenizerTest, ARawStringEndsAtItsDelimiter) {
  EXPECT_EQ(Shown("R\"x(a \" )\" \\\nnew )x\" b"), "\"a \" )\" \\\nnew \" b");
  EXPECT_EQ(Shown("u8R\"(new)\" c"), "\"new\" c");
  EXPECT_EQ(Shown("R\"(never closed"), "\"never closed\"");
}

TEST(TokenizerTest, AWordMayBeSpliced) {
  EXPECT_EQ(Shown("reinter\\\npret_cast a\\\r\nb"), "reinterpret_cast ab");
}

TEST(TokenizerTest, AnApostropheInANumberOpensNoCharacter) {
  EXPECT_EQ(Shown("1'000'000 new 0x1'F 1.5e+3 'a'"), "1'000'000 new 0x1'F 1.5e+3 \"a\"");
}

TEST(TokenizerTest, ADirectiveEndsWithItsLine) {
  EXPECT_EQ(Shown("# pragma a \\\n b\nc # d"), "!# !pragma !a !b c # d");
  EXPECT_EQ(Shown("/* x */ #define A new // y\nb"), "{ x } !# !define !A !new !{ y} b");
}

TEST(TokenizerTest, AnIncludedNameIsNoCode) {
  EXPECT_EQ(Shown("#include <new>\n#include \"a/new.h\"\nb"),
            "!# !include !\"new\" !# !include !\"a/new.h\" b");
}

TEST(TokenizerTest, AlternativeSpellingsAreTranslated) {
  EXPECT_EQ(Shown("%:pragma a\nb %:%: c <% %> a<:0] x<::y>"),
            "!# !pragma !a b ## c { } a [ 0 ] x < :: y >");
}

TEST(TokenizerTest, LinesAreCountedInTheFile) {
  const std::vector<Token> tokens = Tokenize("a\nb\\\n\\\nc /*\n*/ d\nR\"(\n)\" e");
  std::vector<std::size_t> lines;
  for (const Token& token : tokens) {
    lines.push_back(token.line);
  }
  EXPECT_EQ(lines, (std::vector<std::size_t>{1, 2, 4, 5, 6, 7}));
}

}  // namespace
}  // namespace starkernel::fence
