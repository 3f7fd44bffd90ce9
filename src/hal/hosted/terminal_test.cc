#include "src/hal/hosted/terminal.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <string>
#include <string_view>

namespace starkernel::hal {
namespace {

/// A terminal, and the end at which its user sits.
class TerminalTest : public testing::Test {
 protected:
  TerminalTest() {
    EXPECT_EQ(grantpt(user_), 0);
    EXPECT_EQ(unlockpt(user_), 0);
    std::array<char, 64> name{};
    EXPECT_EQ(ptsname_r(user_, name.data(), name.size()), 0);
    program_ = open(name.data(), O_RDWR | O_NOCTTY);
    EXPECT_GE(program_, 0);
  }
  ~TerminalTest() override {
    RestoreTerminal();
    close(program_);
    close(user_);
  }

  /// What a program that reads the terminal gets of `keys`, which must not be nothing.
  std::string Typed(std::string_view keys) const {
    EXPECT_EQ(write(user_, keys.data(), keys.size()), static_cast<ssize_t>(keys.size()));
    std::array<char, 64> bytes{};
    const ssize_t count = read(program_, bytes.data(), bytes.size());
    return count < 0 ? "" : std::string(bytes.data(), static_cast<std::size_t>(count));
  }
  tcflag_t LocalModes() const {
    termios settings{};
    EXPECT_EQ(tcgetattr(program_, &settings), 0);
    return settings.c_lflag;
  }
  cc_t InterruptKey() const {
    termios settings{};
    EXPECT_EQ(tcgetattr(program_, &settings), 0);
    return settings.c_cc[VINTR];
  }

  int user_ = posix_openpt(O_RDWR | O_NOCTTY);
  int program_ = -1;
};

TEST_F(TerminalTest, KeysComeAtOnceAndControlCIsOneOfThem) {
  EnterRawTerminal(program_);
  EXPECT_EQ(Typed("a"), "a");
  EXPECT_EQ(Typed("b\x03"
                  "c"),
            "b\x03"
            "c");
}

TEST_F(TerminalTest, IsPutBack) {
  const tcflag_t modes = LocalModes();
  const cc_t key = InterruptKey();
  EnterRawTerminal(program_);
  EXPECT_NE(LocalModes(), modes);
  EXPECT_NE(InterruptKey(), key);
  RestoreTerminal();
  EXPECT_EQ(LocalModes(), modes);
  EXPECT_EQ(InterruptKey(), key);
}

TEST_F(TerminalTest, OtherKeysKeepTheirSignals) {
  EnterRawTerminal(program_);
  EXPECT_NE(LocalModes() & ISIG, 0U);
}

}  // namespace
}  // namespace starkernel::hal
