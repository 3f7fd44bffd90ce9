#include "src/regions/vm_windows.h"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/guarded_access_unsafe.h"
#include "src/base/ids.h"
#include "src/base/not_null.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/capabilities/capability_ids.h"
#include "src/hal/hosted/hosted_machine.h"
#include "src/hal/hosted/hosted_memory.h"
#include "src/hal/hosted/software_mmu.h"
#include "src/hal/hosted/working_directory.h"
#include "src/heap/heap.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_run.h"
#include "src/regions/window.h"
#include "src/regions/withdrawals.h"
#include "src/vmm/address_space.h"
#include "src/vmm/envelope.h"
#include "src/vmm/envelope_allocator.h"
#include "src/vmm/envelope_record.h"
#include "src/vmm/kernel_space.h"

namespace starkernel::regions {
namespace {

constexpr vmm::EnvelopeShape kShape{
    .size = MiB(1), .limit = PageCount{20}, .kept = PageCount{1}, .windows = PageCount{16}};
constexpr std::uint64_t kFirst = (256 - 16) * 4096;

class VmWindowsTest : public testing::Test {
 protected:
  VmWindowsTest() {
    vmm::MapKernelSpace(space_, machine_.KernelMappings()).value();
    space_.Activate();
    first_.Enter(VmId(3), capabilities::HolderId(1));
    second_.Enter(VmId(4), capabilities::HolderId(2));
  }

  static std::uint64_t PageOf(const Window& window) {
    return (window.part.first.value() - kFirst) / 4096;
  }
  static bool Store(const vmm::Envelope& envelope, const Window& window, std::uint64_t value) {
    return TryStore(envelope.bytes().subspan(window.part.first.value()).first<8>(), value);
  }
  /// What is there; 0 with nothing mapped, which no test stores.
  static std::uint64_t Load(const vmm::Envelope& envelope, const Window& window) {
    std::uint64_t value = 0;
    return TryLoad(envelope.bytes().subspan(window.part.first.value()).first<8>(), value) ? value
                                                                                          : 0;
  }
  PageCount Free() {
    heap_.Trim();
    return frames_.statistics().free;
  }

