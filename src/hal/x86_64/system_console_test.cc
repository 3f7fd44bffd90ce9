#include "src/hal/x86_64/system_console.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <deque>
#include <string>
#include <utility>

#include "src/base/text_buffer.h"
#include "src/base/text_writer.h"
#include "src/hal/console.h"
#include "src/hal/keyboard/fake_controller.h"
#include "src/hal/keyboard/layout.h"
#include "src/hal/keyboard/ps2_keyboard.h"
#include "src/hal/screen/fake_framebuffer.h"
#include "src/hal/screen/screen_console.h"
#include "src/hal/screen/screen_text.h"
#include "src/hal/x86_64/port_space.h"
#include "src/hal/x86_64/serial_port.h"

namespace starkernel::hal {
namespace {

class FakeSerial final : public PortSpace {
 public:
  std::uint8_t Read8(std::uint16_t port) override {
    if (port == kCom1 + 5) {
      const int lost = std::exchange(overrun, false) ? 2 : 0;
      return static_cast<std::uint8_t>((input.empty() ? 0x60 : 0x61) | lost);
    }
    if (port != kCom1 || input.empty()) {
      return 0;
    }
    const auto byte = static_cast<std::uint8_t>(input.front());
    input.pop_front();
    return byte;
  }
  void Write8(std::uint16_t port, std::uint8_t value) override {
    if (port == kCom1) {
      output += static_cast<char>(value);
    }
  }

  bool overrun = false;
  std::string output;
  std::deque<char> input;
};

class SystemConsoleTest : public ::testing::Test {
 protected:
  void UseSerial() {
    serial_.Initialize();
    uart_.output.clear();
  }
  void UseScreen() {
    screen_.Attach(memory_.shape(), memory_.pixels(), memory_.cells());
    keyboard_.Initialize(keyboard::LayoutName::kUs);
  }
  std::string Description() {
    TextBuffer<128> text;
    TextWriter writer(text);
    console_.Describe(writer);
    return std::string(text.view());
  }
  std::string Typed() {
    std::string typed;
    for (;;) {
      const ConsoleInput input = console_.TryRead();
      if (input.state != ConsoleInput::State::kByte) {
        return typed;
      }
      typed += static_cast<char>(input.byte);
    }
  }

  FakeSerial uart_;
  keyboard::FakeController controller_;
  screen::FakeFramebuffer memory_{320, 200, 320};
  SerialPort serial_{uart_, kCom1};
  screen::ScreenConsole screen_;
  keyboard::Ps2Keyboard keyboard_{controller_};
  SystemConsole console_{serial_, screen_, keyboard_};
};

TEST_F(SystemConsoleTest, WritesToBothAndReadsFromBoth) {
  UseSerial();
  UseScreen();
  console_.Write("ok\n");
  EXPECT_EQ(uart_.output, "ok\r\n");
  EXPECT_EQ(screen::RowText(screen_.terminal().grid(), 0), U"ok");
  uart_.input = {'1', ' '};
  controller_.Send({0x03, 0x83});
  EXPECT_EQ(Typed(), "1 2");
  EXPECT_EQ(Description(), "serial line, screen 40x12, PS/2 keyboard");
}

TEST_F(SystemConsoleTest, DrawsWhenInputIsAskedForAndAfterEachLineOfTheLog) {
  UseScreen();
  console_.Write("word\n");
  EXPECT_EQ(screen_.cells_drawn(), 0U);
  static_cast<void>(console_.TryRead());
  EXPECT_EQ(screen_.cells_drawn(), 5U);
  TextWriter log(console_.log());
  log.Text("stage");
  EXPECT_EQ(screen_.cells_drawn(), 5U);
  log.Line();
  EXPECT_EQ(screen_.cells_drawn(), 11U);
  console_.Write("!");
  console_.Drain();
  EXPECT_EQ(screen_.cells_drawn(), 13U);
}

TEST_F(SystemConsoleTest, SaysThatBytesWereLost) {
  UseSerial();
  console_.WriteTrouble();
  EXPECT_EQ(uart_.output, "");
  uart_.overrun = true;
  uart_.input = {'a', 'b'};
  console_.Receive();
  EXPECT_TRUE(uart_.input.empty());
  console_.WriteTrouble();
  EXPECT_EQ(uart_.output, "serial line: received bytes were lost 1 times so far (overrun)\r\n");
  console_.WriteTrouble();
  EXPECT_EQ(Typed(), "ab");
}

TEST_F(SystemConsoleTest, WorksWithEither) {
  EXPECT_EQ(Description(), "none");
  console_.Write("lost");
  EXPECT_EQ(Typed(), "");
  UseSerial();
  console_.Write("a");
  EXPECT_EQ(uart_.output, "a");
  EXPECT_EQ(Description(), "serial line");
}

TEST_F(SystemConsoleTest, WorksWithTheScreenAlone) {
  controller_.keyboard = false;
  UseScreen();
  console_.Write("a");
  EXPECT_EQ(uart_.output, "");
  EXPECT_EQ(Description(), "screen 40x12, no keyboard (none answers the PS/2 controller)");
}

}  // namespace
}  // namespace starkernel::hal
