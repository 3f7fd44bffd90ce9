#include "src/base/intrusive_list.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <list>
#include <random>
#include <type_traits>
#include <vector>

#include "src/base/expect_panic.h"

namespace starkernel {
namespace {

struct Item {
  int number = 0;
  ListHook<Item> hook;
  ListHook<Item> other_hook;
};

using List = IntrusiveList<Item, &Item::hook>;
using OtherList = IntrusiveList<Item, &Item::other_hook>;

static_assert(!std::is_copy_constructible_v<Item> && !std::is_move_constructible_v<Item>);
static_assert(!std::is_copy_constructible_v<List> && !std::is_move_constructible_v<List>);
static_assert(std::forward_iterator<List::Iterator>);

constexpr int SumWhileCompiling() {
  std::array<Item, 2> items;
  items[0].number = 3;
  items[1].number = 4;
  List list;
  list.PushBack(items[0]);
  list.PushFront(items[1]);
  int sum = 0;
  for (const Item& item : list) {
    sum = sum * 10 + item.number;
  }
  list.Clear();
  return sum;
}
static_assert(SumWhileCompiling() == 43);

class IntrusiveListTest : public testing::Test {
 protected:
  IntrusiveListTest() {
    for (int number = 0; Item & item : items_) {
      item.number = number++;
    }
  }
  ~IntrusiveListTest() override { list_.Clear(); }

  [[nodiscard]] std::vector<int> Forward() const {
    std::vector<int> numbers;
    std::ranges::transform(list_, std::back_inserter(numbers), &Item::number);
    return numbers;
  }
  [[nodiscard]] std::vector<int> Backward() const {
    std::vector<int> numbers;
    for (Item* item = list_.Last(); item != nullptr; item = list_.Previous(*item)) {
      numbers.push_back(item->number);
    }
    return numbers;
  }
  void ExpectOrder(std::vector<int> numbers) const {
    EXPECT_EQ(list_.size(), numbers.size());
    EXPECT_EQ(Forward(), numbers);
    std::ranges::reverse(numbers);
    EXPECT_EQ(Backward(), numbers);
  }

  std::array<Item, 8> items_;
  List list_;
};

TEST_F(IntrusiveListTest, StartsEmpty) {
  EXPECT_TRUE(list_.empty());
  EXPECT_EQ(list_.First(), nullptr);
  EXPECT_EQ(list_.Last(), nullptr);
  EXPECT_EQ(list_.PopFront(), nullptr);
  EXPECT_TRUE(list_.begin() == list_.end());
  EXPECT_FALSE(items_[0].hook.linked());
}

TEST_F(IntrusiveListTest, LinksAtBothEndsAndBefore) {
  list_.PushBack(items_[1]);
  ExpectOrder({1});
  list_.PushBack(items_[2]);
  list_.PushFront(items_[0]);
  ExpectOrder({0, 1, 2});
  list_.InsertBefore(items_[0], items_[3]);
  list_.InsertBefore(items_[2], items_[4]);
  ExpectOrder({3, 0, 1, 4, 2});
  EXPECT_FALSE(list_.empty());
  EXPECT_TRUE(items_[4].hook.linked());
  EXPECT_TRUE(list_.Contains(items_[4]));
  EXPECT_FALSE(list_.Contains(items_[5]));
}

TEST_F(IntrusiveListTest, RemovesAnywhere) {
  for (const std::size_t index : {0U, 1U, 2U, 3U}) {
    list_.PushBack(items_.at(index));
  }
  list_.Remove(items_[1]);
  ExpectOrder({0, 2, 3});
  EXPECT_FALSE(items_[1].hook.linked());
  list_.Remove(items_[0]);
  ExpectOrder({2, 3});
  list_.Remove(items_[3]);
  ExpectOrder({2});
  EXPECT_EQ(list_.PopFront(), &items_[2]);
  ExpectOrder({});
  list_.PushBack(items_[1]);
  ExpectOrder({1});
}

TEST_F(IntrusiveListTest, AnElementIsInOneListPerHook) {
  List second;
  OtherList other;
  list_.PushBack(items_[0]);
  other.PushBack(items_[0]);
  EXPECT_TRUE(other.Contains(items_[0]));
  EXPECT_PANIC(list_.PushBack(items_[0]), "element of a list already");
  EXPECT_PANIC(second.PushFront(items_[0]), "element of a list already");
  other.Clear();
  EXPECT_TRUE(list_.Contains(items_[0]));
}

TEST_F(IntrusiveListTest, ForeignElementsPanic) {
  List second;
  second.PushBack(items_[0]);
  EXPECT_PANIC(list_.Remove(items_[0]), "not an element of this list");
  EXPECT_PANIC(list_.Remove(items_[1]), "not an element of this list");
  EXPECT_PANIC(list_.InsertBefore(items_[0], items_[1]), "not an element of this list");
  EXPECT_PANIC(static_cast<void>(list_.Next(items_[0])), "not an element of this list");
  EXPECT_PANIC(static_cast<void>(list_.Previous(items_[1])), "not an element of this list");
  second.Clear();
}

TEST_F(IntrusiveListTest, NothingEndsWhileItIsLinked) {
  EXPECT_PANIC(
      {
        Item item;
        list_.PushBack(item);
      },
      "a list's element was destroyed");
  EXPECT_PANIC(
      {
        List list;
        list.PushBack(items_[0]);
      },
      "a list with elements was destroyed");
}

TEST_F(IntrusiveListTest, AnIteratorNoticesThatItsElementHasLeft) {
  list_.PushBack(items_[0]);
  list_.PushBack(items_[1]);
  List::Iterator place = list_.begin();
  list_.Remove(items_[0]);
  EXPECT_PANIC(++place, "not an element of this list");
  EXPECT_PANIC(++list_.end(), "the end has no element");
  EXPECT_PANIC(static_cast<void>(*list_.end()), "the end has no element");
}

TEST_F(IntrusiveListTest, DoesWhatAListDoes) {
  std::mt19937 random(20261120);
  std::list<int> model;
  for (int step = 0; step < 3000; ++step) {
    Item& item = items_.at(random() % items_.size());
    Item& place = items_.at(random() % items_.size());
    if (list_.Contains(item)) {
      list_.Remove(item);
      model.remove(item.number);
    } else if (list_.Contains(place)) {
      list_.InsertBefore(place, item);
      model.insert(std::ranges::find(model, place.number), item.number);
    } else if (random() % 2 == 0) {
      list_.PushFront(item);
      model.push_front(item.number);
    } else {
      list_.PushBack(item);
      model.push_back(item.number);
    }
    ASSERT_NO_FATAL_FAILURE(ExpectOrder({model.begin(), model.end()}));
  }
}

}  // namespace
}  // namespace starkernel
