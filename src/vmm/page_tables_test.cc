#include "src/vmm/page_tables.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <map>
#include <random>
#include <utility>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/kernel_mapping.h"
#include "src/hal/memory_region.h"
#include "src/pmm/fake_physical_memory.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_run.h"
#include "src/vmm/page_table_entry.h"
#include "src/vmm/table_checker.h"
#include "src/vmm/virtual_address.h"

namespace starkernel::vmm {
namespace {

using hal::Caching;
using hal::Protection;

constexpr PageAttributes kData{Protection::kReadWrite, Caching::kWriteBack};
constexpr PageAttributes kCode{Protection::kReadExecute, Caching::kWriteBack};
constexpr std::uint64_t kLargePage = 2 * 1024 * 1024;
constexpr std::array kPageTablesMap{
    hal::MemoryRegion{PhysAddr{0}, PageCount{1024}, hal::MemoryKind::kUsable}};

class PageTablesTest : public testing::Test {
 protected:
  std::map<std::uint64_t, SeenPage> See() {
    tables_.ReleaseRetired();
    return SeePages(memory_, tables_.root(), count_);
  }

  pmm::FakePhysicalMemory memory_{PageCount{1024}};
  pmm::FrameAllocator frames_ = pmm::FrameAllocator::Create(kPageTablesMap, memory_).value();
  PageTables tables_ = PageTables::Create(frames_).value();
  std::uint64_t count_ = 0;
};

TEST_F(PageTablesTest, AnEmptyTreeIsOneTable) {
  EXPECT_TRUE(See().empty());
  EXPECT_EQ(count_, 1U);
  EXPECT_EQ(tables_.Translate(VirtAddr{0x1000}).error(), Error::kNotFound);
}

TEST_F(PageTablesTest, MapsOnePageWithItsAttributes) {
  ASSERT_TRUE(tables_.Map(VirtAddr{0x5000}, PhysAddr{0x9000}, PageCount{1}, kData).ok());
  ASSERT_TRUE(tables_.Map(VirtAddr{0x6000}, PhysAddr{0xA000}, PageCount{1}, kCode).ok());
  ASSERT_TRUE(tables_
                  .Map(VirtAddr{0x8000}, PhysAddr{0xFEE00000}, PageCount{1},
                       {Protection::kReadOnly, Caching::kUncached})
                  .ok());
  const std::map<std::uint64_t, SeenPage> expected{
      {0x5000, {0x9000, true, false, false}},
      {0x6000, {0xA000, false, true, false}},
      {0x8000, {0xFEE00000, false, false, true}},
  };
  EXPECT_EQ(See(), expected);
  EXPECT_EQ(count_, 4U);
  const Translation translation = tables_.Translate(VirtAddr{0x5FFF}).value();
  EXPECT_EQ(translation.address, PhysAddr{0x9FFF});
  EXPECT_EQ(translation.attributes, kData);
  EXPECT_EQ(translation.page_size, PageCount{1});
  EXPECT_EQ(tables_.Translate(VirtAddr{0x4FFF}).error(), Error::kNotFound);
  EXPECT_EQ(tables_.Translate(VirtAddr{0x7000}).error(), Error::kNotFound);
}

TEST_F(PageTablesTest, UsesLargePagesWhereBothAddressesAllow) {
  // One page, one large page, one page.
  ASSERT_TRUE(
      tables_
          .Map(VirtAddr{kLargePage - 4096}, PhysAddr{8 * kLargePage - 4096}, PageCount{514}, kData)
          .ok());
  EXPECT_EQ(See().size(), 514U);
  EXPECT_EQ(count_, 5U);
  EXPECT_EQ(tables_.Translate(VirtAddr{kLargePage + 0x12345}).value().page_size, PageCount{512});
  EXPECT_EQ(tables_.Translate(VirtAddr{kLargePage + 0x12345}).value().address,
            PhysAddr{8 * kLargePage + 0x12345});
  EXPECT_EQ(tables_.Translate(VirtAddr{2 * kLargePage}).value().page_size, PageCount{1});
}

TEST_F(PageTablesTest, UsesHugePagesWhereTheyAreAllowed) {
  PageTables tables = PageTables::Create(frames_, PageCount{262'144}).value();
  // One large page, one huge page, one page.
  const std::uint64_t virt = GiB(3).value() - kLargePage;
  const std::uint64_t phys = GiB(8).value() - kLargePage;
  const PageCount pages{512 + 262'144 + 1};
  ASSERT_TRUE(tables.Map(VirtAddr(virt), PhysAddr(phys), pages, kData).ok());
  const auto seen = SeePages(memory_, tables.root(), count_);
  EXPECT_EQ(seen.size(), 512U + 1024U + 1U);
  EXPECT_EQ(count_, 5U);
  const std::uint64_t huge = virt + kLargePage;
  EXPECT_EQ(tables.Translate(VirtAddr(huge + 0x1234'5678)).value().page_size, PageCount{262'144});
  EXPECT_EQ(tables.Translate(VirtAddr(huge + 0x1234'5678)).value().address,
            PhysAddr{GiB(8).value() + 0x1234'5678});
  EXPECT_EQ(tables.Unmap(VirtAddr(huge), PageCount{262'143}).error(), Error::kMisaligned);
  EXPECT_EQ(
      tables.Protect(VirtAddr(huge + kLargePage), PageCount{512}, Protection::kReadOnly).error(),
      Error::kMisaligned);
  EXPECT_TRUE(tables.Protect(VirtAddr(huge), PageCount{262'144}, Protection::kReadOnly).ok());
  EXPECT_EQ(tables.Translate(VirtAddr(huge)).value().attributes.protection, Protection::kReadOnly);
  EXPECT_TRUE(tables.Unmap(VirtAddr(virt), pages).ok());
  tables.ReleaseRetired();
  EXPECT_TRUE(SeePages(memory_, tables.root(), count_).empty());
  EXPECT_EQ(count_, 1U);
}

TEST_F(PageTablesTest, UsesNoLargePageWhereNoneIsAllowed) {
  PageTables tables = PageTables::Create(frames_, PageCount{1}).value();
  ASSERT_TRUE(tables.Map(VirtAddr{kLargePage}, PhysAddr{0}, PageCount{512}, kData).ok());
  EXPECT_EQ(tables.Translate(VirtAddr{kLargePage}).value().page_size, PageCount{1});
}

TEST_F(PageTablesTest, UsesSmallPagesWhereAddressesDiffer) {
  ASSERT_TRUE(
      tables_.Map(VirtAddr{kLargePage}, PhysAddr{kLargePage + 4096}, PageCount{512}, kData).ok());
  EXPECT_EQ(tables_.Translate(VirtAddr{kLargePage}).value().page_size, PageCount{1});
  EXPECT_EQ(See().at(2 * kLargePage - 4096).physical, 2 * kLargePage);
}

TEST_F(PageTablesTest, RefusesSenselessRanges) {
  const auto map = [this](std::uint64_t virt, std::uint64_t phys, std::uint64_t pages) {
    return tables_.Map(VirtAddr(virt), PhysAddr(phys), PageCount(pages), kData).error();
  };
  EXPECT_EQ(map(0, 0, 1), Error::kInvalidArgument);
  EXPECT_EQ(map(0x1000, 0, 0), Error::kInvalidArgument);
  EXPECT_EQ(map(0x1001, 0, 1), Error::kMisaligned);
  EXPECT_EQ(map(0x1000, 8, 1), Error::kMisaligned);
  EXPECT_EQ(map(0x0000'8000'0000'0000, 0, 1), Error::kOutOfRange);
  EXPECT_EQ(map(0x0000'7FFF'FFFF'F000, 0, 2), Error::kOutOfRange);
  EXPECT_EQ(map(0xFFFF'7FFF'FFFF'F000, 0, 1), Error::kOutOfRange);
  EXPECT_EQ(map(0xFFFF'FFFF'FFFF'F000, 0, 2), Error::kOutOfRange);
  EXPECT_EQ(map(0x1000, 0, ~std::uint64_t{0}), Error::kOutOfRange);
  EXPECT_EQ(map(0x1000, (std::uint64_t{1} << 52) - 4096, 2), Error::kOutOfRange);
  EXPECT_EQ(map(0x1000, std::uint64_t{1} << 52, 1), Error::kOutOfRange);
  EXPECT_EQ(tables_.Translate(VirtAddr{0x0000'8000'0000'0000}).error(), Error::kOutOfRange);
  EXPECT_EQ(tables_.Unmap(VirtAddr{0}, PageCount{1}).error(), Error::kInvalidArgument);
  EXPECT_EQ(tables_.Protect(VirtAddr{1}, PageCount{1}, Protection::kReadOnly).error(),
            Error::kMisaligned);
  EXPECT_TRUE(See().empty());
  EXPECT_EQ(count_, 1U);
}

TEST_F(PageTablesTest, MapsTheEdgesOfBothHalves) {
  for (const std::uint64_t page :
       {std::uint64_t{0x1000}, std::uint64_t{0x0000'7FFF'FFFF'F000},
        std::uint64_t{0xFFFF'8000'0000'0000}, std::uint64_t{0xFFFF'FFFF'FFFF'F000}}) {
    EXPECT_TRUE(tables_.Map(VirtAddr(page), PhysAddr{0}, PageCount{1}, kData).ok());
    EXPECT_EQ(See().count(page), 1U);
    EXPECT_EQ(tables_.Translate(VirtAddr(page)).value().address, PhysAddr{0});
    EXPECT_TRUE(tables_.Unmap(VirtAddr(page), PageCount{1}).ok());
  }
  EXPECT_TRUE(See().empty());
  EXPECT_EQ(count_, 1U);
}

TEST_F(PageTablesTest, AnOverlapChangesNothing) {
  ASSERT_TRUE(tables_.Map(VirtAddr{0x3000}, PhysAddr{0}, PageCount{1}, kCode).ok());
  ASSERT_TRUE(tables_.Map(VirtAddr{4 * kLargePage}, PhysAddr{0}, PageCount{512}, kData).ok());
  const auto before = See();
  for (const auto& [virt, pages] : {std::pair<std::uint64_t, std::uint64_t>{0x3000, 1},
                                    {0x1000, 3},
                                    {0x3000, 2000},
                                    {4 * kLargePage, 512},
                                    {5 * kLargePage - 4096, 1},
                                    {4 * kLargePage - 4096, 2}}) {
    EXPECT_EQ(tables_.Map(VirtAddr(virt), PhysAddr{0}, PageCount(pages), kData).error(),
              Error::kAlreadyExists);
    EXPECT_EQ(See(), before);
  }
  EXPECT_TRUE(tables_.Map(VirtAddr{0x1000}, PhysAddr{0}, PageCount{2}, kData).ok());
  EXPECT_TRUE(tables_.Map(VirtAddr{0x4000}, PhysAddr{0}, PageCount{2}, kData).ok());
}

TEST_F(PageTablesTest, LargePagesAreNeverSplit) {
  ASSERT_TRUE(tables_.Map(VirtAddr{kLargePage}, PhysAddr{0}, PageCount{512}, kData).ok());
  const VirtAddr part{kLargePage};
  EXPECT_EQ(tables_.Unmap(part, PageCount{511}).error(), Error::kMisaligned);
  EXPECT_EQ(tables_.Unmap(part + kPageSize, PageCount{1}).error(), Error::kMisaligned);
  EXPECT_EQ(tables_.Protect(part, PageCount{1}, Protection::kReadOnly).error(), Error::kMisaligned);
  EXPECT_EQ(tables_.Unmap(part, PageCount{513}).error(), Error::kNotFound);
  EXPECT_EQ(See().size(), 512U);
  EXPECT_TRUE(tables_.Protect(part, PageCount{512}, Protection::kReadExecute).ok());
  EXPECT_EQ(See().at(kLargePage), (SeenPage{0, false, true, false}));
  EXPECT_EQ(tables_.Translate(part).value().page_size, PageCount{512});
  EXPECT_TRUE(tables_.Unmap(part, PageCount{512}).ok());
  EXPECT_TRUE(See().empty());
}

TEST_F(PageTablesTest, ProtectKeepsAddressAndCaching) {
  ASSERT_TRUE(tables_
                  .Map(VirtAddr{0x3000}, PhysAddr{0x7000}, PageCount{2},
                       {Protection::kReadWrite, Caching::kUncached})
                  .ok());
  ASSERT_TRUE(tables_.Protect(VirtAddr{0x3000}, PageCount{1}, Protection::kReadOnly).ok());
  EXPECT_EQ(See().at(0x3000), (SeenPage{0x7000, false, false, true}));
  EXPECT_EQ(See().at(0x4000), (SeenPage{0x8000, true, false, true}));
  EXPECT_EQ(tables_.Protect(VirtAddr{0x4000}, PageCount{2}, Protection::kReadOnly).error(),
            Error::kNotFound);
  EXPECT_EQ(See().at(0x4000), (SeenPage{0x8000, true, false, true}));
}

TEST_F(PageTablesTest, TablesWithoutEntriesAreGivenBack) {
  const PageCount before = frames_.statistics().free;
  ASSERT_TRUE(
      tables_.Map(VirtAddr{GiB(512).value() - 4096}, PhysAddr{0}, PageCount{2}, kData).ok());
  EXPECT_EQ(before - frames_.statistics().free, PageCount{6});
  ASSERT_TRUE(tables_.Unmap(VirtAddr{GiB(512).value()}, PageCount{1}).ok());
  EXPECT_EQ(before - frames_.statistics().free, PageCount{6}) << "a processor may walk there";
  EXPECT_TRUE(tables_.has_retired());
  tables_.ReleaseRetired();
  EXPECT_FALSE(tables_.has_retired());
  EXPECT_EQ(before - frames_.statistics().free, PageCount{3});
  ASSERT_TRUE(tables_.Unmap(VirtAddr{GiB(512).value() - 4096}, PageCount{1}).ok());
  tables_.ReleaseRetired();
  EXPECT_EQ(frames_.statistics().free, before);
}

TEST_F(PageTablesTest, RunningOutOfFramesUndoesEverything) {
  // Spans three level 1 tables; with the two above them five frames are needed.
  const PageCount pages{1025};
  std::vector<pmm::FrameRun> taken;
  while (frames_.statistics().free > PageCount{0}) {
    taken.push_back(frames_.Allocate().value());
  }
  for (std::uint64_t available = 0; available < 5; ++available) {
    EXPECT_EQ(frames_.statistics().free, PageCount(available));
    EXPECT_EQ(tables_.Map(VirtAddr{2 * kLargePage - 4096}, PhysAddr{0}, pages, kData).error(),
              Error::kOutOfMemory);
    EXPECT_TRUE(See().empty());
    EXPECT_EQ(frames_.statistics().free, PageCount(available));
    taken.pop_back();
  }
  EXPECT_TRUE(tables_.Map(VirtAddr{2 * kLargePage - 4096}, PhysAddr{0}, pages, kData).ok());
  EXPECT_EQ(frames_.statistics().free, PageCount{0});
  EXPECT_EQ(See().size(), 1025U);
  taken.clear();
}

TEST(PageTablesLifetimeTest, GiveAllTheirFramesBack) {
  pmm::FakePhysicalMemory memory(PageCount{1024});
  pmm::FrameAllocator frames = pmm::FrameAllocator::Create(kPageTablesMap, memory).value();
  {
    PageTables tables = PageTables::Create(frames).value();
    EXPECT_TRUE(tables.Map(VirtAddr{0x1000}, PhysAddr{0}, PageCount{3000}, kData).ok());
    EXPECT_TRUE(
        tables.Map(VirtAddr{0xFFFF'8000'0000'0000}, PhysAddr{0}, PageCount{600}, kCode).ok());
    EXPECT_GT(frames.statistics().allocated(), PageCount{8});
    const PageTables moved = std::move(tables);
  }
  EXPECT_EQ(frames.statistics().allocated(), PageCount{0});
  std::vector<pmm::FrameRun> taken;
  while (frames.statistics().free > PageCount{0}) {
    taken.push_back(frames.Allocate().value());
  }
  EXPECT_EQ(PageTables::Create(frames).error(), Error::kOutOfMemory);
}

TEST_F(PageTablesTest, APageIsTakenOutOfALargerOne) {
  PageTables tables = PageTables::Create(frames_, PageCount{262'144}).value();
  const VirtAddr base{GiB(4).value()};
  constexpr PageCount kAll{2 * 262'144};
  EXPECT_TRUE(tables.Map(base, PhysAddr{GiB(8).value()}, kAll, {Protection::kReadWrite, {}}).ok());
  const VirtAddr page = base + GiB(1) + kLargePageSize * 3 + kPageSize * 5;
  const PageCount before = frames_.statistics().free;
  EXPECT_TRUE(tables.Split(page).ok());
  EXPECT_TRUE(tables.Split(page + kPageSize).ok()) << "it is by itself already";
  EXPECT_EQ(before - frames_.statistics().free, PageCount{2});
  EXPECT_TRUE(tables.Protect(page, PageCount{1}, Protection::kReadOnly).ok());
  const auto at = [&tables](VirtAddr virt) { return tables.Translate(virt).value(); };
  EXPECT_EQ(at(page).address, PhysAddr{GiB(8).value()} + (page - base));
  EXPECT_EQ(at(page).page_size, PageCount{1});
  EXPECT_EQ(at(page).attributes.protection, Protection::kReadOnly);
  EXPECT_EQ(at(page + kPageSize).attributes.protection, Protection::kReadWrite);
  EXPECT_EQ(at(page + kPageSize).page_size, PageCount{1});
  EXPECT_EQ(at(page + kLargePageSize).page_size, PageCount{512});
  EXPECT_EQ(at(page + kLargePageSize).address,
            PhysAddr{GiB(8).value()} + (page - base) + kLargePageSize);
  EXPECT_EQ(at(base).page_size, PageCount{262'144});
  EXPECT_EQ(tables.Split(base - kPageSize).error(), Error::kNotFound);
  EXPECT_EQ(tables.Split(base + ByteCount{1}).error(), Error::kMisaligned);
}

/// Random operations on 8 MiB of addresses against a map of pages.
TEST_F(PageTablesTest, AgreesWithAModel) {
  constexpr std::uint64_t kPages = 2048;
  const std::uint64_t base = GiB(1).value() - 2 * kLargePage;
  std::mt19937_64 random(99);
  std::map<std::uint64_t, SeenPage> model;
  std::map<std::uint64_t, bool> large;
  for (int step = 0; step < 3000; ++step) {
    const bool coarse = random() % 4 == 0;
    std::uint64_t first = random() % kPages;
    std::uint64_t pages = 1 + random() % 40;
    if (coarse) {
      first = first / 512 * 512;
      pages = 512;
    }
    const std::uint64_t virt = base + first * 4096;
    std::uint64_t mapped = 0;
    bool cuts = false;
    for (std::uint64_t page = virt; page < virt + pages * 4096; page += 4096) {
      mapped += model.count(page);
      const std::uint64_t slot = page / kLargePage * kLargePage;
      cuts = cuts ||
             (large.contains(page) && (slot < virt || slot + kLargePage > virt + pages * 4096));
    }
    if (step % 7 == 0) {
      ASSERT_EQ(tables_.Split(VirtAddr(virt)).ok(), model.contains(virt));
      const std::uint64_t slot = virt / kLargePage * kLargePage;
      for (std::uint64_t page = slot; page < slot + kLargePage; page += 4096) {
        large.erase(page);
      }
    } else if (random() % 2 == 0) {
      const std::uint64_t phys = random() % 2 == 0 ? virt : 0x4000;
      const Protection protection{static_cast<std::uint8_t>(random() % 3)};
      const Result<void> result =
          tables_.Map(VirtAddr(virt), PhysAddr(phys), PageCount(pages), {protection, {}});
      ASSERT_EQ(result.ok(), mapped == 0);
      for (std::uint64_t offset = 0; result.ok() && offset < pages * 4096; offset += 4096) {
        model[virt + offset] = {phys + offset, protection == Protection::kReadWrite,
                                protection == Protection::kReadExecute, false};
        if (coarse && phys == virt) {
          large[virt + offset] = true;
        }
      }
    } else {
      const Result<void> result = tables_.Unmap(VirtAddr(virt), PageCount(pages));
      ASSERT_EQ(result.ok(), mapped == pages && !cuts);
      for (std::uint64_t offset = 0; result.ok() && offset < pages * 4096; offset += 4096) {
        model.erase(virt + offset);
        large.erase(virt + offset);
      }
    }
    if (step % 50 == 0) {
      ASSERT_EQ(See(), model);
      ASSERT_EQ(frames_.statistics().allocated(), PageCount(count_));
    }
  }
  EXPECT_GT(model.size(), 0U);
}

}  // namespace
}  // namespace starkernel::vmm
