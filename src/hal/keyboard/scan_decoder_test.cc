#include "src/hal/keyboard/scan_decoder.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <initializer_list>
#include <random>
#include <vector>

#include "src/hal/keyboard/key_event.h"

namespace starkernel::hal::keyboard {
namespace {

using Events = std::vector<KeyEvent>;

Events Decode(ScanCodeSet set, std::initializer_list<std::uint8_t> bytes) {
  ScanDecoder decoder(set);
  Events events;
  for (const std::uint8_t byte : bytes) {
    if (const auto event = decoder.Feed(byte)) {
      events.push_back(*event);
    }
  }
  return events;
}

TEST(ScanDecoder, DecodesSet1) {
  EXPECT_EQ(Decode(ScanCodeSet::k1, {0x1E, 0x9E}), Events({{0x1E, true}, {0x1E, false}}));
  EXPECT_EQ(Decode(ScanCodeSet::k1, {0xE0, 0x48, 0xE0, 0xC8, 0x48}),
            Events({{0xC8, true}, {0xC8, false}, {0x48, true}}));
}

TEST(ScanDecoder, DecodesSet2AsTheSamePlaces) {
  EXPECT_EQ(Decode(ScanCodeSet::k2, {0x1C, 0xF0, 0x1C}), Events({{0x1E, true}, {0x1E, false}}));
  EXPECT_EQ(Decode(ScanCodeSet::k2, {0xE0, 0x75, 0xE0, 0xF0, 0x75, 0x75}),
            Events({{0xC8, true}, {0xC8, false}, {0x48, true}}));
  EXPECT_EQ(Decode(ScanCodeSet::k2, {0x83, 0x84, 0xFF, 0x07}),
            Events({{0x41, true}, {0x58, true}}));
}

// Two keys of set 2 that gave one place would be a slip in the table.
TEST(ScanDecoder, EveryPlaceComesFromOneCode) {
  std::vector<int> seen(0x80);
  for (std::uint8_t code = 0; code < 0x84; ++code) {
    for (const KeyEvent& event : Decode(ScanCodeSet::k2, {code})) {
      EXPECT_EQ(seen.at(event.code)++, 0) << int{code};
    }
  }
  for (std::uint8_t place = 0x01; place <= 0x53; ++place) {
    EXPECT_EQ(seen.at(place), 1) << int{place};
  }
}

TEST(ScanDecoder, LeavesOutPauseAndPretendedShifts) {
  EXPECT_EQ(Decode(ScanCodeSet::k1, {0xE1, 0x1D, 0x45, 0xE1, 0x9D, 0xC5, 0x1E}),
            Events({{0x1E, true}}));
  EXPECT_EQ(Decode(ScanCodeSet::k2, {0xE1, 0x14, 0x77, 0xE1, 0xF0, 0x14, 0xF0, 0x77, 0x1C}),
            Events({{0x1E, true}}));
  EXPECT_EQ(Decode(ScanCodeSet::k1, {0xE0, 0x2A, 0xE0, 0x53, 0xE0, 0xD3, 0xE0, 0xAA}),
            Events({{0xD3, true}, {0xD3, false}}));
}

TEST(ScanDecoder, SurvivesAnyBytes) {
  std::mt19937 random(9);
  for (const ScanCodeSet set : {ScanCodeSet::k1, ScanCodeSet::k2}) {
    ScanDecoder decoder(set);
    for (int byte = 0; byte < 50'000; ++byte) {
      if (const auto event = decoder.Feed(static_cast<std::uint8_t>(random()))) {
        EXPECT_NE(event->code, 0);
      }
    }
  }
}

}  // namespace
}  // namespace starkernel::hal::keyboard
