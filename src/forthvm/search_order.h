#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <span>

#include "src/base/ids.h"
#include "src/base/panic.h"
#include "src/base/span_copy_unsafe.h"

namespace starkernel::forthvm {

/// How many wordlists a search order can have.
inline constexpr std::size_t kMaximumOrder = 16;

/// Wordlists, the one that is searched first in front. A wordlist is named by the id of the
/// word that stands for it.
class SearchOrder {
 public:
  constexpr SearchOrder() = default;
  SearchOrder(std::initializer_list<WordId> wordlists) {
    for (const WordId wordlist : wordlists) {
      Append(wordlist);
    }
  }

  [[nodiscard]] std::span<const WordId> items() const [[clang::lifetimebound]] {
    return std::span(items_).first(size_);
  }
  [[nodiscard]] bool full() const { return size_ == kMaximumOrder; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] bool Contains(WordId wordlist) const {
    return std::ranges::contains(items(), wordlist);
  }

  /// Adds a wordlist that is searched last; there must be room.
  void Append(WordId wordlist) {
    Require(!full(), "search order overflow");
    items_[size_] = wordlist;
    ++size_;
  }
  /// Adds a wordlist that is searched first; there must be room.
  void PushFront(WordId wordlist) {
    Append(wordlist);
    RotateLeft(std::span(items_).first(size_), size_ - 1);
  }
  /// Takes out the wordlist that is searched first; there must be one.
  void PopFront() {
    Require(!empty(), "search order underflow");
    RotateLeft(std::span(items_).first(size_), 1);
    --size_;
  }

 private:
  std::array<WordId, kMaximumOrder> items_{};
  std::size_t size_ = 0;
};

}  // namespace starkernel::forthvm
