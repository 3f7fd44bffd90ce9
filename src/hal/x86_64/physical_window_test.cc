#include "src/hal/x86_64/physical_window.h"

#include <gtest/gtest.h>

#include <array>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/hal/kernel_mapping.h"
#include "src/hal/x86_64/address_space.h"

namespace starkernel::hal {
namespace {

constexpr std::array kRanges = {
    KernelMapping{InWindow(PhysAddr(0x1000)), PhysAddr(0x1000), PageCount(2)},
    KernelMapping{InWindow(PhysAddr(0x8000)), PhysAddr(0x8000), PageCount(1)},
};

TEST(PhysicalWindow, ShowsOnlyWholeRangesOfRam) {
  PhysicalWindow window(kRanges);
  EXPECT_EQ(window.View(PhysAddr(0x1000), ByteCount(0x2000)).value().size(), 0x2000U);
  EXPECT_EQ(window.View(PhysAddr(0x8FFF), ByteCount(1)).value().size(), 1U);
  EXPECT_EQ(window.View(PhysAddr(0xFFF), ByteCount(1)).error(), Error::kOutOfRange);
  EXPECT_EQ(window.View(PhysAddr(0x1000), ByteCount(0x2001)).error(), Error::kOutOfRange);
  EXPECT_EQ(window.View(PhysAddr(0x2FFF), ByteCount(2)).error(), Error::kOutOfRange);
  EXPECT_EQ(window.View(PhysAddr(0x4000), ByteCount(1)).error(), Error::kOutOfRange);
  EXPECT_EQ(window.View(PhysAddr(0x9000), ByteCount(1)).error(), Error::kOutOfRange);
  EXPECT_EQ(window.View(PhysAddr(~0ULL), ByteCount(~0ULL)).error(), Error::kOutOfRange);
}

}  // namespace
}  // namespace starkernel::hal
