#include "src/vmm/envelope.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <utility>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/memory_region.h"
#include "src/pmm/fake_physical_memory.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_run.h"
#include "src/vmm/address_space.h"
#include "src/vmm/envelope_allocator.h"
#include "src/vmm/fake_mmu.h"
#include "src/vmm/table_checker.h"

namespace starkernel::vmm {
namespace {

constexpr std::uint64_t kLarge = 2 * 1024 * 1024;
constexpr std::uint64_t kFrames = 32 * 256;
constexpr VirtAddr kBase{std::uint64_t{1} << 40};
constexpr std::array kMap{
    hal::MemoryRegion{PhysAddr{0}, PageCount{kFrames}, hal::MemoryKind::kUsable}};

class EnvelopeTest : public testing::Test {
 protected:
  EnvelopeTest() { space_.Activate(); }

  std::map<std::uint64_t, SeenPage> See() {
    std::uint64_t tables = 0;
    return SeePages(memory_, space_.root(), tables);
  }
  /// Takes every second frame, so that no two free ones adjoin.
  std::vector<pmm::FrameRun> Fragment() {
    std::vector<pmm::FrameRun> all;
    while (frames_.statistics().free > PageCount{0}) {
      all.push_back(frames_.Allocate().value());
    }
    std::vector<pmm::FrameRun> kept;
    for (pmm::FrameRun& run : all) {
      if (run.first().value() % 2 == 0) {
        kept.push_back(std::move(run));
      }
    }
    return kept;
  }

