#pragma once

#include <optional>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/pmm/frame_allocator.h"

namespace starkernel::vmm {

/// Any number of frames full of zeros, owned together without further memory: while a frame waits
/// here its first word leads to the next. Gives back what has not been taken.
class FrameChain {
 public:
  explicit FrameChain(pmm::FrameAllocator& frames [[clang::lifetimebound]]) : frames_(frames) {}
  FrameChain(const FrameChain&) = delete;
  FrameChain& operator=(const FrameChain&) = delete;
  ~FrameChain();

  /// Adds `count` frames. Error::kOutOfMemory; what there was then is in the chain.
  [[nodiscard]] Result<void> Extend(PageCount count);

  /// Hands one frame over to the caller; panics if there is none.
  [[nodiscard]] FrameNumber Take();

 private:
  pmm::FrameAllocator& frames_;
  std::optional<FrameNumber> first_;
};

}  // namespace starkernel::vmm
