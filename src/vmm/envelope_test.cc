#include "src/vmm/envelope.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/event_log.h"
#include "src/hal/kernel_mapping.h"
#include "src/hal/memory_region.h"
#include "src/hal/page_fault_resolver.h"
#include "src/pmm/fake_physical_memory.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_run.h"
#include "src/vmm/address_space.h"
#include "src/vmm/envelope_allocator.h"
#include "src/vmm/envelope_record.h"
#include "src/vmm/fake_mmu.h"
#include "src/vmm/table_checker.h"

namespace starkernel::vmm {
namespace {

constexpr std::uint64_t kLarge = 2 * 1024 * 1024;
constexpr std::uint64_t kFrames = 32 * 256;
constexpr VirtAddr kBase{std::uint64_t{1} << 40};
constexpr std::array kMap{
    hal::MemoryRegion{PhysAddr{0}, PageCount{kFrames}, hal::MemoryKind::kUsable}};

constexpr auto kRead = hal::PageAccess::kRead;
constexpr auto kWrite = hal::PageAccess::kWrite;

/// Pages `first` to `first + pages` of an envelope.
constexpr EnvelopePart Part(std::uint64_t first, std::uint64_t pages) {
  return {GuestAddr(first * 4096), PageCount(pages)};
}

class EnvelopeTest : public testing::Test {
 protected:
  EnvelopeTest() { space_.Activate(); }

  Result<Envelope> Make(ByteCount size) { return envelopes_.Allocate({.size = size}); }

  /// Touches page `page` of the envelope, as a processor would.
  hal::PageFaultAnswer Touch(const Envelope& envelope, std::uint64_t page,
                             hal::PageAccess access = kWrite) {
    return mmu_.resolver->Resolve(envelope.base() + BytesOf(PageCount(page)) + ByteCount{123},
                                  access);
  }
  /// What a processor sees of the page, which must be there.
  SeenPage Page(const Envelope& envelope, std::uint64_t page) {
    const auto seen = See();
    const auto found = seen.find(envelope.base().value() + page * 4096);
    EXPECT_NE(found, seen.end());
    return found == seen.end() ? SeenPage{} : found->second;
  }
  PageCount Free() { return frames_.statistics().free; }
  /// Takes frames until `left` are free.
  std::vector<pmm::FrameRun> TakeAllBut(PageCount left) {
    std::vector<pmm::FrameRun> taken;
    while (Free() > left) {
      taken.push_back(frames_.Allocate().value());
    }
    return taken;
  }

