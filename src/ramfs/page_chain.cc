#include "src/ramfs/page_chain.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/span_copy_unsafe.h"
#include "src/ramfs/page_pool.h"

namespace starkernel::ramfs {
namespace {

constexpr ByteCount kLargest = kPageSize * PagePool::kPages;

/// How much of the page that `offset` lies in follows it.
std::size_t RestOfPage(ByteCount offset) { return (kPageSize - offset % kPageSize).value(); }

}  // namespace

std::size_t PageChain::Read(PagePool& pool, ByteCount offset, std::span<std::byte> bytes) {
  if (offset >= size_) {
    return 0;
  }
  const std::size_t count = std::min<std::uint64_t>(bytes.size(), (size_ - offset).value());
  std::size_t done = 0;
  while (done < count) {
    const ByteCount place = offset + ByteCount(done);
    const std::size_t now = std::min(count - done, RestOfPage(place));
    CopyInto(bytes.subspan(done, now),
             pool.Bytes(PageAt(pool, place)).subspan((place % kPageSize).value(), now));
    done += now;
  }
  return count;
}

Result<void> PageChain::Write(PagePool& pool, ByteCount offset, std::span<const std::byte> bytes) {
  if (bytes.empty()) {
    return {};
  }
  if (offset > kLargest || bytes.size() > kLargest.value()) {
    return Error::kCapacity;
  }
  if (const ByteCount end = offset + ByteCount(bytes.size()); end > size_) {
    TRY(Lengthen(pool, end));
  }
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ByteCount place = offset + ByteCount(done);
    const std::size_t now = std::min(bytes.size() - done, RestOfPage(place));
    CopyInto(pool.Bytes(PageAt(pool, place)).subspan((place % kPageSize).value(), now),
             bytes.subspan(done, now));
    done += now;
  }
  return {};
}

Result<void> PageChain::Resize(PagePool& pool, ByteCount size) {
  if (size > size_) {
    return Lengthen(pool, size);
  }
  Shorten(pool, size);
  return {};
}

PagePool::Index PageChain::PageAt(const PagePool& pool, ByteCount offset) {
  const std::size_t number = offset / kPageSize;
  if (recent_ == PagePool::kNone || recent_number_ > number) {
    recent_ = first_;
    recent_number_ = 0;
  }
  while (recent_number_ < number) {
    recent_ = pool.Next(recent_);
    ++recent_number_;
  }
  return recent_;
}

Result<void> PageChain::Lengthen(PagePool& pool, ByteCount size) {
  const std::uint64_t missing = PagesFor(size).value() - PagesFor(size_).value();
  if (missing > pool.free()) {
    return Error::kCapacity;
  }
  // A chain of its own first, so that nothing has changed if the heap has no more.
  PagePool::Index first = PagePool::kNone;
  PagePool::Index last = PagePool::kNone;
  for (std::uint64_t count = 0; count < missing; ++count) {
    const Result<PagePool::Index> page = pool.Take();
    if (!page.ok()) {
      pool.GiveBack(first);
      return page.error();
    }
    if (first == PagePool::kNone) {
      first = page.value();
    } else {
      pool.SetNext(last, page.value());
    }
    last = page.value();
  }
  if (missing > 0) {
    if (first_ == PagePool::kNone) {
      first_ = first;
    } else {
      pool.SetNext(last_, first);
    }
    last_ = last;
  }
  size_ = size;
  return {};
}

void PageChain::Shorten(PagePool& pool, ByteCount size) {
  recent_ = PagePool::kNone;
  size_ = size;
  if (size == ByteCount{0}) {
    pool.GiveBack(first_);
    first_ = PagePool::kNone;
    last_ = PagePool::kNone;
    return;
  }
  last_ = PageAt(pool, size - ByteCount{1});
  pool.GiveBack(pool.Next(last_));
  pool.SetNext(last_, PagePool::kNone);
  if (const std::size_t used = (size % kPageSize).value(); used > 0) {
    std::ranges::fill(pool.Bytes(last_).subspan(used), std::byte{0});
  }
}

}  // namespace starkernel::ramfs
