#include "src/hal/x86_64/page_fault_recovery.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <utility>
#include <vector>

#include "src/base/addresses.h"
#include "src/hal/page_fault_resolver.h"
#include "src/hal/x86_64/interrupt_frame.h"

namespace starkernel::hal {
namespace {

class AnsweringResolver final : public PageFaultResolver {
 public:
  PageFaultAnswer Resolve(VirtAddr address, PageAccess access) override {
    asked.push_back({address, access});
    return answer;
  }

  PageFaultAnswer answer = PageFaultAnswer::kRetry;
  std::vector<std::pair<VirtAddr, PageAccess>> asked;
};

constexpr VirtAddr kFaultAddress{0xFFFF'C000'0020'1008};

class PageFaultRecoveryTest : public testing::Test {
 protected:
  bool Recover(std::uint64_t error_code) {
    frame_.error_code = error_code;
    return RecoverFromPageFault(frame_, kFaultAddress, resolver_);
  }

  AnsweringResolver resolver_;
  InterruptFrame frame_{.rip = 0x1234};
};

TEST_F(PageFaultRecoveryTest, AnAccessIsMadeAgainWhenItsPageHasCome) {
  EXPECT_TRUE(Recover(0));
  EXPECT_TRUE(Recover(2));
  EXPECT_TRUE(Recover(3));
  EXPECT_EQ(resolver_.asked, (std::vector{std::pair{kFaultAddress, PageAccess::kRead},
                                          std::pair{kFaultAddress, PageAccess::kWrite},
                                          std::pair{kFaultAddress, PageAccess::kWrite}}));
  EXPECT_EQ(frame_.rip, 0x1234U);
}

TEST_F(PageFaultRecoveryTest, WhatIsNobodysMemoryIsAnErrorOfTheKernel) {
  resolver_.answer = PageFaultAnswer::kUnknown;
  EXPECT_FALSE(Recover(0));
  EXPECT_EQ(resolver_.asked.size(), 1U);
}

TEST_F(PageFaultRecoveryTest, ARefusalNeedsAnAccessThatExpectsIt) {
  resolver_.answer = PageFaultAnswer::kRefused;
  EXPECT_FALSE(Recover(2));
  EXPECT_EQ(frame_.rip, 0x1234U);
}

TEST_F(PageFaultRecoveryTest, AnInstructionIsFetchedAgainIfItsPageHasCome) {
  EXPECT_TRUE(Recover(16));
  EXPECT_TRUE(Recover(17));
  EXPECT_EQ(resolver_.asked, (std::vector{std::pair{kFaultAddress, PageAccess::kExecute},
                                          std::pair{kFaultAddress, PageAccess::kExecute}}));
}

TEST_F(PageFaultRecoveryTest, NoPageMendsBadTables) {
  for (const std::uint64_t code : {8U, 9U, 32U, 64U}) {
    EXPECT_FALSE(Recover(code)) << code;
  }
  EXPECT_TRUE(resolver_.asked.empty());
}

}  // namespace
}  // namespace starkernel::hal
