#include "src/hal/event_report.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <string>

#include "src/base/ids.h"
#include "src/base/text_collector.h"
#include "src/base/text_writer.h"
#include "src/hal/event_log.h"

namespace starkernel::hal {
namespace {

class EventReportTest : public testing::Test {
 protected:
  void Record(EventKind kind, std::uint64_t first, std::uint64_t second = 0) {
    log_.Record(kind, first, second, [this] { return now_ += 10; });
  }

  /// What is written right now, without its first line.
  [[nodiscard]] std::string Report() const {
    TextCollector collector;
    TextWriter writer(collector);
    WriteLastEvents(writer, log_, now_);
    const std::string text = collector.text();
    EXPECT_EQ(text.substr(0, text.find('\n') + 1),
              "last of " + std::to_string(log_.recorded()) + " events, and how many cycles ago:\n");
    return text.substr(text.find('\n') + 1);
  }

  EventLog log_;
  std::uint64_t now_ = 0;
};

TEST_F(EventReportTest, NothingHasHappened) { EXPECT_EQ(Report(), ""); }

TEST_F(EventReportTest, EveryEventIsNamedOldestFirst) {
  Record(EventKind::kStageFinished, static_cast<std::uint64_t>(BootStage::kArbiter));
  Record(EventKind::kInterrupt, 240, 1);
  Record(EventKind::kInterrupt, 52, 2);
  Record(EventKind::kWindowBegun, 3);
  Record(EventKind::kWindowSpent, 3);
  Record(EventKind::kWindowWaiting, 3);
  Record(EventKind::kWindowYielded, 3);
  Record(EventKind::kWindowWaiting, MakeVmId(3, 2).value(), 2);
  Record(EventKind::kWindowWaiting, 3, 5);
  Record(EventKind::kWindowBye, 3);
  Record(EventKind::kStartupFailed, 0);
  Record(EventKind::kUncaughtThrow, static_cast<std::uint64_t>(-13));
  Record(EventKind::kMapped, 0xFFFF'C000'0000'0000, 12);
  Record(EventKind::kUnmapped, 0x1000, 1);
  Record(EventKind::kDeviceTrouble, 254, 0x40);
  Record(EventKind::kStageFinished, 77);
  EXPECT_EQ(Report(),
            "             150  VM arbiter initialized\n"
            "             140  interrupt, vector 240\n"
            "             130  interrupt, vector 52, 2 deep\n"
            "             120  window of VM[3] begun\n"
            "             110  window of VM[3] spent\n"
            "             100  window of VM[3] ended, it waits for input\n"
            "              90  window of VM[3] given up\n"
            "              80  window of VM[3.2] ended, it waits for a message\n"
            "              70  window of VM[3] ended, it waits for something\n"
            "              60  window of VM[3] ended by BYE\n"
            "              50  window of VM[0] ended by an error in a startup file\n"
            "              40  THROW -13, uncaught\n"
            "              30  12 pages mapped at 0xffffc00000000000\n"
            "              20  1 pages unmapped at 0x1000\n"
            "              10  trouble reported by vector 254, status 0x40\n"
            "               0  unknown stage initialized\n");
}

TEST_F(EventReportTest, AWindowThatTheTimerEndedIsNamed) {
  Record(EventKind::kWindowPreempted, 3);
  EXPECT_EQ(Report(), "               0  window of VM[3] ended by time\n");
}

TEST_F(EventReportTest, EveryStageHasItsName) {
  EXPECT_EQ(StageName(BootStage::kProcessor), "CPU");
  EXPECT_EQ(StageName(BootStage::kPhysicalMemory), "PMM");
  EXPECT_EQ(StageName(BootStage::kDevices), "HAL");
  EXPECT_EQ(StageName(BootStage::kArbiter), "VM arbiter");
}

TEST_F(EventReportTest, OnlyTheLastLinesAreWritten) {
  for (std::uint64_t number = 0; number < kMostEventLines + 1; ++number) {
    Record(EventKind::kUncaughtThrow, number);
  }
  const std::string report = Report();
  EXPECT_EQ(std::ranges::count(report, '\n'), kMostEventLines);
  EXPECT_EQ(report.find("THROW 0,"), std::string::npos);
  EXPECT_NE(report.find("THROW 1,"), std::string::npos);
  EXPECT_TRUE(report.ends_with("               0  THROW 16, uncaught\n"));
}

TEST_F(EventReportTest, WhatComesAgainAndAgainTakesALineMore) {
  Record(EventKind::kUncaughtThrow, 1);
  for (int round = 0; round < 40; ++round) {
    Record(EventKind::kWindowBegun, 0);
    Record(EventKind::kWindowWaiting, 0);
    Record(EventKind::kInterrupt, 240, 1);
  }
  Record(EventKind::kWindowBegun, 0);
  EXPECT_EQ(Report(),
            "            1210  THROW 1, uncaught\n"
            "            1200  window of VM[0] begun\n"
            "            1190  window of VM[0] ended, it waits for input\n"
            "            1180  interrupt, vector 240\n"
            "              10  these 3, 40 times in all\n"
            "               0  window of VM[0] begun\n");
}

TEST_F(EventReportTest, TwiceIsSaidTwice) {
  Record(EventKind::kInterrupt, 52, 1);
  Record(EventKind::kInterrupt, 52, 1);
  EXPECT_EQ(std::ranges::count(Report(), '\n'), 2);
  Record(EventKind::kInterrupt, 52, 1);
  EXPECT_EQ(Report(),
            "              20  interrupt, vector 52\n"
            "               0  the same, 3 times in all\n");
}

TEST_F(EventReportTest, AWholeRingIsReadAndAHalfWrittenEventLeftOut) {
  for (std::uint64_t number = 0; number < 2 * EventLog::capacity(); ++number) {
    Record(EventKind::kUncaughtThrow, number % 5 + 1);
  }
  std::string report;
  log_.Record(EventKind::kUncaughtThrow, 99, 0, [this, &report] {
    report = Report();
    return 0U;
  });
  EXPECT_EQ(std::ranges::count(report, '\n'), kMostEventLines - 1);
  const std::uint64_t newest = (2 * EventLog::capacity() - 1) % 5 + 1;
  EXPECT_TRUE(
      report.ends_with("               0  THROW " + std::to_string(newest) + ", uncaught\n"))
      << report;
}

}  // namespace
}  // namespace starkernel::hal
