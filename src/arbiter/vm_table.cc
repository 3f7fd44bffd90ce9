#include "src/arbiter/vm_table.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>

#include "src/arbiter/lifecycle.h"
#include "src/arbiter/vm_control_block.h"
#include "src/base/error.h"
#include "src/base/ids.h"
#include "src/base/panic.h"
#include "src/base/result.h"

namespace starkernel::arbiter {

std::size_t VmTable::capacity() const { return std::min<std::size_t>(places_.size(), kNoPlace); }

bool VmTable::Holds(VmId id) const {
  return PlaceOf(id) < fresh_ && places_[PlaceOf(id)].generation == GenerationOf(id) &&
         places_[PlaceOf(id)].runnable != nullptr;
}

Result<VmId> VmTable::Add(const NewVm& vm) {
  std::uint32_t place = free_;
  if (place != kNoPlace) {
    free_ = places_[place].next;
  } else if (fresh_ < capacity()) {
    place = fresh_;
    ++fresh_;
  } else {
    return Error::kCapacity;
  }
  VmControlBlock& block = places_[place];
  const std::uint32_t generation = block.generation;
  block = VmControlBlock();
  block.runnable = &vm.runnable;
  block.generation = generation;
  block.parent = vm.parent;
  block.supervisor = vm.supervisor;
  block.priority = vm.priority;
  block.group = vm.group;
  ++size_;
  return MakeVmId(place, generation);
}

VmControlBlock* VmTable::Find(VmId id) { return Holds(id) ? &places_[PlaceOf(id)] : nullptr; }

const VmControlBlock* VmTable::Find(VmId id) const {
  return Holds(id) ? &places_[PlaceOf(id)] : nullptr;
}

void VmTable::Embody(VmId id, Runnable& runnable) {
  Require(Holds(id) && places_[PlaceOf(id)].lifecycle.Is(LifecycleState::kEmbryo),
          "what a VM instance runs cannot be changed");
  places_[PlaceOf(id)].runnable = &runnable;
}

void VmTable::Remove(VmId id) {
  Require(Holds(id), "a VM instance that is not there cannot be removed");
  VmControlBlock& block = places_[PlaceOf(id)];
  Require(block.lifecycle.Is(LifecycleState::kDead) || block.lifecycle.Is(LifecycleState::kEmbryo),
          "a VM instance that lives cannot be removed");
  block.runnable = nullptr;
  --size_;
  // An id is never given out twice: a place that has used up its own is not used again.
  if (block.generation == std::numeric_limits<std::uint32_t>::max()) {
    return;
  }
  ++block.generation;
  block.next = free_;
  free_ = PlaceOf(id);
}

std::optional<VmId> VmTable::Next(std::optional<VmId> after) const {
  for (std::uint32_t place = after.has_value() ? PlaceOf(*after) + 1 : 0; place < fresh_; ++place) {
    if (places_[place].runnable != nullptr) {
      return IdAt(place);
    }
  }
  return std::nullopt;
}

}  // namespace starkernel::arbiter
