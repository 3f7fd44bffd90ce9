#include "src/forthvm/shown_text.h"

#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/base/text_collector.h"
#include "src/base/text_writer.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

std::string Shown(std::string_view text) {
  TextCollector collector;
  TextWriter writer(collector);
  WriteShown(text, writer);
  return std::string(collector.text());
}

TEST(ShownText, HasCharactersAsTheyAre) {
  for (const std::string_view text : {"", "a", "~", " \\x41", "\xC2\xA0", "ä€😀"}) {
    EXPECT_EQ(Shown(text), text);
    EXPECT_TRUE(IsShown(text)) << text;
  }
}

TEST(ShownText, HasCodesInThePlaceOfCommands) {
  EXPECT_EQ(Shown("\x1B[2Ja"), "\\x1B[2Ja");
  EXPECT_EQ(Shown(std::string_view("a\0\x1F\x7F\n", 5)), "a\\x00\\x1F\\x7F\\x0A");
  EXPECT_EQ(Shown("a\xC2\x9B\xC2\x80ä"), "a\\xC2\\x9B\\xC2\\x80ä");
  EXPECT_EQ(Shown("\x9B\xE2\x82z\xFF"), "\\x9B\\xE2\\x82z\\xFF");
  for (const std::string_view text : {"\x1B", "a\x7F", "\xC2\x9F", "\x80"}) {
    EXPECT_FALSE(IsShown(text)) << text;
  }
}

/// No name or message of a program's reaches the terminal as anything but text.
TEST(ShownText, IsWhatNamesAndMessagesAre) {
  VmHarness vm({.files = {{"a\x1B.fs", "X\x7FY"}}});
  ExpectAnswers({
      {"N\x7F", "? undefined word: N\\x7F (THROW -13)"},
      {"N\xC2\x9B", "? undefined word: N\\xC2\\x9B (THROW -13)"},
      {"S\\\" \\e[2J\" INCLUDED",
       "? no such file: \\x1B[2J, which no file can be called (THROW -38)"},
      {": T -1 ABORT\" a\tb\" ; T", "? a\\x09b (THROW -2)"},
      {": N\x7F ; : N\x7F ;", "redefined N\\x7F ok"},
      {"WORDS-LIKE N\x7F", "N\\x7F\n1 word in FORTH\nok"},
      {"HELP N\x7F", "N\\x7F  a colon definition\n  capability needed: none\nok"},
      {"SEE N\x7F", ": N\\x7F ;\nok"},
      {"VOCABULARY V\x7F ALSO V\x7F ORDER PREVIOUS", "search: V\\x7F FORTH definitions: FORTH ok"},
  });
  vm.Answer(": E\x7F 1 0 / ;");
  EXPECT_EQ(vm.WholeAnswer("E\x7F"), "? division by zero: / (THROW -10)\n  in E\\x7F");
}

}  // namespace
}  // namespace starkernel::forthvm