  hal::HostedMemory memory_ = hal::HostedMemory::Create(MiB(16)).value();
  hal::SoftwareMmu mmu_ = hal::SoftwareMmu::Create(memory_).value();
  hal::WorkingDirectory files_;
  hal::HostedMachine machine_{memory_, mmu_, files_};
  pmm::FrameAllocator frames_ = pmm::FrameAllocator::Create(memory_.map(), memory_).value();
  vmm::AddressSpace space_ = vmm::AddressSpace::Create(frames_, mmu_).value();
  vmm::EnvelopeAllocator envelopes_ = vmm::EnvelopeAllocator::Create(frames_, space_, mmu_).value();
  heap::Heap heap_{frames_};
  vmm::Envelope one_ = envelopes_.Allocate(kShape).value();
  vmm::Envelope two_ = envelopes_.Allocate(kShape).value();
  VmWindows first_{heap_, one_};
  VmWindows second_{heap_, two_};
};

TEST_F(VmWindowsTest, TheLowestPlaceThatIsLargeEnoughIsTaken) {
  Window& low = *first_.Make(PageCount{3}, true).value();
  Window& middle = *first_.Make(PageCount{5}, true).value();
  const Window& high = *first_.Make(PageCount{8}, false).value();
  EXPECT_EQ(PageOf(low), 0U);
  EXPECT_EQ(PageOf(middle), 3U);
  EXPECT_EQ(PageOf(high), 8U);
  EXPECT_EQ(first_.Make(PageCount{1}, true).error(), Error::kOutOfRange);
  EXPECT_EQ(first_.Remove(low), PageCount{3});
  EXPECT_EQ(first_.Make(PageCount{4}, true).error(), Error::kOutOfRange);
  EXPECT_EQ(PageOf(*first_.Make(PageCount{2}, true).value()), 0U);
  EXPECT_EQ(PageOf(*first_.Make(PageCount{1}, true).value()), 2U);
  EXPECT_EQ(first_.Find(GuestAddr(kFirst + 3 * 4096)), &middle);
  EXPECT_EQ(first_.Find(GuestAddr(kFirst + 8 * 4096 - 1)), &middle);
  EXPECT_EQ(first_.Find(GuestAddr(kFirst - 1)), nullptr);
  first_.Remove(middle);
  EXPECT_EQ(first_.Find(GuestAddr(kFirst + 3 * 4096)), nullptr);
}

TEST_F(VmWindowsTest, PagesCountWithTheEnvelopesLimit) {
  one_.SetLimit(PageCount{9}).value();
  const PageCount free = Free();
  EXPECT_EQ(first_.Make(PageCount{9}, true).error(), Error::kCapacity);
  EXPECT_EQ(Free(), free);
  EXPECT_EQ(heap_.statistics().blocks, 0U);
  Window& region = *first_.Make(PageCount{8}, true).value();
  EXPECT_EQ(one_.statistics().resident, PageCount{9});
  two_.SetLimit(PageCount{3}).value();
  EXPECT_EQ(second_.Show(region, {.first = PageCount{0}, .pages = PageCount{3}}).error(),
            Error::kCapacity);
  EXPECT_EQ(second_.Take(region).error(), Error::kCapacity);
  EXPECT_TRUE(region.shown.empty());
  EXPECT_TRUE(second_.Show(region, {.first = PageCount{6}, .pages = PageCount{2}}).ok());
  EXPECT_EQ(two_.statistics().resident, PageCount{3});
  first_.Remove(region);
  EXPECT_EQ(one_.statistics().resident, PageCount{1});
  EXPECT_EQ(two_.statistics().resident, PageCount{1});
  EXPECT_EQ(Free(), free);
}

TEST_F(VmWindowsTest, WhatIsShownIsTheSameMemory) {
  Window& region = *first_.Make(PageCount{2}, false).value();
  EXPECT_FALSE(Store(one_, region, 1));
  Window& writes = *second_.Show(region, {PageCount{0}, PageCount{2}, true, true}).value();
  Window& reads = *second_.Show(region, {PageCount{0}, PageCount{1}, true, false}).value();
  const Window& only_reads =
      *second_.Show(region, {PageCount{0}, PageCount{1}, false, false}).value();
  // The owner keeps what it chose for itself.
  EXPECT_FALSE(Store(one_, region, 1));
  EXPECT_TRUE(Store(two_, writes, 0x1234));
  EXPECT_EQ(Load(one_, region), 0x1234U);
  EXPECT_EQ(Load(two_, reads), 0x1234U);
  EXPECT_FALSE(Store(two_, reads, 2));
  second_.SetWritable(reads, true);
  EXPECT_TRUE(Store(two_, reads, 0x5678));
  EXPECT_EQ(Load(two_, only_reads), 0x5678U);
  EXPECT_FALSE(Store(two_, only_reads, 2));
  first_.SetWritable(region, true);
  EXPECT_TRUE(Store(one_, region, 9));
  second_.SetWritable(writes, false);
  EXPECT_FALSE(Store(two_, writes, 2));
}

TEST_F(VmWindowsTest, AWindowShowsThePagesThatWereAskedFor) {
  Window& region = *first_.Make(PageCount{3}, true).value();
  const Window& last = *second_.Show(region, {PageCount{2}, PageCount{1}, true, true}).value();
  EXPECT_TRUE(Store(two_, last, 7));
  EXPECT_EQ(Load(one_, region), 0U);
  std::uint64_t value = 0;
  EXPECT_TRUE(TryLoad(one_.bytes().subspan(kFirst + 2 * 4096).first<8>(), value));
  EXPECT_EQ(value, 7U);
}

TEST_F(VmWindowsTest, WhereNothingIsMappedNothingComes) {
  Window& region = *first_.Make(PageCount{1}, true).value();
  EXPECT_TRUE(Store(one_, region, 7));
  first_.Remove(region);
  std::uint64_t value = 0;
  EXPECT_FALSE(TryLoad(one_.bytes().subspan(kFirst).first<8>(), value));
  EXPECT_EQ(one_.last_refusal(), vmm::PageRefusal::kNoWindow);
  // The page before it comes.
  EXPECT_TRUE(TryLoad(one_.bytes().subspan(kFirst - 8).first<8>(), value));
  EXPECT_FALSE(TryLoad(one_.bytes().subspan(kFirst - 4).first<8>(), value));
  Window& again = *first_.Make(PageCount{1}, true).value();
  EXPECT_TRUE(TryLoad(one_.bytes().subspan(kFirst).first<8>(), value));
  EXPECT_EQ(value, 0U);
  first_.Remove(again);
}

TEST_F(VmWindowsTest, ARegionIsShownSoManyTimes) {
  Window& region = *first_.Make(PageCount{1}, true).value();
  const Shown page{.first = PageCount{0}, .pages = PageCount{1}};
  for (std::size_t count = 0; count < 16; ++count) {
    EXPECT_TRUE(second_.Show(region, page).ok());
  }
  EXPECT_EQ(second_.Show(region, page).error(), Error::kOutOfRange);
  vmm::Envelope wide = envelopes_.Allocate({.size = MiB(2), .windows = PageCount{64}}).value();
  VmWindows third(heap_, wide);
  third.Enter(VmId(5), capabilities::HolderId(3));
  for (std::size_t count = 16; count < VmWindows::kMostShown; ++count) {
    EXPECT_TRUE(third.Show(region, page).ok());
  }
  EXPECT_EQ(third.Show(region, page).error(), Error::kOverflow);
  EXPECT_EQ(first_.Remove(region), PageCount{VmWindows::kMostShown + 1});
  EXPECT_EQ(third.First(), nullptr);
  EXPECT_EQ(second_.First(), nullptr);
}

TEST_F(VmWindowsTest, WhatIsTakenIsAnothersToWithdraw) {
  const PageCount free = Free();
  Window& region = *first_.Make(PageCount{2}, true).value();
  EXPECT_TRUE(Store(one_, region, 7));
  const Window& shows = *second_.Show(region, {PageCount{0}, PageCount{1}, true, true}).value();
  Window& taken = *second_.Take(region).value();
  EXPECT_EQ(PageOf(taken), 1U);
  EXPECT_EQ(Load(two_, taken), 7U);
  EXPECT_TRUE(Store(two_, taken, 8));
  EXPECT_EQ(taken.region, nullptr);
  EXPECT_EQ(first_.First(), nullptr);
  EXPECT_EQ(one_.statistics().resident, PageCount{1});
  // What showed it does so until it is taken out.
  EXPECT_EQ(shows.region, &taken);
  EXPECT_EQ(Load(two_, shows), 8U);
  const VmWindows::Withdrawn withdrawn =
      VmWindows::Withdraw(taken, PageCount{64}, [](const Window& /*window*/) { return true; });
  EXPECT_EQ(withdrawn.pages, PageCount{1});
  EXPECT_TRUE(withdrawn.is_all);
  EXPECT_EQ(second_.First(), &taken);
  EXPECT_EQ(second_.Next(taken), nullptr);
  EXPECT_EQ(two_.statistics().resident, PageCount{3});
  second_.Remove(taken);
  EXPECT_EQ(Free(), free);
}

TEST_F(VmWindowsTest, WhereThereIsNoMemoryNothingChanges) {
  Window& region = *first_.Make(PageCount{2}, true).value();
  EXPECT_TRUE(Store(one_, region, 7));
  const std::uint64_t blocks = heap_.statistics().blocks;
  std::vector<pmm::FrameRun> taken;
  for (Result<pmm::FrameRun> run = frames_.Allocate(); run.ok(); run = frames_.Allocate()) {
    taken.push_back(std::move(run).value());
  }
  EXPECT_EQ(first_.Make(PageCount{1}, true).error(), Error::kOutOfMemory);
  EXPECT_EQ(second_.Show(region, {PageCount{0}, PageCount{2}, true, true}).error(),
            Error::kOutOfMemory);
  EXPECT_EQ(heap_.statistics().blocks, blocks);
  EXPECT_TRUE(region.shown.empty());
  taken.clear();
  EXPECT_TRUE(second_.Show(region, {PageCount{0}, PageCount{2}, true, true}).ok());
}

TEST_F(VmWindowsTest, PagesHaveNumbers) {
  const Window& low = *first_.Make(PageCount{3}, true).value();
  Window& high = *first_.Make(PageCount{2}, true).value();
  const Window& shows = *second_.Show(high, {PageCount{0}, PageCount{2}, true, true}).value();
  EXPECT_EQ(first_.NumberOf(low), 4 * 1024U);
  EXPECT_EQ(first_.NumberOf(high), 4 * 1024U + 3);
  EXPECT_EQ(VmWindows::PlaceIn(4 * 1024 + 3), 3U);
  EXPECT_GT(VmWindows::PlaceIn(0), 0xFFFF'FFFFU);
  EXPECT_GT(VmWindows::PlaceIn(1023), 0xFFFF'FFFFU);
  EXPECT_EQ(VmWindows::PlaceIn(1024), 0U);
  EXPECT_EQ(first_.RegionWith(4 * 1024 + 2), &low);
  EXPECT_EQ(first_.RegionWith(4 * 1024 + 3), &high);
  EXPECT_EQ(first_.RegionWith(4 * 1024 + 4), &high);
  EXPECT_EQ(first_.RegionWith(4 * 1024 + 5), nullptr);
  EXPECT_EQ(first_.RegionWith(5 * 1024), nullptr);
  EXPECT_EQ(PageOf(shows), 0U);
  // What only shows a region is none.
  EXPECT_EQ(second_.RegionWith(5 * 1024), nullptr);
}

TEST_F(VmWindowsTest, VoidOnesAreWithdrawnBitByBit) {
  const PageCount free = Free();
  Window& region = *first_.Make(PageCount{4}, true).value();
  const Shown three{.first = PageCount{0}, .pages = PageCount{3}};
  std::vector<Window*> windows;
  for (int count = 0; count < 5; ++count) {
    windows.push_back(&*second_.Show(region, three).value());
    windows.back()->capability = capabilities::SlotNumber(count == 1 ? 7 : 8);
  }
  const auto is_void = [](const Window& window) {
    return window.capability == capabilities::SlotNumber(8);
  };
  Withdrawals withdrawals;
  withdrawals.Add(region);
  withdrawals.Add(region);
  first_.BeginWithdrawal(region);
  EXPECT_EQ(first_.withdrawing(), first_.NumberOf(region));
  // Whole windows, in order, no more pages than are asked for.
  VmWindows::Withdrawn withdrawn = VmWindows::Withdraw(region, PageCount{8}, is_void);
  EXPECT_EQ(withdrawn.pages, PageCount{6});
  EXPECT_FALSE(withdrawn.is_all);
  EXPECT_EQ(second_.First(), windows.at(1));
  EXPECT_EQ(second_.Next(*windows.at(1)), windows.at(3));
  EXPECT_TRUE(region.has_void);
  EXPECT_EQ(withdrawals.First(), &region);
  withdrawn = VmWindows::Withdraw(region, PageCount{2}, is_void);
  EXPECT_EQ(withdrawn.pages, PageCount{0});
  EXPECT_FALSE(withdrawn.is_all);
  withdrawn = VmWindows::Withdraw(region, PageCount{6}, is_void);
  EXPECT_EQ(withdrawn.pages, PageCount{6});
  EXPECT_TRUE(withdrawn.is_all);
  EXPECT_FALSE(region.has_void);
  EXPECT_EQ(withdrawals.First(), nullptr);
  EXPECT_EQ(second_.First(), windows.at(1));
  EXPECT_EQ(second_.Next(*windows.at(1)), nullptr);
  // One that ends takes all with it, void or not, and goes last.
  region.is_ending = true;
  withdrawals.Add(region);
  withdrawn = VmWindows::Withdraw(region, PageCount{6}, is_void);
  EXPECT_EQ(withdrawn.pages, PageCount{3});
  EXPECT_FALSE(withdrawn.is_all);
  EXPECT_EQ(second_.First(), nullptr);
  EXPECT_EQ(first_.First(), &region);
  withdrawn = VmWindows::Withdraw(region, PageCount{4}, is_void);
  EXPECT_EQ(withdrawn.pages, PageCount{4});
  EXPECT_TRUE(withdrawn.is_all);
  EXPECT_EQ(first_.First(), nullptr);
  EXPECT_EQ(withdrawals.First(), nullptr);
  EXPECT_EQ(Free(), free);
}

TEST_F(VmWindowsTest, WhoeverIsLeftToBeWithdrawnMayEnd) {
  Withdrawals withdrawals;
  Window& one = *first_.Make(PageCount{1}, true).value();
  Window& other = *first_.Make(PageCount{1}, true).value();
  {
    Withdrawals ends;
    ends.Add(one);
  }
  EXPECT_EQ(one.left_to, nullptr);
  withdrawals.Add(one);
  withdrawals.Add(other);
  EXPECT_EQ(withdrawals.First(), &one);
  first_.Remove(one);
  EXPECT_EQ(withdrawals.First(), &other);
  first_.Clear();
  EXPECT_EQ(withdrawals.First(), nullptr);
}

TEST_F(VmWindowsTest, AreDrainedBitByBit) {
  const PageCount free = Free();
  EXPECT_EQ(first_.Drain(PageCount{1}), PageCount{0});
  Window& region = *first_.Make(PageCount{4}, true).value();
  const Window& other = *second_.Make(PageCount{1}, true).value();
  EXPECT_TRUE(first_.Make(PageCount{2}, true).ok());
  for (int count = 0; count < 3; ++count) {
    EXPECT_TRUE(second_.Show(region, {PageCount{0}, PageCount{3}, true, true}).ok());
  }
  // Two of what others show of it.
  EXPECT_EQ(first_.Drain(PageCount{4}), PageCount{6});
  EXPECT_EQ(region.shown.size(), 1U);
  EXPECT_EQ(first_.Drain(PageCount{4}), PageCount{7});
  EXPECT_EQ(second_.First(), &other);
  EXPECT_EQ(second_.Next(*second_.First()), nullptr);
  EXPECT_EQ(first_.Drain(PageCount{4}), PageCount{2});
  EXPECT_EQ(first_.First(), nullptr);
  EXPECT_EQ(first_.Drain(PageCount{4}), PageCount{0});
  second_.Clear();
  EXPECT_EQ(Free(), free);
}

}  // namespace
}  // namespace starkernel::regions
