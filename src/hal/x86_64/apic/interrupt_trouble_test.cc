#include "src/hal/x86_64/apic/interrupt_trouble.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "src/base/interrupt_roles.h"
#include "src/base/text_collector.h"
#include "src/base/text_writer.h"
#include "src/base/thread_annotations.h"
#include "src/hal/interrupt_queue.h"
#include "src/hal/x86_64/apic/interrupt_handling.h"
#include "src/hal/x86_64/apic/local_apic.h"
#include "src/hal/x86_64/apic/vectors.h"
#include "src/hal/x86_64/devices/register_block.h"

namespace starkernel::hal {
namespace {

void PretendInterruptsOff() SK_ASSERT_CAPABILITY(kInterruptsOff) {}
void PretendInterrupt() SK_ASSERT_CAPABILITY(kInterruptContext) {}

// A local APIC whose error status shows what was collected once it has been written.
class ErringApic final : public RegisterBlock {
 public:
  std::uint32_t Read(std::uint32_t offset) override { return offset == 0x280 ? shown : 0; }
  void Write(std::uint32_t offset, std::uint32_t /*value*/) override {
    if (offset == 0x280) {
      shown = collected;
      collected = 0;
    }
  }

  std::uint32_t collected = 0;
  std::uint32_t shown = 0;
};

class InterruptTroubleTest : public testing::Test {
 protected:
  InterruptTroubleTest() {
    PretendInterruptsOff();
    apic_.Enable(registers_, false, {});
  }

  void Interrupt(std::uint8_t vector) {
    PretendInterruptsOff();
    PretendInterrupt();
    handling_.Handle(vector, 0);
  }

  std::string New() {
    PretendInterruptsOff();
    TextCollector collector;
    TextWriter writer(collector);
    trouble_.WriteNew(writer);
    return collector.text();
  }

  std::string All() {
    PretendInterruptsOff();
    TextCollector collector;
    TextWriter writer(collector);
    trouble_.WriteAll(writer);
    return collector.text();
  }

  ErringApic registers_;
  LocalApic apic_;
  InterruptQueue queue_;
  InterruptHandling handling_{apic_, queue_};
  InterruptTrouble trouble_{apic_, handling_, queue_};
};

TEST_F(InterruptTroubleTest, NothingIsSaidOfNothing) {
  EXPECT_EQ(New(), "");
  EXPECT_EQ(All(), "interrupts: 0 spurious, 0 lost, 0 errors of the local APIC\n");
}

TEST_F(InterruptTroubleTest, ErrorsAreNamedWithTheirCount) {
  registers_.collected = 0x20;
  Interrupt(kErrorVector);
  EXPECT_EQ(New(),
            "local APIC: an interrupt was sent with a vector below 16 (error status 0x20, 1 so "
            "far)\n");
  registers_.collected = 0xC4;
  Interrupt(kErrorVector);
  EXPECT_EQ(New(),
            "local APIC: a message was sent that nobody accepted; an interrupt came with a vector "
            "below 16; a register was used that does not exist (error status 0xc4, 2 so far)\n");
  Interrupt(kErrorVector);
  EXPECT_EQ(New(), "") << "the third is not worth a line";
  Interrupt(kErrorVector);
  EXPECT_EQ(New(), "local APIC: an error without a name (error status 0x0, 4 so far)\n");
  EXPECT_EQ(All(), "interrupts: 0 spurious, 0 lost, 4 errors of the local APIC\n");
}

TEST_F(InterruptTroubleTest, AnErrorWithoutARecordIsSaidToo) {
  for (std::uint64_t count = 0; count < InterruptQueue::kCapacity; ++count) {
    Interrupt(kTimerVector);
  }
  registers_.collected = 0x80;
  Interrupt(kErrorVector);
  EXPECT_EQ(All(), "interrupts: 0 spurious, 1 lost, 1 errors of the local APIC\n");
  EXPECT_EQ(New(),
            "local APIC: a register was used that does not exist (error status 0x80, 1 so far)\n"
            "interrupts: 1 lost so far, as nobody took the records of those before\n");
  EXPECT_EQ(New(), "");
}

TEST_F(InterruptTroubleTest, SpuriousOnesAreCounted) {
  Interrupt(kSpuriousVector);
  EXPECT_EQ(New(), "interrupts: 1 spurious so far\n");
  EXPECT_EQ(New(), "");
  Interrupt(kSpuriousVector);
  Interrupt(kSpuriousVector);
  EXPECT_EQ(New(), "interrupts: 3 spurious so far\n");
  EXPECT_EQ(All(), "interrupts: 3 spurious, 0 lost, 0 errors of the local APIC\n");
}

TEST_F(InterruptTroubleTest, LostOnesAreCounted) {
  for (std::uint64_t count = 0; count < InterruptQueue::kCapacity; ++count) {
    Interrupt(kTimerVector);
  }
  EXPECT_EQ(New(), "");
  Interrupt(kTimerVector);
  EXPECT_EQ(New(), "interrupts: 1 lost so far, as nobody took the records of those before\n");
  EXPECT_EQ(All(), "interrupts: 0 spurious, 1 lost, 0 errors of the local APIC\n");
}

}  // namespace
}  // namespace starkernel::hal
