// That a processor could walk the tables after every single store to them.
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/hal/kernel_mapping.h"
#include "src/hal/memory_region.h"
#include "src/pmm/fake_physical_memory.h"
#include "src/pmm/frame_allocator.h"
#include "src/vmm/page_table_entry.h"
#include "src/vmm/page_tables.h"
#include "src/vmm/store_observer.h"
#include "src/vmm/table_checker.h"

namespace starkernel::vmm {
namespace {

using Pages = std::map<std::uint64_t, SeenPage>;

constexpr std::array kStoreOrderMap{
    hal::MemoryRegion{PhysAddr{0}, PageCount{600}, hal::MemoryKind::kUsable}};

std::optional<SeenPage> PageAt(const Pages& pages, std::uint64_t virt) {
  const auto found = pages.find(virt);
  return found == pages.end() ? std::nullopt : std::optional(found->second);
}

// Walks the tables after each store; SeePages fails the test for what a processor would refuse.
class StoreOrderTest : public testing::Test, public StoreObserver {
 protected:
  StoreOrderTest() { tables_.Observe(*this); }

  void Stored() override { seen_.push_back(See()); }

  Pages See() { return SeePages(memory_, tables_.root(), count_); }

  // Each page was at each time as before or as afterwards, and changed once at most.
  void CheckStores(const Pages& before) {
    const Pages after = See();
    Pages all = before;
    all.insert(after.begin(), after.end());
    for (const auto& [virt, ignored] : all) {
      const auto old = PageAt(before, virt);
      const auto now = PageAt(after, virt);
      bool changed = false;
      for (const Pages& seen : seen_) {
        const auto page = PageAt(seen, virt);
        EXPECT_TRUE(page == now || (page == old && !changed)) << std::hex << virt;
        changed = changed || page != old;
      }
    }
    for (const Pages& seen : seen_) {
      for (const auto& [virt, ignored] : seen) {
        EXPECT_TRUE(all.contains(virt)) << "mapped in between alone: " << std::hex << virt;
      }
    }
    stores_ += seen_.size();
    seen_.clear();
  }

  pmm::FakePhysicalMemory memory_{PageCount{600}};
  pmm::FrameAllocator frames_ = pmm::FrameAllocator::Create(kStoreOrderMap, memory_).value();
  PageTables tables_ = PageTables::Create(frames_).value();
  std::vector<Pages> seen_;
  std::uint64_t count_ = 0;
  std::size_t stores_ = 0;
};

TEST_F(StoreOrderTest, AtEachStoreEveryPageIsAsBeforeOrAsAfter) {
  // Around the border of two level 3 tables, with a large page on either side.
  const std::uint64_t base = GiB(512).value() - 512 * kPageSize.value();
  std::mt19937_64 random(7);
  for (int step = 0; step < 150; ++step) {
    const Pages before = See();
    const bool coarse = random() % 4 == 0;
    const VirtAddr virt(base + (coarse ? random() % 2 * 512 : 508 + random() % 8) * 4096);
    const PageCount pages{coarse ? 512 : 1 + random() % 3};
    const hal::Protection protection{static_cast<std::uint8_t>(random() % 3)};
    switch (random() % 3) {
      case 0:
        static_cast<void>(tables_.Map(virt, PhysAddr(virt.value() % GiB(1).value()), pages,
                                      PageAttributes{protection, {}}));
        break;
      case 1: static_cast<void>(tables_.Unmap(virt, pages)); break;
      default: static_cast<void>(tables_.Protect(virt, pages, protection)); break;
    }
    CheckStores(before);
    tables_.ReleaseRetired();
  }
  EXPECT_GT(stores_, 50U);
}

TEST_F(StoreOrderTest, ALargePageIsSplitInPlace) {
  ASSERT_TRUE(tables_
                  .Map(VirtAddr{GiB(1).value()}, PhysAddr{GiB(2).value()}, PageCount{512},
                       PageAttributes{hal::Protection::kReadExecute, {}})
                  .ok());
  const Pages before = See();
  seen_.clear();
  ASSERT_TRUE(tables_.Split(VirtAddr{GiB(1).value() + 4096}).ok());
  EXPECT_EQ(seen_.size(), 1U);
  CheckStores(before);
  EXPECT_EQ(See(), before);
}

TEST_F(StoreOrderTest, AMappingThatFailsHalfwayIsTakenBackInOrder) {
  std::vector<pmm::FrameRun> taken;
  while (frames_.statistics().free > PageCount{4}) {
    taken.push_back(frames_.Allocate().value());
  }
  // Needs two level 1 tables and, above them, two of level 2, two of level 3.
  const Pages before = See();
  EXPECT_EQ(tables_
                .Map(VirtAddr{GiB(512).value() - 4096}, PhysAddr{0}, PageCount{2},
                     PageAttributes{hal::Protection::kReadWrite, {}})
                .error(),
            Error::kOutOfMemory);
  for (const Pages& seen : seen_) {
    EXPECT_LE(seen.size(), 1U);
  }
  EXPECT_EQ(See(), before);
  EXPECT_EQ(frames_.statistics().free, PageCount{0}) << "until the processor has been told";
  tables_.ReleaseRetired();
  EXPECT_EQ(frames_.statistics().free, PageCount{4});
}

}  // namespace
}  // namespace starkernel::vmm
