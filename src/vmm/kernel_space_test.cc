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
using hal::Protection;

constexpr std::uint64_t kWindow = 0xFFFF'8000'0000'0000;
constexpr std::uint64_t kImage = 0xFFFF'FFFF'8000'0000;

constexpr KernelMapping Mapping(std::uint64_t virt, std::uint64_t phys, std::uint64_t pages,
                                Protection protection, Caching caching = Caching::kWriteBack) {
  return {VirtAddr(virt), PhysAddr(phys), PageCount(pages), protection, caching};
}

constexpr std::array kMappings{
    Mapping(kImage, 0x800000, 4, Protection::kReadExecute),
    Mapping(kImage + 0x4000, 0x804000, 2, Protection::kReadWrite),
    Mapping(kImage + 0x10000, 0xFEC00000, 1, Protection::kReadWrite, Caching::kUncached),
    Mapping(kWindow, 0, 0x800, Protection::kReadWrite),
    Mapping(kWindow + 0x804000, 0x804000, 0x400, Protection::kReadWrite),
    Mapping(kWindow + 0x1'0000'0000, 0x1'0000'0000, 512, Protection::kReadOnly),
};

constexpr std::array kMemory{
    hal::MemoryRegion{PhysAddr{0}, PageCount{0x800}, hal::MemoryKind::kUsable}};

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

TEST_F(KernelSpaceTest, MapsWhatTheMachineLists) {
  ASSERT_TRUE(MapKernelSpace(space_, kMappings).ok());
  const std::map<std::uint64_t, SeenPage> seen = See();
  EXPECT_EQ(seen.size(), 4U + 2U + 1U + 0x800U + 0x400U + 512U);
  EXPECT_EQ(seen.at(kImage), (SeenPage{0x800000, false, true, false}));
  EXPECT_EQ(seen.at(kImage + 0x5000), (SeenPage{0x805000, true, false, false}));
  EXPECT_EQ(seen.at(kImage + 0x10000), (SeenPage{0xFEC00000, true, false, true}));
  EXPECT_EQ(seen.at(kWindow), (SeenPage{0, true, false, false}));
  EXPECT_EQ(seen.at(kWindow + 0x7FF000), (SeenPage{0x7FF000, true, false, false}));
  EXPECT_EQ(seen.count(kWindow + 0x800000), 0U);
  EXPECT_EQ(seen.at(kWindow + 0x1'0000'0000), (SeenPage{0x1'0000'0000, false, false, false}));
  EXPECT_EQ(space_.Translate(VirtAddr(kWindow)).value().page_size, PageCount{512});
  EXPECT_EQ(space_.Translate(VirtAddr(kWindow) + GiB(4)).value().page_size, PageCount{512});
}

TEST_F(KernelSpaceTest, NoExecutableFrameIsWritableAnywhere) {
  ASSERT_TRUE(MapKernelSpace(space_, kMappings).ok());
  std::map<std::uint64_t, SeenPage> rights;
  for (const auto& [virt, page] : See()) {
    SeenPage& all = rights[page.physical];
    all.writable = all.writable || page.writable;
    all.executable = all.executable || page.executable;
    EXPECT_FALSE(all.writable && all.executable) << std::hex << page.physical;
  }
}

TEST_F(KernelSpaceTest, TheNullPageIsNotMapped) {
  ASSERT_TRUE(MapKernelSpace(space_, kMappings).ok());
  EXPECT_EQ(space_.Translate(VirtAddr{0}).error(), Error::kNotFound);
  const std::array null{Mapping(0, 0x1000, 1, Protection::kReadOnly)};
  EXPECT_EQ(MapKernelSpace(space_, null).error(), Error::kInvalidArgument);
}

TEST_F(KernelSpaceTest, ContradictionsAreRefused) {
  const std::array twice{kMappings[0], kMappings[0]};
  EXPECT_EQ(MapKernelSpace(space_, twice).error(), Error::kAlreadyExists);
}

TEST_F(KernelSpaceTest, CodeMustNotBeWritableThroughAnyMapping) {
  const auto map = [this](std::uint64_t window, std::uint64_t pages) {
    AddressSpace space = AddressSpace::Create(frames_, mmu_).value();
    const std::array mappings{Mapping(kWindow, window, pages, Protection::kReadWrite),
                              Mapping(kImage, 0x800000, 4, Protection::kReadExecute)};
    return MapKernelSpace(space, mappings);
  };
  EXPECT_TRUE(map(0x7FF000, 1).ok());
  EXPECT_EQ(map(0x7FF000, 2).error(), Error::kInvalidArgument);
  EXPECT_EQ(map(0x803000, 1).error(), Error::kInvalidArgument);
  EXPECT_TRUE(map(0x804000, 1).ok());
  EXPECT_EQ(map(0, 4096).error(), Error::kInvalidArgument);
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
  EXPECT_EQ(mmu_.appeared, (std::vector<Range>{{VirtAddr{0x2000}, PageCount{3}}}));
  EXPECT_EQ(mmu_.invalidated, (std::vector<Range>{{VirtAddr{0x3000}, PageCount{2}},
                                                  {VirtAddr{0x1000}, PageCount{1}}}));
}

}  // namespace
}  // namespace starkernel::vmm
