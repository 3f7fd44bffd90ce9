#include "src/arbiter/vm_table.h"

#include <algorithm>
#include <bit>
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
namespace {

/// Places that have a bit each in one number.
constexpr std::uint64_t kFew = 64;

}  // namespace

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
  const std::uint64_t taken = block.taken;
  const std::uint16_t many_taken = block.many_taken;
  block = VmControlBlock();
  block.taken = taken;
  block.many_taken = many_taken;
  block.runnable = &vm.runnable;
  block.generation = generation;
  block.parent = vm.parent;
  block.supervisor = vm.supervisor;
  block.priority = vm.priority;
  block.group = vm.group;
  ++size_;
  Note(place, true);
  return MakeVmId(place, generation);
}

VmControlBlock* VmTable::Find(VmId id) { return Holds(id) ? &places_[PlaceOf(id)] : nullptr; }

const VmControlBlock* VmTable::Find(VmId id) const {
  return Holds(id) ? &places_[PlaceOf(id)] : nullptr;
}

void VmTable::SetRunnable(VmId id, Runnable& runnable) {
  Require(Holds(id) && !places_[PlaceOf(id)].lifecycle.Is(LifecycleState::kDead),
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
  Note(PlaceOf(id), false);
  // An id is never given out twice: a place that has used up its own is not used again.
  if (block.generation == std::numeric_limits<std::uint32_t>::max()) {
    return;
  }
  ++block.generation;
  block.next = free_;
  free_ = PlaceOf(id);
}

void VmTable::Note(std::uint32_t place, bool is_taken) {
  const std::uint64_t bit = std::uint64_t{1} << place % kFew;
  std::uint64_t& taken = places_[place - place % kFew].taken;
  std::uint16_t& many_taken = places_[place - place % kMany].many_taken;
  taken = is_taken ? taken | bit : taken & ~bit;
  many_taken = static_cast<std::uint16_t>(is_taken ? many_taken + 1 : many_taken - 1);
}

std::optional<VmId> VmTable::Next(std::optional<VmId> after) const {
  std::uint64_t place = after.has_value() ? std::uint64_t{PlaceOf(*after)} + 1 : 0;
  while (place < fresh_) {
    if (place % kMany == 0 && places_[place].many_taken == 0) {
      place += kMany;
      continue;
    }
    const std::uint64_t taken = places_[place - place % kFew].taken >> place % kFew;
    if (taken != 0) {
      const auto next = place + static_cast<std::uint64_t>(std::countr_zero(taken));
      return IdAt(static_cast<std::uint32_t>(next));
    }
    place += kFew - place % kFew;
  }
  return std::nullopt;
}

}  // namespace starkernel::arbiter
