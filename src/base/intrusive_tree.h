#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <type_traits>

#include "src/base/error.h"
#include "src/base/intrusive_iterator.h"
#include "src/base/panic.h"
#include "src/base/result.h"

namespace starkernel {

// Unbound, for the whole file (other owner): elements belong to whoever put them into the tree.

template <typename T>
class TreeHook;

template <typename T, TreeHook<T> T::* kHook, auto kKey>
class IntrusiveTree;

/// A member of T by which a T is linked into one tree at a time. Destroying it while it is linked
/// panics: whoever destroys an element removes it first. With a hook T can't be copied or moved.
template <typename T>
class TreeHook {
 public:
  constexpr TreeHook() = default;
  TreeHook(const TreeHook&) = delete;
  TreeHook& operator=(const TreeHook&) = delete;
  constexpr ~TreeHook() { Require(!linked(), "a tree's element was destroyed"); }

  [[nodiscard]] constexpr bool linked() const { return tree_ != nullptr; }

 private:
  template <typename U, TreeHook<U> U::* kOtherHook, auto kOtherKey>
  friend class IntrusiveTree;

  T* parent_ = nullptr;
  T* left_ = nullptr;
  T* right_ = nullptr;
  const void* tree_ = nullptr;  ///< The tree it is linked into.
  std::uint8_t height_ = 0;     ///< Of the subtree below, this one included.
};

/// Elements in the order of their keys, no two alike, linked through their member `kHook`. `kKey`
/// names the key: a data member, a member function or a function of `const T&`. A key has `<` and
/// does not change while its element is in the tree.
///
/// The tree is an AVL tree: with n elements it is at most 1.44 log2(n + 2) high, and what follows
/// one path in it takes that many steps. Nothing recurs and nothing is allocated. The tree does not
/// own its elements: they belong to others, stay where they are, and are removed before they end. A
/// tree that ends while it has elements panics.
template <typename T, TreeHook<T> T::* kHook, auto kKey>
class IntrusiveTree {
 public:
  using Key = std::remove_cvref_t<std::invoke_result_t<decltype(kKey), const T&>>;
  using Iterator = IntrusiveIterator<IntrusiveTree, T>;

  constexpr IntrusiveTree() = default;
  IntrusiveTree(const IntrusiveTree&) = delete;
  IntrusiveTree& operator=(const IntrusiveTree&) = delete;
  constexpr ~IntrusiveTree() { Require(empty(), "a tree with elements was destroyed"); }

  [[nodiscard]] constexpr std::size_t size() const { return size_; }
  [[nodiscard]] constexpr bool empty() const { return size_ == 0; }
  [[nodiscard]] constexpr bool Contains(const T& item) const { return (item.*kHook).tree_ == this; }

  /// Elements on the longest path down; 0 if the tree is empty.
  [[nodiscard]] constexpr unsigned height() const { return HeightOf(root_); }

  /// Links `item` in. Error::kAlreadyExists, with nothing changed, if there is an element with its
  /// key; panics if its hook is linked already, here or elsewhere.
  constexpr Result<void> Insert(T& item) {
    TreeHook<T>& hook = item.*kHook;
    Require(!hook.linked(), "element of a tree already");
    const Key& key = KeyOf(item);
    T* parent = nullptr;
    T* place = root_;
    Side side = Side::kLeft;
    while (place != nullptr) {
      parent = place;
      if (key < KeyOf(*place)) {
        side = Side::kLeft;
      } else if (KeyOf(*place) < key) {
        side = Side::kRight;
      } else {
        return Error::kAlreadyExists;
      }
      place = Child(*parent, side);
    }
    hook.parent_ = parent;
    hook.height_ = 1;
    hook.tree_ = this;
    (parent == nullptr ? root_ : Child(*parent, side)) = &item;
    ++size_;
    BalanceUpwards(parent);
    return {};
  }

  /// Takes `item` out; panics if it is not in this tree.
  constexpr void Remove(T& item) {
    TreeHook<T>& hook = HookHere(item);
    T* lowest_changed = hook.parent_;
    if (hook.left_ == nullptr || hook.right_ == nullptr) {
      ReplaceChild(hook.parent_, item, hook.left_ == nullptr ? hook.right_ : hook.left_);
    } else {
      lowest_changed = ReplaceBySuccessor(item);
    }
    hook.parent_ = nullptr;
    hook.left_ = nullptr;
    hook.right_ = nullptr;
    hook.tree_ = nullptr;
    --size_;
    BalanceUpwards(lowest_changed);
  }

  /// Takes all out, one by one.
  constexpr void Clear() {
    while (root_ != nullptr) {
      Remove(*root_);
    }
  }

  /// The element with that key; null if there is none.
  [[nodiscard]] constexpr T* Find(const Key& key) const {
    T* item = LowerBound(key);
    return item == nullptr || key < KeyOf(*item) ? nullptr : item;
  }

  /// The first element whose key is not below `key`; null if there is none.
  [[nodiscard]] constexpr T* LowerBound(const Key& key) const {
    T* found = nullptr;
    for (T* place = root_; place != nullptr;) {
      if (KeyOf(*place) < key) {
        place = (place->*kHook).right_;
      } else {
        found = place;
        place = (place->*kHook).left_;
      }
    }
    return found;
  }

  /// The last element whose key is not above `key`; null if there is none.
  [[nodiscard]] constexpr T* Floor(const Key& key) const {
    T* found = nullptr;
    for (T* place = root_; place != nullptr;) {
      if (key < KeyOf(*place)) {
        place = (place->*kHook).left_;
      } else {
        found = place;
        place = (place->*kHook).right_;
      }
    }
    return found;
  }

