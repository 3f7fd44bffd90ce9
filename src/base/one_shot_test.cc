#include "src/base/one_shot.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "src/base/expect_panic.h"

namespace starkernel {
namespace {

using Reply = OneShot<int>;

static_assert(!std::is_copy_constructible_v<Reply> && !std::is_copy_assignable_v<Reply>);
static_assert(std::is_move_constructible_v<Reply> && !std::is_move_assignable_v<Reply>);
static_assert(!std::is_convertible_v<int, Reply> && !std::is_default_constructible_v<Reply>);
static_assert(Reply(4).Take() == 4);

int TakeFromParameter(Reply reply) { return reply.Take(); }

// Out of the compiler's sight: the state of a member is not followed.
struct Pocket {
  Reply reply;
  int Take() { return reply.Take(); }
};

TEST(OneShotTest, GivesItsValueOnce) {
  const Reply reply(7);
  EXPECT_TRUE(reply.usable());
  Reply second(8);
  EXPECT_EQ(second.Take(), 8);
  EXPECT_FALSE(second.usable());
}

TEST(OneShotTest, IsHandedOnByMoving) {
  Reply reply(7);
  EXPECT_EQ(TakeFromParameter(std::move(reply)), 7);
}

TEST(OneShotTest, CarriesMoveOnlyValues) {
  OneShot<std::unique_ptr<int>> token(std::make_unique<int>(3));
  const std::unique_ptr<int> owner = token.Take();
  ASSERT_NE(owner, nullptr);
  EXPECT_EQ(*owner, 3);
}

TEST(OneShotTest, SecondUsePanicsWhereTheCompilerCannotSee) {
  Pocket pocket{Reply(5)};
  EXPECT_EQ(pocket.Take(), 5);
  EXPECT_PANIC(static_cast<void>(pocket.Take()), "a one-shot token is used twice");
}

TEST(OneShotTest, UseAfterMovePanicsWhereTheCompilerCannotSee) {
  Pocket pocket{Reply(5)};
  Pocket other{std::move(pocket.reply)};
  EXPECT_EQ(other.Take(), 5);
  EXPECT_PANIC(static_cast<void>(pocket.Take()), "a one-shot token is used twice");
}

TEST(OneShotTest, AnEmptiedOptionalIsNotFollowedEither) {
  std::optional<Reply> token;
  token.emplace(9);
  EXPECT_EQ(token->Take(), 9);
  EXPECT_FALSE(token->usable());
}

}  // namespace
}  // namespace starkernel
