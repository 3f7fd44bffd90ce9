#include "src/kernel/vm_nursery.h"

#include <limits>
#include <optional>
#include <span>
#include <utility>

#include "src/arbiter/cpu_arbiter.h"
#include "src/base/error.h"
#include "src/base/ids.h"
#include "src/base/panic.h"
#include "src/base/result.h"
#include "src/capabilities/capability_ids.h"
#include "src/capabilities/capability_table.h"
#include "src/heap/box.h"
#include "src/ipc/answers.h"
#include "src/ipc/endpoint_ids.h"
#include "src/ipc/message_exchange.h"
#include "src/ipc/wake_list.h"
#include "src/kernel/message_home.h"
#include "src/kernel/spawned_vm.h"
#include "src/kernel_words/kernel_objects.h"
#include "src/kernel_words/vm_keeper.h"

namespace starkernel::kernel {
namespace {

constexpr VmId kPrimordial{0};

}  // namespace

Result<void> VmNursery::Open(const kernel_words::KernelObjects& objects,
                             const kernel_words::VmIdentity& primordial) {
  Require(!objects_.has_value(), "the nursery is opened twice");
  children_ = TRY(heap::MakeArray<std::optional<Child>>(sources_.heap, arbiter_.vms().capacity()));
  objects_.emplace(objects);
  primordial_ = primordial;
  return {};
}

VmNursery::Child* VmNursery::FindChild(VmId vm) const {
  if (PlaceOf(vm) >= children_.size()) {
    return nullptr;
  }
  std::optional<Child>& place = children_[PlaceOf(vm)];
  return place.has_value() && place->id == vm ? &*place : nullptr;
}

Result<kernel_words::VmIdentity> VmNursery::IdentityOf(VmId vm) const {
  if (vm == kPrimordial) {
    return primordial_;
  }
  const Child* const child = FindChild(vm);
  return child != nullptr ? Result(child->identity) : Error::kNotFound;
}

Result<VmId> VmNursery::Spawn(VmId parent, std::span<const char> program) {
  // Before anything is made for it.
  if (arbiter_.vms().full()) {
    return Error::kCapacity;
  }
  heap::Box<SpawnedVm> vm = TRY(heap::MakeBox<SpawnedVm>(sources_.heap, sources_));
  TRY(vm->Instantiate(program));
  return Register(parent, std::move(vm));
}

Result<VmId> VmNursery::Register(VmId parent, heap::Box<SpawnedVm> vm) {
  if (!objects_.has_value()) {
    Panic("the nursery is not open");
  }
  const VmId id =
      TRY(arbiter_.vms().Add({.runnable = vm->runner(), .parent = parent, .supervisor = parent}));
  const Result<kernel_words::VmIdentity> identity = Identify(id);
  if (!identity.ok()) {
    arbiter_.vms().Remove(id);
    return identity.error();
  }
  vm->Enter(*objects_,
            {.vm = id, .holder = identity.value().holder, .endpoint = identity.value().endpoint});
  children_[PlaceOf(id)].emplace(
      Child{.id = id, .identity = identity.value(), .vm = std::move(vm)});
  return id;
}

Result<kernel_words::VmIdentity> VmNursery::Identify(VmId vm) {
  if (!objects_.has_value()) {
    Panic("the nursery is not open");
  }
  const capabilities::HolderId holder = TRY(objects_->capabilities.AddHolder(vm));
  const Result<ipc::EndpointId> endpoint = objects_->messages.AddEndpoint(vm, MessageHome::kQuota);
  if (!endpoint.ok()) {
    Require(objects_->capabilities.RemoveHolder(holder, 1), "a new VM instance holds capabilities");
    return endpoint.error();
  }
  return kernel_words::VmIdentity{.holder = holder, .endpoint = endpoint.value()};
}

void VmNursery::Erase(const kernel_words::VmIdentity& identity) {
  if (!objects_.has_value()) {
    return;
  }
  Require(
      objects_->capabilities.RemoveHolder(identity.holder, std::numeric_limits<std::size_t>::max()),
      "a dead VM instance still holds capabilities");
  for (bool done = false; !done;) {
    const ipc::RemovalStep step = objects_->messages.RemoveEndpoint(identity.endpoint);
    for (const VmId woken : step.wakes.vms()) {
      Wake(woken);
    }
    done = step.done;
  }
}

Result<void> VmNursery::Kill(VmId vm) {
  const bool runs = arbiter_.running() == vm;
  // With VM[0] the machine ends.
  const bool is_dead = !(vm == kPrimordial ? arbiter_.EndAndTell(vm) : arbiter_.End(vm)).ok();
  if (is_dead && Find(vm) == nullptr) {
    return Error::kNotFound;
  }
  if (!runs) {
    Bury(vm);
  }
  return {};
}

void VmNursery::Bury(VmId vm) {
  Child* const child = FindChild(vm);
  if (child != nullptr) {
    child->vm->Flush();
    Erase(child->identity);
    arbiter_.vms().Remove(vm);
    children_[PlaceOf(vm)].reset();
  }
}

}  // namespace starkernel::kernel
