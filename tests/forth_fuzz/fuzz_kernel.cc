#include "tests/forth_fuzz/fuzz_kernel.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "src/arbiter/lifecycle.h"
#include "src/arbiter/vm_control_block.h"
#include "src/base/error.h"
#include "src/base/ids.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/devices/device_access.h"
#include "src/devices/interrupt_bridge.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/wait.h"
#include "src/ipc/answers.h"
#include "src/ipc/message.h"
#include "src/ipc/message_exchange.h"
#include "src/kernel_words/root_capabilities.h"
#include "src/kernel_words/vm_keeper.h"
#include "tests/forth_fuzz/fuzz_model.h"

namespace starkernel::forthvm::fuzz {
namespace {

using arbiter::LifecycleState;

constexpr VmId kFirst = MakeVmId(3, 0);
constexpr std::uint32_t kOtherPlace = 4;
constexpr ipc::MailboxQuota kQuota{.messages = 3, .bytes = 2048};
constexpr std::size_t kSteps = 8;

}  // namespace

FuzzKernel::Place::Place(Tables& tables, VmKeeper& keeper, VmId vm)
    : id(vm),
      identity{.holder = tables.capabilities.AddHolder(vm).value(),
               .endpoint = tables.exchange.AddEndpoint(vm, kQuota).value()},
      door({.capabilities = tables.capabilities,
            .audit = tables.audit,
            .clock = tables.time,
            .vms = keeper,
            .messages = tables.exchange,
            .settings = tables.settings,
            .devices = tables.devices},
           {.vm = vm, .holder = identity.holder, .endpoint = identity.endpoint}) {}

FuzzKernel::Place& FuzzKernel::Other() const {
  std::optional<Place>& other = tables_->other;
  if (!other.has_value()) {
    Panic("there is no other VM instance");
  }
  return *other;
}

FuzzKernel::Tables::Tables(VmKeeper& keeper)
    : settings(kFirst, {}, time), first(*this, keeper, kFirst) {
  first.block.lifecycle.Enter(LifecycleState::kRunnable);
  Require(kernel_words::GrantRootCapabilities(capabilities, first.identity.holder).ok(),
          "no room for the root capabilities");
}

FuzzKernel::FuzzKernel(const FuzzModel& model) : program_(model) { Begin(); }

void FuzzKernel::Begin() {
  program_.End();
  tables_ = std::make_unique<Tables>(*this);
  spawned_ = 0;
  first_is_woken_ = false;
  other_waits_ = false;
}

void FuzzKernel::RunOther(Reductions quantum) {
  tables_->devices.interrupts.Deliver(*this);
  if (!OtherRuns()) {
    return;
  }
  other_runs_ = true;
  const RunOutcome outcome = program_.Run(quantum);
  other_runs_ = false;
  other_waits_ = outcome == RunOutcome::kWaiting || outcome == RunOutcome::kWaitingForInput;
  if (other_waits_ && program_.wait().deadline != kNever) {
    // Time is what nobody waits for longer than he must.
    other_waits_ = false;
    program_.TellWake(WakeCause::kDeadline);
  }
  const bool has_ended = outcome == RunOutcome::kBye || outcome == RunOutcome::kWaitingForInput ||
                         outcome == RunOutcome::kUncaughtErrorInStartup;
  if (has_ended || Other().block.lifecycle.Is(LifecycleState::kDead)) {
    BuryOther();
  }
}

bool FuzzKernel::TakeWake() { return std::exchange(first_is_woken_, false); }

bool FuzzKernel::OtherRuns() const {
  return tables_->other.has_value() && !other_waits_ &&
         Other().block.lifecycle.Is(LifecycleState::kRunnable);
}

bool FuzzKernel::FirstIsDead() const {
  return tables_->first.block.lifecycle.Is(LifecycleState::kDead);
}

void FuzzKernel::Erase(const kernel_words::VmIdentity& identity) {
  tables_->devices.interrupts.ReleaseAll(identity.holder);
  for (bool done = false; !done;) {
    const ipc::RemovalStep step = tables_->exchange.RemoveEndpoint(identity.endpoint);
    for (const VmId vm : step.wakes.vms()) {
      Wake(vm);
    }
    done = step.done;
  }
  while (!tables_->capabilities.RemoveHolder(identity.holder, kSteps)) {
  }
  while (tables_->capabilities.Sweep(kSteps)) {
  }
}

void FuzzKernel::BuryOther() {
  program_.End();
  Erase(Other().identity);
  tables_->other.reset();
  other_waits_ = false;
}

std::string FuzzKernel::ViolationAtEnd() {
  if (tables_->other.has_value()) {
    BuryOther();
  }
  Erase(tables_->first.identity);
  const ipc::ExchangeUse left = tables_->exchange.used();
  if (left != ipc::ExchangeUse{}) {
    return "messages are left of VM instances that have ended";
  }
  if (tables_->capabilities.used() != 0) {
    return "capabilities are left of VM instances that have ended";
  }
  return {};
}

const arbiter::VmControlBlock* FuzzKernel::Find(VmId vm) const {
  if (vm == kFirst) {
    return &tables_->first.block;
  }
  return tables_->other.has_value() && Other().id == vm ? &Other().block : nullptr;
}

std::optional<VmId> FuzzKernel::Next(std::optional<VmId> after) const {
  if (!after.has_value() || PlaceOf(*after) < PlaceOf(kFirst)) {
    return kFirst;
  }
  const bool is_behind = PlaceOf(*after) >= kOtherPlace || !tables_->other.has_value();
  return is_behind ? std::nullopt : std::optional(Other().id);
}

Result<kernel_words::VmIdentity> FuzzKernel::IdentityOf(VmId vm) const {
  if (Find(vm) == nullptr) {
    return Error::kNotFound;
  }
  return vm == kFirst ? tables_->first.identity : Other().identity;
}

void FuzzKernel::Wake(VmId vm) {
  if (vm == kFirst) {
    first_is_woken_ = true;
  } else {
    other_waits_ = false;
  }
}

Result<VmId> FuzzKernel::Spawn(VmId parent, std::span<const char> program) {
  if (tables_->other.has_value()) {
    return Error::kCapacity;
  }
  const VmId id = MakeVmId(kOtherPlace, spawned_);
  ++spawned_;
  Place& other = tables_->other.emplace(*tables_, *this, id);
  other.block.parent = parent;
  program_.Begin(program, other.door);
  return id;
}

Result<void> FuzzKernel::Start(VmId vm) {
  if (Find(vm) == nullptr) {
    return Error::kNotFound;
  }
  if (vm == kFirst || !Other().block.lifecycle.Is(LifecycleState::kEmbryo)) {
    return Error::kInvalidArgument;
  }
  Other().block.lifecycle.Enter(LifecycleState::kRunnable);
  return {};
}

Result<void> FuzzKernel::Block(VmId vm) {
  if (Find(vm) == nullptr) {
    return Error::kNotFound;
  }
  if (vm == kFirst) {
    return Error::kOutOfRange;
  }
  if (!Other().block.lifecycle.Is(LifecycleState::kRunnable)) {
    return Error::kInvalidArgument;
  }
  Other().block.lifecycle.Enter(LifecycleState::kBlocked);
  return {};
}

Result<void> FuzzKernel::Resume(VmId vm) {
  if (Find(vm) == nullptr) {
    return Error::kNotFound;
  }
  if (vm == kFirst || other_runs_ || !Other().block.lifecycle.Is(LifecycleState::kBlocked)) {
    return Error::kInvalidArgument;
  }
  Other().block.lifecycle.Enter(LifecycleState::kRunnable);
  // A wait is begun anew.
  if (std::exchange(other_waits_, false)) {
    program_.TellWake(WakeCause::kEvent);
  }
  return {};
}

Result<void> FuzzKernel::Supervise(VmId vm, VmId supervisor) {
  if (Find(vm) == nullptr) {
    return Error::kNotFound;
  }
  if (vm == kFirst) {
    return Error::kInvalidArgument;
  }
  Other().block.supervisor = supervisor;
  return {};
}

Result<void> FuzzKernel::Kill(VmId /*by*/, VmId vm) {
  if (Find(vm) == nullptr) {
    return Error::kNotFound;
  }
  arbiter::Lifecycle& lifecycle =
      vm == kFirst ? tables_->first.block.lifecycle : Other().block.lifecycle;
  if (!lifecycle.Is(LifecycleState::kDead)) {
    lifecycle.Enter(LifecycleState::kDead);
  }
  if (vm != kFirst && !other_runs_) {
    BuryOther();
  }
  return {};
}

}  // namespace starkernel::forthvm::fuzz
