#pragma once

#include <cstddef>

#include "src/base/intrusive_iterator.h"
#include "src/base/panic.h"

namespace starkernel {

// Unbound, for the whole file (other owner): elements belong to whoever put them into the list.

template <typename T>
class ListHook;

template <typename T, ListHook<T> T::* kHook>
class IntrusiveList;

/// A member of T by which a T is linked into one list at a time. Destroying it while it is linked
/// panics: whoever destroys an element removes it first. With a hook T can't be copied or moved.
template <typename T>
class ListHook {
 public:
  constexpr ListHook() = default;
  ListHook(const ListHook&) = delete;
  ListHook& operator=(const ListHook&) = delete;
  constexpr ~ListHook() { Require(!linked(), "a list's element was destroyed"); }

  [[nodiscard]] constexpr bool linked() const { return list_ != nullptr; }

 private:
  template <typename U, ListHook<U> U::* kOtherHook>
  friend class IntrusiveList;

  T* next_ = nullptr;
  T* previous_ = nullptr;
  const void* list_ = nullptr;  ///< The list it is linked into.
};

/// Elements in a chosen order, linked through their member `kHook`; nothing is allocated, and
/// every operation but Clear takes constant time. The list does not own its elements: they belong
/// to others, stay where they are, and are removed before they end. A list that ends while it has
/// elements panics.
///
/// An element may have several hooks, and be in one list by each.
template <typename T, ListHook<T> T::* kHook>
class IntrusiveList {
 public:
  using Iterator = IntrusiveIterator<IntrusiveList, T>;

  constexpr IntrusiveList() = default;
  IntrusiveList(const IntrusiveList&) = delete;
  IntrusiveList& operator=(const IntrusiveList&) = delete;
  constexpr ~IntrusiveList() { Require(empty(), "a list with elements was destroyed"); }

  [[nodiscard]] constexpr std::size_t size() const { return size_; }
  [[nodiscard]] constexpr bool empty() const { return size_ == 0; }
  [[nodiscard]] constexpr bool Contains(const T& item) const { return (item.*kHook).list_ == this; }

  /// Links `item` in; panics if its hook is linked already, here or elsewhere.
  constexpr void PushFront(T& item) { Link(item, nullptr, first_); }
  constexpr void PushBack(T& item) { Link(item, last_, nullptr); }
  /// The same, before `place`, which must be in this list.
  constexpr void InsertBefore(T& place, T& item) { Link(item, HookHere(place).previous_, &place); }

  /// Takes `item` out; panics if it is not in this list.
  constexpr void Remove(T& item) {
    ListHook<T>& hook = HookHere(item);
    NextOf(hook.previous_) = hook.next_;
    PreviousOf(hook.next_) = hook.previous_;
    hook.next_ = nullptr;
    hook.previous_ = nullptr;
    hook.list_ = nullptr;
    --size_;
  }

  /// Takes the first out; null if the list is empty.
  constexpr T* PopFront() {
    T* item = first_;
    if (item != nullptr) {
      Remove(*item);
    }
    return item;
  }

  /// Takes all out, one by one.
  constexpr void Clear() {
    while (PopFront() != nullptr) {
    }
  }

  /// Null if the list is empty.
  [[nodiscard]] constexpr T* First() const { return first_; }
  [[nodiscard]] constexpr T* Last() const { return last_; }

  /// The neighbours of `item`, which must be in this list; null at its ends.
  [[nodiscard]] constexpr T* Next(T& item) const { return HookHere(item).next_; }
  [[nodiscard]] constexpr T* Previous(T& item) const { return HookHere(item).previous_; }

  [[nodiscard]] constexpr Iterator begin() const { return Iterator(this, first_); }
  [[nodiscard]] constexpr Iterator end() const { return Iterator(this, nullptr); }

 private:
  /// The hook of an element that must be in this list.
  [[nodiscard]] constexpr ListHook<T>& HookHere(T& item [[clang::lifetimebound]]) const {
    Require(Contains(item), "not an element of this list");
    return item.*kHook;
  }

  /// What leads to the element behind `item`, or to the first where there is no `item`.
  [[nodiscard]] constexpr T*& NextOf(T* item) {
    return item == nullptr ? first_ : (item->*kHook).next_;
  }
  [[nodiscard]] constexpr T*& PreviousOf(T* item) {
    return item == nullptr ? last_ : (item->*kHook).previous_;
  }

  constexpr void Link(T& item, T* previous, T* next) {
    ListHook<T>& hook = item.*kHook;
    Require(!hook.linked(), "element of a list already");
    hook.previous_ = previous;
    hook.next_ = next;
    hook.list_ = this;
    NextOf(previous) = &item;
    PreviousOf(next) = &item;
    ++size_;
  }

  T* first_ = nullptr;
  T* last_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace starkernel
