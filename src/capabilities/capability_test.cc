#include "src/capabilities/capability.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string_view>

#include "src/capabilities/rights.h"

namespace starkernel::capabilities {
namespace {

constexpr CapabilityGrant kPorts{.type = CapabilityType::kPort,
                                 .rights = Right::kRead | Right::kWrite,
                                 .badge = 0,
                                 .range = {0x3F8, 0x3FF}};

TEST(RightsTest, AreSets) {
  EXPECT_TRUE((Right::kRead | Right::kWrite).Has(Right::kRead));
  EXPECT_FALSE(Rights(Right::kRead).HasAll(Right::kRead | Right::kWrite));
  EXPECT_TRUE(Rights().HasAll(Rights()));
  EXPECT_EQ(Rights::FromBits(0xFF), Rights::All());
  EXPECT_EQ(Rights::FromBits(0x10), Rights());
}

TEST(CapabilityRangeTest, HoldsWhatLiesBetweenItsEnds) {
  constexpr CapabilityRange kRange{10, 19};
  EXPECT_TRUE(kRange.Holds({10, 19}));
  EXPECT_FALSE(kRange.Holds({9, 19}));
  EXPECT_FALSE(kRange.Holds({10, 20}));
  EXPECT_FALSE(kRange.Holds({12, 11}));
  EXPECT_FALSE((CapabilityRange{5, 4}).Holds({5, 5}));
  constexpr std::uint64_t kLast = ~std::uint64_t{0};
  EXPECT_TRUE((CapabilityRange{0, kLast}).Holds({kLast, kLast}));
}

TEST(CapabilityTest, IsWithinWhatIsNoLessInAnyRespect) {
  EXPECT_TRUE(IsWithin(kPorts, kPorts));
  CapabilityGrant child = kPorts;
  child.rights = Rights(Right::kRead);
  child.range = {0x3FD, 0x3FD};
  child.badge = 5;
  EXPECT_TRUE(IsWithin(child, kPorts));
  EXPECT_FALSE(IsWithin(kPorts, child));

  child = kPorts;
  child.type = CapabilityType::kMmio;
  EXPECT_FALSE(IsWithin(child, kPorts));
  child = kPorts;
  child.rights = Rights::All();
  EXPECT_FALSE(IsWithin(child, kPorts));
  child = kPorts;
  child.range.last = 0x400;
  EXPECT_FALSE(IsWithin(child, kPorts));
}

TEST(CapabilityTest, HasOneBadgeForGood) {
  CapabilityGrant badged = kPorts;
  badged.badge = 5;
  EXPECT_TRUE(IsWithin(badged, badged));
  CapabilityGrant other = badged;
  other.badge = 6;
  EXPECT_FALSE(IsWithin(other, badged));
  EXPECT_FALSE(IsWithin(kPorts, badged)) << "without a badge it could be given another";
}

TEST(CapabilityTest, EachTypeHasItsName) {
  for (std::uint8_t type = 0; type < kCapabilityTypes; ++type) {
    EXPECT_NE(CapabilityTypeName(static_cast<CapabilityType>(type)), std::string_view("unknown"));
  }
  EXPECT_EQ(CapabilityTypeName(CapabilityType::kTimeAdmin), "time-admin");
}

}  // namespace
}  // namespace starkernel::capabilities
