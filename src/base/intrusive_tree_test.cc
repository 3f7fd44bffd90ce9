#include "src/base/intrusive_tree.h"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <random>
#include <type_traits>
#include <utility>
#include <vector>

#include "src/base/error.h"
#include "src/base/expect_panic.h"

namespace starkernel {
namespace {

struct TreeItem {
  std::uint32_t key = 0;
  TreeHook<TreeItem> hook;
};

using Tree = IntrusiveTree<TreeItem, &TreeItem::hook, &TreeItem::key>;

static_assert(!std::is_copy_constructible_v<TreeItem> && !std::is_move_constructible_v<TreeItem>);
static_assert(!std::is_copy_constructible_v<Tree> && !std::is_move_constructible_v<Tree>);
static_assert(std::forward_iterator<Tree::Iterator>);
static_assert(std::is_same_v<Tree::Key, std::uint32_t>);

/// A key may also be what a member function says.
class Span {
 public:
  constexpr explicit Span(int end) : end_(end) {}
  [[nodiscard]] constexpr int start() const { return end_ - 10; }
  TreeHook<Span> hook;

 private:
  int end_;
};
using Spans = IntrusiveTree<Span, &Span::hook, &Span::start>;

constexpr bool FindsWhileCompiling() {
  Span left(15);
  Span right(25);
  Spans spans;
  static_cast<void>(spans.Insert(right));
  static_cast<void>(spans.Insert(left));
  const bool found =
      spans.First() == &left && spans.Find(15) == &right && spans.Find(25) == nullptr;
  spans.Clear();
  return found;
}
static_assert(FindsWhileCompiling());

std::vector<std::uint32_t> Keys(const Tree& tree) {
  std::vector<std::uint32_t> keys;
  for (const TreeItem& item : tree) {
    keys.push_back(item.key);
  }
  return keys;
}

class IntrusiveTreeTest : public testing::Test {
 protected:
  /// TreeItem i has the key 10 i.
  IntrusiveTreeTest() {
    for (std::uint32_t key = 0; TreeItem & item : items_) {
      item.key = key;
      key += 10;
    }
  }
  ~IntrusiveTreeTest() override { tree_.Clear(); }

