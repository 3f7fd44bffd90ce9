#include "src/kernel/vm_packer.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/lifecycle.h"
#include "src/arbiter/runnable.h"
#include "src/arbiter/vm_control_block.h"
#include "src/base/ids.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/forthvm/wait.h"
#include "src/heap/array.h"
#include "src/heap/heap.h"
#include "src/kernel/spawned_vm.h"
#include "src/pmm/bitmap.h"

namespace starkernel::kernel {

bool VmPacker::TryPack(std::uint32_t place) {
  const arbiter::VmControlBlock& block = arbiter_.vms().At(place);
  if (!block.lifecycle.Is(arbiter::LifecycleState::kWaiting)) {
    return false;
  }
  SpawnedVm* const vm = keeper_.PackableAt(place);
  if (vm == nullptr || !vm->Pack().ok()) {
    return false;
  }
  arbiter_.vms().SetRunnable(arbiter_.vms().IdAt(place), *this);
  Remove(place);
  return true;
}

Result<void> VmPacker::SetUp(heap::Heap& heap) {
  words_ = TRY(heap::MakeArray<std::uint64_t>(
      heap, arbiter_.vms().capacity() / pmm::Bitmap::kBitsPerWord + 1));
  unpacked_ = pmm::Bitmap(words_.span());
  return {};
}

std::size_t VmPacker::Step() {
  const std::uint64_t end = arbiter_.vms().capacity();
  std::size_t packed = 0;
  for (std::size_t looks = 0; looks < kLooksInAStep && packed < kPackedInAStep && left_ > 0;
       ++looks) {
    const std::uint64_t last = std::min({next_ + kPassedInALook, next_ + left_, end});
    const std::optional<std::uint64_t> found = unpacked_.FirstSet(next_, last);
    const std::uint64_t behind = found.has_value() ? *found + 1 : last;
    packed += found.has_value() && TryPack(static_cast<std::uint32_t>(*found)) ? 1 : 0;
    left_ -= behind - next_;
    next_ = behind < end ? behind : 0;
  }
  return packed;
}

arbiter::WindowEnd VmPacker::Run(const arbiter::WindowGrant& grant) {
  const std::optional<VmId> running = arbiter_.running();
  if (!running.has_value()) {
    Panic("nobody has the window that somebody unpacks in");
  }
  const VmId self = *running;
  SpawnedVm* const vm = keeper_.PackableAt(PlaceOf(self));
  if (vm == nullptr) {
    Panic("one that cannot be packed is given a window to unpack");
  }
  vm->NoteWake(grant.wake);
  if (!vm->Unpack().ok() && (!keeper_.MakeRoom() || !vm->Unpack().ok())) {
    return {
        .outcome = arbiter::WindowOutcome::kWaiting,
        .wait = {.reason = forthvm::WaitReason::kPage, .deadline = arbiter_.Now() + kRetryAfter},
        .spent = grant.quantum};
  }
  arbiter_.vms().SetRunnable(self, vm->runner());
  Add(PlaceOf(self));
  arbiter::WindowGrant own = grant;
  own.wake = vm->TakeWake();
  return vm->runner().Run(own);
}

}  // namespace starkernel::kernel
