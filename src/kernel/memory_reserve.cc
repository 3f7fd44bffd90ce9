#include "src/kernel/memory_reserve.h"

#include <utility>

#include "src/base/ids.h"
#include "src/base/result.h"
#include "src/pmm/frame_run.h"

namespace starkernel::kernel {

bool MemoryReserve::Yield() {
  if (arbiter_ == nullptr || chores_ == nullptr || is_filling_ || held() == PageCount{0} ||
      arbiter_->running() != VmId(0)) {
    return false;
  }
  runs_.Clear();
  singles_.Clear();
  arbiter_->BeginChores(*chores_);
  return true;
}

void MemoryReserve::Fill() {
  if (runs_.full()) {
    return;
  }
  is_filling_ = true;
  while (!runs_.full()) {
    Result<pmm::FrameRun> run = frames_.AllocateRun(kRun, kRun);
    if (!run.ok()) {
      break;
    }
    Discard(runs_.Push(std::move(run).value()), "it is not full");
  }
  while (held() > kFrames) {
    singles_.Remove(singles_.size() - 1);
  }
  while (held() < kFrames) {
    Result<pmm::FrameRun> frame = frames_.Allocate();
    if (!frame.ok()) {
      break;
    }
    Discard(singles_.Push(std::move(frame).value()), "it is not full");
  }
  is_filling_ = false;
}

}  // namespace starkernel::kernel
