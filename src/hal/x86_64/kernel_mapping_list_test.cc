#include "src/hal/x86_64/kernel_mapping_list.h"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/hal/kernel_mapping.h"
#include "src/hal/memory_region.h"
#include "src/hal/x86_64/address_space.h"
#include "src/hal/x86_64/devices/device_pages.h"
#include "src/hal/x86_64/image_layout.h"
#include "src/hal/x86_64/kernel_stacks.h"

namespace starkernel::hal {
namespace {

ImageLayout TwoSections() {
  ImageLayout layout{.headers_size = 0x400, .image_size = 0x5000};
  EXPECT_TRUE(layout.sections
                  .Push({.offset = 0x1000, .size = 0x1001, .protection = Protection::kReadExecute})
                  .ok());
  EXPECT_TRUE(
      layout.sections.Push({.offset = 0x3000, .size = 0x1800, .protection = Protection::kReadWrite})
          .ok());
  return layout;
}

constexpr std::array kDevices = {PhysAddr(0xFEE0'0000)};

KernelMappingList::Parts SomeParts(std::span<const MemoryRegion> memory) {
  return {.image_base = VirtAddr(0x10'0000),
          .image = TwoSections(),
          .stacks = KernelStacks(VirtAddr(0x20'0000)),
          .devices = kDevices,
          .framebuffer = std::nullopt,
          .memory = memory};
}

TEST(KernelMappingList, MapsTheImageBySection) {
  KernelMappingList mappings;
  ASSERT_TRUE(mappings.Collect(SomeParts({})).ok());
  const auto all = mappings.all();
  ASSERT_EQ(all.size(), 8U);
  EXPECT_EQ(all[0].virt, VirtAddr(0x10'0000));
  EXPECT_EQ(all[0].pages, PageCount(1));
  EXPECT_EQ(all[0].protection, Protection::kReadOnly);
  EXPECT_EQ(all[1].virt, VirtAddr(0x10'1000));
  EXPECT_EQ(all[1].phys, PhysAddr(0x10'1000));
  EXPECT_EQ(all[1].pages, PageCount(2));
  EXPECT_EQ(all[1].protection, Protection::kReadExecute);
  EXPECT_EQ(all[2].virt, VirtAddr(0x10'3000));
  EXPECT_EQ(all[2].protection, Protection::kReadWrite);
}

TEST(KernelMappingList, MapsStacksWithoutTheirGuardPages) {
  KernelMappingList mappings;
  ASSERT_TRUE(mappings.Collect(SomeParts({})).ok());
  EXPECT_EQ(mappings.all()[3].virt, VirtAddr(0x20'1000));
  EXPECT_EQ(mappings.all()[3].pages, KernelStacks::kMainPages);
  EXPECT_EQ(mappings.all()[4].virt, VirtAddr(0x22'2000));
}

TEST(KernelMappingList, MapsTheLocalApicUncachedInTheWindow) {
  KernelMappingList mappings;
  ASSERT_TRUE(mappings.Collect(SomeParts({})).ok());
  EXPECT_EQ(mappings.all()[7].virt, VirtAddr(0xFFFF'8000'FEE0'0000U));
  EXPECT_EQ(mappings.all()[7].caching, Caching::kUncached);
  EXPECT_TRUE(mappings.window().empty());
}

TEST(KernelMappingList, MapsTheFramebufferWriteCombiningWhereTheWindowWouldShowIt) {
  KernelMappingList mappings;
  KernelMappingList::Parts parts = SomeParts({});
  parts.framebuffer = {.base = PhysAddr(0xC000'0000), .pages = PageCount(1000)};
  ASSERT_TRUE(mappings.Collect(parts).ok());
  const KernelMapping& mapping = mappings.all()[8];
  EXPECT_EQ(mapping.virt, VirtAddr(0xFFFF'8000'C000'0000U));
  EXPECT_EQ(mapping.phys, PhysAddr(0xC000'0000));
  EXPECT_EQ(mapping.pages, PageCount(1000));
  EXPECT_EQ(mapping.protection, Protection::kReadWrite);
  EXPECT_EQ(mapping.caching, Caching::kWriteCombining);
  EXPECT_TRUE(mappings.window().empty());
}

TEST(KernelMappingList, TheWindowLeavesOutTheImageAndJoinsNeighbours) {
  const std::array memory = {
      MemoryRegion{PhysAddr(0x1000), PageCount(0xF), MemoryKind::kUsable},
      MemoryRegion{PhysAddr(0x1'0000), PageCount(0xF0), MemoryKind::kKernelImage},
      MemoryRegion{PhysAddr(0x10'0000), PageCount(0x10), MemoryKind::kKernelImage},
      MemoryRegion{PhysAddr(0x11'0000), PageCount(1), MemoryKind::kAcpiTables},
      MemoryRegion{PhysAddr(0x11'1000), PageCount(1), MemoryKind::kFirmwareRuntime},
      MemoryRegion{PhysAddr(0x11'2000), PageCount(1), MemoryKind::kDevice},
      MemoryRegion{PhysAddr(0x11'3000), PageCount(1), MemoryKind::kReserved},
  };
  KernelMappingList mappings;
  ASSERT_TRUE(mappings.Collect(SomeParts(memory)).ok());
  const auto window = mappings.window();
  ASSERT_EQ(window.size(), 3U);
  EXPECT_EQ(window[0].virt, VirtAddr(0xFFFF'8000'0000'1000U));
  EXPECT_EQ(window[0].pages, PageCount(0xFF));
  EXPECT_EQ(window[1].phys, PhysAddr(0x10'5000));
  EXPECT_EQ(window[1].pages, PageCount(0xB));
  EXPECT_EQ(window[1].protection, Protection::kReadWrite);
  EXPECT_EQ(window[2].phys, PhysAddr(0x11'0000));
  EXPECT_EQ(window[2].protection, Protection::kReadOnly);
}

TEST(KernelMappingList, MemoryBeyondTheWindowIsLeftOut) {
  const std::array memory = {
      MemoryRegion{PhysAddr(kWindowSize.value() - 0x1000), PageCount(4), MemoryKind::kUsable}};
  KernelMappingList mappings;
  ASSERT_TRUE(mappings.Collect(SomeParts(memory)).ok());
  ASSERT_EQ(mappings.window().size(), 1U);
  EXPECT_EQ(mappings.window()[0].pages, PageCount(1));
}

// The worst that the boot stage accepts: the fullest image, and no two neighbours alike.
TEST(KernelMappingList, TakesTheMostFragmentedMapAroundTheFullestImage) {
  std::vector<MemoryRegion> memory;
  for (std::size_t index = 0; index < kMaximumMemoryRegions; ++index) {
    memory.push_back({PhysAddr(index * 0x10'0000), PageCount(0x100),
                      index % 2 == 0 ? MemoryKind::kAcpiTables : MemoryKind::kUsable});
  }
  KernelMappingList::Parts parts = SomeParts(memory);
  parts.image_base = VirtAddr(0x14'0000);
  parts.image.image_size = 0x4'0000;
  parts.image.sections.Clear();
  for (std::size_t index = 0; index < ImageLayout::kMaximumSections; ++index) {
    EXPECT_TRUE(
        parts.image.sections
            .Push({.offset = static_cast<std::uint32_t>((index + 1) * 0x1000), .size = 0x1000})
            .ok());
  }
  parts.framebuffer = {.base = PhysAddr(0xC000'0000), .pages = PageCount(1000)};
  std::vector<PhysAddr> devices;
  for (std::size_t index = 0; index < DevicePages::kCapacity; ++index) {
    devices.emplace_back(0xFE00'0000 + index * 0x1000);
  }
  parts.devices = devices;
  const auto mappings = std::make_unique<KernelMappingList>();
  ASSERT_TRUE(mappings->Collect(parts).ok());
  EXPECT_EQ(mappings->all().size(), KernelMappingList::kCapacity);
  ASSERT_EQ(mappings->window().size(), kMaximumMemoryRegions + 1);
  EXPECT_EQ(mappings->window()[1].pages, PageCount(0x40));
  EXPECT_EQ(mappings->window()[2].phys, PhysAddr(0x18'0000));
  EXPECT_EQ(mappings->window()[2].pages, PageCount(0x80));
  EXPECT_EQ(mappings->window().back().phys, PhysAddr(0x7FF0'0000));
  EXPECT_EQ(mappings->window().back().protection, Protection::kReadWrite);
}

TEST(KernelMappingList, SaysWhenMemoryIsInTooManyPieces) {
  constexpr std::size_t kRoom = KernelMappingList::kCapacity - 8;
  std::vector<MemoryRegion> memory;
  for (std::size_t index = 0; index < kRoom; ++index) {
    memory.push_back({PhysAddr(0x100'0000 + index * 0x2000), PageCount(1), MemoryKind::kUsable});
  }
  KernelMappingList mappings;
  EXPECT_TRUE(mappings.Collect(SomeParts(memory)).ok());
  memory.push_back({PhysAddr(0x8000'0000), PageCount(1), MemoryKind::kUsable});
  EXPECT_EQ(mappings.Collect(SomeParts(memory)).error(), Error::kCapacity);
}

}  // namespace
}  // namespace starkernel::hal
