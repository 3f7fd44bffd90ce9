#include "src/kernel/vm_nursery.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <utility>

#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/lifecycle.h"
#include "src/arbiter/runnable.h"
#include "src/arbiter/vm_control_block.h"
#include "src/base/error.h"
#include "src/base/ids.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/span_copy_unsafe.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_ids.h"
#include "src/capabilities/capability_table.h"
#include "src/capabilities/rights.h"
#include "src/devices/device_access.h"
#include "src/devices/interrupt_bridge.h"
#include "src/forthvm/cell.h"
#include "src/heap/account.h"
#include "src/heap/array.h"
#include "src/heap/box.h"
#include "src/ipc/answers.h"
#include "src/ipc/endpoint_ids.h"
#include "src/ipc/message_exchange.h"
#include "src/ipc/notice.h"
#include "src/ipc/wake_list.h"
#include "src/kernel/growing_storage.h"
#include "src/kernel/message_home.h"
#include "src/kernel/spawned_vm.h"
#include "src/kernel/vm_packer.h"
#include "src/kernel_words/body_figures.h"
#include "src/kernel_words/kernel_objects.h"
#include "src/kernel_words/region_access.h"
#include "src/kernel_words/vm_keeper.h"
#include "src/regions/vm_windows.h"
#include "src/regions/window.h"

