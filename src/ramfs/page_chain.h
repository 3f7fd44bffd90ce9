#pragma once

#include <cstddef>
#include <span>

#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/ramfs/page_pool.h"

namespace starkernel::ramfs {

/// Bytes in a chain of pages of a pool. What of the last page lies behind the end is zero.
class PageChain {
 public:
  [[nodiscard]] ByteCount size() const { return size_; }

  /// Fills `bytes` from `offset` on; says how many there were.
  std::size_t Read(PagePool& pool, ByteCount offset, std::span<std::byte> bytes);

  /// Stores `bytes` from `offset` on, with zeros in front if the chain was shorter. With an error
  /// nothing has changed: Error::kCapacity, Error::kOutOfMemory.
  [[nodiscard]] Result<void> Write(PagePool& pool, ByteCount offset,
                                   std::span<const std::byte> bytes);

  /// Cuts the chain, or lengthens it by zeros. Errors like Write().
  [[nodiscard]] Result<void> Resize(PagePool& pool, ByteCount size);

 private:
  /// The page that byte `offset` lies in, which must be there.
  [[nodiscard]] PagePool::Index PageAt(const PagePool& pool, ByteCount offset);
  [[nodiscard]] Result<void> Lengthen(PagePool& pool, ByteCount size);
  void Shorten(PagePool& pool, ByteCount size);

  ByteCount size_{};
  PagePool::Index first_ = PagePool::kNone;
  PagePool::Index last_ = PagePool::kNone;
  // Where the last access was: most go on from there.
  std::size_t recent_number_ = 0;
  PagePool::Index recent_ = PagePool::kNone;
};

}  // namespace starkernel::ramfs
