#include "src/ramfs/page_pool.h"

#include <cstddef>

#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/heap/account.h"
#include "src/heap/heap.h"

namespace starkernel::ramfs {

PagePool::PagePool(heap::Heap& heap, heap::Account* account) : heap_(heap), account_(account) {
  for (std::size_t page = 0; page < kPages; ++page) {
    next_[page] = page + 1 < kPages ? static_cast<Index>(page + 1) : kNone;
  }
}

Result<PagePool::Index> PagePool::Take() {
  const Index page = first_free_;
  if (page == kNone) {
    return Error::kCapacity;
  }
  blocks_[page] =
      TRY(heap::Charged(account_, kPageSize, [this] { return heap_.Allocate(kPageSize); }));
  first_free_ = next_[page];
  next_[page] = kNone;
  --free_count_;
  return page;
}

void PagePool::GiveBack(Index first) {
  Index page = first;
  while (page != kNone) {
    const Index next = next_[page];
    Release(page);
    next_[page] = first_free_;
    first_free_ = page;
    ++free_count_;
    page = next;
  }
}

std::size_t PagePool::Drain(std::size_t most) {
  std::size_t given = 0;
  for (; drained_ < kPages && given < most; ++drained_) {
    if (!blocks_[drained_].empty()) {
      Release(static_cast<Index>(drained_));
      ++given;
    }
  }
  return given;
}

void PagePool::Release(Index page) {
  // A pool that is drained has chains of what is gone.
  if (blocks_[page].empty()) {
    return;
  }
  blocks_[page].Reset();
  if (account_ != nullptr) {
    account_->Refund(kPageSize);
  }
}

}  // namespace starkernel::ramfs
