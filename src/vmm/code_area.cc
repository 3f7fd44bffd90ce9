#include "src/vmm/code_area.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>

#include "src/base/error.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/span_copy_unsafe.h"
#include "src/hal/kernel_mapping.h"
#include "src/vmm/envelope.h"
#include "src/vmm/envelope_allocator.h"

namespace starkernel::vmm {

Result<CodeArea> CodeArea::Create(EnvelopeAllocator& envelopes, ByteCount size) {
  const PageCount pages = PagesFor(size) + PageCount{1};
  return CodeArea(TRY(envelopes.Allocate({.size = BytesOf(pages), .holds_code = true})));
}

std::span<std::byte> CodeArea::BytesFrom(ByteCount offset) {
  return envelope_.bytes().subspan((kPageSize + offset).value(),
                                   (BytesOf(pages()) - offset).value());
}

/// Makes the pages from there on ones that can be written, and not be executed.
void CodeArea::OpenFrom(PageCount page) {
  if (page < sealed_) {
    envelope_.Protect(Part(page, sealed_), hal::Protection::kReadWrite).value();
    sealed_ = page;
  }
}

Result<void> CodeArea::Append(std::span<const std::byte> code) {
  if (code.size() > (capacity() - used_).value()) {
    return Error::kCapacity;
  }
  const ByteCount size(code.size());
  const PageCount before = pages();
  const PageCount needed = PagesFor(used_ + size);
  if (needed > before) {
    TRY(envelope_.Map(Part(before, needed)));
    std::ranges::fill(BytesFrom(BytesOf(before)), kNoCode);
  }
  OpenFrom(PageCount{used_ / kPageSize});
  CopyInto(BytesFrom(used_), code);
  used_ += size;
  return {};
}

void CodeArea::Truncate(ByteCount used) {
  Require(used <= used_, "more code is kept than there is");
  const PageCount kept = PagesFor(used);
  OpenFrom(PageCount{used / kPageSize});
  if (kept < pages()) {
    envelope_.Unmap(Part(kept, pages())).value();
  }
  std::ranges::fill(BytesFrom(used), kNoCode);
  used_ = used;
}

void CodeArea::Seal() {
  if (!is_sealed()) {
    envelope_.Protect(Part(sealed_, pages()), hal::Protection::kReadExecute).value();
    sealed_ = pages();
  }
}

}  // namespace starkernel::vmm
