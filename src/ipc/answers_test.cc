#include "src/ipc/answers.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "src/base/expect_panic.h"
#include "src/base/ids.h"
#include "src/ipc/wake_list.h"

namespace starkernel::ipc {
namespace {

TEST(AnswersTest, EachHasItsText) {
  for (std::uint8_t result = 0; result <= static_cast<std::uint8_t>(SendResult::kTurnedAway);
       ++result) {
    EXPECT_NE(SendResultText(static_cast<SendResult>(result)), "unknown");
  }
  for (std::uint8_t result = 0; result <= static_cast<std::uint8_t>(ReceiveResult::kNoCall);
       ++result) {
    EXPECT_NE(ReceiveResultText(static_cast<ReceiveResult>(result)), "unknown");
  }
  EXPECT_EQ(SendResultText(SendResult::kMailboxFull), "mailbox full");
  EXPECT_EQ(ReceiveResultText(ReceiveResult::kBufferTooSmall), "buffer too small");
}

TEST(AnswersTest, TwoAreWokenInOrder) {
  WakeList wakes;
  EXPECT_TRUE(wakes.empty());
  wakes.Add(VmId(9));
  wakes.Add(VmId(3));
  EXPECT_FALSE(wakes.empty());
  EXPECT_EQ(std::vector<VmId>(wakes.vms().begin(), wakes.vms().end()),
            (std::vector<VmId>{VmId(9), VmId(3)}));
  EXPECT_PANIC(wakes.Add(VmId(1)), "more than two");
}

}  // namespace
}  // namespace starkernel::ipc
