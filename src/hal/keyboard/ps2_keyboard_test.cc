#include "src/hal/keyboard/ps2_keyboard.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <random>
#include <string>

#include "src/hal/keyboard/fake_controller.h"
#include "src/hal/keyboard/layout.h"

namespace starkernel::hal::keyboard {
namespace {

class Ps2KeyboardTest : public ::testing::Test {
 protected:
  KeyboardState Initialize() { return keyboard_.Initialize(LayoutName::kUs); }
  std::string Typed() {
    std::string typed;
    while (const auto byte = keyboard_.TryRead()) {
      typed += static_cast<char>(*byte);
    }
    return typed;
  }

  FakeController controller_;
  Ps2Keyboard keyboard_{controller_};
};

TEST_F(Ps2KeyboardTest, IsSetUpForPollingWithTranslation) {
  controller_.Send({0x1E, 0x9E});
  EXPECT_EQ(Initialize(), KeyboardState::kReady);
  EXPECT_EQ(controller_.configuration, 0x41) << "translating, interrupts of the keyboard alone";
  EXPECT_TRUE(std::ranges::contains(controller_.commands, 0xAE));
  EXPECT_EQ(Typed(), "");
}

TEST_F(Ps2KeyboardTest, GivesWhatIsTyped) {
  ASSERT_EQ(Initialize(), KeyboardState::kReady);
  controller_.Send({0x02, 0x82, 0x39, 0xB9, 0x2A, 0x0D, 0x8D, 0xAA, 0xE0, 0x48, 0xE0, 0xC8, 0x1C});
  EXPECT_EQ(Typed(), "1 +\x1B[A\r");
  EXPECT_EQ(Typed(), "");
}

TEST_F(Ps2KeyboardTest, DecodesSet2WhereNothingTranslates) {
  controller_.can_translate = false;
  ASSERT_EQ(Initialize(), KeyboardState::kReady);
  controller_.Send({0x16, 0xF0, 0x16, 0x5A});
  EXPECT_EQ(Typed(), "1\r");
}

TEST_F(Ps2KeyboardTest, AKeyHeldDownDoesNotHideTheKeyboard) {
  controller_.before_acknowledge = {0x1C, 0x9C};
  EXPECT_EQ(Initialize(), KeyboardState::kReady);
  EXPECT_EQ(Typed(), "");
}

TEST_F(Ps2KeyboardTest, LeavesOutTheMouse) {
  ASSERT_EQ(Initialize(), KeyboardState::kReady);
  controller_.from_mouse = true;
  controller_.Send({0x1E, 0x02});
  EXPECT_EQ(Typed(), "");
  EXPECT_TRUE(controller_.output.empty());
}

TEST_F(Ps2KeyboardTest, SaysWhatIsMissingInBoundedTime) {
  controller_.absent = true;
  EXPECT_EQ(Initialize(), KeyboardState::kNoController);
  EXPECT_EQ(controller_.reads, 1U);
  EXPECT_EQ(Typed(), "");
  EXPECT_EQ(controller_.reads, 1U);

  controller_.absent = false;
  controller_.takes_nothing = true;
  EXPECT_EQ(Initialize(), KeyboardState::kControllerStuck);
  EXPECT_LE(controller_.reads, Ps2Keyboard::kMostPolls + 2U);

  controller_.takes_nothing = false;
  controller_.mute = true;
  EXPECT_EQ(Initialize(), KeyboardState::kControllerStuck);

  controller_.mute = false;
  controller_.keyboard = false;
  EXPECT_EQ(Initialize(), KeyboardState::kNoKeyboard);
  EXPECT_LE(controller_.reads, 4U * Ps2Keyboard::kMostPolls);
  EXPECT_EQ(DescribeState(KeyboardState::kNoKeyboard),
            "no keyboard (none answers the PS/2 controller)");
}

// A device that always has another byte must not keep the kernel.
TEST_F(Ps2KeyboardTest, ADeviceThatNeverStopsIsLeft) {
  class Endless final : public PortSpace {
   public:
    std::uint8_t Read8(std::uint16_t port) override { return port == 0x64 ? 0x01 : 0xF0; }
    void Write8(std::uint16_t /*port*/, std::uint8_t /*value*/) override {}
  };
  Endless endless;
  Ps2Keyboard keyboard(endless);
  EXPECT_EQ(keyboard.Initialize(LayoutName::kUs), KeyboardState::kNoKeyboard);
  EXPECT_EQ(keyboard.TryRead(), std::nullopt);
}

TEST_F(Ps2KeyboardTest, SurvivesAnyBytes) {
  ASSERT_EQ(Initialize(), KeyboardState::kReady);
  std::mt19937 random(17);
  for (int byte = 0; byte < 20'000; ++byte) {
    controller_.Send({static_cast<std::uint8_t>(random())});
    static_cast<void>(Typed());
  }
}

}  // namespace
}  // namespace starkernel::hal::keyboard
