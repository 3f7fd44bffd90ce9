#pragma once

#include <cstdint>

#include "src/arbiter/vm_control_block.h"
#include "src/arbiter/vm_table.h"

namespace starkernel::arbiter {

/// VM instances in the order in which they came, linked through their control blocks: each is in
/// one such queue at a time, which the caller answers for. Every operation takes constant time.
class PlaceQueue {
 public:
  [[nodiscard]] bool empty() const { return first_ == kNoPlace; }
  [[nodiscard]] std::uint32_t first() const { return first_; }

  void PushBack(VmTable& vms, std::uint32_t place) {
    VmControlBlock& vm = vms.At(place);
    vm.next = kNoPlace;
    vm.previous = last_;
    if (last_ == kNoPlace) {
      first_ = place;
    } else {
      vms.At(last_).next = place;
    }
    last_ = place;
  }

  /// Takes out the first; the queue must not be empty.
  std::uint32_t PopFront(VmTable& vms) {
    const std::uint32_t place = first_;
    first_ = vms.At(place).next;
    if (first_ == kNoPlace) {
      last_ = kNoPlace;
    } else {
      vms.At(first_).previous = kNoPlace;
    }
    return place;
  }

  /// Takes out one that is in this queue.
  void Remove(VmTable& vms, std::uint32_t place) {
    const VmControlBlock& vm = vms.At(place);
    if (vm.previous == kNoPlace) {
      first_ = vm.next;
    } else {
      vms.At(vm.previous).next = vm.next;
    }
    if (vm.next == kNoPlace) {
      last_ = vm.previous;
    } else {
      vms.At(vm.next).previous = vm.previous;
    }
  }

 private:
  std::uint32_t first_ = kNoPlace;
  std::uint32_t last_ = kNoPlace;
};

}  // namespace starkernel::arbiter
