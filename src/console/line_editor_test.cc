#include "src/console/line_editor.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "src/console/line_buffer.h"
#include "src/console/string_sink.h"

namespace starkernel::console {
namespace {

class LineEditorTest : public testing::Test {
 protected:
  LineEvent FeedByte(char byte) { return editor_.Feed(static_cast<std::uint8_t>(byte)); }

  /// Feeds bytes none of which may end the line, and gives their echo.
  std::string Echo(std::string_view bytes) {
    for (const char byte : bytes) {
      EXPECT_EQ(FeedByte(byte), LineEvent::kEditing) << testing::PrintToString(bytes);
    }
    return echo_.Take();
  }

  /// The line after Enter; checks that Enter echoed `echo`.
  std::string Enter(std::string_view echo = "") {
    EXPECT_EQ(FeedByte('\r'), LineEvent::kLineComplete);
    EXPECT_EQ(echo_.Take(), echo);
    return std::string(editor_.line());
  }

  StringSink echo_;
  LineEditor editor_{echo_};
};

TEST_F(LineEditorTest, TypingEchoesJustWhatIsTyped) {
  EXPECT_EQ(Echo("1 2 + . \xC3\xA9\xE2\x82\xAC"), "1 2 + . \xC3\xA9\xE2\x82\xAC");
  EXPECT_EQ(Enter(), "1 2 + . \xC3\xA9\xE2\x82\xAC");
}

TEST_F(LineEditorTest, TheLineStaysUntilTheNextByte) {
  Echo("one");
  EXPECT_EQ(Enter(), "one");
  EXPECT_EQ(editor_.line(), "one");
  EXPECT_EQ(Echo("t"), "t");
  EXPECT_EQ(editor_.line(), "t");
}

TEST_F(LineEditorTest, EveryFormOfEnterCountsOnce) {
  std::string lines;
  for (const char byte : std::string_view("a\rb\nc\r\nd\r\r\n\n\re\n\r")) {
    if (FeedByte(byte) == LineEvent::kLineComplete) {
      lines += std::string(editor_.line()) + "|";
    }
  }
  EXPECT_EQ(lines, "a|b|c|d||||e||");
}

TEST_F(LineEditorTest, OnlyAnImmediateLineFeedBelongsToTheReturn) {
  EXPECT_EQ(Enter(), "");
  EXPECT_EQ(Echo("x"), "x");
  EXPECT_EQ(FeedByte('\n'), LineEvent::kLineComplete);
  EXPECT_EQ(editor_.line(), "x");
}

TEST_F(LineEditorTest, EnterInTheMiddleGoesToTheEndFirst) {
  Echo("abc\x02\x02");
  EXPECT_EQ(Enter("bc"), "abc");
}

TEST_F(LineEditorTest, BackspaceAtTheEndIsPlain) {
  EXPECT_EQ(Echo("ab\x7F"), "ab\b \b");
  EXPECT_EQ(Echo("\x08"), "\b \b");
  EXPECT_EQ(Echo("\x7F"), "");
  EXPECT_EQ(Echo("\xC3\xA9\x7F"), "\xC3\xA9\b \b");
  EXPECT_EQ(Enter(), "");
}

TEST_F(LineEditorTest, EditsInTheMiddleRedrawTheTail) {
  Echo("abcd");
  EXPECT_EQ(Echo("\x1B[D\x1B[D"), "\b\b");
  EXPECT_EQ(Echo("X"), "Xcd\x1B[2D");
  EXPECT_EQ(Echo("\x7F"), "\bcd\x1B[K\x1B[2D");
  EXPECT_EQ(Echo("\x1B[3~"), "d\x1B[K\b");
  EXPECT_EQ(Enter("d"), "abd");
}

TEST_F(LineEditorTest, MovesByCodePoint) {
  EXPECT_EQ(Echo("a\xE2\x82\xAC\x02\x02\x02"), "a\xE2\x82\xAC\b\b");
  EXPECT_EQ(Echo("\x06\x1B[C\x06"), "a\xE2\x82\xAC");
  EXPECT_EQ(Echo("\x01"), "\x1B[2D");
  EXPECT_EQ(Echo("\x1B[F"), "a\xE2\x82\xAC");
  EXPECT_EQ(Echo("\x1B[H"), "\x1B[2D");
  EXPECT_EQ(Echo("\x05\x05"), "a\xE2\x82\xAC");
}

TEST_F(LineEditorTest, KillsToTheEndToTheStartAndTheWord) {
  Echo("one two three");
  EXPECT_EQ(Echo("\x17"), "\x1B[5D\x1B[K");
  EXPECT_EQ(Echo("\x02\x02"), "\b\b");
  EXPECT_EQ(Echo("\x0B"), "\x1B[K");
  EXPECT_EQ(Echo("\x02\x15"), "\b\x1B[5Dw\x1B[K\b");
  EXPECT_EQ(Echo("\x15\x17\x02"), "");
  EXPECT_EQ(Echo("\x0B\x0B"), " \b");
  EXPECT_EQ(Enter(), "");
}

TEST_F(LineEditorTest, ControlDDeletesOrEndsTheInput) {
  Echo("ab\x01");
  EXPECT_EQ(Echo("\x04"), "b\x1B[K\b");
  EXPECT_EQ(Echo("\x06\x04"), "b");
  EXPECT_EQ(Echo("\x7F"), "\b \b");
  EXPECT_EQ(FeedByte('\x04'), LineEvent::kEndOfInput);
  EXPECT_EQ(echo_.Take(), "");
}

TEST_F(LineEditorTest, ControlDRightAfterEnterEndsTheInput) {
  Echo("one");
  EXPECT_EQ(Enter(), "one");
  EXPECT_EQ(FeedByte('\x04'), LineEvent::kEndOfInput);
}

TEST_F(LineEditorTest, AbandonedLinesAreNotCompletedNorRemembered) {
  EXPECT_EQ(Echo("abc\x02\x03"), "abc\bc^C\n");
  EXPECT_EQ(Echo("\x1B[A"), "");
  EXPECT_EQ(Enter(), "");
}

TEST_F(LineEditorTest, RedrawClearsTheScreenAndKeepsTheCursor) {
  Echo("abc\x02\x02");
  EXPECT_EQ(Echo("\x0C"), "\x1B[H\x1B[2Jabc\x1B[2D");
  EXPECT_EQ(Enter("bc"), "abc");
}

TEST_F(LineEditorTest, RecallsOlderLinesAndKeepsTheOneBeingTyped) {
  Echo("one");
  Enter();
  Echo("two");
  Enter();
  EXPECT_EQ(Echo("typed\x1B[A"), "typed\x1B[5Dtwo\x1B[K");
  EXPECT_EQ(Echo("\x10"), "\x1B[3Done\x1B[K");
  EXPECT_EQ(Echo("\x1BOA"), "");
  EXPECT_EQ(Echo("\x1B[B\x0E"), "\x1B[3Dtwo\x1B[K\x1B[3Dtyped\x1B[K");
  EXPECT_EQ(Echo("\x1B[B"), "");
  EXPECT_EQ(Enter(), "typed");
}

TEST_F(LineEditorTest, ARecalledLineCanBeEditedAndEntered) {
  Echo("1 2");
  Enter();
  Echo("\x1B[A +");
  EXPECT_EQ(Enter(), "1 2 +");
  Echo("\x1B[A\x1B[A");
  EXPECT_EQ(Enter(), "1 2");
}

TEST_F(LineEditorTest, ALineThatLostCharactersSaysSo) {
  Echo(std::string(kLineCapacity, 'x'));
  EXPECT_FALSE(editor_.lacks_text());
  Echo("y");
  EXPECT_TRUE(editor_.lacks_text());
  Echo("\x02");  // To the left: nothing is taken out.
  EXPECT_TRUE(editor_.lacks_text());
  EXPECT_EQ(Enter("x"), std::string(kLineCapacity, 'x'));
  EXPECT_TRUE(editor_.lacks_text());
  Echo("z");
  EXPECT_FALSE(editor_.lacks_text());
}

TEST_F(LineEditorTest, ALineThatIsShortenedLacksNothing) {
  for (const char* keys : {"\x7f", "\x02\x04", "\x15", "\x03", "\x1B[A"}) {
    Echo("older");
    EXPECT_EQ(Enter(), "older");
    Echo(std::string(kLineCapacity + 1, 'x'));
    EXPECT_TRUE(editor_.lacks_text());
    Echo(keys);
    EXPECT_FALSE(editor_.lacks_text()) << keys;
    Echo("\x03");
  }
}

TEST_F(LineEditorTest, AFullLineRingsTheBellAndDropsTheCharacter) {
  const std::string full(kLineCapacity, 'x');
  Echo(full.substr(1));
  EXPECT_EQ(Echo("\xC3\xA9"), "\a");
  EXPECT_EQ(Echo("y"), "y");
  EXPECT_EQ(Echo("z"), "\a");
  EXPECT_EQ(Enter(), full.substr(1) + "y");
}

TEST_F(LineEditorTest, ATabIsASpace) {
  EXPECT_EQ(Echo("a\tb"), "a b");
  EXPECT_EQ(Enter(), "a b");
}

TEST_F(LineEditorTest, MalformedBytesBecomeTheReplacementCharacter) {
  EXPECT_EQ(Echo("\x80"), "\xEF\xBF\xBD");
  EXPECT_EQ(Echo("\xC3(\x7F\x7F"), "\xEF\xBF\xBD(\b \b\b \b");
  EXPECT_EQ(Echo("\xE2\x82\xC3\xA9"), "\xEF\xBF\xBD\xC3\xA9");
  EXPECT_EQ(Echo("\xC2\x9B"), "\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(Echo("\xF0\x9F"), "");
  EXPECT_EQ(Enter("\xEF\xBF\xBD"),
            "\xEF\xBF\xBD\xEF\xBF\xBD\xC3\xA9\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST_F(LineEditorTest, ClosingTheInputCompletesALineThatHasText) {
  Echo("BYE");
  EXPECT_EQ(editor_.Close(), LineEvent::kLineComplete);
  EXPECT_EQ(editor_.line(), "BYE");
  EXPECT_EQ(editor_.Close(), LineEvent::kEndOfInput);
  EXPECT_EQ(editor_.line(), "");
}

TEST_F(LineEditorTest, PipedInputLeavesNoControlCharacterInTheTranscript) {
  const std::string_view program = ": SQ ( n -- n ) DUP * ;\r\n7 SQ .\n\tBYE\n";
  for (const char byte : program) {
    EXPECT_NE(FeedByte(byte), LineEvent::kEndOfInput);
  }
  EXPECT_EQ(echo_.Take(), ": SQ ( n -- n ) DUP * ;7 SQ . BYE");
}

}  // namespace
}  // namespace starkernel::console
