#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/heap/account.h"
#include "src/heap/block.h"
#include "src/heap/heap.h"

namespace starkernel::ramfs {

/// A bounded number of pages from a heap, taken when they are needed, in chains: each page knows
/// which comes behind it.
class PagePool {
 public:
  /// The most pages that are taken at a time.
  static constexpr std::size_t kPages = 1024;

  /// A page by its number, or no page.
  using Index = std::uint16_t;
  static constexpr Index kNone = 0xFFFF;

  /// `heap` must outlive the pool, and so must `account` unless it is null, by which nobody is
  /// charged. What is there when the pool dies is not refunded.
  PagePool(heap::Heap& heap [[clang::lifetimebound]],
           heap::Account* account [[clang::lifetimebound]]);
  PagePool(const PagePool&) = delete;
  PagePool& operator=(const PagePool&) = delete;
  ~PagePool() = default;

  [[nodiscard]] std::size_t free() const { return free_count_; }

  /// A page of zeros that ends its chain. Error::kCapacity if all are taken or the account may not
  /// be charged, Error::kOutOfMemory if the heap has none.
  [[nodiscard]] Result<Index> Take();

  /// Gives back a page and all behind it. The page must be the first of its chain, or the link to
  /// it cut.
  void GiveBack(Index first);

  /// Gives back at most so many pages of a pool that is not used any more, whatever chain they are
  /// in; how many. Fewer: there is none left.
  std::size_t Drain(std::size_t most);

  [[nodiscard]] std::span<std::byte> Bytes(Index page) const [[clang::lifetimebound]] {
    return blocks_[page].bytes();
  }
  [[nodiscard]] Index Next(Index page) const { return next_[page]; }
  void SetNext(Index page, Index next) { next_[page] = next; }

 private:
  static_assert(kPages < kNone);

  void Release(Index page);

  heap::Heap& heap_;
  heap::Account* account_;
  std::array<heap::Block, kPages> blocks_{};
  std::array<Index, kPages> next_{};  ///< Of a free page: the next free one.
  Index first_free_ = 0;
  std::size_t free_count_ = kPages;
  std::size_t drained_ = 0;  ///< The first pages of a pool that is drained.
};

}  // namespace starkernel::ramfs
