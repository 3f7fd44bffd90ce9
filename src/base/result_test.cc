#include "src/base/result.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

#include "src/base/error.h"
#include "src/base/expect_panic.h"

namespace starkernel {
namespace {

constexpr Result<int> Half(int value) {
  if (value % 2 != 0) {
    return Error::kInvalidArgument;
  }
  return value / 2;
}

constexpr Result<int> Quarter(int value) { return TRY(Half(TRY(Half(value)))); }

constexpr Result<void> OnlyEven(int value) {
  TRY(Half(value));
  return {};
}

constexpr Result<int> HalfIfQuarterable(int value) {
  TRY(OnlyEven(value / 2));
  return Half(value);
}

static_assert(Half(8).value() == 4);
static_assert(Half(7).error() == Error::kInvalidArgument);
static_assert(Quarter(8).value() == 2);
static_assert(OnlyEven(2).ok());

// What must not compile.
static_assert(!std::is_convertible_v<Result<int>, int>);
static_assert(!std::is_convertible_v<Result<int>, bool>);
static_assert(!std::is_convertible_v<Result<int>, Result<bool>>);
static_assert(!std::is_convertible_v<std::string_view, Result<int>>);
static_assert(!std::is_convertible_v<int, Result<void>>);
static_assert(!std::is_default_constructible_v<Result<int>>);
static_assert(!std::is_copy_constructible_v<Result<std::unique_ptr<int>>>);
static_assert(std::is_move_constructible_v<Result<std::unique_ptr<int>>>);

// A word and an error are returned in two registers.
static_assert(sizeof(Result<std::uint64_t>) == 16);
static_assert(sizeof(Result<void>) == 1);
static_assert(std::is_trivially_copyable_v<Result<std::uint64_t>>);
static_assert(std::is_trivially_copyable_v<Result<void>>);

/// Plain data that cannot be made out of nothing.
class Handle {
 public:
  constexpr explicit Handle(int number) : number_(number) {}
  [[nodiscard]] constexpr int number() const { return number_; }

 private:
  int number_;
};
static_assert(std::is_trivially_copyable_v<Result<Handle>>);

constexpr Result<Handle> Open(int number) {
  if (number < 0) {
    return Error::kNotFound;
  }
  return Handle(number);
}
static_assert(Open(7).value().number() == 7);
static_assert(Open(-1).error() == Error::kNotFound);

TEST(ResultTest, HoldsAValue) {
  const Result<int> result = 5;
  EXPECT_TRUE(result.ok());
  EXPECT_EQ(result.value(), 5);
}

TEST(ResultTest, HoldsAnError) {
  const Result<int> result = Error::kNotFound;
  EXPECT_FALSE(result.ok());
  EXPECT_EQ(result.error(), Error::kNotFound);
}

TEST(ResultTest, KeepsEachError) {
  constexpr auto kLast = static_cast<std::uint8_t>(Error::kDeviceFailure);
  for (std::uint8_t number = 0; number <= kLast; ++number) {
    const auto error = static_cast<Error>(number);
    EXPECT_EQ(Result<int>(error).error(), error);
    EXPECT_EQ(Result<std::unique_ptr<int>>(error).error(), error);
    const Result<void> nothing = error;
    EXPECT_FALSE(nothing.ok());
    EXPECT_EQ(nothing.error(), error);
  }
}

TEST(ResultTest, IsCopiedAndAssignedWithWhatItHolds) {
  Result<Handle> result = Open(3);
  const Result<Handle> copy = result;
  EXPECT_EQ(copy.value().number(), 3);
  result = Open(-1);
  EXPECT_EQ(result.error(), Error::kNotFound);
  result = copy;
  EXPECT_EQ(result.value().number(), 3);
}

TEST(ResultTest, ValueIsModifiableInPlace) {
  Result<int> result = 5;
  result.value() += 1;
  EXPECT_EQ(result.value(), 6);
}

TEST(ResultTest, ConvertsWhatConvertsToTheValue) {
  const Result<std::string_view> text = "abc";
  EXPECT_EQ(text.value(), "abc");
  const Result<std::optional<int>> optional = 3;
  EXPECT_EQ(optional.value(), std::optional<int>(3));
  const Result<std::uint8_t> byte = 255;
  EXPECT_EQ(byte.value(), 255);
}

TEST(ResultTest, MovesAMoveOnlyValueOut) {
  Result<std::unique_ptr<int>> result = std::make_unique<int>(9);
  const std::unique_ptr<int> owner = std::move(result).value();
  ASSERT_NE(owner, nullptr);
  EXPECT_EQ(*owner, 9);
}

TEST(ResultTest, TryMovesAMoveOnlyValueOut) {
  const auto unwrap = []() -> Result<int> {
    const std::unique_ptr<int> owner = TRY(Result<std::unique_ptr<int>>(std::make_unique<int>(4)));
    return *owner;
  };
  EXPECT_EQ(unwrap().value(), 4);
}

TEST(ResultTest, TryTakesExpressionsWithCommas) {
  const auto first = []() -> Result<int> { return TRY(Result<std::pair<int, int>>({5, 6})).first; };
  EXPECT_EQ(first().value(), 5);
}

TEST(ResultTest, TryReturnsTheFirstError) {
  EXPECT_EQ(Quarter(8).value(), 2);
  EXPECT_EQ(Quarter(6).error(), Error::kInvalidArgument);
  EXPECT_EQ(Quarter(5).error(), Error::kInvalidArgument);
  EXPECT_TRUE(OnlyEven(2).ok());
  EXPECT_EQ(OnlyEven(3).error(), Error::kInvalidArgument);
  EXPECT_EQ(HalfIfQuarterable(4).value(), 2);
  EXPECT_EQ(HalfIfQuarterable(6).error(), Error::kInvalidArgument);
}

TEST(ResultTest, ReadingTheWrongSidePanics) {
  const Result<int> value = 1;
  const Result<int> error = Error::kCorrupt;
  EXPECT_PANIC(static_cast<void>(value.error()), "Result::error\\(\\) of a value");
  EXPECT_PANIC(static_cast<void>(error.value()), "Result::value\\(\\) of an error");
  EXPECT_PANIC(static_cast<void>(Half(3).value()), "Result::value\\(\\) of an error");
}

TEST(ResultTest, ReadingTheWrongSideOfAVoidResultPanics) {
  const Result<void> success;
  const Result<void> failure = Error::kCapacity;
  EXPECT_TRUE(success.ok());
  EXPECT_EQ(failure.error(), Error::kCapacity);
  EXPECT_PANIC(static_cast<void>(success.error()), "Result::error\\(\\) of a value");
  EXPECT_PANIC(failure.value(), "Result::value\\(\\) of an error");
}

}  // namespace
}  // namespace starkernel
