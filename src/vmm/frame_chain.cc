#include "src/vmm/frame_chain.h"

#include <cstdint>
#include <optional>
#include <utility>

#include "src/base/addresses.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_range.h"
#include "src/pmm/frame_run.h"

namespace starkernel::vmm {

FrameChain::~FrameChain() {
  while (first_.has_value()) {
    frames_.Free(pmm::FrameRange{Take(), PageCount{1}});
  }
}

Result<void> FrameChain::Extend(PageCount count) {
  for (PageCount done{0}; done < count; done += PageCount{1}) {
    pmm::FrameRun frame = TRY(frames_.AllocateZeroed());
    // Frame 0 is never handed out, so that zero can stand for the end.
    frames_.Words(frame.range()).front() = first_.has_value() ? first_->value() : 0;
    first_ = frame.Release().first;
  }
  return {};
}

FrameNumber FrameChain::Take() {
  if (!first_.has_value()) {
    Panic("a frame taken from an empty chain");
  }
  const FrameNumber frame = *first_;
  const std::uint64_t next =
      std::exchange(frames_.Words(pmm::FrameRange{frame, PageCount{1}}).front(), 0);
  first_ = next == 0 ? std::nullopt : std::optional(FrameNumber(next));
  return frame;
}

}  // namespace starkernel::vmm
