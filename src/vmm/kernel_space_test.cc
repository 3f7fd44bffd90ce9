#include "src/vmm/kernel_space.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/kernel_mapping.h"
#include "src/hal/memory_region.h"
#include "src/pmm/fake_physical_memory.h"
#include "src/pmm/frame_allocator.h"
#include "src/vmm/address_space.h"
#include "src/vmm/fake_mmu.h"
#include "src/vmm/table_checker.h"

namespace starkernel::vmm {
namespace {

using hal::Caching;
using hal::KernelMapping;
using hal::MemoryKind;
using hal::MemoryRegion;
using hal::Protection;

constexpr std::uint64_t kDirect = kDirectMapBase.value();
constexpr std::uint64_t kImage = 0xFFFF'FFFF'8000'0000;

constexpr MemoryRegion Region(std::uint64_t base, std::uint64_t pages, MemoryKind kind) {
  return {PhysAddr(base), PageCount(pages), kind};
}

constexpr std::array kMemory{
    Region(0, 0x9F, MemoryKind::kUsable),
    Region(0x9F000, 0x61, MemoryKind::kReserved),
    Region(0x100000, 0x700, MemoryKind::kUsable),
    Region(0x800000, 16, MemoryKind::kKernelImage),
    Region(0x810000, 8, MemoryKind::kAcpiTables),
    Region(0xFEC00000, 1, MemoryKind::kDevice),
    Region(0x1'0000'0000, 512, MemoryKind::kUsable),
};

constexpr std::array kMappings{
    KernelMapping{VirtAddr(kImage), PhysAddr{0x800000}, PageCount{4}, Protection::kReadExecute,
                  Caching::kWriteBack},
    KernelMapping{VirtAddr(kImage + 0x4000), PhysAddr{0x804000}, PageCount{2},
                  Protection::kReadWrite, Caching::kWriteBack},
    KernelMapping{VirtAddr(kImage + 0x10000), PhysAddr{0xFEC00000}, PageCount{1},
                  Protection::kReadWrite, Caching::kUncached},
};

class KernelSpaceTest : public testing::Test {
 protected:
  std::map<std::uint64_t, SeenPage> See() {
    std::uint64_t tables = 0;
    return SeePages(memory_, space_.root(), tables);
  }

