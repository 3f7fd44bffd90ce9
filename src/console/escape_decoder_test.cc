#include "src/console/escape_decoder.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "src/console/key.h"

namespace starkernel::console {
namespace {

/// The keys other than kNone that the bytes decode to.
std::vector<KeyEvent> Decode(std::string_view bytes) {
  EscapeDecoder decoder;
  std::vector<KeyEvent> events;
  for (const char byte : bytes) {
    const KeyEvent event = decoder.Feed(static_cast<std::uint8_t>(byte));
    if (event.key != Key::kNone) {
      events.push_back(event);
    }
  }
  return events;
}

std::vector<KeyEvent> Only(Key key) { return {{.key = key}}; }
std::vector<KeyEvent> Text(std::uint8_t byte) { return {{.key = Key::kText, .byte = byte}}; }

struct Case {
  std::string_view bytes;
  Key key;
};

void ExpectKeys(const std::vector<Case>& cases) {
  for (const auto& [bytes, key] : cases) {
    EXPECT_EQ(Decode(bytes), Only(key)) << testing::PrintToString(bytes);
  }
}

TEST(EscapeDecoderTest, TextIsWhatIsNotControl) {
  for (int byte = 0; byte < 256; ++byte) {
    EscapeDecoder decoder;
    const KeyEvent event = decoder.Feed(static_cast<std::uint8_t>(byte));
    const bool text = (byte >= 0x20 && byte != 0x7F) || byte == '\t';
    EXPECT_EQ(event.key == Key::kText, text) << byte;
    EXPECT_EQ(event.byte, !text ? 0 : byte == '\t' ? ' ' : byte) << byte;
  }
}

TEST(EscapeDecoderTest, ControlKeys) {
  ExpectKeys({{"\x01", Key::kHome},
              {"\x02", Key::kLeft},
              {"\x03", Key::kAbandon},
              {"\x04", Key::kDeleteOrEndOfInput},
              {"\x05", Key::kEnd},
              {"\x06", Key::kRight},
              {"\x08", Key::kBackspace},
              {"\x0A", Key::kLineFeed},
              {"\x0B", Key::kKillToEnd},
              {"\x0C", Key::kRedraw},
              {"\x0D", Key::kCarriageReturn},
              {"\x0E", Key::kNewer},
              {"\x10", Key::kOlder},
              {"\x15", Key::kKillToStart},
              {"\x17", Key::kKillWord},
              {"\x7F", Key::kBackspace}});
}

TEST(EscapeDecoderTest, OtherControlBytesAreNoKeys) {
  using std::string_view_literals::operator""sv;
  EXPECT_EQ(Decode("\x00\x07\x0F\x11\x12\x13\x14\x16\x18\x19\x1A\x1C\x1D\x1E\x1F"sv),
            std::vector<KeyEvent>());
}

TEST(EscapeDecoderTest, CursorKeysInBothForms) {
  ExpectKeys({{"\x1B[A", Key::kOlder},
              {"\x1B[B", Key::kNewer},
              {"\x1B[C", Key::kRight},
              {"\x1B[D", Key::kLeft},
              {"\x1B[H", Key::kHome},
              {"\x1B[F", Key::kEnd},
              {"\x1BOA", Key::kOlder},
              {"\x1BOB", Key::kNewer},
              {"\x1BOC", Key::kRight},
              {"\x1BOD", Key::kLeft},
              {"\x1BOH", Key::kHome},
              {"\x1BOF", Key::kEnd},
              {"\x1B[1A", Key::kOlder}});
}

TEST(EscapeDecoderTest, NumberedKeys) {
  ExpectKeys({{"\x1B[1~", Key::kHome},
              {"\x1B[7~", Key::kHome},
              {"\x1B[4~", Key::kEnd},
              {"\x1B[8~", Key::kEnd},
              {"\x1B[3~", Key::kDelete},
              {"\x1B[03~", Key::kDelete}});
}

TEST(EscapeDecoderTest, UnknownSequencesAreSwallowedWhole) {
  const std::vector<std::string> unknown = {"\x1B[2~",
                                            "\x1B[5~",
                                            "\x1B[15~",
                                            "\x1B[200~",
                                            "\x1B[1;5C",
                                            "\x1B[3;2~",
                                            "\x1B[?25h",
                                            "\x1B[>c",
                                            "\x1B[0 q",
                                            "\x1B[[A",
                                            "\x1BOP",
                                            "\x1BO5C",
                                            "\x1Bx",
                                            "\x1B(B",
                                            "\x1B#8",
                                            "\x1B[2A",
                                            "\x1B[Z",
                                            "\x1B\x1B[5~",
                                            "\x1B[99999999999~",
                                            "\x1B[65539~",
                                            "\x1B]0;t\x07",
                                            "\x1BPq\x1B\\",
                                            "\x1B]\xC3\xA9\x07"};
  for (const std::string& sequence : unknown) {
    EXPECT_EQ(Decode(sequence + "z"), Text('z')) << testing::PrintToString(sequence);
  }
}

TEST(EscapeDecoderTest, ControlCharacterAbandonsASequenceAndCounts) {
  for (const char* const sequence : {"\x1B", "\x1B[", "\x1B[1;", "\x1BO", "\x1B]title", "\x1B[["}) {
    EXPECT_EQ(Decode(std::string(sequence) + "\r"), Only(Key::kCarriageReturn));
    EXPECT_EQ(Decode(std::string(sequence) + "\x7F"), Only(Key::kBackspace));
    EXPECT_EQ(Decode(std::string(sequence) + "\x1B[A"), Only(Key::kOlder));
  }
}

TEST(EscapeDecoderTest, NonAsciiByteAbandonsASequenceAndCounts) {
  for (const char* const sequence : {"\x1B", "\x1B[", "\x1B[1;", "\x1BO", "\x1B[["}) {
    EXPECT_EQ(Decode(std::string(sequence) + "\xC3"), Text(0xC3));
  }
}

TEST(EscapeDecoderTest, ParametersOfOneSequenceDoNotReachTheNext) {
  EXPECT_EQ(Decode("\x1B[3;5~\x1B[C"), Only(Key::kRight));
  EXPECT_EQ(Decode("\x1B[5~\x1B[~\x1B[C"), Only(Key::kRight));
  EXPECT_EQ(Decode("\x1BO5C\x1BOC"), Only(Key::kRight));
}

}  // namespace
}  // namespace starkernel::console
