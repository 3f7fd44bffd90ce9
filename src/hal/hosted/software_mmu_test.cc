#include "src/hal/hosted/software_mmu.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/hosted/hosted_memory.h"
#include "src/hal/memory_region.h"
#include "src/hal/page_fault_resolver.h"
#include "src/hal/physical_words_unsafe.h"

namespace starkernel::hal {
namespace {

constexpr std::uint64_t kMiB = 1 << 20;
constexpr std::uint64_t kGiB = 1024 * kMiB;
constexpr std::uint64_t kTables = 1 * kMiB;  // Root, pointers, directory, table.
constexpr std::uint64_t kNoExecute = std::uint64_t{1} << 63;
constexpr std::uint64_t kReadWrite = 3;
constexpr std::uint64_t kRead = 1;
constexpr std::uint64_t kLarge = 0x80;

class SoftwareMmuTest : public testing::Test {
 protected:
  SoftwareMmuTest() {
    const std::uint64_t base = mmu_.EnvelopeBase().value();
    Entry(0, base >> 39) = kTables + 0x1000 + kReadWrite;
    Entry(1, base >> 30) = kTables + 0x2000 + kReadWrite;
    Entry(2, base >> 21) = kTables + 0x3000 + kReadWrite;
  }

  /// The entry that `index` (its low nine bits) selects in the table at the given place.
  std::uint64_t& Entry(std::uint64_t table, std::uint64_t index) {
    return ViewWords(memory_, PhysAddr(kTables + table * 4096), 512).value()[index % 512];
  }
  void MapSmall(std::uint64_t page, std::uint64_t physical, std::uint64_t bits) {
    Entry(3, page) = physical | bits | kNoExecute;
  }
  std::byte& Physical(std::uint64_t address) {
    return memory_.View(PhysAddr(address), ByteCount{1}).value().front();
  }
  std::byte& Virtual(std::uint64_t offset) {
    return mmu_.View(mmu_.EnvelopeBase() + ByteCount(offset), ByteCount{1}).front();
  }