  FakeMmu mmu_;
  pmm::FakePhysicalMemory memory_{PageCount{2048}};
  pmm::FrameAllocator frames_ = pmm::FrameAllocator::Create(kMemory, memory_).value();
  AddressSpace space_ = AddressSpace::Create(frames_, mmu_).value();
};

TEST_F(KernelSpaceTest, MapsTheMachinesListAndAllRam) {
  ASSERT_TRUE(MapKernelSpace(space_, kMemory, kMappings).ok());
  const std::map<std::uint64_t, SeenPage> seen = See();
  EXPECT_EQ(seen.size(), 4U + 2U + 1U + 0x9FU + 0x700U + 16U + 8U + 512U);
  EXPECT_EQ(seen.at(kImage), (SeenPage{0x800000, false, true, false}));
  EXPECT_EQ(seen.at(kImage + 0x5000), (SeenPage{0x805000, true, false, false}));
  EXPECT_EQ(seen.at(kImage + 0x10000), (SeenPage{0xFEC00000, true, false, true}));
  EXPECT_EQ(seen.at(kDirect), (SeenPage{0, true, false, false}));
  EXPECT_EQ(seen.count(kDirect + 0x9F000), 0U);
  EXPECT_EQ(seen.at(kDirect + 0x7FF000), (SeenPage{0x7FF000, true, false, false}));
  EXPECT_EQ(seen.at(kDirect + 0x800000), (SeenPage{0x800000, false, false, false}));
  EXPECT_EQ(seen.at(kDirect + 0x817000), (SeenPage{0x817000, false, false, false}));
  EXPECT_EQ(seen.count(kDirect + 0x818000), 0U);
  EXPECT_EQ(seen.count(kDirect + 0xFEC00000), 0U);
  EXPECT_EQ(seen.at(kDirect + 0x1'0000'0000), (SeenPage{0x1'0000'0000, true, false, false}));
  EXPECT_EQ(space_.Translate(kDirectMapBase + MiB(2)).value().page_size, PageCount{512});
  EXPECT_EQ(space_.Translate(kDirectMapBase + GiB(4)).value().page_size, PageCount{512});
}

TEST_F(KernelSpaceTest, NoExecutableFrameIsWritableAnywhere) {
  ASSERT_TRUE(MapKernelSpace(space_, kMemory, kMappings).ok());
  std::map<std::uint64_t, SeenPage> rights;
  for (const auto& [virt, page] : See()) {
    SeenPage& all = rights[page.physical];
    all.writable = all.writable || page.writable;
    all.executable = all.executable || page.executable;
    EXPECT_FALSE(all.writable && all.executable) << std::hex << page.physical;
  }
}

TEST_F(KernelSpaceTest, TheNullPageIsNotMapped) {
  ASSERT_TRUE(MapKernelSpace(space_, kMemory, kMappings).ok());
  EXPECT_EQ(space_.Translate(VirtAddr{0}).error(), Error::kNotFound);
  EXPECT_EQ(MapKernelSpace(space_, {},
                           std::array{KernelMapping{VirtAddr{0}, PhysAddr{0}, PageCount{1},
                                                    Protection::kReadOnly, Caching::kWriteBack}})
                .error(),
            Error::kInvalidArgument);
}

TEST_F(KernelSpaceTest, AMachineMayListTheWindowItself) {
  const std::array window{KernelMapping{kDirectMapBase + MiB(1), PhysAddr{0x100000},
                                        PageCount{0x700}, Protection::kReadWrite,
                                        Caching::kWriteBack}};
  ASSERT_TRUE(MapKernelSpace(space_, kMemory, window).ok());
  EXPECT_EQ(See().size(), 0x9FU + 0x700U + 16U + 8U + 512U);
}

TEST_F(KernelSpaceTest, ContradictionsAreRefused) {
  const std::array elsewhere{KernelMapping{kDirectMapBase + MiB(2), PhysAddr{0x100000},
                                           PageCount{1}, Protection::kReadWrite,
                                           Caching::kWriteBack}};
  EXPECT_EQ(MapKernelSpace(space_, kMemory, elsewhere).error(), Error::kAlreadyExists);
  const std::array twice{kMappings[0], kMappings[0]};
  EXPECT_EQ(MapKernelSpace(space_, {}, twice).error(), Error::kAlreadyExists);
}

TEST_F(KernelSpaceTest, ChangesAreAnnouncedOnceActive) {
  ASSERT_TRUE(space_.Map(VirtAddr{0x1000}, PhysAddr{0}, PageCount{1}, {}).ok());
  EXPECT_TRUE(mmu_.invalidated.empty());
  space_.Activate();
  EXPECT_EQ(mmu_.active_root, space_.root());
  ASSERT_TRUE(space_.Map(VirtAddr{0x2000}, PhysAddr{0}, PageCount{3}, {}).ok());
  ASSERT_TRUE(space_.Protect(VirtAddr{0x3000}, PageCount{2}, Protection::kReadWrite).ok());
  EXPECT_EQ(space_.Unmap(VirtAddr{0x5000}, PageCount{1}).error(), Error::kNotFound);
  ASSERT_TRUE(space_.Unmap(VirtAddr{0x1000}, PageCount{1}).ok());
  using Range = std::pair<VirtAddr, PageCount>;
  EXPECT_EQ(mmu_.invalidated, (std::vector<Range>{{VirtAddr{0x2000}, PageCount{3}},
                                                  {VirtAddr{0x3000}, PageCount{2}},
                                                  {VirtAddr{0x1000}, PageCount{1}}}));
}

}  // namespace
}  // namespace starkernel::vmm
