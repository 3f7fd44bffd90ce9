#include "src/hal/x86_64/apic/device_lines.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "src/base/error.h"
#include "src/base/interrupt_roles.h"
#include "src/base/thread_annotations.h"
#include "src/hal/interrupt_queue.h"
#include "src/hal/line_state.h"
#include "src/hal/x86_64/apic/interrupt_handling.h"
#include "src/hal/x86_64/apic/io_apic.h"
#include "src/hal/x86_64/apic/local_apic.h"
#include "src/hal/x86_64/apic/vectors.h"
#include "src/hal/x86_64/devices/register_block.h"

namespace starkernel::hal {
namespace {

void PretendInterruptsOff() SK_ASSERT_CAPABILITY(kInterruptsOff) {}
void PretendInterrupt() SK_ASSERT_CAPABILITY(kInterruptContext) {}

/// In the order in which they were written: what, and what to.
using Log = std::vector<std::pair<const char*, std::uint32_t>>;

class FakeIoApic final : public RegisterBlock {
 public:
  explicit FakeIoApic(Log& log) : log_(log) {}
  std::uint32_t Read(std::uint32_t offset) override {
    return offset == 0x10 ? registers[selected_] : 0;
  }
  void Write(std::uint32_t offset, std::uint32_t value) override {
    if (offset == 0) {
      selected_ = value;
    } else {
      registers[selected_] = value;
      log_.emplace_back("I/O APIC", value);
    }
  }

  std::map<std::uint32_t, std::uint32_t> registers{{1, 0x0017'0020}};

 private:
  Log& log_;
  std::uint32_t selected_ = 0;
};

class FakeLocalApic final : public RegisterBlock {
 public:
  explicit FakeLocalApic(Log& log) : log_(log) {}
  std::uint32_t Read(std::uint32_t /*offset*/) override { return 0; }
  void Write(std::uint32_t offset, std::uint32_t /*value*/) override {
    if (offset == 0xB0) {
      log_.emplace_back("end", 0);
    }
  }

 private:
  Log& log_;
};

constexpr std::uint8_t kLine = 9;
constexpr std::uint32_t kLow = 0x10 + 2 * 9;
constexpr std::uint32_t kMasked = 0x1'0000;

class DeviceLinesTest : public testing::Test {
 protected:
  DeviceLinesTest() {
    PretendInterruptsOff();
    local_.Enable(local_registers_, false, {});
  }
  DeviceLines::Input Input(bool level, std::uint32_t number = 9) {
    return {.apic = &apic_,
            .number = number,
            .redirection = {.vector = kIsaVectors + kLine, .level = level, .masked = false}};
  }
  void Interrupt(std::uint8_t vector = kIsaVectors + kLine) {
    PretendInterruptsOff();
    PretendInterrupt();
    handling_.Handle(vector, 0);
  }
  bool IsMasked() { return (registers_.registers[kLow] & kMasked) != 0; }

  Log log_;
  FakeIoApic registers_{log_};
  IoApic apic_ = IoApic::Create(registers_).value();
  FakeLocalApic local_registers_{log_};
  LocalApic local_;
  InterruptQueue queue_;
  InterruptHandling handling_{local_, queue_};
  DeviceLines& lines_ = handling_.lines();
};

TEST_F(DeviceLinesTest, ALevelIsMaskedBeforeTheInterruptEndsAndUntilItIsAcknowledged) {
  PretendInterruptsOff();
  ASSERT_TRUE(lines_.Open(kLine, Input(true)).ok());
  EXPECT_EQ(lines_.open(), 1U << kLine);
  EXPECT_EQ(registers_.registers[kLow], 0x8039U);
  lines_.Acknowledge(kLine);
  EXPECT_FALSE(IsMasked());
  log_.clear();
  Interrupt();
  EXPECT_TRUE(IsMasked());
  EXPECT_EQ(log_.back(), (std::pair<const char*, std::uint32_t>{"end", 0}));
  EXPECT_EQ(queue_.Take()->vector, kIsaVectors + kLine);
  log_.clear();
  Interrupt();
  EXPECT_EQ(log_, (Log{{"end", 0}})) << "it was masked already";
  lines_.Acknowledge(kLine);
  EXPECT_EQ(registers_.registers[kLow], 0x8039U);
}

TEST_F(DeviceLinesTest, EdgesAreMaskedWhenThereAreTooMany) {
  PretendInterruptsOff();
  ASSERT_TRUE(lines_.Open(kLine, Input(false)).ok());
  for (int edge = 1; edge < LineState::kMostEdges; ++edge) {
    Interrupt();
    ASSERT_FALSE(IsMasked()) << edge;
  }
  Interrupt();
  EXPECT_TRUE(IsMasked());
  lines_.Acknowledge(kLine);
  EXPECT_EQ(registers_.registers[kLow], 0x39U);
}

TEST_F(DeviceLinesTest, AClosedLineIsMaskedForGood) {
  PretendInterruptsOff();
  ASSERT_TRUE(lines_.Open(kLine, Input(true)).ok());
  lines_.Close(kLine);
  EXPECT_TRUE(IsMasked());
  EXPECT_EQ(lines_.open(), 0U);
  log_.clear();
  lines_.Acknowledge(kLine);
  lines_.Close(kLine);
  Interrupt();
  EXPECT_EQ(log_, (Log{{"end", 0}}));
}

TEST_F(DeviceLinesTest, OthersAreLeftAlone) {
  PretendInterruptsOff();
  ASSERT_TRUE(lines_.Open(kLine, Input(true)).ok());
  for (const unsigned vector :
       {kIsaVectors + kLine - 1U, kIsaVectors - 1U, kIsaVectors + 64U, unsigned{kTimerVector}}) {
    Interrupt(static_cast<std::uint8_t>(vector));
    EXPECT_FALSE(IsMasked()) << vector;
  }
}

TEST_F(DeviceLinesTest, AnInputThatIsNotThereIsRefused) {
  PretendInterruptsOff();
  EXPECT_EQ(lines_.Open(kLine, Input(true, 24)).error(), Error::kOutOfRange);
  EXPECT_EQ(lines_.open(), 0U);
  EXPECT_TRUE(lines_.Open(kLine, Input(true, 23)).ok());
}

}  // namespace
}  // namespace starkernel::hal
