#include "src/hal/hosted/hosted_console.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "src/base/quantities.h"
#include "src/hal/console.h"
#include "src/hal/hosted/hosted_clock.h"
#include "src/hal/hosted/output_buffer.h"

namespace starkernel::hal {
namespace {

/// A pipe whose ends are closed at the end.
class Pipe {
 public:
  Pipe() { EXPECT_EQ(pipe(ends_.data()), 0); }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    close(ends_[0]);
    CloseInput();
  }
  void CloseInput() {
    if (ends_[1] >= 0) {
      close(ends_[1]);
      ends_[1] = -1;
    }
  }
  int output() const { return ends_[0]; }
  int input() const { return ends_[1]; }
  /// What has been written to the pipe so far, which must not be nothing.
  std::string Read() const {
    std::array<char, 65536> bytes{};
    const ssize_t count = read(ends_[0], bytes.data(), bytes.size());
    return {bytes.data(), static_cast<std::size_t>(count)};
  }

 private:
  std::array<int, 2> ends_{};
};

class HostedConsoleTest : public testing::Test {
 protected:
  void Type(std::string_view text) {
    EXPECT_EQ(write(keys_.input(), text.data(), text.size()), static_cast<ssize_t>(text.size()));
  }
  void ExpectByte(char byte) {
    const ConsoleInput input = console_.TryRead();
    EXPECT_EQ(input.state, ConsoleInput::State::kByte);
    EXPECT_EQ(input.byte, static_cast<unsigned char>(byte));
  }

  Pipe keys_;
  Pipe screen_;
  OutputBuffer output_{screen_.input()};
  HostedConsole console_{keys_.output(), output_};
};

TEST_F(HostedConsoleTest, GivesBytesThenNothingThenTheEnd) {
  EXPECT_EQ(console_.TryRead().state, ConsoleInput::State::kEmpty);
  Type("a\xFF");
  ExpectByte('a');
  ExpectByte('\xFF');
  EXPECT_EQ(console_.TryRead().state, ConsoleInput::State::kEmpty);
  Type("z");
  keys_.CloseInput();
  ExpectByte('z');
  EXPECT_EQ(console_.TryRead().state, ConsoleInput::State::kClosed);
  EXPECT_EQ(console_.TryRead().state, ConsoleInput::State::kClosed);
}

TEST_F(HostedConsoleTest, FlushesOnlyWhenInputRunsOut) {
  Type("ab");
  ExpectByte('a');
  console_.Write("held");
  ExpectByte('b');
  console_.Write(" back");
  EXPECT_EQ(console_.TryRead().state, ConsoleInput::State::kEmpty);
  EXPECT_EQ(screen_.Read(), "held back");
  console_.Write("more");
  console_.Wait(Nanoseconds(0));
  EXPECT_EQ(screen_.Read(), "more");
}

TEST_F(HostedConsoleTest, InputEndsAWaitOnceUntilSomebodyLooksAtIt) {
  constexpr Nanoseconds kHour{3'600'000'000'000};
  constexpr Nanoseconds kShort{3'000'000};
  HostedClock clock;
  const auto sleeps_through = [&] {
    const Nanoseconds before = clock.Now();
    console_.Wait(kShort);
    return clock.Now() - before >= kShort;
  };
  EXPECT_TRUE(sleeps_through()) << "there is nothing";
  Type("ab");
  console_.Wait(kHour);
  EXPECT_TRUE(sleeps_through()) << "it was told already";
  ExpectByte('a');
  console_.Wait(kHour);  // one is left
  ExpectByte('b');
  keys_.CloseInput();
  console_.Wait(kHour);
  EXPECT_TRUE(sleeps_through());
  EXPECT_EQ(console_.TryRead().state, ConsoleInput::State::kClosed);
  console_.Wait(kHour);
  EXPECT_TRUE(sleeps_through()) << "a closed one is no reason to spin";
}

TEST(OutputBufferTest, WritesOutWhatDoesNotFit) {
  const Pipe pipe;
  OutputBuffer buffer(pipe.input());
  const std::string text(20000, 'x');
  buffer.Write(text);
  buffer.Write("y");
  buffer.Flush();
  buffer.Flush();
  EXPECT_EQ(pipe.Read(), text + "y");
}

TEST(OutputBufferTest, PartnersKeepTheOrder) {
  const Pipe pipe;
  OutputBuffer left(pipe.input());
  OutputBuffer right(pipe.input());
  OutputBuffer::Pair(left, right);
  left.Write("1");
  right.Write("2");
  right.Write("3");
  left.Write("4");
  left.Flush();
  EXPECT_EQ(pipe.Read(), "1234");
}

}  // namespace
}  // namespace starkernel::hal