  std::map<std::uint64_t, SeenPage> See() {
    std::uint64_t tables = 0;
    return SeePages(memory_, space_.root(), tables);
  }
  FakeMmu mmu_{kBase, ByteCount{16 * kLarge}};
  pmm::FakePhysicalMemory memory_{PageCount{kFrames}};
  pmm::FrameAllocator frames_ = pmm::FrameAllocator::Create(kMap, memory_).value();
  AddressSpace space_ = AddressSpace::Create(frames_, mmu_).value();
  EnvelopeAllocator envelopes_ = EnvelopeAllocator::Create(frames_, space_, mmu_).value();
};

TEST_F(EnvelopeTest, HoldsNothingUntilItIsTouched) {
  const PageCount before = Free();
  const Envelope envelope = Make(MiB(16)).value();
  EXPECT_EQ(envelope.base(), kBase + kLargePageSize);
  EXPECT_EQ(envelope.size(), MiB(16));
  EXPECT_EQ(envelope.bytes().size(), MiB(16).value());
  EXPECT_TRUE(See().empty());
  EXPECT_EQ(Free(), before);
  EXPECT_EQ(envelope.statistics().reserved, PageCount{4096});
  EXPECT_EQ(envelope.statistics().limit, PageCount{4095});
  EXPECT_EQ(envelope.statistics().resident, PageCount{0});
}

TEST_F(EnvelopeTest, EachPageComesWhenItIsTouchedFullOfZeros) {
  const PageCount before = Free();
  const Envelope envelope = Make(MiB(16)).value();
  EXPECT_EQ(Touch(envelope, 1, kRead), hal::PageFaultAnswer::kRetry);
  // The page and three tables that lead to it.
  EXPECT_EQ(before - Free(), PageCount{4});
  EXPECT_EQ(Touch(envelope, 4095, kWrite), hal::PageFaultAnswer::kRetry);
  const std::map<std::uint64_t, SeenPage> seen = See();
  EXPECT_EQ(seen.size(), 2U);
  EXPECT_TRUE(mmu_.invalidated.empty()) << "nobody remembers that a page was not there";
  EXPECT_EQ(mmu_.appeared.size(), 2U);
  for (const auto& [virt, page] : seen) {
    EXPECT_TRUE(page.writable);
    const auto bytes = memory_.View(PhysAddr(page.physical), kPageSize).value();
    EXPECT_TRUE(std::ranges::all_of(bytes, [](std::byte byte) { return byte == std::byte{0}; }));
  }
  EXPECT_NE(Page(envelope, 1).physical, Page(envelope, 4095).physical);
  EXPECT_EQ(envelope.statistics().resident, PageCount{2});
  EXPECT_EQ(envelope.statistics().faults, 2U);
  EXPECT_EQ(envelope.statistics().refusals, 0U);
}

TEST_F(EnvelopeTest, OneThatFindsNoFramesKeepsNone) {
  for (const std::uint64_t kept : {1U, 600U}) {
    for (std::uint64_t left = 0; left <= 8; ++left) {
      const auto taken = TakeAllBut(PageCount(left));
      const Result<Envelope> envelope =
          envelopes_.Allocate({.size = MiB(4), .kept = PageCount(kept)});
      // One page and three tables that lead to it.
      EXPECT_EQ(envelope.ok(), kept == 1 && left >= 4) << kept << " of " << left;
      if (!envelope.ok()) {
        EXPECT_EQ(envelope.error(), Error::kOutOfMemory);
        EXPECT_EQ(Free(), PageCount(left)) << kept;
        EXPECT_TRUE(See().empty());
      }
    }
  }
}

TEST_F(EnvelopeTest, ATouchIsCountedAndNotNoted) {
  Envelope envelope = Make(MiB(4)).value();
  const std::uint64_t before = hal::KernelEvents().recorded();
  for (const std::uint64_t page : {1U, 7U, 600U}) {
    EXPECT_EQ(Touch(envelope, page), hal::PageFaultAnswer::kRetry);
  }
  EXPECT_EQ(hal::KernelEvents().recorded(), before);
  EXPECT_EQ(envelope.statistics().faults, 3U);
  EXPECT_TRUE(envelope.Map(Part(1, 100)).ok());
  EXPECT_EQ(hal::KernelEvents().recorded(), before + 1);
  const auto event = hal::KernelEvents().At(before);
  ASSERT_TRUE(event.has_value());
  EXPECT_EQ(event->kind, hal::EventKind::kMapped);
  EXPECT_EQ(event->first, envelope.base().value() + 4096);
  EXPECT_EQ(event->second, 100U);
}

TEST_F(EnvelopeTest, SharingBeyondTheTargetsLimitTakesNothing) {
  Envelope source = Make(MiB(4)).value();
  Envelope target = envelopes_.Allocate({.size = MiB(4), .limit = PageCount{2}}).value();
  const PageCount before = Free();
  EXPECT_EQ(source.Share(Part(1, 3), target, GuestAddr{4096}, hal::Protection::kReadWrite).error(),
            Error::kCapacity);
  EXPECT_EQ(source.statistics().resident, PageCount{0});
  EXPECT_EQ(Free(), before);
  EXPECT_TRUE(source.Share(Part(1, 2), target, GuestAddr{4096}, hal::Protection::kReadWrite).ok());
}

TEST_F(EnvelopeTest, WhatIsNobodysMemoryStaysAKernelFault) {
  const Envelope envelope = Make(MiB(2)).value();
  const auto resolve = [this, &envelope](std::uint64_t offset) {
    return mmu_.resolver->Resolve(envelope.base() + ByteCount(offset), kWrite);
  };
  EXPECT_EQ(resolve(0), hal::PageFaultAnswer::kUnknown);
  EXPECT_EQ(resolve(4095), hal::PageFaultAnswer::kUnknown);
  EXPECT_EQ(resolve(kLarge), hal::PageFaultAnswer::kUnknown);
  EXPECT_EQ(mmu_.resolver->Resolve(envelope.base() - ByteCount{1}, kRead),
            hal::PageFaultAnswer::kUnknown);
  EXPECT_EQ(resolve(4096), hal::PageFaultAnswer::kRetry);
  EXPECT_EQ(resolve(kLarge - 1), hal::PageFaultAnswer::kRetry);
  // A page that is there and may be written gives no reason to fault.
  EXPECT_EQ(resolve(4096), hal::PageFaultAnswer::kUnknown);
}

TEST_F(EnvelopeTest, MayHoldSoManyPages) {
  Envelope envelope = envelopes_.Allocate({.size = MiB(4), .limit = PageCount{3}}).value();
  EXPECT_EQ(envelope.Map(Part(1, 4)).error(), Error::kCapacity);
  EXPECT_TRUE(See().empty());
  for (const std::uint64_t page : {7U, 600U, 2U}) {
    EXPECT_EQ(Touch(envelope, page), hal::PageFaultAnswer::kRetry);
  }
  EXPECT_EQ(Touch(envelope, 3), hal::PageFaultAnswer::kRefused);
  EXPECT_EQ(envelope.last_refusal(), PageRefusal::kLimit);
  EXPECT_EQ(envelope.statistics().refusals, 1U);
  EXPECT_TRUE(envelope.Map(Part(7, 1)).ok());
  EXPECT_EQ(envelope.Map(Part(7, 2)).error(), Error::kCapacity);
  EXPECT_TRUE(envelope.Unmap(Part(7, 1)).ok());
  EXPECT_EQ(Touch(envelope, 3), hal::PageFaultAnswer::kRetry);
  EXPECT_EQ(envelope.statistics().resident, PageCount{3});
}

TEST_F(EnvelopeTest, WithoutAFrameAnAccessIsRefusedAndNothingIsKept) {
  const Envelope envelope = Make(MiB(4)).value();
  std::vector<pmm::FrameRun> taken = TakeAllBut(PageCount{0});
  // A page needs a frame and three tables; one in the same table needs only itself.
  for (std::uint64_t free = 0; free < 4; ++free) {
    EXPECT_EQ(Free(), PageCount(free));
    EXPECT_EQ(Touch(envelope, 5), hal::PageFaultAnswer::kRefused);
    EXPECT_EQ(envelope.last_refusal(), PageRefusal::kNoFrame);
    EXPECT_TRUE(See().empty());
    EXPECT_EQ(Free(), PageCount(free));
    taken.pop_back();
  }
  EXPECT_EQ(Touch(envelope, 5), hal::PageFaultAnswer::kRetry);
  EXPECT_EQ(Touch(envelope, 6), hal::PageFaultAnswer::kRefused);
  EXPECT_EQ(envelope.statistics().refusals, 5U);
}

TEST_F(EnvelopeTest, ChecksSizes) {
  EXPECT_EQ(Make(ByteCount{8191}).error(), Error::kMisaligned);
  EXPECT_EQ(Make(ByteCount{0}).error(), Error::kInvalidArgument);
  EXPECT_EQ(Make(kPageSize).error(), Error::kInvalidArgument);
  EXPECT_TRUE(Make(kPageSize * 2).ok());
  // Places: 32, less two before and one behind; a large envelope takes a power of two.
  EXPECT_TRUE(Make(MiB(16)).ok());
  EXPECT_EQ(Make(MiB(16) + kPageSize).error(), Error::kOutOfMemory);
  EXPECT_EQ(Make(ByteCount{~std::uint64_t{4095}}).error(), Error::kOutOfMemory);
  EXPECT_EQ(envelopes_.Allocate({.size = kPageSize * 3, .kept = PageCount{3}}).error(),
            Error::kInvalidArgument);
  EXPECT_TRUE(envelopes_.Allocate({.size = kPageSize * 3, .kept = PageCount{2}}).ok());
  EXPECT_EQ(
      envelopes_.Allocate({.size = kPageSize * 3, .limit = PageCount{1}, .kept = PageCount{2}})
          .error(),
      Error::kCapacity);
}

TEST_F(EnvelopeTest, SmallEnvelopesShareTablesAndLargeOnesDoNot) {
  const PageCount before = Free();
  const Envelope first = Make(MiB(1)).value();
  const Envelope second = Make(ByteCount{8192}).value();
  const Envelope third = Make(ByteCount{kLarge + 4096}).value();
  EXPECT_EQ(second.base() - first.base(), MiB(1));
  EXPECT_EQ(third.base() - second.base(), MiB(1));
  EXPECT_EQ(Touch(first, 255), hal::PageFaultAnswer::kRetry);
  EXPECT_EQ(Touch(second, 1), hal::PageFaultAnswer::kRetry);
  EXPECT_EQ(before - Free(), PageCount{5}) << "two pages, and three tables";
  EXPECT_EQ(Touch(third, 1), hal::PageFaultAnswer::kRetry);
  EXPECT_EQ(before - Free(), PageCount{7});
  // The null page of the second parts them.
  EXPECT_EQ(Touch(first, 256), hal::PageFaultAnswer::kUnknown);
  EXPECT_EQ(Touch(second, 2), hal::PageFaultAnswer::kUnknown);
}

TEST_F(EnvelopeTest, APlaceIsFoundInTheMidstOfALargeEnvelope) {
  const Envelope large = Make(MiB(8)).value();
  for (const std::uint64_t page : {1U, 256U, 1023U, 2047U}) {
    EXPECT_EQ(Touch(large, page), hal::PageFaultAnswer::kRetry) << page;
  }
  EXPECT_EQ(Touch(large, 2048), hal::PageFaultAnswer::kUnknown);
}

TEST_F(EnvelopeTest, DyingGivesFramesAndAddressesBack) {
  const PageCount before = Free();
  {
    Envelope envelope = Make(MiB(16)).value();
    EXPECT_EQ(Make(MiB(16)).error(), Error::kOutOfMemory);
    EXPECT_TRUE(envelope.Map(Part(1, 8 * 512 - 1)).ok());
    const Envelope moved = std::move(envelope);
    EXPECT_FALSE(moved.empty());
    EXPECT_EQ(See().size(), 8U * 512U - 1U);
  }
  EXPECT_EQ(Free(), before);
  EXPECT_TRUE(See().empty());
  PageCount announced;
  for (const auto& [first, pages] : mmu_.invalidated) {
    announced += pages;
  }
  EXPECT_EQ(announced, PageCount{8 * 512 - 1});
  Envelope assigned = Make(MiB(4)).value();
  assigned = Make(MiB(4)).value();
  EXPECT_EQ(Touch(assigned, 1), hal::PageFaultAnswer::kRetry);
}

TEST_F(EnvelopeTest, ThereAreAsManyAsThereAreAddresses) {
  std::vector<Envelope> all;
  for (Result<Envelope> next = Make(MiB(1)); next.ok(); next = Make(MiB(1))) {
    EXPECT_EQ(Touch(next.value(), 255), hal::PageFaultAnswer::kRetry);
    all.push_back(std::move(next).value());
  }
  EXPECT_EQ(all.size(), 29U);
  EXPECT_EQ(Make(MiB(1)).error(), Error::kOutOfMemory);
  const VirtAddr place = all.at(7).base();
  all.at(7).Reset();
  EXPECT_EQ(Make(MiB(1)).value().base(), place);
}

TEST_F(EnvelopeTest, KeptPagesAreThereAndStay) {
  Envelope envelope = envelopes_.Allocate({.size = MiB(2), .kept = PageCount{5}}).value();
  Envelope other = Make(MiB(2)).value();
  EXPECT_EQ(See().size(), 5U);
  EXPECT_EQ(Touch(envelope, 6), hal::PageFaultAnswer::kRetry);
  EXPECT_EQ(envelope.Unmap(Part(5, 2)).error(), Error::kInvalidArgument);
  EXPECT_EQ(envelope.Protect(Part(1, 1), hal::Protection::kReadOnly).error(),
            Error::kInvalidArgument);
  EXPECT_EQ(envelope.Transfer(Part(5, 1), other, GuestAddr{4096}).error(), Error::kInvalidArgument);
  EXPECT_EQ(other.Transfer(Part(1, 1), envelope, GuestAddr{4096}).error(), Error::kInvalidArgument);
  EXPECT_EQ(See().size(), 6U);
  EXPECT_TRUE(envelope.Unmap(Part(6, 506)).ok());
  EXPECT_EQ(See().size(), 5U);
}

TEST_F(EnvelopeTest, ChecksParts) {
  Envelope envelope = Make(MiB(2)).value();
  EXPECT_EQ(envelope.Map({GuestAddr{4097}, PageCount{1}}).error(), Error::kMisaligned);
  EXPECT_EQ(envelope.Map(Part(1, 0)).error(), Error::kInvalidArgument);
  EXPECT_EQ(envelope.Map(Part(0, 1)).error(), Error::kOutOfRange);
  EXPECT_EQ(envelope.Map(Part(511, 2)).error(), Error::kOutOfRange);
  EXPECT_EQ(envelope.Map(Part(512, 1)).error(), Error::kOutOfRange);
  EXPECT_EQ(envelope.Map(Part(1, ~std::uint64_t{0})).error(), Error::kOutOfRange);
  EXPECT_TRUE(envelope.Map(Part(511, 1)).ok());
  EXPECT_TRUE(envelope.Map(Part(1, 511)).ok());
}

TEST_F(EnvelopeTest, MappingFailsWholly) {
  Envelope envelope = Make(MiB(4)).value();
  EXPECT_EQ(Touch(envelope, 509), hal::PageFaultAnswer::kRetry);
  // Pages 509 to 514 lie in two tables, one of which is there: five pages and a table.
  for (std::uint64_t free = 0; free < 6; ++free) {
    const std::vector<pmm::FrameRun> taken = TakeAllBut(PageCount(free));
    EXPECT_EQ(envelope.Map(Part(509, 6)).error(), Error::kOutOfMemory);
    EXPECT_EQ(See().size(), 1U);
    EXPECT_EQ(Free(), PageCount(free));
    EXPECT_EQ(envelope.statistics().resident, PageCount{1});
  }
  const std::vector<pmm::FrameRun> taken = TakeAllBut(PageCount{6});
  EXPECT_TRUE(envelope.Map(Part(509, 6)).ok());
  EXPECT_EQ(Free(), PageCount{0});
  EXPECT_EQ(envelope.statistics().resident, PageCount{6});
  EXPECT_EQ(envelope.statistics().faults, 1U);
}

TEST_F(EnvelopeTest, AnUnmappedPageIsZerosAgain) {
  Envelope envelope = Make(MiB(2)).value();
  EXPECT_EQ(Touch(envelope, 3), hal::PageFaultAnswer::kRetry);
  memory_.View(PhysAddr(Page(envelope, 3).physical), kPageSize).value().front() = std::byte{9};
  const PageCount before = Free();
  EXPECT_TRUE(envelope.Unmap(Part(1, 511)).ok());
  EXPECT_EQ(Free() - before, PageCount{4}) << "the page and the tables that led to it";
  EXPECT_EQ(mmu_.invalidated.size(), 1U);
  EXPECT_EQ(Touch(envelope, 3), hal::PageFaultAnswer::kRetry);
  EXPECT_EQ(memory_.View(PhysAddr(Page(envelope, 3).physical), kPageSize).value().front(),
            std::byte{0});
}

TEST_F(EnvelopeTest, AReadOnlyPageRefusesStoresAlone) {
  Envelope envelope = Make(MiB(2)).value();
  EXPECT_TRUE(envelope.Protect(Part(3, 2), hal::Protection::kReadOnly).ok());
  EXPECT_EQ(envelope.statistics().resident, PageCount{2});
  EXPECT_FALSE(Page(envelope, 3).writable);
  EXPECT_EQ(Touch(envelope, 3, kWrite), hal::PageFaultAnswer::kRefused);
  EXPECT_EQ(envelope.last_refusal(), PageRefusal::kReadOnly);
  EXPECT_EQ(Touch(envelope, 3, kRead), hal::PageFaultAnswer::kUnknown) << "it is there";
  EXPECT_EQ(envelope.Protect(Part(3, 1), hal::Protection::kReadExecute).error(),
            Error::kInvalidArgument);
  EXPECT_TRUE(envelope.Protect(Part(3, 1), hal::Protection::kReadWrite).ok());
  EXPECT_TRUE(Page(envelope, 3).writable);
  EXPECT_FALSE(Page(envelope, 4).writable);
}

TEST_F(EnvelopeTest, ASharedFrameLivesUntilItsLastUserIsGone) {
  const PageCount before = Free();
  {
    Envelope first = Make(MiB(2)).value();
    Envelope second = Make(MiB(2)).value();
    Envelope third = Make(MiB(2)).value();
    EXPECT_TRUE(
        first.Share(Part(3, 2), second, GuestAddr{0x7000}, hal::Protection::kReadWrite).ok());
    EXPECT_TRUE(
        second.Share(Part(7, 1), third, GuestAddr{0x1000}, hal::Protection::kReadOnly).ok());
    const SeenPage shared = Page(first, 3);
    EXPECT_EQ(Page(second, 7).physical, shared.physical);
    EXPECT_TRUE(Page(second, 7).writable);
    EXPECT_EQ(Page(third, 1).physical, shared.physical);
    EXPECT_FALSE(Page(third, 1).writable);
    EXPECT_EQ(Page(second, 8).physical, Page(first, 4).physical);
    EXPECT_EQ(second.statistics().resident, PageCount{2});
    first.Reset();
    EXPECT_EQ(Page(second, 7).physical, shared.physical);
    EXPECT_TRUE(second.Unmap(Part(7, 1)).ok());
    EXPECT_EQ(Page(third, 1).physical, shared.physical);
    const PageCount free = Free();
    EXPECT_TRUE(third.Unmap(Part(1, 1)).ok());
    EXPECT_GT(Free(), free);
  }
  EXPECT_EQ(Free(), before);
}

TEST_F(EnvelopeTest, SharingWidensNothing) {
  Envelope first = Make(MiB(2)).value();
  Envelope second = Make(MiB(2)).value();
  EXPECT_TRUE(first.Share(Part(1, 1), second, GuestAddr{0x1000}, hal::Protection::kReadOnly).ok());
  EXPECT_EQ(second.Protect(Part(1, 1), hal::Protection::kReadWrite).error(),
            Error::kInvalidArgument);
  EXPECT_EQ(second.Share(Part(1, 1), first, GuestAddr{0x2000}, hal::Protection::kReadWrite).error(),
            Error::kInvalidArgument);
  // Not on its way through an envelope of its own either.
  Envelope third = Make(MiB(2)).value();
  EXPECT_TRUE(second.Transfer(Part(1, 1), third, GuestAddr{0x5000}).ok());
  EXPECT_FALSE(Page(third, 5).writable);
  EXPECT_EQ(third.Protect(Part(5, 1), hal::Protection::kReadWrite).error(),
            Error::kInvalidArgument);
  EXPECT_TRUE(Page(first, 1).writable);
  // A page of one's own that comes there afterwards is as any other.
  EXPECT_TRUE(third.Unmap(Part(5, 1)).ok());
  EXPECT_EQ(Touch(third, 5), hal::PageFaultAnswer::kRetry);
}

TEST_F(EnvelopeTest, SharingChecksBothSides) {
  Envelope first = Make(MiB(2)).value();
  Envelope second = envelopes_.Allocate({.size = MiB(2), .limit = PageCount{2}}).value();
  const auto share = [&](EnvelopePart part, std::uint64_t at) {
    const Result<void> result =
        first.Share(part, second, GuestAddr(at), hal::Protection::kReadWrite);
    return result.ok() ? Error::kCorrupt : result.error();
  };
  EXPECT_EQ(Touch(second, 5), hal::PageFaultAnswer::kRetry);
  EXPECT_EQ(share(Part(1, 2), 0x4000), Error::kAlreadyExists);
  EXPECT_EQ(share(Part(1, 2), 0x8000), Error::kCapacity);
  EXPECT_EQ(share(Part(1, 1), 0), Error::kOutOfRange);
  EXPECT_EQ(share(Part(1, 1), 0x1001), Error::kMisaligned);
  EXPECT_EQ(share(Part(0, 1), 0x1000), Error::kOutOfRange);
  EXPECT_EQ(first.Share(Part(1, 3), first, GuestAddr{0x3000}, hal::Protection::kReadOnly).error(),
            Error::kInvalidArgument);
  EXPECT_EQ(first.Share(Part(10, 3), first, GuestAddr{0xC000}, hal::Protection::kReadOnly).error(),
            Error::kInvalidArgument)
      << "the last page of one is the first of the other";
  EXPECT_EQ(
      first.Share(Part(1, 1), second, GuestAddr{0x9000}, hal::Protection::kReadExecute).error(),
      Error::kInvalidArgument);
  EXPECT_EQ(share(Part(1, 1), 0x9000), Error::kCorrupt);
  // Two places of one envelope may show the same page.
  EXPECT_TRUE(first.Share(Part(10, 1), first, GuestAddr{0xB000}, hal::Protection::kReadWrite).ok());
  EXPECT_EQ(Page(first, 10).physical, Page(first, 11).physical);
}

TEST_F(EnvelopeTest, SharingFailsWholly) {
  Envelope first = Make(MiB(4)).value();
  Envelope second = Make(MiB(4)).value();
  EXPECT_TRUE(first.Map(Part(1, 3)).ok());
  // The target needs two tables of level 1; the counts of the first frame need four nodes.
  for (std::uint64_t free = 0; free < 6; ++free) {
    const std::vector<pmm::FrameRun> taken = TakeAllBut(PageCount(free));
    EXPECT_EQ(
        first.Share(Part(1, 3), second, GuestAddr{511 * 4096}, hal::Protection::kReadWrite).error(),
        Error::kOutOfMemory);
    EXPECT_EQ(See().size(), 3U);
    EXPECT_EQ(Free(), PageCount(free));
    EXPECT_EQ(second.statistics().resident, PageCount{0});
  }
  const std::vector<pmm::FrameRun> taken = TakeAllBut(PageCount{7});
  EXPECT_TRUE(
      first.Share(Part(1, 3), second, GuestAddr{511 * 4096}, hal::Protection::kReadWrite).ok());
  EXPECT_EQ(See().size(), 6U);
}

TEST_F(EnvelopeTest, TransferredPagesAreTheSameElsewhere) {
  Envelope first = Make(MiB(4)).value();
  Envelope second = Make(MiB(4)).value();
  EXPECT_EQ(Touch(first, 2), hal::PageFaultAnswer::kRetry);
  EXPECT_EQ(Touch(first, 600), hal::PageFaultAnswer::kRetry);
  EXPECT_TRUE(first.Protect(Part(600, 1), hal::Protection::kReadOnly).ok());
  const SeenPage low = Page(first, 2);
  const SeenPage high = Page(first, 600);
  mmu_.invalidated.clear();
  EXPECT_TRUE(first.Transfer(Part(1, 700), second, GuestAddr{0x2000}).ok());
  EXPECT_EQ(Page(second, 3), low);
  EXPECT_EQ(Page(second, 601), high);
  EXPECT_EQ(See().size(), 2U);
  EXPECT_EQ(mmu_.invalidated.size(), 2U);
  EXPECT_EQ(first.statistics().resident, PageCount{0});
  EXPECT_EQ(second.statistics().resident, PageCount{2});
  EXPECT_TRUE(second.Protect(Part(601, 1), hal::Protection::kReadWrite).ok()) << "it is its own";
  EXPECT_EQ(Touch(first, 2), hal::PageFaultAnswer::kRetry);
  EXPECT_NE(Page(first, 2).physical, low.physical);
}

TEST_F(EnvelopeTest, TransferFailsWholly) {
  Envelope first = Make(MiB(4)).value();
  Envelope second = envelopes_.Allocate({.size = MiB(4), .limit = PageCount{3}}).value();
  EXPECT_TRUE(first.Map(Part(1, 4)).ok());
  EXPECT_EQ(first.Transfer(Part(1, 4), second, GuestAddr{510 * 4096}).error(), Error::kCapacity);
  EXPECT_TRUE(first.Unmap(Part(4, 1)).ok());
  for (std::uint64_t free = 0; free < 2; ++free) {
    const std::vector<pmm::FrameRun> taken = TakeAllBut(PageCount(free));
    EXPECT_EQ(first.Transfer(Part(1, 4), second, GuestAddr{510 * 4096}).error(),
              Error::kOutOfMemory);
    EXPECT_EQ(See().size(), 3U);
    EXPECT_EQ(Free(), PageCount(free));
  }
  EXPECT_EQ(first.Transfer(Part(1, 1), first, GuestAddr{0x9000}).error(), Error::kInvalidArgument);
  EXPECT_EQ(Touch(second, 1023), hal::PageFaultAnswer::kRetry);
  EXPECT_EQ(first.Transfer(Part(1, 2), second, GuestAddr{1022 * 4096}).error(),
            Error::kAlreadyExists);
  EXPECT_TRUE(first.Transfer(Part(1, 2), second, GuestAddr{510 * 4096}).ok());
}

TEST_F(EnvelopeTest, IsDrainedBitByBit) {
  Envelope envelope = envelopes_.Allocate({.size = MiB(1), .kept = PageCount{1}}).value();
  const PageCount before = Free();
  for (const std::uint64_t page : {2U, 3U, 5U, 70U, 71U, 72U, 255U}) {
    Touch(envelope, page);
  }
  EXPECT_EQ(envelope.statistics().resident, PageCount{8});
  EXPECT_EQ(envelope.Drain(PageCount{3}), PageCount{3});
  EXPECT_EQ(envelope.statistics().resident, PageCount{5});
  EXPECT_EQ(envelope.Drain(PageCount{0}), PageCount{0});
  EXPECT_EQ(envelope.Drain(PageCount{5}), PageCount{5});
  EXPECT_TRUE(See().empty());
  EXPECT_EQ(envelope.Drain(PageCount{5}), PageCount{0});
  EXPECT_EQ(envelope.statistics().resident, PageCount{0});
  EXPECT_GT(Free(), before);
  envelope.Reset();
  EXPECT_EQ(envelope.Drain(PageCount{5}), PageCount{0});
}

TEST_F(EnvelopeTest, AMovedFromEnvelopeIsEmpty) {
  Envelope first = Make(kPageSize * 2).value();
  Envelope& moved_from = first;
  const Envelope second = std::move(first);
  moved_from.Reset();
  EXPECT_TRUE(moved_from.empty());
  EXPECT_EQ(moved_from.bytes().size(), 0U);
  EXPECT_EQ(Touch(second, 1), hal::PageFaultAnswer::kRetry);
}

using EnvelopeDeathTest = EnvelopeTest;

TEST_F(EnvelopeDeathTest, TheAllocatorStaysWhileEnvelopesAreAlive) {
  {
    const Envelope envelope = Make(kPageSize * 2).value();
    EXPECT_DEATH(EnvelopeAllocator(std::move(envelopes_)), "");
  }
  {
    EnvelopeAllocator moved(std::move(envelopes_));
    const Envelope envelope = moved.Allocate({.size = kPageSize * 2}).value();
    EXPECT_EQ(Touch(envelope, 1), hal::PageFaultAnswer::kRetry);
  }
  EXPECT_EQ(mmu_.resolver, nullptr);
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
  EXPECT_EQ(create(kBase, MiB(4) - ByteCount{1}), Error::kOutOfMemory);
  EXPECT_EQ(create(kBase, MiB(4)), Error::kAlreadyExists);
  EXPECT_EQ(frames.statistics().allocated(), PageCount{0});
}

}  // namespace
}  // namespace starkernel::vmm
