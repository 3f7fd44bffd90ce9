#include "src/base/strong_number.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <type_traits>

#include "src/base/error.h"
#include "src/base/expect_panic.h"
#include "src/base/operator_concepts.h"

namespace starkernel {
namespace {

using Name = StrongNumber<struct NameTag, std::uint32_t>;
using OtherName = StrongNumber<struct OtherNameTag, std::uint32_t>;
using Apples = StrongCount<struct ApplesTag, std::uint8_t>;
using Pears = StrongCount<struct PearsTag, std::uint8_t>;
using Steps = StrongCount<struct StepsTag, std::int8_t>;
using Shelf = StrongPosition<struct ShelfTag, std::uint8_t, Apples>;
using Crate = StrongPosition<struct CrateTag, std::uint8_t, Apples>;

// A name only compares, with its own kind.
static_assert(Comparable<Name, Name>);
static_assert(!Comparable<Name, OtherName> && !Comparable<Name, std::uint32_t>);
static_assert(!Addable<Name, Name> && !Subtractable<Name, Name> &&
              !Multipliable<Name, std::uint32_t>);
static_assert(!Incrementable<Name>);

// A count adds and subtracts with its own kind, and scales by a plain factor.
static_assert(Addable<Apples, Apples> && Subtractable<Apples, Apples> &&
              Comparable<Apples, Apples>);
static_assert(Multipliable<Apples, std::uint8_t> && Accumulable<Apples, Apples>);
static_assert(!Addable<Apples, Pears> && !Subtractable<Apples, Pears> &&
              !Comparable<Apples, Pears>);
static_assert(!Addable<Apples, std::uint8_t> && !Multipliable<Apples, Apples>);
static_assert(!Accumulable<Apples, Pears> && !Accumulable<Apples, std::uint8_t>);
static_assert(!Comparable<Apples, std::uint8_t>);

// Counts divide into a plain number; only signed ones have a negative.
static_assert(std::is_same_v<decltype(Apples{} / Apples{}), std::uint8_t>);
static_assert(std::is_same_v<decltype(Apples{} / std::uint8_t{1}), Apples>);
static_assert(Negatable<Steps> && !Negatable<Apples> && !Negatable<Shelf>);
static_assert(!Divisible<Apples, Pears> && !Divisible<Shelf, Shelf> && !Divisible<Shelf, Apples>);

// A position moves by its distance, and two of a kind are a distance apart.
static_assert(std::is_same_v<decltype(Shelf{} + Apples{}), Shelf>);
static_assert(std::is_same_v<decltype(Shelf{} - Apples{}), Shelf>);
static_assert(std::is_same_v<decltype(Shelf{} - Shelf{}), Apples>);
static_assert(Comparable<Shelf, Shelf> && Accumulable<Shelf, Apples>);
static_assert(!Addable<Shelf, Shelf> && !Addable<Shelf, Pears> && !Addable<Shelf, std::uint8_t>);
static_assert(!Subtractable<Shelf, Crate> && !Subtractable<Shelf, Pears>);
static_assert(!Comparable<Shelf, Crate> && !Comparable<Shelf, Apples>);
static_assert(!Multipliable<Shelf, std::uint8_t> && !Accumulable<Shelf, Shelf>);

// Nothing converts by itself, in either direction, and no kind makes another.
static_assert(!std::is_convertible_v<std::uint8_t, Apples>);
static_assert(!std::is_convertible_v<Apples, std::uint8_t>);
static_assert(!std::is_constructible_v<Apples, Pears>);
static_assert(!std::is_constructible_v<Shelf, Crate>);
static_assert(!std::is_constructible_v<Shelf, Apples>);
static_assert(!std::is_assignable_v<Apples&, Pears> && !std::is_assignable_v<Shelf&, Crate>);

// A meaning costs no space.
static_assert(sizeof(Apples) == 1 && sizeof(Shelf) == 1 && sizeof(Name) == 4);
static_assert(std::is_trivially_copyable_v<Shelf>);

TEST(StrongNumberTest, StartsAtZeroAndKeepsItsValue) {
  EXPECT_EQ(Name().value(), 0U);
  EXPECT_EQ(Name(7).value(), 7U);
  EXPECT_EQ(Name(std::numeric_limits<std::uint32_t>::max()).value(), 0xFFFFFFFFU);
}

TEST(StrongNumberTest, Orders) {
  EXPECT_LT(Name(1), Name(2));
  EXPECT_EQ(Name(2), Name(2));
  EXPECT_NE(Apples(2), Apples(3));
  EXPECT_GT(Shelf(3), Shelf(2));
  EXPECT_GE(Shelf(3), Shelf(3));
}

TEST(StrongNumberTest, CountsUpToTheBounds) {
  EXPECT_EQ(Apples(254) + Apples(1), Apples(255));
  EXPECT_EQ(Apples(1) - Apples(1), Apples(0));
  EXPECT_EQ(Apples(51) * 5, Apples(255));
  Apples apples(3);
  apples += Apples(4);
  EXPECT_EQ(apples, Apples(7));
  apples -= Apples(7);
  EXPECT_EQ(apples, Apples(0));
}

TEST(StrongNumberTest, CountsPanicPastTheBounds) {
  EXPECT_PANIC(static_cast<void>(Apples(255) + Apples(1)), "quantity arithmetic overflows");
  EXPECT_PANIC(static_cast<void>(Apples(0) - Apples(1)), "quantity arithmetic overflows");
  EXPECT_PANIC(static_cast<void>(Apples(128) * 2), "quantity arithmetic overflows");
  Apples apples(0);
  EXPECT_PANIC(apples -= Apples(1), "quantity arithmetic overflows");
}

TEST(StrongNumberTest, CountsDivide) {
  EXPECT_EQ(Apples(7) / Apples(2), 3);
  EXPECT_EQ(Apples(7) / 2, Apples(3));
  EXPECT_EQ(Apples(7) % Apples(4), Apples(3));
  EXPECT_PANIC(static_cast<void>(Apples(7) / Apples(0)), "quantity arithmetic overflows");
  EXPECT_PANIC(static_cast<void>(Apples(7) % Apples(0)), "quantity arithmetic overflows");
}

TEST(StrongNumberTest, CountsFromOutsideGiveErrors) {
  EXPECT_EQ(CheckedAdd(Apples(250), Apples(5)).value(), Apples(255));
  EXPECT_EQ(CheckedAdd(Apples(250), Apples(6)).error(), Error::kOverflow);
  EXPECT_EQ(CheckedMultiply(Apples(51), 5).value(), Apples(255));
  EXPECT_EQ(CheckedMultiply(Apples(128), 2).error(), Error::kOverflow);
}

TEST(StrongNumberTest, SignedCountsHaveNegatives) {
  EXPECT_EQ(-Steps(127), Steps(-127));
  EXPECT_EQ(Steps(3) - Steps(5), Steps(-2));
  EXPECT_PANIC(static_cast<void>(-Steps(-128)), "quantity arithmetic overflows");
}

TEST(StrongNumberTest, PositionsAlign) {
  EXPECT_TRUE(IsAligned(Shelf(16), Apples(8)));
  EXPECT_FALSE(IsAligned(Shelf(17), Apples(8)));
  EXPECT_EQ(AlignDown(Shelf(17), Apples(8)), Shelf(16));
  EXPECT_EQ(AlignUp(Shelf(17), Apples(8)).value(), Shelf(24));
  EXPECT_EQ(AlignUp(Shelf(248), Apples(8)).value(), Shelf(248));
  EXPECT_EQ(AlignUp(Shelf(249), Apples(8)).error(), Error::kOverflow);
  EXPECT_TRUE(IsAligned(Apples(24), Apples(8)));
  EXPECT_EQ(CheckedAdd(Shelf(250), Apples(6)).error(), Error::kOverflow);
  EXPECT_EQ(CheckedAdd(Shelf(250), Apples(5)).value(), Shelf(255));
}

TEST(StrongNumberTest, PositionsMoveUpToTheBounds) {
  EXPECT_EQ(Shelf(250) + Apples(5), Shelf(255));
  EXPECT_EQ(Shelf(5) - Apples(5), Shelf(0));
  EXPECT_EQ(Shelf(9) - Shelf(4), Apples(5));
  Shelf shelf(1);
  shelf += Apples(2);
  EXPECT_EQ(shelf, Shelf(3));
  shelf -= Apples(3);
  EXPECT_EQ(shelf, Shelf(0));
}

TEST(StrongNumberTest, PositionsPanicPastTheBounds) {
  EXPECT_PANIC(static_cast<void>(Shelf(250) + Apples(6)), "quantity arithmetic overflows");
  EXPECT_PANIC(static_cast<void>(Shelf(5) - Apples(6)), "quantity arithmetic overflows");
  EXPECT_PANIC(static_cast<void>(Shelf(4) - Shelf(5)), "quantity arithmetic overflows");
}

}  // namespace
}  // namespace starkernel
