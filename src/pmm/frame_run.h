#pragma once

#include <utility>

#include "src/base/addresses.h"
#include "src/base/interrupt_roles.h"
#include "src/base/quantities.h"
#include "src/base/thread_annotations.h"
#include "src/pmm/frame_range.h"

namespace starkernel::pmm {

class FrameAllocator;

/// Owns frames in a row and gives them back to their allocator when it dies. An empty run (a
/// moved-from or released one) owns nothing.
class FrameRun {
 public:
  FrameRun() = default;
  FrameRun(FrameRun&& other) noexcept
      : allocator_(std::exchange(other.allocator_, nullptr)), range_(other.range_) {}
  FrameRun& operator=(FrameRun&& other) noexcept;
  FrameRun(const FrameRun&) = delete;
  FrameRun& operator=(const FrameRun&) = delete;
  ~FrameRun() SK_EXCLUDES(kInterruptContext) { Reset(); }

  /// Takes over frames that an earlier Release() of a run of the same allocator handed out.
  [[nodiscard]] static FrameRun Adopt(FrameAllocator& allocator [[clang::lifetimebound]],
                                      FrameRange range) {
    return FrameRun(allocator, range);
  }

  /// Hands the frames over to the caller, who now has to see that they are given back.
  [[nodiscard]] FrameRange Release();

  /// Gives the frames back now.
  void Reset() SK_EXCLUDES(kInterruptContext);

  [[nodiscard]] bool empty() const { return allocator_ == nullptr; }
  /// The frames owned; meaningless for an empty run.
  [[nodiscard]] FrameRange range() const { return range_; }
  [[nodiscard]] FrameNumber first() const { return range_.first; }
  [[nodiscard]] PageCount pages() const { return range_.pages; }
  [[nodiscard]] PhysAddr address() const { return range_.address(); }
  [[nodiscard]] ByteCount size() const { return range_.size(); }

 private:
  friend class FrameAllocator;
  FrameRun(FrameAllocator& allocator, FrameRange range) : allocator_(&allocator), range_(range) {}

  FrameAllocator* allocator_ = nullptr;
  FrameRange range_;
};

}  // namespace starkernel::pmm