  HostedMemory memory_ = HostedMemory::Create(MiB(16)).value();
  SoftwareMmu mmu_ = SoftwareMmu::Create(memory_).value();
};

TEST_F(SoftwareMmuTest, ShowsThePagesThatTheTablesMap) {
  MapSmall(1, 2 * kMiB, kReadWrite);
  MapSmall(2, 3 * kMiB, kReadWrite);
  mmu_.Activate(PhysAddr{kTables});
  Virtual(0x1000) = std::byte{7};
  Virtual(0x2FFF) = std::byte{8};
  EXPECT_EQ(Physical(2 * kMiB), std::byte{7});
  EXPECT_EQ(Physical(3 * kMiB + 0xFFF), std::byte{8});
}

TEST_F(SoftwareMmuTest, ShowsLargePages) {
  Entry(2, (mmu_.EnvelopeBase().value() >> 21) + 1) = 4 * kMiB | kReadWrite | kLarge | kNoExecute;
  mmu_.Activate(PhysAddr{kTables});
  Virtual(2 * kMiB + 5) = std::byte{1};
  Virtual(4 * kMiB - 1) = std::byte{2};
  EXPECT_EQ(Physical(4 * kMiB + 5), std::byte{1});
  EXPECT_EQ(Physical(6 * kMiB - 1), std::byte{2});
}

TEST_F(SoftwareMmuTest, FollowsChangesWhenTold) {
  mmu_.Activate(PhysAddr{kTables});
  Physical(2 * kMiB) = std::byte{1};
  Physical(3 * kMiB) = std::byte{2};
  MapSmall(1, 2 * kMiB, kReadWrite);
  mmu_.Invalidate(mmu_.EnvelopeBase() + kPageSize);
  EXPECT_EQ(Virtual(0x1000), std::byte{1});
  MapSmall(1, 3 * kMiB, kReadWrite);
  MapSmall(2, 3 * kMiB, kReadWrite);
  mmu_.InvalidateRange(mmu_.EnvelopeBase(), PageCount{4});
  EXPECT_EQ(Virtual(0x1000), std::byte{2});
  EXPECT_EQ(Virtual(0x2000), std::byte{2});
}

TEST_F(SoftwareMmuTest, IgnoresOtherAddresses) {
  mmu_.Activate(PhysAddr{kTables});
  mmu_.InvalidateRange(VirtAddr{0xFFFF'8000'0000'0000}, PageCount{1000});
  mmu_.Invalidate(mmu_.EnvelopeBase() - kPageSize);
  mmu_.Invalidate(mmu_.EnvelopeBase() + mmu_.EnvelopeSpace());
  MapSmall(0, 2 * kMiB, kReadWrite);
  // Reaches to the end of the range and beyond.
  mmu_.InvalidateRange(mmu_.EnvelopeBase(), PagesFor(mmu_.EnvelopeSpace()) + PageCount{1});
  EXPECT_EQ(Virtual(0), std::byte{0});
}

/// Knows no page, and counts how often it is asked.
class KnowsNothing final : public PageFaultResolver {
 public:
  PageFaultAnswer Resolve(VirtAddr /*address*/, PageAccess /*access*/) override {
    ++asked;
    return PageFaultAnswer::kUnknown;
  }
  int asked = 0;
};

TEST_F(SoftwareMmuTest, WhatIsForgottenComesAgainWhenItIsTouched) {
  KnowsNothing resolver;
  MapSmall(1, 2 * kMiB, kReadWrite);
  MapSmall(2, 3 * kMiB, kRead);
  mmu_.Activate(PhysAddr{kTables});
  mmu_.ResolveFaultsWith(&resolver);
  Virtual(0x1000) = std::byte{7};
  for (int round = 0; round < 3; ++round) {
    mmu_.ForgetAll();
    EXPECT_EQ(Virtual(0x1000), std::byte{7});
    Virtual(0x1FFF) = std::byte{8};
    EXPECT_EQ(Virtual(0x2000), std::byte{0});
  }
  EXPECT_EQ(mmu_.times_forgotten(), 3U);
  EXPECT_EQ(Physical(2 * kMiB + 0xFFF), std::byte{8});
  EXPECT_EQ(resolver.asked, 0);
  EXPECT_DEATH(Virtual(0x2000) = std::byte{1}, "") << "it may be read alone";
  EXPECT_DEATH(Virtual(0x3000) = std::byte{1}, "");
  mmu_.ResolveFaultsWith(nullptr);
}

/// Every second page, so that each takes the host two mappings: more than it takes, as it is mostly
/// set up.
TEST(SoftwareMmuMappingsTest, ThereMayBeMoreThanTheHostTakes) {
  constexpr std::uint64_t kPages = 36 * 1024;
  HostedMemory memory = HostedMemory::Create(MiB(4)).value();
  SoftwareMmu mmu = SoftwareMmu::Create(memory).value();
  KnowsNothing resolver;
  const auto entry = [&memory](std::uint64_t table, std::uint64_t index) -> std::uint64_t& {
    return ViewWords(memory, PhysAddr(kTables + table * 4096), 512).value()[index % 512];
  };
  // One entry of the second table covers them.
  const std::uint64_t base = (mmu.EnvelopeBase().value() / kGiB + 1) * kGiB;
  entry(0, base >> 39) = kTables + 0x1000 + kReadWrite;
  for (std::uint64_t page = 0; page < kPages * 2; page += 2) {
    const std::uint64_t address = base + page * 4096;
    const std::uint64_t table = 3 + page / 512;
    entry(1, address >> 30) = kTables + 0x2000 + kReadWrite;
    entry(2, address >> 21) = kTables + table * 4096 + kReadWrite;
    entry(table, page) = 2 * kMiB | kReadWrite | kNoExecute;
  }
  mmu.Activate(PhysAddr{kTables});
  mmu.ResolveFaultsWith(&resolver);
  std::uint64_t sum = 0;
  for (std::uint64_t page = 0; page < kPages * 2; page += 2) {
    std::byte& byte = mmu.View(VirtAddr(base + page * 4096), ByteCount{1}).front();
    byte = static_cast<std::byte>(std::to_integer<unsigned>(byte) + 1);
    ++sum;
  }
  EXPECT_EQ(sum, kPages);
  // All are one frame, which each has counted up.
  EXPECT_EQ(memory.View(PhysAddr(2 * kMiB), ByteCount{1}).value().front(),
            static_cast<std::byte>(kPages % 256));
  EXPECT_EQ(resolver.asked, 0);
  // Once while all are shown, once while they come again.
  EXPECT_EQ(mmu.times_forgotten(), 2U);
  mmu.ResolveFaultsWith(nullptr);
}

using SoftwareMmuDeathTest = SoftwareMmuTest;

TEST_F(SoftwareMmuDeathTest, UnmappedPagesFault) {
  MapSmall(1, 2 * kMiB, kReadWrite);
  mmu_.Activate(PhysAddr{kTables});
  EXPECT_DEATH(Virtual(0x0FFF) = std::byte{1}, "");
  EXPECT_DEATH(Virtual(0x2000) = std::byte{1}, "");
  Virtual(0x1000) = std::byte{1};
  MapSmall(1, 0, 0);
  mmu_.Invalidate(mmu_.EnvelopeBase() + kPageSize);
  EXPECT_DEATH(Virtual(0x1000) = std::byte{1}, "");
}

TEST_F(SoftwareMmuDeathTest, ReadOnlyPagesCannotBeWritten) {
  MapSmall(1, 2 * kMiB, kRead);
  mmu_.Activate(PhysAddr{kTables});
  EXPECT_EQ(Virtual(0x1000), std::byte{0});
  EXPECT_DEATH(Virtual(0x1000) = std::byte{1}, "");
}

TEST_F(SoftwareMmuDeathTest, BrokenTablesPanic) {
  Entry(3, 1) = 2 * kMiB | kReadWrite;  // Writable and executable.
  EXPECT_DEATH(mmu_.Activate(PhysAddr{kTables}), "");
  MapSmall(1, 16 * kMiB, kReadWrite);  // No RAM there.
  EXPECT_DEATH(mmu_.Activate(PhysAddr{kTables}), "");
  MapSmall(1, 16 * kMiB - 4096, kReadWrite);
  mmu_.Activate(PhysAddr{kTables});
  EXPECT_DEATH(mmu_.Activate(PhysAddr{kTables + 8}), "");
}

TEST(PhysicalWordsTest, WordsLieAtMultiplesOfTheirSize) {
  HostedMemory memory = HostedMemory::Create(MiB(4)).value();
  EXPECT_EQ(ViewWords(memory, PhysAddr{MiB(1).value() + 8}, 2).value().size(), 2U);
  EXPECT_EQ(ViewWords(memory, PhysAddr{MiB(1).value() + 4}, 2).error(), Error::kMisaligned);
  EXPECT_EQ(ViewWords(memory, PhysAddr{MiB(1).value()}, std::uint64_t{1} << 61U).error(),
            Error::kOverflow);
}

TEST(HostedMemoryTest, ChecksItsSize) {
  EXPECT_EQ(HostedMemory::Create(MiB(4) + ByteCount{1}).error(), Error::kMisaligned);
  EXPECT_EQ(HostedMemory::Create(MiB(4) - kPageSize).error(), Error::kOutOfRange);
  EXPECT_EQ(HostedMemory::Create(GiB(64) + kPageSize).error(), Error::kOutOfRange);
  EXPECT_EQ(HostedMemory::Create(MiB(4)).value().size(), MiB(4));
}

TEST(HostedMemoryTest, DescribesItselfWithoutGaps) {
  const HostedMemory memory = HostedMemory::Create(MiB(32)).value();
  PhysAddr end{0};
  for (const MemoryRegion& region : memory.map()) {
    EXPECT_EQ(region.base, end);
    end = region.base + BytesOf(region.pages);
  }
  EXPECT_EQ(end, PhysAddr{32 * kMiB});
  EXPECT_EQ(memory.map().back().kind, MemoryKind::kAcpiTables);
}

TEST(HostedMemoryTest, ViewsAreBounded) {
  HostedMemory memory = HostedMemory::Create(MiB(4)).value();
  EXPECT_EQ(memory.View(PhysAddr{0}, MiB(4)).value().size(), 4 * kMiB);
  EXPECT_EQ(memory.View(PhysAddr{4 * kMiB}, ByteCount{0}).value().size(), 0U);
  EXPECT_EQ(memory.View(PhysAddr{1}, MiB(4)).error(), Error::kOutOfRange);
  EXPECT_EQ(memory.View(PhysAddr{4 * kMiB + 1}, ByteCount{0}).error(), Error::kOutOfRange);
  EXPECT_EQ(memory.View(PhysAddr{4096}, ByteCount{~std::uint64_t{0}}).error(), Error::kOutOfRange);
}

}  // namespace
}  // namespace starkernel::hal
