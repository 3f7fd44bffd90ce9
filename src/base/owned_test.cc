#include "src/base/owned.h"

#include <gtest/gtest.h>

#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

#include "src/base/expect_panic.h"

namespace starkernel {
namespace {

// Notes which numbers came back.
struct Note {
  void operator()(int number) const { returned->push_back(number); }
  std::vector<int>* returned = nullptr;
};
using Ticket = Owned<int, Note>;

static_assert(!std::is_copy_constructible_v<Ticket> && !std::is_copy_assignable_v<Ticket>);
static_assert(std::is_nothrow_move_constructible_v<Ticket> &&
              std::is_nothrow_move_assignable_v<Ticket>);
static_assert(!std::is_convertible_v<int, Ticket>);

// What gives back is called as a constant, with a constant.
template <typename GiveBack>
concept GivesBackANumber = requires { typename Owned<int, GiveBack>; };
using ChangesItself = decltype([last = 0](int number) mutable { return last += number; });
using ChangesTheValue = decltype([](int& number) { number = 0; });
static_assert(GivesBackANumber<Note>);
static_assert(!GivesBackANumber<ChangesItself>);
static_assert(!GivesBackANumber<ChangesTheValue>);

class OwnedTest : public testing::Test {
 protected:
  Ticket Make(int number) { return Ticket(number, Note{&returned_}); }
  std::vector<int> returned_;
};

TEST_F(OwnedTest, GivesBackOnceWhenItDies) {
  {
    const Ticket ticket = Make(7);
    EXPECT_EQ(ticket.value(), 7);
    EXPECT_TRUE(returned_.empty());
  }
  EXPECT_EQ(returned_, std::vector<int>({7}));
}

TEST_F(OwnedTest, MovingHandsItOn) {
  {
    Ticket first = Make(7);
    const Ticket second = std::move(first);
    EXPECT_TRUE(first.empty());  // NOLINT(bugprone-use-after-move)
    EXPECT_EQ(second.value(), 7);
  }
  EXPECT_EQ(returned_, std::vector<int>({7}));
}

TEST_F(OwnedTest, AssignmentGivesTheOldOneBackFirst) {
  {
    Ticket ticket = Make(1);
    ticket = Make(2);
    EXPECT_EQ(returned_, std::vector<int>({1}));
    EXPECT_EQ(ticket.value(), 2);
    ticket = Ticket();
    EXPECT_TRUE(ticket.empty());
  }
  EXPECT_EQ(returned_, std::vector<int>({1, 2}));
}

TEST_F(OwnedTest, SurvivesBeingMovedToItself) {
  Ticket ticket = Make(5);
  Ticket& same = ticket;
  ticket = std::move(same);
  EXPECT_EQ(ticket.value(), 5);
  EXPECT_TRUE(returned_.empty());
}

TEST_F(OwnedTest, ReleaseLeavesItToTheCaller) {
  {
    Ticket ticket = Make(5);
    EXPECT_EQ(ticket.Release(), 5);
    EXPECT_TRUE(ticket.empty());
    EXPECT_PANIC(static_cast<void>(ticket.Release()), "release of an empty owner");
    EXPECT_PANIC(static_cast<void>(ticket.value()), "use of an empty owner");
  }
  EXPECT_TRUE(returned_.empty());
}

TEST_F(OwnedTest, ResetGivesBackNowAndOnlyOnce) {
  Ticket ticket = Make(5);
  ticket.Reset();
  ticket.Reset();
  EXPECT_EQ(returned_, std::vector<int>({5}));
}

TEST_F(OwnedTest, OwnsWhatCanOnlyBeMoved) {
  bool returned = false;
  const auto note = [&returned](const std::unique_ptr<int>& number) { returned = *number == 3; };
  {
    const Owned<std::unique_ptr<int>, decltype(note)> owned(std::make_unique<int>(3), note);
  }
  EXPECT_TRUE(returned);
}

}  // namespace
}  // namespace starkernel