  std::array<TreeItem, 8> items_;
  Tree tree_;
};

TEST_F(IntrusiveTreeTest, StartsEmpty) {
  EXPECT_TRUE(tree_.empty());
  EXPECT_EQ(tree_.size(), 0U);
  EXPECT_EQ(tree_.height(), 0U);
  EXPECT_EQ(tree_.First(), nullptr);
  EXPECT_EQ(tree_.Last(), nullptr);
  EXPECT_EQ(tree_.Find(0), nullptr);
  EXPECT_EQ(tree_.LowerBound(0), nullptr);
  EXPECT_EQ(tree_.Floor(0), nullptr);
  EXPECT_TRUE(tree_.begin() == tree_.end());
}

TEST_F(IntrusiveTreeTest, OrdersByKey) {
  for (const std::size_t index : {3U, 1U, 2U, 0U}) {
    EXPECT_TRUE(tree_.Insert(items_.at(index)).ok());
  }
  EXPECT_EQ(Keys(tree_), (std::vector<std::uint32_t>{0, 10, 20, 30}));
  EXPECT_EQ(tree_.size(), 4U);
  EXPECT_EQ(tree_.First(), &items_[0]);
  EXPECT_EQ(tree_.Last(), &items_[3]);
  EXPECT_EQ(tree_.Next(items_[1]), &items_[2]);
  EXPECT_EQ(tree_.Previous(items_[1]), &items_[0]);
  EXPECT_EQ(tree_.Next(items_[3]), nullptr);
  EXPECT_EQ(tree_.Previous(items_[0]), nullptr);
}

TEST_F(IntrusiveTreeTest, SearchesOnBothSidesOfAKey) {
  EXPECT_TRUE(tree_.Insert(items_[1]).ok());
  EXPECT_TRUE(tree_.Insert(items_[2]).ok());
  EXPECT_EQ(tree_.Find(10), &items_[1]);
  EXPECT_EQ(tree_.Find(11), nullptr);
  EXPECT_EQ(tree_.LowerBound(10), &items_[1]);
  EXPECT_EQ(tree_.LowerBound(11), &items_[2]);
  EXPECT_EQ(tree_.LowerBound(20), &items_[2]);
  EXPECT_EQ(tree_.LowerBound(21), nullptr);
  EXPECT_EQ(tree_.Floor(9), nullptr);
  EXPECT_EQ(tree_.Floor(10), &items_[1]);
  EXPECT_EQ(tree_.Floor(19), &items_[1]);
  EXPECT_EQ(tree_.Floor(20), &items_[2]);
}

TEST_F(IntrusiveTreeTest, RefusesAKeyThatIsThere) {
  TreeItem twin;
  twin.key = 10;
  EXPECT_TRUE(tree_.Insert(items_[1]).ok());
  EXPECT_EQ(tree_.Insert(twin).error(), Error::kAlreadyExists);
  EXPECT_FALSE(twin.hook.linked());
  EXPECT_EQ(tree_.size(), 1U);
  EXPECT_EQ(tree_.Find(10), &items_[1]);
}

TEST_F(IntrusiveTreeTest, AnElementIsInOneTree) {
  Tree second;
  EXPECT_TRUE(tree_.Insert(items_[0]).ok());
  EXPECT_TRUE(tree_.Contains(items_[0]));
  EXPECT_FALSE(second.Contains(items_[0]));
  EXPECT_PANIC(static_cast<void>(tree_.Insert(items_[0])), "element of a tree already");
  EXPECT_PANIC(static_cast<void>(second.Insert(items_[0])), "element of a tree already");
  EXPECT_PANIC(second.Remove(items_[0]), "not an element of this tree");
  EXPECT_PANIC(tree_.Remove(items_[1]), "not an element of this tree");
  EXPECT_PANIC(static_cast<void>(second.Next(items_[0])), "not an element of this tree");
  tree_.Remove(items_[0]);
  EXPECT_TRUE(second.Insert(items_[0]).ok());
  second.Clear();
  EXPECT_FALSE(items_[0].hook.linked());
}

TEST_F(IntrusiveTreeTest, NothingEndsWhileItIsLinked) {
  EXPECT_PANIC(
      {
        TreeItem item;
        static_cast<void>(tree_.Insert(item));
      },
      "a tree's element was destroyed");
  EXPECT_PANIC(
      {
        Tree tree;
        static_cast<void>(tree.Insert(items_[0]));
      },
      "a tree with elements was destroyed");
}

TEST_F(IntrusiveTreeTest, AnIteratorNoticesThatItsElementHasLeft) {
  EXPECT_TRUE(tree_.Insert(items_[0]).ok());
  EXPECT_TRUE(tree_.Insert(items_[1]).ok());
  Tree::Iterator place = tree_.begin();
  tree_.Remove(items_[0]);
  EXPECT_PANIC(++place, "not an element of this tree");
  EXPECT_PANIC(++tree_.end(), "the end has no element");
}

/// The height that an AVL tree of `size` elements has at most. The sparsest of height h is a root
/// over the sparsest of the heights h - 1 and h - 2.
unsigned HeightLimit(std::size_t size) {
  std::size_t sparsest = 0;
  std::size_t next_sparsest = 1;
  unsigned height = 0;
  while (next_sparsest <= size) {
    sparsest = std::exchange(next_sparsest, next_sparsest + sparsest + 1);
    ++height;
  }
  return height;
}

TEST(IntrusiveTreePropertyTest, StaysLowWhateverTheOrderOfInsertion) {
  for (const std::uint32_t stride : {1U, 2046U, 823U}) {  // Rising, falling, scattered.
    std::array<TreeItem, 2047> items;
    Tree tree;
    for (std::uint32_t index = 0; index < items.size(); ++index) {
      items.at(index).key = index * stride % 2047;
      ASSERT_TRUE(tree.Insert(items.at(index)).ok());
      ASSERT_LE(tree.height(), HeightLimit(tree.size()));
    }
    EXPECT_EQ(tree.size(), 2047U);
    // Removing one end alone must not leave the other end high.
    while (tree.size() > 1) {
      tree.Remove(*tree.First());
      ASSERT_LE(tree.height(), HeightLimit(tree.size()));
    }
    EXPECT_EQ(tree.height(), 1U);
    tree.Clear();
  }
}

/// In a small tree a height that was not brought up to date soon breaks the limit.
TEST(IntrusiveTreePropertyTest, KeepsItsHeightsThroughRemovalsEverywhere) {
  std::mt19937 random(20261120);
  std::array<TreeItem, 12> items;
  for (std::uint32_t key = 0; TreeItem & item : items) {
    item.key = key++;
  }
  Tree tree;
  for (int step = 0; step < 50'000; ++step) {
    TreeItem& item = items.at(random() % items.size());
    if (tree.Contains(item)) {
      tree.Remove(item);
    } else {
      ASSERT_TRUE(tree.Insert(item).ok());
    }
    ASSERT_LE(tree.height(), HeightLimit(tree.size())) << "after step " << step;
  }
  tree.Clear();
}

void ExpectSameSearches(const Tree& tree, const std::map<std::uint32_t, TreeItem*>& model,
                        std::uint32_t key) {
  const auto bound = model.lower_bound(key);
  const auto above = model.upper_bound(key);
  const auto found = model.find(key);
  ASSERT_EQ(tree.Find(key), found == model.end() ? nullptr : found->second);
  ASSERT_EQ(tree.LowerBound(key), bound == model.end() ? nullptr : bound->second);
  ASSERT_EQ(tree.Floor(key), above == model.begin() ? nullptr : std::prev(above)->second);
  ASSERT_EQ(tree.First(), model.empty() ? nullptr : model.begin()->second);
  ASSERT_EQ(tree.Last(), model.empty() ? nullptr : model.rbegin()->second);
}

TEST(IntrusiveTreePropertyTest, DoesWhatAMapDoes) {
  std::mt19937 random(20261120);
  std::array<TreeItem, 256> items;
  Tree tree;
  std::map<std::uint32_t, TreeItem*> model;
  for (std::uint32_t step = 0; step < 8000; ++step) {
    TreeItem& item = items.at(random() % items.size());
    if (tree.Contains(item)) {
      model.erase(item.key);
      tree.Remove(item);
    } else {
      item.key = static_cast<std::uint32_t>(random() % 400);
      ASSERT_EQ(tree.Insert(item).ok(), model.emplace(item.key, &item).second);
    }
    ASSERT_EQ(tree.size(), model.size());
    ASSERT_LE(tree.height(), HeightLimit(tree.size()));
    ASSERT_NO_FATAL_FAILURE(
        ExpectSameSearches(tree, model, static_cast<std::uint32_t>(random() % 410)));
    if (step % 64 == 0) {
      auto expected = model.begin();
      for (const std::uint32_t key : Keys(tree)) {
        ASSERT_EQ(key, expected->first);
        ++expected;
      }
      ASSERT_EQ(expected, model.end());
    }
  }
  tree.Clear();
}

}  // namespace
}  // namespace starkernel
