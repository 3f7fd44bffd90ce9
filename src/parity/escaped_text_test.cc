#include "src/parity/escaped_text.h"

#include <optional>
#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/base/text_collector.h"
#include "src/base/text_writer.h"

namespace starkernel::parity {
namespace {

std::string Unescaped(std::string_view escaped) {
  TextCollector text;
  WriteUnescaped(escaped, text);
  return text.text();
}

std::string Quoted(std::string_view plain) {
  TextCollector text;
  TextWriter writer(text);
  WriteQuoted(plain, writer);
  return text.text();
}

TEST(EscapedTextTest, TakesWhatStandsBetweenQuotes) {
  std::string_view text = "\"a b\" rest";
  EXPECT_EQ(TakeQuoted(text), "a b");
  EXPECT_EQ(text, " rest");
  text = "\"\"";
  EXPECT_EQ(TakeQuoted(text), "");
  EXPECT_TRUE(text.empty());
  text = R"("a\"b\\" ")";
  EXPECT_EQ(TakeQuoted(text), R"(a\"b\\)");
  EXPECT_EQ(text, " \"");
}

TEST(EscapedTextTest, RefusesWhatIsNotQuotedOrNoEscape) {
  for (const std::string_view bad : {"", "a", " \"a\"", "\"", "\"a", R"("a\")", R"("\q")",
                                     R"("\x4")", R"("\x4g")", R"("\xg4")", R"("\)", R"("\x41)"}) {
    std::string_view text = bad;
    EXPECT_EQ(TakeQuoted(text), std::nullopt) << bad;
    EXPECT_EQ(text, bad);
  }
}

TEST(EscapedTextTest, MeansTheCharactersThatItNames) {
  EXPECT_EQ(Unescaped(""), "");
  EXPECT_EQ(Unescaped("plain"), "plain");
  EXPECT_EQ(Unescaped(R"(\n\r\t\\\")"), "\n\r\t\\\"");
  EXPECT_EQ(Unescaped(R"(a\x41\x7e\xFfb)"),
            "aA~\xFF"
            "b");
}

TEST(EscapedTextTest, IsWrittenSoThatItMeansTheSame) {
  EXPECT_EQ(Quoted("a b"), "\"a b\"");
  EXPECT_EQ(Quoted("\"\\\n"), R"("\"\\\n")");
  EXPECT_EQ(Quoted("\t \x1f\x7f\x80\xff~"), R"("\x09 \x1f\x7f\x80\xff~")");
}

}  // namespace
}  // namespace starkernel::parity
