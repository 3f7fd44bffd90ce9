#include "src/kernel/terminal.h"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>

#include "src/base/error.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/text_collector.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/rights.h"
#include "src/forthvm/host.h"
#include "src/forthvm/log_level.h"
#include "src/hal/calendar.h"
#include "src/hal/clock.h"
#include "src/hal/console.h"
#include "src/hal/date.h"
#include "src/kernel_words/test_kernel.h"
#include "src/storage/model_block_device.h"
#include "src/storage/model_file_store.h"
#include "src/vmm/envelope.h"

namespace starkernel::kernel {
namespace {

using KeyState = forthvm::KeyResult::State;
using LineState = forthvm::LineResult::State;

class FakeConsole final : public hal::Console {
 public:
  void Write(std::string_view text) override { output += text; }
  void SetColor(std::uint8_t color) override { output += "<" + std::to_string(color) + ">"; }
  hal::ConsoleInput TryRead() override {
    if (!typed.empty()) {
      const auto byte = static_cast<std::uint8_t>(typed.front());
      typed.pop_front();
      return {.state = hal::ConsoleInput::State::kByte, .byte = byte};
    }
    return {.state = closed ? hal::ConsoleInput::State::kClosed : hal::ConsoleInput::State::kEmpty};
  }
  void Type(std::string_view text) { typed.insert(typed.end(), text.begin(), text.end()); }

  std::deque<char> typed;
  std::string output;
  bool closed = false;
};

class FakeClock final : public hal::Clock {
 public:
  Nanoseconds Now() override { return now; }
  Nanoseconds now{0};
};

class FakeCalendar final : public hal::Calendar {
 public:
  Result<hal::Date> ReadDate() override { return date; }
  Result<hal::Date> date = Error::kNotFound;
};

class TerminalTest : public testing::Test {
 protected:
  /// The next line, or what the terminal said instead of one.
  std::string Line() {
    const forthvm::LineResult result = terminal_.ReadLine(buffer_);
    switch (result.state) {
      case LineState::kPending: return "<pending>";
      case LineState::kClosed: return "<closed>";
      case LineState::kTooLong: return "<too long>";
      case LineState::kLine: break;
    }
    return {buffer_.data(), result.length};
  }