  /// The elements with the smallest and the largest key; null if the tree is empty.
  [[nodiscard]] constexpr T* First() const { return Outermost(root_, Side::kLeft); }
  [[nodiscard]] constexpr T* Last() const { return Outermost(root_, Side::kRight); }

  /// The neighbours by key of `item`, which must be in this tree; null at its ends.
  [[nodiscard]] constexpr T* Next(T& item) const { return Neighbour(item, Side::kRight); }
  [[nodiscard]] constexpr T* Previous(T& item) const { return Neighbour(item, Side::kLeft); }

  [[nodiscard]] constexpr Iterator begin() const { return Iterator(this, First()); }
  [[nodiscard]] constexpr Iterator end() const { return Iterator(this, nullptr); }

 private:
  enum class Side : std::uint8_t { kLeft, kRight };

  [[nodiscard]] static constexpr Side Opposite(Side side) {
    return side == Side::kLeft ? Side::kRight : Side::kLeft;
  }
  [[nodiscard]] static constexpr decltype(auto) KeyOf(const T& item) {
    return std::invoke(kKey, item);
  }
  [[nodiscard]] static constexpr unsigned HeightOf(const T* item) {
    return item == nullptr ? 0U : (item->*kHook).height_;
  }
  [[nodiscard]] static constexpr T*& Child(T& item, Side side) {
    return side == Side::kLeft ? (item.*kHook).left_ : (item.*kHook).right_;
  }

  /// The hook of an element that must be in this tree.
  [[nodiscard]] constexpr TreeHook<T>& HookHere(T& item [[clang::lifetimebound]]) const {
    Require(Contains(item), "not an element of this tree");
    return item.*kHook;
  }

  [[nodiscard]] static constexpr T* Outermost(T* top, Side side) {
    while (top != nullptr && Child(*top, side) != nullptr) {
      top = Child(*top, side);
    }
    return top;
  }

  [[nodiscard]] constexpr T* Neighbour(T& item, Side side) const {
    const TreeHook<T>& hook = HookHere(item);
    if (T* child = Child(item, side); child != nullptr) {
      return Outermost(child, Opposite(side));
    }
    T* below = &item;
    T* place = hook.parent_;
    while (place != nullptr && Child(*place, side) == below) {
      below = place;
      place = (place->*kHook).parent_;
    }
    return place;
  }

  /// Lets `child`, which may be null, take the place of `old_child` under `parent`, or as root.
  constexpr void ReplaceChild(T* parent, T& old_child, T* child) {
    if (parent == nullptr) {
      root_ = child;
    } else {
      Child(*parent, (parent->*kHook).left_ == &old_child ? Side::kLeft : Side::kRight) = child;
    }
    SetParent(child, parent);
  }

  static constexpr void SetParent(T* child, T* parent) {
    if (child != nullptr) {
      (child->*kHook).parent_ = parent;
    }
  }

  /// Lets the next element take the place of `item`, which has two children. The lowest element
  /// whose subtree has changed by that.
  constexpr T* ReplaceBySuccessor(T& item) {
    const TreeHook<T>& hook = item.*kHook;
    T& successor = *Outermost(hook.right_, Side::kLeft);
    TreeHook<T>& successor_hook = successor.*kHook;
    T* const above = successor_hook.parent_;
    ReplaceChild(above, successor, successor_hook.right_);
    ReplaceChild(hook.parent_, item, &successor);
    successor_hook.left_ = hook.left_;
    successor_hook.right_ = hook.right_;
    successor_hook.height_ = hook.height_;
    SetParent(hook.left_, &successor);
    SetParent(hook.right_, &successor);
    return above == &item ? &successor : above;
  }

  static constexpr void MeasureHeight(T& item) {
    TreeHook<T>& hook = item.*kHook;
    const unsigned left = HeightOf(hook.left_);
    const unsigned right = HeightOf(hook.right_);
    hook.height_ = static_cast<std::uint8_t>(1 + (left > right ? left : right));
  }

  /// Lets the child of `item` on `side` take its place, with `item` below; returns that child.
  constexpr T& Raise(T& item, Side side) {
    T& raised = *Child(item, side);
    T* const moved = Child(raised, Opposite(side));
    ReplaceChild((item.*kHook).parent_, item, &raised);
    Child(raised, Opposite(side)) = &item;
    SetParent(&item, &raised);
    Child(item, side) = moved;
    SetParent(moved, &item);
    MeasureHeight(item);
    MeasureHeight(raised);
    return raised;
  }

  /// Makes the children of `top` differ in height by at most one, where it was at most two; returns
  /// what stands in its place then.
  constexpr T& Balance(T& top) {
    for (const Side side : {Side::kLeft, Side::kRight}) {
      T* const child = Child(top, side);
      if (HeightOf(child) <= HeightOf(Child(top, Opposite(side))) + 1) {
        continue;
      }
      if (HeightOf(Child(*child, Opposite(side))) > HeightOf(Child(*child, side))) {
        static_cast<void>(Raise(*child, Opposite(side)));
      }
      return Raise(top, side);
    }
    MeasureHeight(top);
    return top;
  }

  /// Restores balance and heights from `place` upwards, as far as anything changes.
  constexpr void BalanceUpwards(T* place) {
    while (place != nullptr) {
      const unsigned before = HeightOf(place);
      T& top = Balance(*place);
      if (HeightOf(&top) == before) {
        return;
      }
      place = (top.*kHook).parent_;
    }
  }

  T* root_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace starkernel
