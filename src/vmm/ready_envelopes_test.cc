#include "src/vmm/envelope_allocator.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/hal/kernel_mapping.h"
#include "src/hal/memory_region.h"
#include "src/hal/page_fault_resolver.h"
#include "src/pmm/fake_physical_memory.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_run.h"
#include "src/vmm/address_space.h"
#include "src/vmm/envelope.h"
#include "src/vmm/envelope_record.h"
#include "src/vmm/fake_mmu.h"

namespace starkernel::vmm {
namespace {

constexpr VirtAddr kBase{std::uint64_t{1} << 40};
constexpr std::uint64_t kFrames = 4096;
constexpr std::array kMap{
    hal::MemoryRegion{PhysAddr{0}, PageCount{kFrames}, hal::MemoryKind::kUsable}};
constexpr PageCount kKept{2};
constexpr EnvelopeShape kShape{.size = MiB(1), .kept = kKept, .stays_ready = true};

/// Envelopes that come and go, of which some stay ready.
class ReadyEnvelopesTest : public testing::Test {
 protected:
  ReadyEnvelopesTest() { space_.Activate(); }

  Envelope Make() { return envelopes_.Allocate(kShape).value(); }
  hal::PageFaultAnswer Touch(const Envelope& envelope, std::uint64_t page) {
    return mmu_.resolver->Resolve(envelope.base() + BytesOf(PageCount(page)),
                                  hal::PageAccess::kWrite);
  }
  std::span<std::byte> Bytes(const Envelope& envelope, std::uint64_t page) {
    const PhysAddr at =
        space_.Translate(envelope.base() + BytesOf(PageCount(page))).value().address;
    return frames_.Bytes({FrameOf(at), PageCount{1}});
  }
  PageCount Free() { return frames_.statistics().free; }

  FakeMmu mmu_{kBase, MiB(256)};
  pmm::FakePhysicalMemory memory_{PageCount{kFrames}};
  pmm::FrameAllocator frames_ = pmm::FrameAllocator::Create(kMap, memory_).value();
  AddressSpace space_ = AddressSpace::Create(frames_, mmu_).value();
  EnvelopeAllocator envelopes_ = EnvelopeAllocator::Create(frames_, space_, mmu_).value();
};

TEST_F(ReadyEnvelopesTest, TheNextFindsNothingOfTheOneBefore) {
  Envelope first = Make();
  const VirtAddr base = first.base();
  ASSERT_EQ(Touch(first, 100), hal::PageFaultAnswer::kRetry);
  for (const std::uint64_t page : {1U, 2U, 100U}) {
    std::ranges::fill(Bytes(first, page), std::byte{0xAA});
  }
  ASSERT_TRUE(first.SetLimit(PageCount{9}).ok());
  first.Reset();
  const Envelope next = Make();
  EXPECT_EQ(next.base(), base) << "it is the one that stayed ready";
  for (const std::uint64_t page : {1U, 2U}) {
    EXPECT_TRUE(std::ranges::all_of(Bytes(next, page),
                                    [](std::byte byte) { return byte == std::byte{0}; }));
  }
  EXPECT_FALSE(space_.Translate(next.base() + BytesOf(PageCount{100})).ok());
  EXPECT_EQ(next.statistics().resident, kKept);
  EXPECT_EQ(next.statistics().limit, PageCount{255});
  EXPECT_EQ(next.statistics().faults, 0U);
}

TEST_F(ReadyEnvelopesTest, OnlySoManyStayAndTrimGivesAllBack) {
  envelopes_.Trim();
  const PageCount before = Free();
  std::vector<Envelope> all;
  for (std::size_t count = 0; count < EnvelopeAllocator::kMostReady + 2; ++count) {
    all.push_back(Make());
  }
  all.clear();
  // Two pages each, a table for two each, and the two above them.
  constexpr std::uint64_t kReady = EnvelopeAllocator::kMostReady;
  EXPECT_EQ(before - Free(), PageCount{kReady * 2 + kReady / 2 + 2});
  EXPECT_TRUE(envelopes_.Trim());
  EXPECT_EQ(Free(), before);
  EXPECT_FALSE(envelopes_.Trim());
}

TEST_F(ReadyEnvelopesTest, AHundredThousandLeaveNothing) {
  const PageCount before = Free();
  for (int count = 0; count < 100'000; ++count) {
    const Envelope one = Make();
    ASSERT_EQ(one.statistics().resident, kKept);
  }
  EXPECT_TRUE(envelopes_.Trim());
  EXPECT_EQ(Free(), before);
}

TEST_F(ReadyEnvelopesTest, AreGivenUpBeforeAPageIsRefused) {
  const Envelope needs = Make();
  {
    const Envelope goes = Make();
  }
  std::vector<pmm::FrameRun> taken;
  while (Free() > PageCount{0}) {
    taken.push_back(frames_.Allocate().value());
  }
  EXPECT_EQ(Touch(needs, 100), hal::PageFaultAnswer::kRetry);
  EXPECT_EQ(Touch(needs, 101), hal::PageFaultAnswer::kRetry);
  EXPECT_EQ(needs.statistics().refusals, 0U);
  EXPECT_EQ(Touch(needs, 102), hal::PageFaultAnswer::kRefused);
  EXPECT_EQ(needs.statistics().refusals, 1U);
}

TEST_F(ReadyEnvelopesTest, APageThatAnotherHasGoesTheUsualWay) {
  Envelope target = envelopes_.Allocate({.size = MiB(1)}).value();
  Envelope source = Make();
  ASSERT_TRUE(source
                  .Share({GuestAddr(4096), PageCount{1}}, target, GuestAddr(4096),
                         hal::Protection::kReadOnly)
                  .ok());
  std::ranges::fill(Bytes(source, 1), std::byte{0xAA});
  source.Reset();
  EXPECT_FALSE(envelopes_.Trim());
  EXPECT_EQ(Bytes(target, 1).front(), std::byte{0xAA});
}

TEST_F(ReadyEnvelopesTest, AnotherShapeGetsAnother) {
  {
    const Envelope goes = Make();
  }
  EnvelopeShape shape = kShape;
  shape.kept = kKept + PageCount{1};
  const Envelope more = envelopes_.Allocate(shape).value();
  EXPECT_EQ(more.statistics().resident, shape.kept);
  const Envelope other = envelopes_.Allocate({.size = MiB(1), .kept = kKept}).value();
  EXPECT_TRUE(envelopes_.Trim()) << "it is still ready";
  shape.size = MiB(2);
  EXPECT_EQ(envelopes_.Allocate(shape).error(), Error::kInvalidArgument);
  shape = {.size = MiB(1), .holds_code = true, .stays_ready = true};
  EXPECT_EQ(envelopes_.Allocate(shape).error(), Error::kInvalidArgument);
}

}  // namespace
}  // namespace starkernel::vmm
