#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "src/arbiter/arbiter_time.h"
#include "src/arbiter/budget_group.h"
#include "src/arbiter/chores.h"
#include "src/arbiter/cycle_account.h"
#include "src/arbiter/cycle_pace.h"
#include "src/arbiter/lifecycle.h"
#include "src/arbiter/orphans_account.h"
#include "src/arbiter/place_queue.h"
#include "src/arbiter/preemption.h"
#include "src/arbiter/priority_class.h"
#include "src/arbiter/ready_queues.h"
#include "src/arbiter/runnable.h"
#include "src/arbiter/sleep_queue.h"
#include "src/arbiter/turn_price.h"
#include "src/arbiter/vm_control_block.h"
#include "src/arbiter/vm_table.h"
#include "src/arbiter/window_limit.h"
#include "src/base/ids.h"
#include "src/base/interrupt_roles.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/thread_annotations.h"
#include "src/forthvm/wait.h"

namespace starkernel::arbiter {

class CpuArbiter;

/// What made the arbiter turn to its owner.
struct ArbiterEvent {
  VmId vm;
  LifecycleState state = LifecycleState::kDead;  ///< kDead or kFaulted.
};

/// Who watches what the arbiter does not know: whether input came, or an interrupt.
class Lookout {
 public:
  /// Called between windows, after about every CpuArbiter::kLookAfter reductions, and with `rested`
  /// after the processor rested. May wake, admit, block and end VM instances.
  virtual void Look(CpuArbiter& arbiter, bool rested) = 0;

  /// Asked instead of Look where who has spent its window could go on in place: whether Look, with
  /// nobody rested, would do nothing that anybody sees. If so, this was it. Touches no VM instance:
  /// one is in the midst of what it does.
  [[nodiscard]] virtual bool SeesNothing() SK_EXCLUDES(kInterruptContext) { return false; }

