#include "src/arbiter/cpu_arbiter.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "src/arbiter/arbiter_time.h"
#include "src/arbiter/lifecycle.h"
#include "src/arbiter/place_queue.h"
#include "src/arbiter/priority_class.h"
#include "src/arbiter/runnable.h"
#include "src/arbiter/vm_control_block.h"
#include "src/arbiter/vm_table.h"
#include "src/arbiter/window_alarm.h"
#include "src/base/error.h"
#include "src/base/ids.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/saturating.h"
#include "src/forthvm/wait.h"

namespace starkernel::arbiter {
namespace {

/// Whether a window ended so that its VM instance is runnable, and nothing else is to be done.
bool GoesOn(WindowOutcome outcome) {
  return outcome == WindowOutcome::kYielded || outcome == WindowOutcome::kSpent;
}

}  // namespace

CpuArbiter::CpuArbiter(const ArbiterParts& parts, const ArbiterOptions& options)
    : vms_(parts.vms),
      time_(parts.time),
      lookout_(parts.lookout),
      ready_(parts.vms, parts.groups, options.shares),
      sleepers_(parts.vms, parts.sleepers),
      cycles_(parts.vms),
      counts_cycles_(options.counts_cycles) {
  Require(sleepers_.capacity() >= vms_.capacity(), "not all VM instances could sleep");
  if (WindowAlarm* const alarm = time_.alarm(); alarm != nullptr) {
    preemption_ = &limit_.emplace(time_, *alarm, sleepers_);
  }
}

Result<void> CpuArbiter::Admit(VmId id) {
  VmControlBlock* const vm = vms_.Find(id);
  if (vm == nullptr || !ready_.HasGroup(vm->group)) {
    return Error::kNotFound;
  }
  if (!vm->lifecycle.Is(LifecycleState::kEmbryo)) {
    return Error::kInvalidArgument;
  }
  if (vm->quantum == 0) {
    vm->quantum = static_cast<std::uint32_t>(QuantumOf(vm->priority).value());
  }
  ready_.Join(PlaceOf(id));
  ++alive_;
  MakeRunnable(PlaceOf(id), *vm);
  return {};
}

ArbiterEvent CpuArbiter::NextEvent() {
  ChargeFor(std::exchange(pays_, kNoVm));
  BeginSharing();
  const ArbiterEvent event = RunWindows();
  EndSharing();
  const VmControlBlock* const vm = vms_.Find(event.vm);
  pays_ = vm == nullptr ? kNoVm : vm->parent;
  return event;
}

ArbiterEvent CpuArbiter::RunWindows() {
  for (;;) {
    if (spent_ >= next_look_ || more_are_due_) [[unlikely]] {
      LookAround(false);
      if (const std::optional<VmId> ended = std::exchange(to_tell_, std::nullopt)) {
        return {.vm = *ended, .state = LifecycleState::kDead};
      }
    }
    if (chores_ != nullptr) [[unlikely]] {
      DoChores();
    }
    const std::uint32_t place = PickTurn();
    if (place == kNoPlace) {
      if (chores_ == nullptr) {
        Rest();
      }
      continue;
    }
    VmControlBlock& vm = vms_.At(place);
    vm.lifecycle.Enter(LifecycleState::kRunning);
    running_ = place;
    const WindowEnd end = vm.runnable->Run(GrantTo(vm));
    running_ = kNoPlace;
    Account(place, vm, end);
    if (GoesOn(end.outcome) && vm.lifecycle.Is(LifecycleState::kRunning)) [[likely]] {
      MakeRunnable(place, vm);
      continue;
    }
    if (const std::optional<ArbiterEvent> event = EndWindow(place, vm, end)) {
      return *event;
    }
  }
}

WindowGrant CpuArbiter::GrantTo(VmControlBlock& vm) {
  return {.quantum = ready_.LongestOf(Reductions(vm.quantum)),
          .wake = std::exchange(vm.wake, forthvm::WakeCause::kNone),
          .cycles = cycles_.looked(),
          .preemption = preemption_,
          .next = this};
}

/// Whether nothing but a window of the same VM instance comes after one that ends so.
bool CpuArbiter::MayGoOn(const WindowEnd& end) {
  if (!ready_.empty() || chores_ != nullptr || more_are_due_ || to_tell_.has_value() ||
      !vms_.At(running_).lifecycle.Is(LifecycleState::kRunning)) {
    return false;
  }
  const std::uint64_t spent = SaturatingAdd(spent_, std::max(end.spent, kLeastCharge).value());
  if (spent < next_look_) {
    return true;
  }
  if (const std::optional<Nanoseconds> first = sleepers_.first_time()) {
    const Nanoseconds now = time_.Now() + time_.TimeOf(Reductions(spent - passed_));
    if (*first <= now) {
      return false;
    }
  }
  return lookout_.SeesNothing();
}

std::optional<WindowGrant> CpuArbiter::GoOn(const WindowEnd& end) {
  if (!MayGoOn(end)) {
    return std::nullopt;
  }
  // As in RunWindows.
  const std::uint32_t place = std::exchange(running_, kNoPlace);
  VmControlBlock& vm = vms_.At(place);
  Account(place, vm, end);
  MakeRunnable(place, vm);
  if (spent_ >= next_look_) {
    NoteWhetherMoreAreDue(LookAtTime());
    BeginSharing();
  }
  Require(PickTurn() == place, "somebody else's turn is passed by");
  vm.lifecycle.Enter(LifecycleState::kRunning);
  running_ = place;
  return GrantTo(vm);
}

std::uint32_t CpuArbiter::PickTurn() {
  const std::uint32_t place = ready_.Pick();
  if (place != kNoPlace && (vms_.At(place).owes || !orphans_.empty())) [[unlikely]] {
    return PassDebtors(place);
  }
  return place;
}

/// Whether turns pass it by, also for what it answers for.
bool CpuArbiter::Owes(std::uint32_t place) {
  VmControlBlock& vm = vms_.At(place);
  if (!orphans_.empty() && vm.parent != kNoVm && FindPayer(vm.parent) == nullptr) {
    const OrphansAccount::Debt taken = orphans_.Take();
    ready_.Charge(place, price_.ReductionsIn(taken.uncharged.value()));
    vm.debt += taken.cycles;
    vm.owes = true;
  }
  return vm.owes;
}

/// From that one on, which was picked and may owe a turn.
[[gnu::noinline]] std::uint32_t CpuArbiter::PassDebtors(std::uint32_t place) {
  for (int passed = 0; passed < kMostTurnsPassed && Owes(place); ++passed) {
    VmControlBlock& vm = vms_.At(place);
    if (ready_.empty()) {
      vm.debt = {};  // Nobody else wants the time.
    }
    const auto turn = SaturatingCast<std::uint32_t>(price_.CyclesOf(Reductions(vm.quantum)));
    vm.owes = vm.debt.value() >= turn && turn > 0;
    if (vm.owes) {
      vm.debt -= Saturating<std::uint32_t>(turn);
      ready_.Add(place);
      place = ready_.Pick();
    }
  }
  return place;
}

void CpuArbiter::Account(std::uint32_t place, VmControlBlock& vm, const WindowEnd& end) {
  ++vm.windows;
  vm.reductions += Saturating<std::uint64_t>(end.spent.value());
  const Reductions charged = std::max(end.spent, kLeastCharge);
  spent_ = SaturatingAdd(spent_, charged.value());
  ready_.Charge(place, charged);
  if (counts_cycles_ && (cycles_.Note(place, vm.generation, charged) || end.cycles != 0)) {
    const std::uint64_t now = end.cycles != 0 ? end.cycles : __builtin_ia32_rdtsc();
    Settle(place, vm, charged, cycles_.Share(now));
  }
}

/// What a window took of whose cycles the counter was looked at.
void CpuArbiter::Settle(std::uint32_t place, VmControlBlock& vm, Reductions charged,
                        std::uint64_t cycles) {
  if (charged >= CycleAccount::kLookFrom) {
    price_.Note(cycles, charged);
  }
  if (cycles <= price_.CyclesOf(charged)) {
    return;
  }
  ready_.Charge(
      place, Reductions(SaturatingSubtract(price_.ReductionsIn(cycles).value(), charged.value())));
  const std::uint64_t turn = price_.CyclesOf(Reductions(vm.quantum));
  if (cycles > turn) {
    vm.debt += Saturating<std::uint32_t>(SaturatingCast<std::uint32_t>(cycles - turn));
    vm.owes = vm.debt.value() >= turn;
  }
}

std::optional<ArbiterEvent> CpuArbiter::EndWindow(std::uint32_t place, VmControlBlock& vm,
                                                  const WindowEnd& end) {
  if (end.outcome == WindowOutcome::kPreempted) [[unlikely]] {
    // Those for whom it was ended go before it.
    running_ = place;
    LookAround(false);
    running_ = kNoPlace;
  }
  if (vm.lifecycle.Is(LifecycleState::kDead)) [[unlikely]] {
    // It was ended in its own window, by whatever it did there, and has what that took to answer
    // for.
    LeaveAll(place, vm);
    return ArbiterEvent{.vm = vms_.IdAt(place), .state = LifecycleState::kDead};
  }
  if (!vm.lifecycle.Is(LifecycleState::kRunning)) [[unlikely]] {
    return std::nullopt;  // The same, but it was blocked.
  }
  switch (end.outcome) {
    case WindowOutcome::kSpent:
    case WindowOutcome::kPreempted:
    case WindowOutcome::kYielded: MakeRunnable(place, vm); return std::nullopt;
    case WindowOutcome::kWaiting: BeginWait(place, end.wait); return std::nullopt;
    case WindowOutcome::kEnded:
      Die(place, vm);
      return ArbiterEvent{.vm = vms_.IdAt(place), .state = LifecycleState::kDead};
    case WindowOutcome::kFaulted:
      ++vm.faults;
      vm.lifecycle.Enter(LifecycleState::kFaulted);
      LeaveDebt(vm);  // It may never go on.
      return ArbiterEvent{.vm = vms_.IdAt(place), .state = LifecycleState::kFaulted};
  }
  Panic("a window ended in an unknown way");
}

void CpuArbiter::MakeRunnable(std::uint32_t place, VmControlBlock& vm) {
  vm.lifecycle.Enter(LifecycleState::kRunnable);
  ready_.Add(place);
}

void CpuArbiter::BeginWait(std::uint32_t place, forthvm::Wait wait) {
  VmControlBlock& vm = vms_.At(place);
  vm.lifecycle.Enter(LifecycleState::kWaiting);
  vm.wait_reason = wait.reason;
  if (wait.reason == forthvm::WaitReason::kInput) {
    waits_for_input_.PushBack(vms_, place);
  }
  if (wait.deadline != forthvm::kNever) {
    sleepers_.Add(place, wait.deadline);
  }
}

void CpuArbiter::TakeOut(std::uint32_t place) {
  const VmControlBlock& vm = vms_.At(place);
  if (vm.lifecycle.Is(LifecycleState::kRunnable)) {
    ready_.Remove(place);
  } else if (vm.lifecycle.Is(LifecycleState::kWaiting)) {
    if (vm.wait_reason == forthvm::WaitReason::kInput) {
      waits_for_input_.Remove(vms_, place);
    }
    sleepers_.Remove(place);
  }
}

void CpuArbiter::WakeAt(std::uint32_t place, forthvm::WakeCause cause) {
  TakeOut(place);
  VmControlBlock& vm = vms_.At(place);
  vm.wake = cause;
  ++vm.wakes;
  MakeRunnable(place, vm);
}

bool CpuArbiter::Wake(VmId id, forthvm::WakeCause cause) {
  const VmControlBlock* const vm = vms_.Find(id);
  if (vm == nullptr || !vm->lifecycle.Is(LifecycleState::kWaiting)) {
    return false;
  }
  WakeAt(PlaceOf(id), cause);
  return true;
}

void CpuArbiter::WakeForInput() {
  while (!waits_for_input_.empty()) {
    WakeAt(waits_for_input_.first(), forthvm::WakeCause::kEvent);
  }
}

Result<VmControlBlock*> CpuArbiter::FindAlive(VmId id) {
  VmControlBlock* const vm = vms_.Find(id);
  if (vm == nullptr) {
    return Error::kNotFound;
  }
  if (vm->lifecycle.Is(LifecycleState::kDead)) {
    return Error::kInvalidArgument;
  }
  return vm;
}

Result<void> CpuArbiter::Block(VmId id) {
  VmControlBlock* const vm = TRY(FindAlive(id));
  if ((MayBecome(vm->lifecycle.state()) & BitOf(LifecycleState::kBlocked)) == 0) {
    return Error::kInvalidArgument;
  }
  TakeOut(PlaceOf(id));
  // Its wait is begun anew when it goes on, and looks at what it waits for.
  if (vm->lifecycle.Is(LifecycleState::kWaiting)) {
    vm->wake = forthvm::WakeCause::kEvent;
  }
  vm->lifecycle.Enter(LifecycleState::kBlocked);
  return {};
}

Result<void> CpuArbiter::Resume(VmId id) {
  VmControlBlock* const vm = TRY(FindAlive(id));
  const bool held =
      vm->lifecycle.Is(LifecycleState::kBlocked) || vm->lifecycle.Is(LifecycleState::kFaulted);
  if (!held || running_ == PlaceOf(id)) {
    return Error::kInvalidArgument;
  }
  MakeRunnable(PlaceOf(id), *vm);
  return {};
}

void CpuArbiter::Die(std::uint32_t place, VmControlBlock& vm) {
  const bool was_admitted = !vm.lifecycle.Is(LifecycleState::kEmbryo);
  TakeOut(place);
  vm.lifecycle.Enter(LifecycleState::kDead);
  alive_ -= was_admitted ? 1U : 0U;
  if (running_ != place) {
    LeaveAll(place, vm);
  }
}

/// Its group, and what it owes. Whose window it is does that when its last one has been charged.
void CpuArbiter::LeaveAll(std::uint32_t place, VmControlBlock& vm) {
  ready_.Leave(place);
  LeaveDebt(vm);
}

/// Who can answer for others; null if that one is gone, or goes on never again.
VmControlBlock* CpuArbiter::FindPayer(VmId id) {
  VmControlBlock* const vm = vms_.Find(id);
  return vm == nullptr || vm->lifecycle.Is(LifecycleState::kDead) ||
                 vm->lifecycle.Is(LifecycleState::kFaulted)
             ? nullptr
             : vm;
}

/// To whoever made it: who starts one after the other takes their time from nobody else.
void CpuArbiter::LeaveDebt(VmControlBlock& vm) {
  if (vm.parent == kNoVm || vm.debt.value() == 0) {
    return;
  }
  const auto debt = std::exchange(vm.debt, {});
  if (VmControlBlock* const parent = FindPayer(vm.parent); parent != nullptr) {
    parent->debt += debt;
    parent->owes = true;
  } else {
    orphans_.Leave(debt);
  }
}

Result<void> CpuArbiter::End(VmId id) {
  VmControlBlock* const vm = TRY(FindAlive(id));
  Die(PlaceOf(id), *vm);
  return {};
}

Result<void> CpuArbiter::EndAndTell(VmId id) {
  TRY(End(id));
  if (running_ != PlaceOf(id)) {
    to_tell_ = id;
    next_look_ = 0;  // Who has a window keeps it, but nobody has another before that is said.
  }
  return {};
}

/// Takes a runnable VM instance out of its queue, changes it and puts it back in.
template <typename Change>
Result<void> CpuArbiter::ChangeQueue(VmId id, const Change& change) {
  VmControlBlock* const vm = TRY(FindAlive(id));
  const bool queued = vm->lifecycle.Is(LifecycleState::kRunnable);
  if (queued) {
    ready_.Remove(PlaceOf(id));
  }
  change(*vm);
  if (queued) {
    ready_.Add(PlaceOf(id));
  }
  return {};
}

Result<void> CpuArbiter::SetPriority(VmId id, PriorityClass priority) {
  // Who changes nothing keeps its place.
  if (TRY(FindAlive(id))->priority == priority) {
    return {};
  }
  return ChangeQueue(id, [&](VmControlBlock& vm) {
    // A quantum of its own stays.
    if (vm.quantum == QuantumOf(vm.priority).value()) {
      vm.quantum = static_cast<std::uint32_t>(QuantumOf(priority).value());
    }
    vm.priority = priority;
  });
}

Result<void> CpuArbiter::SetQuantum(VmId id, Reductions quantum) {
  VmControlBlock* const vm = TRY(FindAlive(id));
  if (quantum == Reductions(0) || quantum > kLongestQuantum) {
    return Error::kOutOfRange;
  }
  vm->quantum = static_cast<std::uint32_t>(quantum.value());
  return {};
}

Result<void> CpuArbiter::SetGroup(VmId id, BudgetGroupId group) {
  if (!ready_.HasGroup(group)) {
    return Error::kNotFound;
  }
  if (const VmControlBlock* const vm = TRY(FindAlive(id)); vm->group == group && vm->in_group) {
    return {};
  }
  return ChangeQueue(id, [&](VmControlBlock& vm) {
    ready_.Leave(PlaceOf(id));
    vm.group = group;
    ready_.Join(PlaceOf(id));
  });
}

Result<void> CpuArbiter::SetSupervisor(VmId id, VmId supervisor) {
  VmControlBlock* const vm = TRY(FindAlive(id));
  vm->supervisor = supervisor;
  return {};
}

Result<void> CpuArbiter::SetName(VmId id, std::string_view name) {
  VmControlBlock* const vm = TRY(FindAlive(id));
  if (name.size() > VmControlBlock::kLongestName) {
    return Error::kOutOfRange;
  }
  return vm->name.Assign(name);
}

void CpuArbiter::DoChores() {
  EndSharing();
  Chores* const chores = std::exchange(chores_, nullptr);
  const VmId payer = chores->Payer();
  if (chores->Step()) {
    chores_ = chores;
  }
  ChargeFor(payer);
  BeginSharing();
}

/// What the processor did since EndSharing() was for somebody, who owes that time.
void CpuArbiter::ChargeFor(VmId payer) {
  if (!counts_cycles_ || payer == kNoVm) {
    return;
  }
  const std::uint64_t cycles = __builtin_ia32_rdtsc() - cycles_.looked();
  VmControlBlock* const vm = FindPayer(payer);
  if (vm == nullptr) {
    orphans_.Spend(cycles);
    return;
  }
  ready_.Charge(PlaceOf(payer), price_.ReductionsIn(cycles));
  vm->debt += Saturating<std::uint32_t>(SaturatingCast<std::uint32_t>(cycles));
  vm->owes = true;
}

/// Up to now windows have the processor's cycles; from now on nobody has.
void CpuArbiter::EndSharing() {
  if (counts_cycles_) {
    const std::uint64_t now = __builtin_ia32_rdtsc();
    cycles_.Share(now);
    cycles_.Begin(now);
  }
}

void CpuArbiter::BeginSharing() {
  if (counts_cycles_) {
    cycles_.Begin(__builtin_ia32_rdtsc());
  }
}

void CpuArbiter::PassTime() { time_.Pass(Reductions(spent_ - std::exchange(passed_, spent_))); }

Nanoseconds CpuArbiter::Now() {
  PassTime();
  return time_.Now();
}

Nanoseconds CpuArbiter::TimeOf(VmId id) const {
  const VmControlBlock* const vm = std::as_const(vms_).Find(id);
  if (vm == nullptr) {
    return Nanoseconds(0);
  }
  return counts_cycles_ ? pace_.TimeOf(vm->cycles)
                        : time_.TimeOf(Reductions(vm->reductions.value()));
}

std::optional<VmId> CpuArbiter::running() const {
  return running_ == kNoPlace ? std::nullopt : std::optional(vms_.IdAt(running_));
}

/// Begins a look, during which cycles are nobody's.
Nanoseconds CpuArbiter::LookAtTime() {
  // Whom another has ended is told before anybody has a window, even if one was ended by time.
  next_look_ = to_tell_.has_value() ? 0 : SaturatingAdd(spent_, kLookAfter.value());
  EndSharing();
  const Nanoseconds now = Now();
  if (counts_cycles_) {
    pace_.Note(now, cycles_.looked());
  }
  return now;
}

void CpuArbiter::NoteWhetherMoreAreDue(Nanoseconds now) {
  const std::optional<Nanoseconds> next = sleepers_.first_time();
  more_are_due_ = next.has_value() && *next <= now;
}

void CpuArbiter::LookAround(bool rested) {
  const Nanoseconds now = LookAtTime();
  int woken = 0;
  std::uint32_t due = kNoPlace;
  while (woken < kMostWakesAtOnce && (due = sleepers_.TakeDue(now)) != kNoPlace) {
    WakeAt(due, forthvm::WakeCause::kDeadline);
    ++woken;
  }
  NoteWhetherMoreAreDue(now);
  lookout_.Look(*this, rested);
  BeginSharing();
}

void CpuArbiter::Rest() {
  Require(alive_ > 0, "the arbiter has no VM instance left to run");
  ++rests_;
  PassTime();
  EndSharing();
  time_.RestUntil(sleepers_.first_time());
  if (!orphans_.empty()) {
    orphans_.Rest(__builtin_ia32_rdtsc() - cycles_.looked());
  }
  LookAround(true);
}

}  // namespace starkernel::arbiter
