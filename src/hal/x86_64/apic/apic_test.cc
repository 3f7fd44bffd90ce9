// Interrupt controllers, driven over pretended registers.
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "src/base/error.h"
#include "src/base/interrupt_roles.h"
#include "src/base/thread_annotations.h"
#include "src/hal/event_log.h"
#include "src/hal/interrupt_queue.h"
#include "src/hal/x86_64/apic/interrupt_handling.h"
#include "src/hal/x86_64/apic/io_apic.h"
#include "src/hal/x86_64/apic/local_apic.h"
#include "src/hal/x86_64/apic/message_interrupt.h"
#include "src/hal/x86_64/apic/vectors.h"
#include "src/hal/x86_64/devices/register_block.h"

namespace starkernel::hal {
namespace {

void PretendInterruptsOff() SK_ASSERT_CAPABILITY(kInterruptsOff) {}
void PretendInterrupt() SK_ASSERT_CAPABILITY(kInterruptContext) {}

class FakeLocalApic final : public RegisterBlock {
 public:
  std::uint32_t Read(std::uint32_t offset) override { return registers[offset]; }
  void Write(std::uint32_t offset, std::uint32_t value) override {
    registers[offset] = value;
    writes.emplace_back(offset, value);
  }

  std::map<std::uint32_t, std::uint32_t> registers{{0x20, 0x0300'0000}, {0x30, 0x0005'0014}};
  std::vector<std::pair<std::uint32_t, std::uint32_t>> writes;
};

TEST(LocalApicTest, OwnSourcesAreMaskedButForErrors) {
  PretendInterruptsOff();
  FakeLocalApic registers;
  LocalApic apic;
  EXPECT_FALSE(apic.present());
  apic.Enable(registers, false, {LocalInput{}, LocalInput{.nmi = true, .active_low = true}});
  EXPECT_TRUE(apic.present());
  EXPECT_EQ(registers.registers[0x320], 0x1'0000U);
  EXPECT_EQ(registers.registers[0x330], 0x1'0000U);
  EXPECT_EQ(registers.registers[0x340], 0x1'0000U);
  EXPECT_FALSE(registers.registers.contains(0x2F0))
      << "a model with 6 sources has no such register";
  EXPECT_EQ(registers.registers[0x350], 0x1'0000U);
  EXPECT_EQ(registers.registers[0x360], 0x2400U) << "NMI, active low";
  EXPECT_EQ(registers.registers[0x370], kErrorVector);
  EXPECT_EQ(registers.registers[0x80], 0U);
  EXPECT_EQ(registers.writes.back(), (std::pair<std::uint32_t, std::uint32_t>{0xF0, 0x1FF}))
      << "enabled last, with the spurious vector";
}

TEST(LocalApicTest, BothKindsKnowTheirId) {
  PretendInterruptsOff();
  FakeLocalApic registers;
  LocalApic apic;
  apic.Enable(registers, false, {});
  EXPECT_EQ(apic.Id(), 3U);
  registers.registers[0x20] = 0x1'0003;
  apic.Enable(registers, true, {});
  EXPECT_EQ(apic.Id(), 0x1'0003U);
}

TEST(LocalApicTest, TimerModes) {
  PretendInterruptsOff();
  FakeLocalApic registers;
  LocalApic apic;
  apic.Enable(registers, false, {});
  EXPECT_EQ(registers.registers[0x3E0], 3U) << "divided by 16";
  apic.SetTimerMode(ApicTimerMode::kOnce);
  EXPECT_EQ(registers.registers[0x320], kTimerVector);
  apic.SetTimerMode(ApicTimerMode::kPeriodic);
  EXPECT_EQ(registers.registers[0x320], 0x2'0000U | kTimerVector);
  apic.StartTimer(1000);
  EXPECT_EQ(registers.registers[0x380], 1000U);
  apic.SetTimerMode(ApicTimerMode::kDeadline);
  EXPECT_EQ(registers.registers[0x320], 0x4'0000U | kTimerVector);
  EXPECT_EQ(registers.registers[0x380], 0U);
}

TEST(LocalApicTest, InterruptsItselfAndTellsErrors) {
  PretendInterruptsOff();
  FakeLocalApic registers;
  LocalApic apic;
  apic.Enable(registers, false, {});
  apic.InterruptSelf();
  EXPECT_EQ(registers.registers[0x300], 0x4'0000U | kSelfVector);
  apic.Enable(registers, true, {});
  apic.InterruptSelf();
  EXPECT_EQ(registers.registers[0x3F0], kSelfVector);
  EXPECT_EQ(apic.TakeErrors(), 0U);
}

TEST(LocalApicTest, StopsTheOthersAlone) {
  PretendInterruptsOff();
  for (const bool x2 : {false, true}) {
    FakeLocalApic registers;
    LocalApic apic;
    apic.Enable(registers, x2, {});
    registers.writes.clear();
    apic.StopOthers();
    // INIT, asserted, to all but the sender.
    EXPECT_EQ(registers.writes,
              (std::vector<std::pair<std::uint32_t, std::uint32_t>>{{0x300, 0xC'4500}}));
  }
  LocalApic().StopOthers();
}

TEST(LocalApicTest, AMessageThatDoesNotLeaveIsNotWaitedForForEver) {
  PretendInterruptsOff();
  class Stuck final : public RegisterBlock {
   public:
    std::uint32_t Read(std::uint32_t offset) override { return offset == 0x300 ? 1U << 12U : 0; }
    void Write(std::uint32_t /*offset*/, std::uint32_t /*value*/) override {}
  };
  Stuck registers;
  LocalApic apic;
  apic.Enable(registers, false, {});
  apic.StopOthers();
  EXPECT_TRUE(apic.present());
}

TEST(InterruptHandlingTest, OneRecordAndTheEnd) {
  PretendInterruptsOff();
  FakeLocalApic registers;
  LocalApic apic;
  apic.Enable(registers, false, {});
  registers.writes.clear();
  InterruptQueue queue;
  InterruptHandling handling(apic, queue);
  const auto handle = [&](std::uint8_t vector, std::uint64_t cycles) {
    PretendInterruptsOff();
    PretendInterrupt();
    handling.Handle(vector, cycles);
  };
  handle(kTimerVector, 77);
  EXPECT_EQ(registers.writes, (std::vector<std::pair<std::uint32_t, std::uint32_t>>{{0xB0, 0}}));
  EXPECT_EQ(handling.depth(), 0U);
  const std::optional<InterruptRecord> record = queue.Take();
  ASSERT_TRUE(record.has_value());
  EXPECT_EQ(record->vector, kTimerVector);
  EXPECT_EQ(record->cycles, 77U);
  EXPECT_FALSE(queue.Take().has_value());
  const auto event = KernelEvents().At(KernelEvents().recorded() - 1);
  EXPECT_EQ(event,
            (EventLog::Event{
                .kind = EventKind::kInterrupt, .time = 77, .first = kTimerVector, .second = 1}));

  registers.writes.clear();
  handle(kSpuriousVector, 78);
  EXPECT_TRUE(registers.writes.empty()) << "a spurious interrupt is not acknowledged";
  EXPECT_EQ(handling.spurious(), 1U);
  EXPECT_FALSE(queue.Take().has_value());

  EXPECT_EQ(handling.errors(), 0U);
  handle(kErrorVector, 79);
  EXPECT_EQ(handling.errors(), 1U);
  EXPECT_EQ(registers.writes, (std::vector<std::pair<std::uint32_t, std::uint32_t>>{{0xB0, 0}}));
  EXPECT_EQ(queue.Take()->vector, kErrorVector);
}

TEST(InterruptHandlingTest, DepthIsThatOfTheInterruptsUnderWay) {
  PretendInterruptsOff();
  // Looks at the depth in the midst of a handler: when the end of the interrupt is written.
  class Watching final : public RegisterBlock {
   public:
    std::uint32_t Read(std::uint32_t /*offset*/) override { return 0; }
    void Write(std::uint32_t offset, std::uint32_t /*value*/) override {
      PretendInterruptsOff();
      PretendInterrupt();
      if (offset != 0xB0 || handling == nullptr) {
        return;
      }
      depths.push_back(handling->depth());
      if (depths.size() < 3) {
        handling->Handle(kTimerVector, 0);
      }
    }
    InterruptHandling* handling = nullptr;
    std::vector<std::uint32_t> depths;
  };
  Watching registers;
  LocalApic apic;
  apic.Enable(registers, false, {});
  InterruptQueue queue;
  InterruptHandling handling(apic, queue);
  registers.handling = &handling;
  PretendInterrupt();
  handling.Handle(kTimerVector, 0);
  EXPECT_EQ(registers.depths, (std::vector<std::uint32_t>{1, 2, 3}));
  EXPECT_EQ(handling.depth(), 0U);
}

TEST(InterruptQueueTest, WhatDoesNotFitIsCounted) {
  PretendInterruptsOff();
  InterruptQueue queue;
  const auto post = [&](std::uint64_t cycles) {
    PretendInterruptsOff();
    PretendInterrupt();
    queue.Post({.vector = 0x30, .cycles = cycles});
  };
  for (std::uint64_t index = 0; index < InterruptQueue::kCapacity; ++index) {
    post(index);
  }
  EXPECT_EQ(queue.lost(), 0U);
  post(1000);
  EXPECT_EQ(queue.lost(), 1U);
  EXPECT_EQ(queue.Take()->cycles, 0U);
  post(1001);
  EXPECT_EQ(queue.lost(), 1U);
}

// An 82093AA.
class FakeIoApic final : public RegisterBlock {
 public:
  std::uint32_t Read(std::uint32_t offset) override {
    return offset == 0x10 ? registers[selected] : 0;
  }
  void Write(std::uint32_t offset, std::uint32_t value) override {
    if (offset == 0) {
      selected = value;
    } else if (offset == 0x10) {
      registers[selected] = value;
      if (selected % 2 == 1 && selected > 0x10) {
        EXPECT_NE(registers[selected - 1] & 0x1'0000U, 0U) << "changed while unmasked";
      }
    }
  }

  std::uint32_t selected = 0;
  std::map<std::uint32_t, std::uint32_t> registers{{1, 0x0017'0020}};
};

TEST(IoApicTest, AllInputsAreMaskedAtFirst) {
  FakeIoApic registers;
  const auto apic = IoApic::Create(registers);
  ASSERT_TRUE(apic.ok());
  EXPECT_EQ(apic.value().inputs(), 24U);
  for (std::uint32_t input = 0; input < 24; ++input) {
    EXPECT_EQ(registers.registers[0x10 + 2 * input], 0x1'0000U) << input;
  }
  EXPECT_FALSE(registers.registers.contains(0x10 + 48));
}

TEST(IoApicTest, NobodyThereIsAnError) {
  for (const std::uint32_t version : {0xFFFF'FFFFU, 0U, 0x00F0'0020U}) {
    FakeIoApic registers;
    registers.registers[1] = version;
    EXPECT_EQ(IoApic::Create(registers).error(), Error::kDeviceFailure) << version;
  }
  FakeIoApic registers;
  registers.registers[1] = 0x00EF'0020;
  EXPECT_EQ(IoApic::Create(registers).value().inputs(), 240U);
}

TEST(IoApicTest, RedirectionsAreEncoded) {
  FakeIoApic registers;
  IoApic apic = IoApic::Create(registers).value();
  EXPECT_TRUE(apic.Redirect(23, {.vector = 0x34, .destination = 2, .masked = false}).ok());
  EXPECT_EQ(registers.registers[0x10 + 46], 0x34U);
  EXPECT_EQ(registers.registers[0x11 + 46], 0x0200'0000U);
  EXPECT_EQ(apic.Redirect(24, {}).error(), Error::kOutOfRange);
  EXPECT_EQ(
      EncodeRedirection(
          {.vector = 0x40, .destination = 0xFE, .active_low = true, .level = true, .masked = true}),
      0xFE00'0000'0001'A040U);
}

TEST(MessageInterruptTest, AddressAndData) {
  EXPECT_EQ(ComposeMessage(0, 0x41).value(),
            (MessageInterrupt{.address = 0xFEE0'0000, .data = 0x41}));
  EXPECT_EQ(ComposeMessage(0xFE, 0xFF).value(),
            (MessageInterrupt{.address = 0xFEEF'E000, .data = 0xFF}));
  EXPECT_EQ(ComposeMessage(0xFF, 0x41).error(), Error::kOutOfRange);
  EXPECT_EQ(ComposeMessage(0, 0x1F).error(), Error::kInvalidArgument);
  EXPECT_TRUE(ComposeMessage(0, 0x20).ok());
}

}  // namespace
}  // namespace starkernel::hal