  FakeConsole console_;
  storage::ModelFileStore files_;
  storage::ModelBlockDevice blocks_;
  FakeClock clock_;
  FakeCalendar calendar_;
  TextCollector log_;
  vmm::Envelope memory_;
  kernel_words::TestKernel kernel_{VmId(0)};
  Terminal terminal_{
      console_,
      files_,
      blocks_,
      memory_,
      {.clock = clock_, .calendar = calendar_, .log = log_, .door = &kernel_.door()}};
  std::array<char, 1024> buffer_{};
};

TEST_F(TerminalTest, TheMachinesTimeIsPassedOn) {
  clock_.now = Nanoseconds(5'999'999);
  EXPECT_EQ(terminal_.Milliseconds().value(), 5);
  EXPECT_EQ(terminal_.ReadCalendar().error(), Error::kNotFound);
  calendar_.date =
      hal::Date{.year = 2026, .month = 11, .day = 26, .hour = 12, .minute = 34, .second = 56};
  const forthvm::CalendarTime time = terminal_.ReadCalendar().value();
  EXPECT_EQ(time.year, 2026);
  EXPECT_EQ(time.month, 11);
  EXPECT_EQ(time.day, 26);
  EXPECT_EQ(time.hour, 12);
  EXPECT_EQ(time.minute, 34);
  EXPECT_EQ(time.second, 56);
}

TEST_F(TerminalTest, TellsTheConsoleOfColors) {
  terminal_.Write("a");
  terminal_.SetColor(1);
  terminal_.Write("b");
  EXPECT_EQ(console_.output, "a<1>b");
}

TEST_F(TerminalTest, WhoHoldsNoCapabilityToLogLogsNothing) {
  const auto grant = [this](forthvm::LogLevel level) {
    const auto number = static_cast<std::uint64_t>(level);
    return kernel_.table().Grant(kernel_.holder(),
                                 {.type = capabilities::CapabilityType::kLog,
                                  .rights = capabilities::Rights(capabilities::Right::kInvoke),
                                  .range = {number, number}});
  };
  terminal_.Log(forthvm::LogLevel::kWarning, "none");
  ASSERT_TRUE(grant(forthvm::LogLevel::kError).ok());
  terminal_.Log(forthvm::LogLevel::kWarning, "another");
  EXPECT_EQ(log_.text(), "");
  terminal_.Log(forthvm::LogLevel::kError, "this");
  EXPECT_EQ(log_.text(), "VM[0] error: this\n");
}

TEST_F(TerminalTest, LoggedLinesNameVmAndLevel) {
  ASSERT_TRUE(
      kernel_.table()
          .Grant(kernel_.holder(), {.type = capabilities::CapabilityType::kLog,
                                    .rights = capabilities::Rights(capabilities::Right::kInvoke),
                                    .range = {0, 4}})
          .ok());
  terminal_.Log(forthvm::LogLevel::kWarning, "low");
  EXPECT_EQ(log_.text(), "VM[0] warning: low\n");
}

TEST_F(TerminalTest, LinesComeWholeAndAreEchoed) {
  console_.Type("1 2");
  EXPECT_EQ(Line(), "<pending>");
  console_.Type(" + .\nnext");
  EXPECT_EQ(Line(), "1 2 + .");
  EXPECT_EQ(console_.output, "1 2 + .");
  EXPECT_EQ(Line(), "<pending>");
}

TEST_F(TerminalTest, SaysWhetherThereIsAnythingToLookAt) {
  EXPECT_FALSE(terminal_.HasInput());
  console_.Type("a");
  EXPECT_TRUE(terminal_.HasInput());
  terminal_.TakeKey();
  EXPECT_FALSE(terminal_.HasInput());
  console_.Type("\x03");
  EXPECT_TRUE(terminal_.HasInput()) << "the editor has a use for it";
  terminal_.TakeKey();
  console_.closed = true;
  EXPECT_TRUE(terminal_.HasInput()) << "the end is something too";
}

TEST_F(TerminalTest, APeekedKeyIsStillTheLinesFirstCharacter) {
  EXPECT_EQ(terminal_.PeekKey().state, KeyState::kPending);
  console_.Type("7 .\n");
  EXPECT_EQ(terminal_.PeekKey().key, '7');
  EXPECT_EQ(terminal_.PeekKey().key, '7');
  EXPECT_EQ(Line(), "7 .");
}

TEST_F(TerminalTest, ATakenKeyIsGone) {
  console_.Type("ab\n");
  EXPECT_EQ(terminal_.PeekKey().key, 'a');
  terminal_.TakeKey();
  EXPECT_EQ(terminal_.PeekKey().key, 'b');
  EXPECT_EQ(Line(), "b");
}

TEST_F(TerminalTest, WhatIsTypedWhileVmIsBusyIsKept) {
  console_.Type("2 .\n");
  EXPECT_FALSE(terminal_.PollForBreak());
  EXPECT_TRUE(console_.typed.empty());
  EXPECT_EQ(Line(), "2 .");
}

TEST_F(TerminalTest, ABreakDropsWhatWasTypedBeforeItAndKeepsTheRest) {
  console_.Type("old\x03new\n");
  EXPECT_TRUE(terminal_.PollForBreak());
  EXPECT_FALSE(terminal_.PollForBreak());
  EXPECT_EQ(Line(), "new");
}

TEST_F(TerminalTest, ALineThatIsTooLongIsNoLine) {
  console_.Type(std::string(1025, 'x') + "\n" + std::string(1024, 'y') + "\n");
  EXPECT_EQ(Line(), "<too long>");
  EXPECT_EQ(Line(), std::string(1024, 'y'));
}

TEST_F(TerminalTest, ABreakIsNoKey) {
  console_.Type("a\x03z");
  EXPECT_EQ(terminal_.PeekKey().key, 'a');
  terminal_.TakeKey();
  EXPECT_EQ(terminal_.PeekKey().state, KeyState::kBreak);
  EXPECT_EQ(terminal_.PeekKey().state, KeyState::kBreak);
  terminal_.TakeKey();
  EXPECT_EQ(terminal_.PeekKey().key, 'z');
  EXPECT_FALSE(terminal_.PollForBreak());
}

TEST_F(TerminalTest, ABreakBehindKeysThatNobodyTakesIsSeen) {
  console_.Type(
      "ab\x03"
      "c\n");
  EXPECT_EQ(terminal_.PeekKey().key, 'a');
  EXPECT_TRUE(terminal_.PollForBreak());
  EXPECT_FALSE(terminal_.PollForBreak());
  EXPECT_EQ(Line(), "c");
}

TEST_F(TerminalTest, ABreakInALineThatIsBeingTypedGivesItUp) {
  console_.Type(
      "1 2\x03"
      "3\n");
  EXPECT_EQ(Line(), "3");
  EXPECT_FALSE(terminal_.PollForBreak());
}

TEST_F(TerminalTest, AFullTypeAheadLeavesTheRestInTheConsole) {
  console_.Type(std::string(Terminal::kTypeAhead + 1, 'x'));
  EXPECT_FALSE(terminal_.PollForBreak());
  EXPECT_EQ(console_.typed.size(), 1U);
}

TEST_F(TerminalTest, TheEndComesAfterTheUnfinishedLine) {
  console_.Type("3 .");
  console_.closed = true;
  EXPECT_EQ(Line(), "3 .");
  EXPECT_EQ(Line(), "<closed>");
  EXPECT_EQ(terminal_.PeekKey().state, KeyState::kClosed);
}

TEST_F(TerminalTest, TheFileSeparatorIsTheEndForKeysAndLines) {
  console_.Type(
      "k\x1C"
      "never\n");
  EXPECT_EQ(terminal_.PeekKey().key, 'k');
  terminal_.TakeKey();
  EXPECT_EQ(terminal_.PeekKey().state, KeyState::kClosed);
  EXPECT_EQ(Line(), "<closed>");
}

}  // namespace
}  // namespace starkernel::kernel