  FakeMmu mmu_{kBase, ByteCount{16 * kLarge}};
  pmm::FakePhysicalMemory memory_{PageCount{kFrames}};
  pmm::FrameAllocator frames_ = pmm::FrameAllocator::Create(kMap, memory_).value();
  AddressSpace space_ = AddressSpace::Create(frames_, mmu_).value();
  EnvelopeAllocator envelopes_ = EnvelopeAllocator::Create(frames_, space_, mmu_).value();
};

TEST_F(EnvelopeTest, MapsAllButTheNullPageAndZeroesIt) {
  const Envelope envelope = envelopes_.Allocate(MiB(16)).value();
  EXPECT_EQ(envelope.base(), kBase + kLargePageSize);
  EXPECT_EQ(envelope.size(), MiB(16));
  EXPECT_EQ(envelope.bytes().size(), MiB(16).value());
  const std::map<std::uint64_t, SeenPage> seen = See();
  EXPECT_EQ(seen.size(), 4095U);
  EXPECT_EQ(seen.begin()->first, envelope.base().value() + 4096);
  EXPECT_EQ(seen.rbegin()->first, envelope.base().value() + MiB(16).value() - 4096);
  std::set<std::uint64_t> frames;
  for (const auto& [virt, page] : seen) {
    EXPECT_TRUE(page.writable);
    EXPECT_TRUE(frames.insert(page.physical).second);
    const auto bytes = memory_.View(PhysAddr(page.physical), kPageSize).value();
    EXPECT_TRUE(std::ranges::all_of(bytes, [](std::byte byte) { return byte == std::byte{0}; }));
  }
  EXPECT_EQ(space_.Translate(envelope.base() + kLargePageSize).value().page_size, PageCount{512});
}

TEST_F(EnvelopeTest, ChecksSizes) {
  EXPECT_EQ(envelopes_.Allocate(ByteCount{8191}).error(), Error::kMisaligned);
  EXPECT_EQ(envelopes_.Allocate(ByteCount{0}).error(), Error::kInvalidArgument);
  EXPECT_EQ(envelopes_.Allocate(kPageSize).error(), Error::kInvalidArgument);
  EXPECT_TRUE(envelopes_.Allocate(kPageSize * 2).ok());
  // Granules: 16, less one before and one behind.
  EXPECT_TRUE(envelopes_.Allocate(ByteCount{14 * kLarge}).ok());
  EXPECT_EQ(envelopes_.Allocate(ByteCount{14 * kLarge + 4096}).error(), Error::kOutOfMemory);
  EXPECT_EQ(envelopes_.Allocate(ByteCount{~std::uint64_t{4095}}).error(), Error::kOutOfMemory);
}

TEST_F(EnvelopeTest, EnvelopesLieApart) {
  const Envelope first = envelopes_.Allocate(ByteCount{kLarge}).value();
  const Envelope second = envelopes_.Allocate(ByteCount{kLarge + 4096}).value();
  const Envelope third = envelopes_.Allocate(ByteCount{8192}).value();
  EXPECT_EQ(second.base() - first.base(), ByteCount{2 * kLarge});
  EXPECT_EQ(third.base() - second.base(), ByteCount{3 * kLarge});
  EXPECT_EQ(See().size(), 511U + 512U + 1U);
}

TEST_F(EnvelopeTest, DyingGivesFramesAndAddressesBack) {
  const PageCount before = frames_.statistics().free;
  {
    Envelope envelope = envelopes_.Allocate(ByteCount{14 * kLarge}).value();
    EXPECT_EQ(envelopes_.Allocate(kPageSize * 2).error(), Error::kOutOfMemory);
    const Envelope moved = std::move(envelope);
    EXPECT_FALSE(moved.empty());
    EXPECT_EQ(See().size(), 14U * 512U - 1U);
  }
  EXPECT_EQ(frames_.statistics().free, before);
  EXPECT_TRUE(See().empty());
  PageCount announced;
  for (const auto& [first, pages] : mmu_.invalidated) {
    announced += pages;
  }
  EXPECT_EQ(announced, PageCount{2 * (14 * 512 - 1)});
  Envelope assigned = envelopes_.Allocate(ByteCount{6 * kLarge}).value();
  assigned = envelopes_.Allocate(ByteCount{6 * kLarge}).value();
  EXPECT_EQ(See().size(), 6U * 512U - 1U);
}

TEST_F(EnvelopeTest, WorksFromScatteredFrames) {
  const std::vector<pmm::FrameRun> taken = Fragment();
  const PageCount before = frames_.statistics().free;
  {
    const Envelope envelope = envelopes_.Allocate(ByteCount{2 * kLarge}).value();
    EXPECT_EQ(See().size(), 1023U);
  }
  EXPECT_EQ(frames_.statistics().free, before);
  EXPECT_TRUE(See().empty());
}

TEST_F(EnvelopeTest, RunningOutOfFramesKeepsNothing) {
  std::vector<pmm::FrameRun> taken = Fragment();
  std::mt19937_64 random(5);
  while (frames_.statistics().free > PageCount{600}) {
    taken.push_back(frames_.Allocate().value());
  }
  for (int round = 0; round < 20; ++round) {
    const PageCount before = frames_.statistics().free;
    EXPECT_EQ(envelopes_.Allocate(ByteCount{2 * kLarge}).error(), Error::kOutOfMemory);
    EXPECT_EQ(frames_.statistics().free, before);
    EXPECT_TRUE(See().empty());
    for (std::uint64_t count = random() % 40; count > 0 && before > PageCount{0}; --count) {
      Result<pmm::FrameRun> run = frames_.Allocate();
      if (run.ok()) {
        taken.push_back(std::move(run).value());
      }
    }
  }
}

TEST_F(EnvelopeTest, AMovedFromEnvelopeIsEmpty) {
  Envelope first = envelopes_.Allocate(kPageSize * 2).value();
  Envelope& moved_from = first;
  const Envelope second = std::move(first);
  moved_from.Reset();
  EXPECT_TRUE(moved_from.empty());
  EXPECT_EQ(moved_from.bytes().size(), 0U);
  EXPECT_EQ(See().size(), 1U);
}

using EnvelopeDeathTest = EnvelopeTest;

TEST_F(EnvelopeDeathTest, TheAllocatorStaysWhileEnvelopesAreAlive) {
  {
    const Envelope envelope = envelopes_.Allocate(kPageSize * 2).value();
    EXPECT_DEATH(EnvelopeAllocator(std::move(envelopes_)), "");
  }
  EnvelopeAllocator moved(std::move(envelopes_));
  EXPECT_TRUE(moved.Allocate(kPageSize * 2).ok());
}

TEST(EnvelopeAllocatorTest, ChecksTheMachinesRange) {
  pmm::FakePhysicalMemory memory(PageCount{1024});
  pmm::FrameAllocator frames = pmm::FrameAllocator::Create(kMap, memory).value();
  const auto create = [&frames](VirtAddr base, ByteCount space) {
    FakeMmu mmu(base, space);
    AddressSpace address_space = AddressSpace::Create(frames, mmu).value();
    const Result<EnvelopeAllocator> created = EnvelopeAllocator::Create(frames, address_space, mmu);
    return created.ok() ? Error::kAlreadyExists : created.error();
  };
  EXPECT_EQ(create(kBase + kPageSize, GiB(1)), Error::kMisaligned);
  EXPECT_EQ(create(kBase, ByteCount{2 * kLarge - 1}), Error::kOutOfMemory);
  EXPECT_EQ(create(kBase, ByteCount{2 * kLarge}), Error::kAlreadyExists);
  EXPECT_EQ(frames.statistics().allocated(), PageCount{0});
}

}  // namespace
}  // namespace starkernel::vmm
