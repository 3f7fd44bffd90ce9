#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/quantities.h"
#include "src/base/result.h"
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

  /// `heap` must outlive the pool.
  explicit PagePool(heap::Heap& heap [[clang::lifetimebound]]);
  PagePool(const PagePool&) = delete;
  PagePool& operator=(const PagePool&) = delete;
  ~PagePool() = default;

  [[nodiscard]] std::size_t free() const { return free_count_; }

  /// A page of zeros that ends its chain. Error::kCapacity if all are taken, Error::kOutOfMemory
  /// if the heap has none.
  [[nodiscard]] Result<Index> Take();

  /// Gives back a page and all behind it. The page must be the first of its chain, or the link to
  /// it cut.
  void GiveBack(Index first);

  [[nodiscard]] std::span<std::byte> Bytes(Index page) const [[clang::lifetimebound]] {
    return blocks_[page].bytes();
  }
  [[nodiscard]] Index Next(Index page) const { return next_[page]; }
  void SetNext(Index page, Index next) { next_[page] = next; }

 private:
  static_assert(kPages < kNone);

  heap::Heap& heap_;
  std::array<heap::Block, kPages> blocks_{};
  std::array<Index, kPages> next_{};  ///< Of a free page: the next free one.
  Index first_free_ = 0;
  std::size_t free_count_ = kPages;
};

}  // namespace starkernel::ramfs