 protected:
  ~Lookout() = default;
};

/// What an arbiter consists of that somebody else owns. All of it outlives the arbiter.
struct ArbiterParts {
  VmTable& vms;
  std::span<BudgetGroup> groups;   ///< As many groups as there can be, at least 1.
  std::span<SleepEntry> sleepers;  ///< At least as many as the table has places.
  ArbiterTime& time;
  Lookout& lookout;
};

struct ArbiterOptions {
  ShareRules shares{};
  /// Whether the processor's cycles are counted for each VM instance, as CycleAccount has it.
  bool counts_cycles = true;
};

/// Grants execution windows of one processor to VM instances, one at a time, each for about one
/// quantum, or until WindowLimit ends it; ReadyQueues says in which order. Nothing is allocated,
/// and nothing depends on how many VM instances there are but sleeping and waking, by its
/// logarithm.
///
/// **Time.** Where cycles are counted, whose window takes longer than a turn, a quantum of the
/// cheapest reductions of late (TurnPrice), owes the rest: as many turns pass it by, if others can
/// run. So who wants all has as much time as any other, whatever reductions cost. Its group is
/// charged what would have been had for that time. What it owes as it ends, its parent owes, and
/// what the owner does for an event: who makes others pays for what is to be done when they end.
///
/// **Going on.** Who has spent its window and is the only one that can run is given the next one
/// where it is, if its engine can go on there and nothing is to be done between the two: no chore,
/// nobody whose time has come, nothing that the lookout sees. It is charged as if it had stopped.
///
/// What VM instances do in their windows may call everything here but NextEvent.
class CpuArbiter final : private NextWindow {
 public:
  /// After so many reductions, and the window that goes beyond them, the arbiter looks at the time
  /// and lets the lookout look.
  static constexpr Reductions kLookAfter{10'000};
  /// What a window counts for at least, for budgets and looks: about what a transition takes.
  static constexpr Reductions kLeastCharge{8};
  /// So many whose time has come are woken at once, the others after the next window.
  static constexpr int kMostWakesAtOnce = 64;
  /// So many turns pass by those who owe them before one has a window all the same.
  static constexpr int kMostTurnsPassed = 1'024;

  CpuArbiter(const ArbiterParts& parts, const ArbiterOptions& options);
  CpuArbiter(const CpuArbiter&) = delete;
  CpuArbiter& operator=(const CpuArbiter&) = delete;
  ~CpuArbiter() = default;

  /// Lets an embryo run from now on, behind the others of its class. Error::kNotFound if there is
  /// no such VM instance or its group is not there, Error::kInvalidArgument if it is no embryo.
  [[nodiscard]] Result<void> Admit(VmId id);

  /// Runs VM instances until one of them ends or faults by itself. Panics if none is alive. What
  /// its owner does until it calls again is the time of the parent of the one in the last event, or
  /// of the orphans. A
  /// dead one stays in the table until its owner removes it; a faulted one until it is resumed or
  /// ended.
  [[nodiscard]] ArbiterEvent NextEvent() SK_EXCLUDES(kInterruptContext);

  /// Lets a VM instance that waits go on; whether it did wait. `cause` is what it is told.
  bool Wake(VmId id, forthvm::WakeCause cause);

  /// The same for all that wait for input, in the order in which they began to.
  void WakeForInput();

  /// Holds a VM instance back until Unblock: at the end of its window if it runs. A wait is begun
  /// anew afterwards. Error::kNotFound if there is none such, Error::kInvalidArgument if it is
  /// neither runnable nor running nor waiting.
  [[nodiscard]] Result<void> Block(VmId id);

  /// Lets a VM instance that is blocked or faulted go on. Error::kNotFound, Error::kInvalidArgument
  /// if it is neither or still in the window in which it was blocked.
  [[nodiscard]] Result<void> Resume(VmId id);

  /// Makes a VM instance dead, whatever it does: at the end of its window if it runs, which is then
  /// an event, before which it must not be removed and belongs to its group. What it holds is its
  /// owner's to give back. Error::kNotFound; Error::kInvalidArgument if it is dead.
  [[nodiscard]] Result<void> End(VmId id);

  /// The same, and an event also if another's window is the one in which it is ended: for a VM
  /// instance whose end its owner has to be told of.
  [[nodiscard]] Result<void> EndAndTell(VmId id);

  /// Does the chores, one step before each window, until there is no more; instead of those that it
  /// did, if there were. They outlive the arbiter.
  void BeginChores(Chores& chores) { chores_ = &chores; }

  /// Says who is told of its end and its faults; kNoVm: nobody. Error::kNotFound if there is no
  /// such VM instance, Error::kInvalidArgument if it is dead.
  [[nodiscard]] Result<void> SetSupervisor(VmId id, VmId supervisor);

  /// What tables call it. Errors as above; Error::kOutOfRange for more than
  /// VmControlBlock::kLongestName characters.
  [[nodiscard]] Result<void> SetName(VmId id, std::string_view name);

  // Changes from the next window on, behind the others there. Error::kNotFound if there is no such
  // VM instance or group, Error::kInvalidArgument if it is dead.

  [[nodiscard]] Result<void> SetPriority(VmId id, PriorityClass priority);
  /// Error::kOutOfRange for 0 and beyond kLongestQuantum.
  [[nodiscard]] Result<void> SetQuantum(VmId id, Reductions quantum);
  [[nodiscard]] Result<void> SetGroup(VmId id, BudgetGroupId group);

  /// Groups and their budgets.
  [[nodiscard]] ReadyQueues& ready() [[clang::lifetimebound]] { return ready_; }
  [[nodiscard]] VmTable& vms() [[clang::lifetimebound]] { return vms_; }

  /// What VM instances of a class get that have no quantum of their own.
  [[nodiscard]] Reductions QuantumOf(PriorityClass priority) const {
    return ready_.rules().classes.at(static_cast<std::size_t>(priority)).quantum;
  }

  /// The time by which deadlines count.
  [[nodiscard]] Nanoseconds Now();

  /// How long the windows of a VM instance took; 0 if there is none of that id. Where cycles are
  /// counted, without those that CycleAccount has yet to share out.
  [[nodiscard]] Nanoseconds TimeOf(VmId id) const;

  /// Who has the window; nobody between windows.
  [[nodiscard]] std::optional<VmId> running() const;

  /// VM instances that were admitted and are not dead.
  [[nodiscard]] std::size_t alive() const { return alive_; }
  [[nodiscard]] std::size_t sleeping() const { return sleepers_.size(); }

  /// Reductions that were charged for all windows so far.
  [[nodiscard]] Reductions spent() const { return Reductions(spent_); }

  /// How often the processor rested.
  [[nodiscard]] std::uint64_t rests() const { return rests_; }

 private:
  /// Takes out whose turn it is of those who do not owe it; kNoPlace if nobody is runnable.
  [[nodiscard]] std::uint32_t PickTurn();
  [[nodiscard]] std::uint32_t PassDebtors(std::uint32_t place);
  [[nodiscard]] bool Owes(std::uint32_t place);
  [[nodiscard]] WindowGrant GrantTo(VmControlBlock& vm) [[clang::lifetimebound]];
  [[nodiscard]] std::optional<WindowGrant> GoOn(const WindowEnd& end) override
      SK_EXCLUDES(kInterruptContext);
  [[nodiscard]] bool MayGoOn(const WindowEnd& end) SK_EXCLUDES(kInterruptContext);
  void Account(std::uint32_t place, VmControlBlock& vm, const WindowEnd& end);
  void Settle(std::uint32_t place, VmControlBlock& vm, Reductions charged, std::uint64_t cycles);
  /// Runs VM instances until there is something to say.
  [[nodiscard]] ArbiterEvent RunWindows() SK_EXCLUDES(kInterruptContext);
  [[nodiscard]] std::optional<ArbiterEvent> EndWindow(std::uint32_t place, VmControlBlock& vm,
                                                      const WindowEnd& end);
  void BeginWait(std::uint32_t place, forthvm::Wait wait);
  void WakeAt(std::uint32_t place, forthvm::WakeCause cause);
  void MakeRunnable(std::uint32_t place, VmControlBlock& vm);
  /// Takes a VM instance out of whatever queue its state has it in.
  void TakeOut(std::uint32_t place);
  void Die(std::uint32_t place, VmControlBlock& vm);
  void LeaveAll(std::uint32_t place, VmControlBlock& vm);
  void LeaveDebt(VmControlBlock& vm);
  [[nodiscard]] VmControlBlock* FindPayer(VmId id) [[clang::lifetimebound]];
  void ChargeFor(VmId payer);
  void DoChores();
  void EndSharing();
  void BeginSharing();
  void LookAround(bool rested) SK_EXCLUDES(kInterruptContext);
  [[nodiscard]] Nanoseconds LookAtTime();
  void NoteWhetherMoreAreDue(Nanoseconds now);
  void Rest() SK_EXCLUDES(kInterruptContext);
  void PassTime();
  [[nodiscard]] Result<VmControlBlock*> FindAlive(VmId id) [[clang::lifetimebound]];
  template <typename Change>
  [[nodiscard]] Result<void> ChangeQueue(VmId id, const Change& change);

  VmTable& vms_;
  ArbiterTime& time_;
  Lookout& lookout_;
  ReadyQueues ready_;
  SleepQueue sleepers_;
  CycleAccount cycles_;
  CyclePace pace_;
  TurnPrice price_;
  OrphansAccount orphans_;
  std::optional<WindowLimit> limit_;  ///< Where time passes by itself.
  Preemption* preemption_ = nullptr;  ///< The same.
  PlaceQueue waits_for_input_;
  Chores* chores_ = nullptr;  ///< Null if there are none.
  VmId pays_ = kNoVm;         ///< Whose time it is that the owner takes for the last event.
  bool counts_cycles_;
  std::uint32_t running_ = kNoPlace;
  std::uint64_t spent_ = 0;                       ///< Reductions charged in all windows.
  std::uint64_t passed_ = 0;                      ///< Of these, time has been told.
  std::uint64_t next_look_ = kLookAfter.value();  ///< When so many are spent.
  std::optional<VmId> to_tell_;                   ///< Who was ended, as NextEvent has yet to say.
  bool more_are_due_ = false;  ///< The last look left some asleep whose time has come.
  std::size_t alive_ = 0;
  std::uint64_t rests_ = 0;
};

}  // namespace starkernel::arbiter