namespace starkernel::kernel {
namespace {

/// Steps of the packer, or of burying, that somebody waits for who is short of room.
constexpr std::size_t kStepsForRoom = 16;

/// Whether the dead may have what was missing. What is wrong otherwise stays wrong.
bool IsWantOfRoom(Error error) { return error == Error::kOutOfMemory || error == Error::kCapacity; }

/// What has no parent is the operator's.
VmId MakerOf(VmId parent) { return parent == kNoVm ? kPrimordialVm : parent; }

}  // namespace

Result<void> VmNursery::Open(const kernel_words::KernelObjects& objects,
                             const kernel_words::VmIdentity& primordial,
                             GrowingStorage* primordial_storage,
                             regions::VmWindows* primordial_windows) {
  Require(!objects_.has_value(), "the nursery is opened twice");
  children_ = TRY(heap::MakeArray<std::optional<Child>>(sources_.heap, arbiter_.vms().capacity()));
  TRY(packer_.SetUp(sources_.heap));
  objects_.emplace(objects);
  primordial_ = primordial;
  primordial_storage_ = primordial_storage;
  primordial_windows_ = primordial_windows;
  FillReserve();
  return {};
}

kernel_words::BodyFigures VmNursery::BodyOf(VmId vm) const {
  if (vm == kPrimordialVm && primordial_storage_ != nullptr) {
    return primordial_storage_->figures();
  }
  const Child* const child = FindChild(vm);
  return child == nullptr || !child->vm.has_value() ? kernel_words::BodyFigures()
                                                    : (*child->vm)->figures();
}

regions::VmWindows* VmNursery::WindowsAt(std::uint32_t place) const {
  if (place == PlaceOf(kPrimordialVm) && primordial_windows_ != nullptr) {
    return primordial_windows_;
  }
  if (place >= children_.size()) {
    return nullptr;
  }
  const std::optional<Child>& child = children_[place];
  return child.has_value() && child->vm.has_value() && !child->is_dying ? &(*child->vm)->windows()
                                                                        : nullptr;
}

regions::VmWindows* VmNursery::RemainsAt(std::uint32_t place) const {
  if (place >= children_.size()) {
    return nullptr;
  }
  const std::optional<Child>& child = children_[place];
  return child.has_value() && child->vm.has_value() && child->is_dying ? &(*child->vm)->windows()
                                                                       : WindowsAt(place);
}

VmNursery::Child* VmNursery::FindChild(VmId vm) const {
  if (PlaceOf(vm) >= children_.size()) {
    return nullptr;
  }
  std::optional<Child>& place = children_[PlaceOf(vm)];
  return place.has_value() && place->id == vm ? &*place : nullptr;
}

VmNursery::Child* VmNursery::FindLiving(VmId vm) const {
  Child* const child = FindChild(vm);
  return child == nullptr || child->is_dying ? nullptr : child;
}

Result<kernel_words::VmIdentity> VmNursery::IdentityOf(VmId vm) const {
  if (vm == kPrimordialVm) {
    return primordial_;
  }
  const Child* const child = FindLiving(vm);
  return child != nullptr ? Result(child->identity) : Error::kNotFound;
}

arbiter::WindowEnd VmNursery::Unborn::Run(const arbiter::WindowGrant& /*grant*/) {
  Panic("an embryo is given a window");
}

Result<VmId> VmNursery::Spawn(VmId parent, std::span<const char> program) {
  const Result<VmId> spawned = TrySpawn(parent, program);
  const bool may_help =
      !spawned.ok() && IsWantOfRoom(spawned.error()) && MayHaveCapabilities(parent);
  return may_help && MakeRoom() ? TrySpawn(parent, program) : spawned;
}

/// Whether it may have another, for what it spawns: what others hold or have left does not matter
/// then.
bool VmNursery::MayHaveCapabilities(VmId parent) const {
  const Child* const by = FindLiving(parent);
  return by == nullptr || !objects_.has_value() ||
         objects_->capabilities.RoomFor(by->identity.holder).ok();
}

kernel_words::VmKeeper::Places VmNursery::PlacesFor(VmId parent) const {
  const std::size_t places = arbiter_.vms().capacity();
  const std::size_t reserved =
      MakerOf(parent) == kPrimordialVm ? 0 : std::min(places / kPlacesForAReserved, kMostReserved);
  return {.taken = arbiter_.vms().size(), .limit = places - reserved};
}

Result<VmId> VmNursery::TrySpawn(VmId parent, std::span<const char> program) {
  // Before anything is made for it.
  if (const Places places = PlacesFor(parent); places.taken >= places.limit) {
    return Error::kCapacity;
  }
  const VmId id =
      TRY(arbiter_.vms().Add({.runnable = unborn_, .parent = parent, .supervisor = parent}));
  const Result<kernel_words::VmIdentity> identity = Identify(id, MakerOf(parent));
  if (!identity.ok()) {
    arbiter_.vms().Remove(id);
    return identity.error();
  }
  Child& child =
      children_[PlaceOf(id)].emplace(Child{.id = id, .identity = identity.value(), .program = {}});
  if (const arbiter::VmControlBlock* const maker = Find(parent); maker != nullptr) {
    Discard(arbiter_.SetGroup(id, maker->group), "its parent's budget is there");
  }
  // The text comes last: of what may be refused it takes longest.
  const Result<void> made = Furnish(child, parent, program);
  if (!made.ok()) {
    Require(arbiter_.End(id).ok(), "an embryo cannot be ended");
    Bury(id);
    return made.error();
  }
  return id;
}

/// Whoever spawned it may do to it what can be done. VM[0] may do that to all, by its root
/// capability.
Result<void> VmNursery::LetRule(VmId parent, const Child& child) {
  const Child* const by = FindLiving(parent);
  if (by == nullptr || !objects_.has_value()) {
    return {};
  }
  const bool granted = objects_->capabilities
                           .GrantFor(child.identity.holder, by->identity.holder,
                                     {.type = capabilities::CapabilityType::kKill,
                                      .rights = capabilities::Rights::All(),
                                      .range = {child.id.value(), child.id.value()}})
                           .ok();
  return granted ? Result<void>() : Error::kCapacity;
}

Result<void> VmNursery::Furnish(Child& child, VmId parent, std::span<const char> program) {
  TRY(KeepNotice(child.identity, parent));
  TRY(LetRule(parent, child));
  heap::Account* const account = AccountOf(parent);
  if (account != nullptr && !account->Charge(ByteCount(program.size())).ok()) {
    return Error::kOverflow;
  }
  Result<heap::Array<char>> copy = heap::MakeArray<char>(sources_.heap, program.size());
  if (!copy.ok()) {
    if (account != nullptr) {
      account->Refund(ByteCount(program.size()));
    }
    return copy.error();
  }
  child.program = std::move(copy).value();
  child.charged = parent;
  CopyInto(child.program.span(), program);
  return {};
}

heap::Account* VmNursery::AccountOf(VmId vm) {
  if (vm == kPrimordialVm) {
    return primordial_storage_;
  }
  const Child* const child = FindLiving(vm);
  return child != nullptr && child->vm.has_value() ? (*child->vm)->account() : nullptr;
}

void VmNursery::RefundProgram(Child& child) {
  // With one that has ended what it was charged is gone.
  if (heap::Account* const account = AccountOf(std::exchange(child.charged, kNoVm));
      account != nullptr) {
    account->Refund(ByteCount(child.program.size()));
  }
}

Result<void> VmNursery::Start(VmId vm) {
  const arbiter::VmControlBlock* const block = Find(vm);
  if (Child* const child = FindLiving(vm); child != nullptr && block != nullptr &&
                                           block->lifecycle.Is(arbiter::LifecycleState::kEmbryo)) {
    const Result<void> embodied = Embody(*child);
    if (!embodied.ok()) {
      TRY(IsWantOfRoom(embodied.error()) && MakeRoom() ? Embody(*child) : embodied);
    }
  }
  RelieveMemory();
  return arbiter_.Admit(vm);
}

Result<void> VmNursery::Embody(Child& child) {
  if (!objects_.has_value()) {
    Panic("the nursery is not open");
  }
  if (child.vm.has_value()) {
    return {};
  }
  heap::Box<SpawnedVm> vm = TRY(heap::MakeBox<SpawnedVm>(sources_.heap, sources_));
  TRY(vm->Instantiate(child.program.span()));
  vm->Enter(*objects_,
            {.vm = child.id, .holder = child.identity.holder, .endpoint = child.identity.endpoint});
  arbiter_.vms().SetRunnable(child.id, vm->runner());
  child.vm.emplace(std::move(vm));
  packer_.Add(PlaceOf(child.id));
  RefundProgram(child);
  return {};
}

Result<kernel_words::VmIdentity> VmNursery::Identify(VmId vm, VmId maker) {
  if (!objects_.has_value()) {
    Panic("the nursery is not open");
  }
  const capabilities::HolderId holder = TRY(objects_->capabilities.AddHolder(vm, maker));
  const Result<ipc::EndpointId> endpoint = objects_->messages.AddEndpoint(vm, MessageHome::kQuota);
  if (!endpoint.ok()) {
    Require(objects_->capabilities.RemoveHolder(holder, 1), "a new VM instance holds capabilities");
    return endpoint.error();
  }
  return kernel_words::VmIdentity{.holder = holder, .endpoint = endpoint.value()};
}

Result<void> VmNursery::KeepNotice(const kernel_words::VmIdentity& of, VmId supervisor) {
  const Result<kernel_words::VmIdentity> told = IdentityOf(supervisor);
  if (!told.ok() || !objects_.has_value()) {
    return {};
  }
  return objects_->messages.KeepNotice(of.endpoint, told.value().endpoint);
}

Result<void> VmNursery::Supervise(VmId vm, VmId supervisor) {
  const Child* const child = FindLiving(vm);
  if (child == nullptr || vm == supervisor) {
    return Find(vm) == nullptr ? Error::kNotFound : Error::kInvalidArgument;
  }
  // What the one before was told and has not taken is its own.
  if (const arbiter::VmControlBlock* const block = Find(vm);
      block != nullptr && block->supervisor == supervisor) {
    return {};
  }
  TRY(KeepNotice(child->identity, supervisor));
  return arbiter_.SetSupervisor(vm, supervisor);
}

void VmNursery::Tell(VmId of, ipc::NoticeKind kind, VmId by) {
  const arbiter::VmControlBlock* const block = Find(of);
  const Child* const child = FindLiving(of);
  if (block == nullptr || child == nullptr || !objects_.has_value() || by == block->supervisor) {
    return;
  }
  const Result<kernel_words::VmIdentity> told = IdentityOf(block->supervisor);
  if (told.ok()) {
    const forthvm::Cell thrown = child->vm.has_value() ? (*child->vm)->vm().uncaught() : 0;
    const ipc::SendAnswer answer =
        objects_->messages.Tell(child->identity.endpoint, told.value().endpoint,
                                {.kind = kind, .thrown = thrown, .by = by});
    WakeAll(answer.wakes);
  }
}

void VmNursery::WakeAll(const ipc::WakeList& wakes) {
  for (const VmId woken : wakes.vms()) {
    Wake(woken);
  }
}

void VmNursery::Attend(const arbiter::ArbiterEvent& event) {
  if (event.state == arbiter::LifecycleState::kDead) {
    Tell(event.vm, ipc::NoticeKind::kEnded, kNoVm);
    Bury(event.vm);
  } else {
    // Who faulted stays as it is for whoever may kill it to see. It never goes on: nobody is to
    // wait for it.
    Tell(event.vm, ipc::NoticeKind::kFaulted, kNoVm);
    Child* const child = FindLiving(event.vm);
    if (child != nullptr && objects_.has_value()) {
      objects_->devices.interrupts.ReleaseAll(child->identity.holder);
    }
    if (child != nullptr && !Close(*child, kStepsBetweenWindows)) {
      PutInLine(*child);
    }
  }
}

Result<void> VmNursery::Kill(VmId by, VmId vm) {
  const bool runs = arbiter_.running() == vm;
  // With VM[0] the machine ends.
  const Result<void> ended = vm == kPrimordialVm ? arbiter_.EndAndTell(vm) : arbiter_.End(vm);
  if (!ended.ok()) {
    // One that is dead but there is about to be buried, or has been begun with.
    return Find(vm) == nullptr ? Result<void>(Error::kNotFound) : Result<void>();
  }
  // Who ends itself is over with its window: the arbiter says so then.
  if (!runs) {
    Tell(vm, ipc::NoticeKind::kKilled, by);
    Bury(vm);
  }
  return {};
}

Result<void> VmNursery::Block(VmId vm) {
  return vm == kPrimordialVm ? Result<void>(Error::kOutOfRange) : arbiter_.Block(vm);
}

Result<void> VmNursery::Resume(VmId vm) {
  const arbiter::VmControlBlock* const block = Find(vm);
  // Who faulted is resumed by nobody: what it was doing cannot be mended.
  if (block != nullptr && !block->lifecycle.Is(arbiter::LifecycleState::kBlocked)) {
    return Error::kInvalidArgument;
  }
  return arbiter_.Resume(vm);
}

void VmNursery::Bury(VmId vm) {
  Child* const child = FindLiving(vm);
  if (child == nullptr) {
    return;
  }
  RefundProgram(*child);
  if (child->vm.has_value()) {
    (*child->vm)->Flush();
    kernel_words::LeaveWithdrawal(*this, (*child->vm)->windows());
    RevokeRegions(child->identity.holder, (*child->vm)->windows());
  }
  if (objects_.has_value()) {
    objects_->devices.interrupts.ReleaseAll(child->identity.holder);
  }
  // Where memory is short it is given back as soon as that is done with few steps.
  std::size_t steps = IsMemoryShort() ? kStepsForRoom * kStepsBetweenWindows : kStepsBetweenWindows;
  if (!child->is_in_line && Erase(*child, steps)) {
    Forget(vm);
    return;
  }
  child->is_dying = true;
  packer_.Remove(PlaceOf(vm));
  PutInLine(*child);
}

void VmNursery::PutInLine(Child& child) {
  if (child.is_in_line) {
    return;
  }
  child.is_in_line = true;
  Child* const last = FindChild(last_in_line_);
  if (first_in_line_ == kNoVm || last == nullptr) {
    first_in_line_ = child.id;
  } else {
    last->next_in_line = child.id;
  }
  last_in_line_ = child.id;
  arbiter_.BeginChores(*this);
}

bool VmNursery::Close(const Child& child, std::size_t steps) {
  bool done = !objects_.has_value();
  for (; !done && steps > 0; --steps) {
    const ipc::RemovalStep step = objects_->messages.CloseEndpoint(child.identity.endpoint);
    WakeAll(step.wakes);
    done = step.done;
  }
  return done;
}

void VmNursery::RevokeRegions(capabilities::HolderId holder, const regions::VmWindows& windows) {
  for (regions::Window* window = windows.First(); window != nullptr && objects_.has_value();
       window = windows.Next(*window)) {
    if (window->region == nullptr) {
      static_cast<void>(objects_->capabilities.Revoke(holder, window->capability));
      arbiter_.BeginChores(*this);
    }
  }
}

bool VmNursery::Erase(Child& child, std::size_t& steps) {
  if (!objects_.has_value()) {
    return true;
  }
  if (child.vm.has_value() && !(*child.vm)->DrainWindows(steps)) {
    return false;
  }
  for (; !child.is_silent && steps > 0; --steps) {
    const ipc::RemovalStep step = objects_->messages.RemoveEndpoint(child.identity.endpoint);
    WakeAll(step.wakes);
    child.is_silent = step.done;
  }
  if (!child.is_silent || (child.vm.has_value() && !(*child.vm)->DrainMemory(steps))) {
    return false;
  }
  // How many capabilities that takes is not told: as many as are left.
  return steps > 0 &&
         objects_->capabilities.RemoveHolder(child.identity.holder, std::exchange(steps, 0));
}

void VmNursery::Forget(VmId vm) {
  arbiter_.vms().Remove(vm);
  packer_.Remove(PlaceOf(vm));
  children_[PlaceOf(vm)].reset();
  if (IsMemoryShort()) {
    sources_.envelopes.Trim();
  }
}

void VmNursery::WithdrawLater(regions::Window& region) {
  withdrawals_.Add(region);
  arbiter_.BeginChores(*this);
}

bool VmNursery::WithdrawSome() {
  regions::Window* const region = withdrawals_.First();
  if (region == nullptr || !objects_.has_value()) {
    return false;
  }
  static_cast<void>(kernel_words::WithdrawFrom(objects_->capabilities, *region,
                                               regions::VmWindows::kWithdrawnAtOnce));
  return true;
}

void VmNursery::TidyUp() { arbiter_.BeginChores(*this); }

/// Who made those that are buried.
VmId VmNursery::Payer() const {
  const arbiter::VmControlBlock* const buried =
      withdrawals_.First() == nullptr ? arbiter_.vms().Find(first_in_line_) : nullptr;
  return buried == nullptr ? kNoVm : buried->parent;
}

bool VmNursery::Step() {
  FillReserve();
  // First of all: it is out of nobody's reach yet.
  if (WithdrawSome()) {
    return true;
  }
  if (StepInLine(kStepsBetweenWindows)) {
    if (IsMemoryShort()) {
      sources_.envelopes.Trim();
    }
    return true;
  }
  if (!packer_.is_done() && IsMemoryShort()) {
    packer_.Step();
    return true;
  }
  return objects_.has_value() && objects_->capabilities.Sweep(kStepsBetweenWindows);
}

void VmNursery::RelieveMemory() {
  if (IsMemoryShort()) {
    packer_.Begin();
    arbiter_.BeginChores(*this);
  }
}

SpawnedVm* VmNursery::PackableAt(std::uint32_t place) {
  if (place >= children_.size()) {
    return nullptr;
  }
  const std::optional<Child>& child = children_[place];
  return child.has_value() && child->vm.has_value() && !child->is_dying ? &**child->vm : nullptr;
}

bool VmNursery::MakeRoom() {
  if (BurySome(kStepsForRoom)) {
    return true;
  }
  // Places in tables are not had by packing.
  if (!IsMemoryShort()) {
    return false;
  }
  // One page here and one there are no room for what takes several in a row.
  packer_.Begin();
  std::size_t packed = 0;
  for (std::size_t steps = 0; steps < kStepsForRoom && !packer_.is_done(); ++steps) {
    packed += packer_.Step();
  }
  return packed > 0;
}

bool VmNursery::StepInLine(std::size_t steps) {
  Child* const child = FindChild(first_in_line_);
  if (child == nullptr) {
    return false;
  }
  if (child->is_dying ? !Erase(*child, steps) : !Close(*child, steps)) {
    return true;
  }
  first_in_line_ = std::exchange(child->next_in_line, kNoVm);
  child->is_in_line = false;
  if (child->is_dying) {
    Forget(child->id);
    FillReserve();
  }
  return true;
}

bool VmNursery::BurySome(std::size_t steps) {
  bool was_one = false;
  for (; steps > 0 && StepInLine(kStepsBetweenWindows); --steps) {
    was_one = true;
  }
  return sources_.envelopes.Trim() || was_one;
}

bool VmNursery::BuryAll() { return BurySome(std::numeric_limits<std::size_t>::max()); }

bool VmNursery::IsMemoryShort() const {
  return sources_.reserve != nullptr && sources_.reserve->IsShort();
}

void VmNursery::FillReserve() {
  if (sources_.reserve != nullptr) {
    sources_.reserve->Fill();
  }
}

}  // namespace starkernel::kernel
