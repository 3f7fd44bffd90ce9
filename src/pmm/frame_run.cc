#include "src/pmm/frame_run.h"

#include <utility>

#include "src/base/panic.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_range.h"

namespace starkernel::pmm {

FrameRun& FrameRun::operator=(FrameRun&& other) noexcept {
  if (this != &other) {
    Reset();
    allocator_ = std::exchange(other.allocator_, nullptr);
    range_ = other.range_;
  }
  return *this;
}

FrameRange FrameRun::Release() {
  Require(!empty(), "release of an empty frame run");
  allocator_ = nullptr;
  return range_;
}

void FrameRun::Reset() {
  if (FrameAllocator* const allocator = std::exchange(allocator_, nullptr); allocator != nullptr) {
    allocator->Free(range_);
  }
}

}  // namespace starkernel::pmm
