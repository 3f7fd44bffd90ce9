#include "src/hal/x86_64/kept_ports.h"

#include <gtest/gtest.h>

namespace starkernel::hal {
namespace {

TEST(KeptPortsTest, RangesAreKeptToTheirEnds) {
  EXPECT_FALSE(IsKeptPort(0x3F7, 0x3F7));
  EXPECT_TRUE(IsKeptPort(0x3F8, 0x3F8));
  EXPECT_TRUE(IsKeptPort(0x3FF, 0x3FF));
  EXPECT_FALSE(IsKeptPort(0x400, 0x400));
  EXPECT_TRUE(IsKeptPort(0x3F4, 0x3FB)) << "one of them is enough";
  EXPECT_TRUE(IsKeptPort(0x60, 0x60));
  EXPECT_FALSE(IsKeptPort(0x61, 0x63));
  EXPECT_TRUE(IsKeptPort(0x61, 0x64));
  EXPECT_FALSE(IsKeptPort(0x70, 0x71)) << "the clock";
}

TEST(KeptPortsTest, TheResetRegisterIsNotTheConfigurationOfPci) {
  EXPECT_FALSE(IsKeptPort(0xCF8, 0xCF8));
  EXPECT_TRUE(IsKeptPort(0xCF9, 0xCF9));
  EXPECT_TRUE(IsKeptPort(0xCF8, 0xCF9));
  EXPECT_FALSE(IsKeptPort(0xCFA, 0xCFB));
  EXPECT_FALSE(IsKeptPort(0xCF8, 0xCFB));
}

}  // namespace
}  // namespace starkernel::hal
