#include "src/base/addresses.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <type_traits>

#include "src/base/expect_panic.h"
#include "src/base/operator_concepts.h"
#include "src/base/quantities.h"

namespace starkernel {
namespace {

static_assert(FrameOf(PhysAddr(0x5FFF)) == FrameNumber(5));
static_assert(AddressOf(FrameNumber(5)) == PhysAddr(0x5000));
static_assert(std::is_same_v<decltype(PhysAddr{} - PhysAddr{}), ByteCount>);
static_assert(std::is_same_v<decltype(FrameNumber{} - FrameNumber{}), PageCount>);

// The kinds of address never mix.
static_assert(!std::is_constructible_v<VirtAddr, PhysAddr>);
static_assert(!std::is_constructible_v<PhysAddr, VirtAddr>);
static_assert(!std::is_constructible_v<GuestAddr, VirtAddr>);
static_assert(!std::is_constructible_v<FrameNumber, PhysAddr>);
static_assert(!Comparable<PhysAddr, VirtAddr> && !Comparable<VirtAddr, GuestAddr>);
static_assert(!Subtractable<VirtAddr, GuestAddr> && !Subtractable<PhysAddr, FrameNumber>);
static_assert(!Addable<PhysAddr, PageCount> && !Addable<FrameNumber, ByteCount>);
static_assert(!std::is_invocable_v<decltype(FrameOf), VirtAddr>);
static_assert(!std::is_invocable_v<decltype(AddressOf), PhysAddr>);

TEST(AddressesTest, FrameOfRoundsDown) {
  EXPECT_EQ(FrameOf(PhysAddr(0)), FrameNumber(0));
  EXPECT_EQ(FrameOf(PhysAddr(4095)), FrameNumber(0));
  EXPECT_EQ(FrameOf(PhysAddr(4096)), FrameNumber(1));
}

TEST(AddressesTest, TheLastFrameHasAnAddressAndTheNextPanics) {
  constexpr FrameNumber kLast((1ULL << 52U) - 1);
  EXPECT_EQ(FrameOf(PhysAddr(std::numeric_limits<std::uint64_t>::max())), kLast);
  EXPECT_EQ(AddressOf(kLast), PhysAddr(0ULL - 4096));
  EXPECT_PANIC(static_cast<void>(AddressOf(kLast + PageCount(1))), "quantity arithmetic overflows");
}

}  // namespace
}  // namespace starkernel
