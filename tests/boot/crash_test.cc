// What a panic does beside writing a report: a machine with four processors has an error of its
// hardware, told to it by QEMU's monitor, which then looks at screen and processors.
#include <gtest/gtest.h>

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

#include "tests/boot/crash_test_names.h"
#include "tests/boot/monitored_machine.h"
#include "tests/boot/screen_picture.h"
#include "tools/qemu_boot/temp_directory.h"
#include "tools/runfiles/runfiles.h"

namespace starkernel::tests {
namespace {

constexpr std::size_t kProcessors = 4;
// Where a processor waits to be started, by its registers (Intel SDM volume 3, table 9-1).
constexpr std::string_view kAfterInit = "EIP=0000fff0";

std::size_t CountOf(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t place = text.find(part); place != std::string_view::npos;
       place = text.find(part, place + part.size())) {
    ++count;
  }
  return count;
}

std::string Registers(MonitoredMachine& machine) {
  const auto answer =
      machine.monitor().Ask("human-monitor-command", R"("command-line":"info registers -a")");
  EXPECT_TRUE(answer.has_value()) << answer.error();
  return answer.value_or("");
}

// The texts occur in this order.
void ExpectInOrder(const std::string& text, std::initializer_list<std::string_view> wanted) {
  std::size_t place = 0;
  for (const std::string_view part : wanted) {
    const std::size_t found = text.find(part, place);
    ASSERT_NE(found, std::string::npos) << "no `" << part << "` in its place in:\n" << text;
    place = found + part.size();
  }
}

bool HasEnded(const ScreenPicture& picture) {
  return picture.Find(U"*** END OF REPORT ***") < picture.rows();
}

TEST(Crash, AMachineCheckIsReportedEverywhereAndStopsAllProcessors) {
  const auto runfiles = tools::Runfiles::Find("crash_test");
  ASSERT_TRUE(runfiles.has_value());
  const auto directory = tools::TempDirectory::Make("crash_test");
  ASSERT_TRUE(directory.has_value());
  // Without an exit port it stands still after the report.
  auto machine = MonitoredMachine::Start(runfiles->root(), crash_test_names::kQemuBoot, *directory,
                                         {"--cpus", std::to_string(kProcessors), "--no-exit-port"});
  ASSERT_TRUE(machine.has_value()) << machine.error();
  const auto booted = machine->PictureWhere(EndsWithPrompt);
  ASSERT_TRUE(booted.has_value()) << booted.error();
  const std::string running = Registers(*machine);
  EXPECT_EQ(CountOf(running, "RIP=") + CountOf(running, "EIP="), kProcessors) << running;
  EXPECT_EQ(CountOf(running, kAfterInit), 0U) << running;

  // Keys interrupt: it is among the last events.
  ASSERT_TRUE(machine->monitor().Type("x").has_value());
  const auto typed = machine->PictureWhere(
      [](const ScreenPicture& picture) { return picture.Find(U"x") < picture.rows(); });
  ASSERT_TRUE(typed.has_value()) << typed.error();
  // Bank 2: uncorrected, with address, memory controller, read, channel 1.
  const auto told =
      machine->monitor().Ask("human-monitor-command",
                             R"("command-line":"mce 0 2 0xbe00000000000091 0x5 0x12345000 0x8c")");
  ASSERT_TRUE(told.has_value()) << told.error();
  const auto ended = machine->PictureWhere(HasEnded);
  ASSERT_TRUE(ended.has_value()) << ended.error();
  EXPECT_LT(ended->Find(U"*** KERNEL PANIC ***"), ended->rows());
  EXPECT_LT(ended->Find(U"machine check (vector 18, error code 0x0)"), ended->rows());

  const std::string bank =
      "bank 2: memory controller error, read, channel 1, uncorrected, the processor's state may "
      "be corrupt, address 0x12345000 (status 0xbe00000000000091, miscellaneous 0x8c)\n";
  ExpectInOrder(
      MonitoredMachine::SerialText(),
      {"\nok\n", "*** KERNEL PANIC ***\n", "machine check (vector 18, error code 0x0)\n",
       "machine-check status 0x5, machine check in progress, what was interrupted could go on\n",
       bank, "  rax 0x", "last of ", "interrupt, vector 49\n", "window of VM[0] begun\n",
       "called from:\n", "Arbiter::NextEvent", "*** END OF REPORT ***\n"});

  const std::string stopped = Registers(*machine);
  EXPECT_EQ(CountOf(stopped, kAfterInit), kProcessors - 1) << stopped;
  EXPECT_EQ(CountOf(stopped, "HLT=1"), kProcessors) << stopped;
  machine->Kill();
  static_cast<void>(machine->Wait());
}

}  // namespace
}  // namespace starkernel::tests
