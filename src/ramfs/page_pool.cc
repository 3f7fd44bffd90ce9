#include "src/ramfs/page_pool.h"

#include <cstddef>

#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/heap/heap.h"

namespace starkernel::ramfs {

PagePool::PagePool(heap::Heap& heap) : heap_(heap) {
  for (std::size_t page = 0; page < kPages; ++page) {
    next_[page] = page + 1 < kPages ? static_cast<Index>(page + 1) : kNone;
  }
}

Result<PagePool::Index> PagePool::Take() {
  const Index page = first_free_;
  if (page == kNone) {
    return Error::kCapacity;
  }
  blocks_[page] = TRY(heap_.Allocate(kPageSize));
  first_free_ = next_[page];
  next_[page] = kNone;
  --free_count_;
  return page;
}

void PagePool::GiveBack(Index first) {
  Index page = first;
  while (page != kNone) {
    const Index next = next_[page];
    blocks_[page].Reset();
    next_[page] = first_free_;
    first_free_ = page;
    ++free_count_;
    page = next;
  }
}

}  // namespace starkernel::ramfs
