#include "src/hal/keyboard/key_translator.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <random>
#include <string>

#include "src/hal/keyboard/key_event.h"
#include "src/hal/keyboard/layout.h"

namespace starkernel::hal::keyboard {
namespace {

constexpr KeyCode kControl = 0x1D;
constexpr KeyCode kShift = 0x2A;
constexpr KeyCode kAlt = 0x38;
constexpr KeyCode kAltGraph = 0xB8;
constexpr KeyCode kCaps = 0x3A;
constexpr KeyCode kNum = 0x45;

class KeyTranslatorTest : public ::testing::Test {
 protected:
  // What a key gives while others are held.
  std::string Type(KeyCode code, std::initializer_list<KeyCode> held = {}) {
    std::string typed;
    const auto feed = [&](KeyCode key, bool pressed) {
      typed += translator_.Feed({.code = key, .pressed = pressed}).view();
    };
    for (const KeyCode key : held) {
      feed(key, true);
    }
    feed(code, true);
    feed(code, false);
    for (const KeyCode key : held) {
      feed(key, false);
    }
    return typed;
  }
  void Use(std::string_view layout) { translator_ = KeyTranslator(FindLayout(layout).value()); }

  KeyTranslator translator_;
};

TEST_F(KeyTranslatorTest, GivesTheCharactersOfUs) {
  EXPECT_EQ(Type(0x1E), "a");
  EXPECT_EQ(Type(0x1E, {kShift}), "A");
  EXPECT_EQ(Type(0x1E, {0x36}), "A");
  EXPECT_EQ(Type(0x0D, {kShift}), "+");
  EXPECT_EQ(Type(0x34), ".");
  EXPECT_EQ(Type(0x39), " ");
  EXPECT_EQ(Type(0x29, {kShift}), "~");
  EXPECT_EQ(Type(0x56), "\\");
  EXPECT_EQ(Type(0x15), "y");
}

TEST_F(KeyTranslatorTest, GivesTheCharactersOfDe) {
  Use("de");
  EXPECT_EQ(Type(0x15), "z");
  EXPECT_EQ(Type(0x2C, {kShift}), "Y");
  EXPECT_EQ(Type(0x1A), "ü");
  EXPECT_EQ(Type(0x0C), "ß");
  EXPECT_EQ(Type(0x0C, {kAltGraph}), "\\");
  EXPECT_EQ(Type(0x10, {kAltGraph}), "@");
  EXPECT_EQ(Type(0x12, {kAltGraph}), "€");
  EXPECT_EQ(Type(0x08, {kAltGraph}), "{");
  EXPECT_EQ(Type(0x56, {kAltGraph}), "|");
  EXPECT_EQ(Type(0x1B), "+");
  EXPECT_EQ(Type(0x11, {kAltGraph}), "w");
}

TEST_F(KeyTranslatorTest, EveryLayoutHasEveryAsciiCharacter) {
  for (const std::string_view layout : {"us", "de"}) {
    Use(layout);
    std::string all;
    for (KeyCode code = 0x02; code <= 0x56; ++code) {
      if (CharactersOf(LayoutOf(FindLayout(layout).value()), code).has_value()) {
        all += Type(code) + Type(code, {kShift}) + Type(code, {kAltGraph});
      }
    }
    for (char character = ' '; character <= '~'; ++character) {
      EXPECT_TRUE(all.contains(character)) << layout << " lacks " << character;
    }
  }
  EXPECT_EQ(FindLayout("fr"), std::nullopt);
}

TEST_F(KeyTranslatorTest, CapsLockIsForLetters) {
  Type(kCaps);
  EXPECT_EQ(Type(0x1E), "A");
  EXPECT_EQ(Type(0x1E, {kShift}), "a");
  EXPECT_EQ(Type(0x02), "1");
  EXPECT_EQ(Type(0x02, {kShift}), "!");
  Type(kCaps);
  EXPECT_EQ(Type(0x1E), "a");
  Use("de");
  Type(kCaps);
  EXPECT_EQ(Type(0x1A), "Ü");
  EXPECT_EQ(Type(0x0C), "ß");
}

TEST_F(KeyTranslatorTest, ControlGivesControlCharacters) {
  EXPECT_EQ(Type(0x2E, {kControl}), "\x03");
  EXPECT_EQ(Type(0x2E, {kControl, kShift}), "\x03");
  EXPECT_EQ(Type(0x2E, {0x9D}), "\x03");
  EXPECT_EQ(Type(0x2B, {kControl}), "\x1C");
  EXPECT_EQ(Type(0x39, {kControl}), std::string(1, '\0'));
  EXPECT_EQ(Type(0x02, {kControl}), "");
  Use("de");
  EXPECT_EQ(Type(0x0C, {kControl, kAltGraph}), "\x1C");
}

TEST_F(KeyTranslatorTest, AltPutsAnEscapeBefore) {
  EXPECT_EQ(Type(0x30, {kAlt}),
            "\x1B"
            "b");
  EXPECT_EQ(Type(0x30, {kAltGraph}), "b");
  EXPECT_EQ(Type(0x58, {kAlt}), "\x1B\x1B[24~");
}

TEST_F(KeyTranslatorTest, GivesWhatTheLineEditorKnows) {
  EXPECT_EQ(Type(0x1C), "\r");
  EXPECT_EQ(Type(0x0E), "\x7F");
  EXPECT_EQ(Type(0x01), "\x1B");
  EXPECT_EQ(Type(0xC8), "\x1B[A");
  EXPECT_EQ(Type(0xD0), "\x1B[B");
  EXPECT_EQ(Type(0xCD), "\x1B[C");
  EXPECT_EQ(Type(0xCB), "\x1B[D");
  EXPECT_EQ(Type(0xC7), "\x1B[H");
  EXPECT_EQ(Type(0xCF), "\x1B[F");
  EXPECT_EQ(Type(0xD3), "\x1B[3~");
  EXPECT_EQ(Type(0x3B), "\x1BOP");
}

TEST_F(KeyTranslatorTest, TheKeypadFollowsNumLock) {
  EXPECT_EQ(Type(0x47), "7");
  EXPECT_EQ(Type(0x53), ".");
  Type(kNum);
  EXPECT_EQ(Type(0x47), "\x1B[H");
  EXPECT_EQ(Type(0x53), "\x1B[3~");
  EXPECT_EQ(Type(0x4C), "");
  EXPECT_EQ(Type(0x4E), "+");
  EXPECT_EQ(Type(0xB5), "/");
  EXPECT_EQ(Type(0x9C), "\r");
}

TEST_F(KeyTranslatorTest, SurvivesAnyKeys) {
  std::mt19937 random(13);
  for (int key = 0; key < 50'000; ++key) {
    static_cast<void>(
        translator_.Feed({.code = static_cast<KeyCode>(random()), .pressed = random() % 2 == 0}));
  }
}

}  // namespace
}  // namespace starkernel::hal::keyboard
