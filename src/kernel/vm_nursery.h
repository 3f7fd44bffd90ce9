#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "src/arbiter/chores.h"
#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/runnable.h"
#include "src/arbiter/vm_control_block.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/capabilities/capability_ids.h"
#include "src/forthvm/wait.h"
#include "src/heap/account.h"
#include "src/heap/array.h"
#include "src/heap/box.h"
#include "src/ipc/notice.h"
#include "src/ipc/wake_list.h"
#include "src/kernel/growing_storage.h"
#include "src/kernel/spawned_vm.h"
#include "src/kernel/vm_packer.h"
#include "src/kernel_words/body_figures.h"
#include "src/kernel_words/kernel_objects.h"
#include "src/kernel_words/vm_keeper.h"
#include "src/regions/vm_windows.h"
#include "src/regions/window.h"
#include "src/regions/withdrawals.h"

namespace starkernel::kernel {

/// Makes VM instances for those that may spawn, keeps them, and gives back what they had when they
/// are dead: mapped pages, messages, memory and capabilities, a bounded number at a time, while
/// others go on. There can be as many as the arbiter has places for. VM[0], which somebody else
/// owns, is known here too.
///
/// **The dead are gone at once,** whatever is left of them: nothing of theirs runs, nobody reaches
/// them, and no capability for memory of theirs works. Where memory is short, or all places are
/// taken, what they had is given back before anybody is refused.
///
/// **Who waits may be packed** (VmPacker), while memory is short.
///
/// **An embryo is a text.** It has an id, a mailbox and its capabilities, and a copy of its
/// program, which counts with the memory of whoever spawned it; what it lives in is made when it is
/// started.
///
/// **Who is told.** The supervisor of a VM instance, at first its parent, gets a notice of its end
/// and its faults, unless it ended it itself. If the supervisor has ended or faulted, nobody is
/// told. Who waits for one that has ended or faulted, for an answer or in its line, gets an error.
class VmNursery final : public kernel_words::VmKeeper,
                        private arbiter::Chores,
                        private VmPacker::Keeper {
 public:
  /// Mapped pages, messages, pages and capabilities of the dead and the revoked, all together, that
  /// are given back before others go on.
  static constexpr std::size_t kStepsBetweenWindows = 64;
  /// Places for VM instances that are kept for those that VM[0] spawns: one of so many, and no more
  /// than that.
  static constexpr std::size_t kPlacesForAReserved = 16;
  static constexpr std::size_t kMostReserved = 64;

  /// All must outlive the nursery.
  VmNursery(const SpawnSources& sources, arbiter::CpuArbiter& vm_arbiter [[clang::lifetimebound]])
      : sources_(sources), arbiter_(vm_arbiter), packer_(vm_arbiter, *this) {
    if (sources_.reserve != nullptr) {
      sources_.reserve->Serve(vm_arbiter, *this);
    }
  }
  VmNursery(const VmNursery&) = delete;
  VmNursery& operator=(const VmNursery&) = delete;
  ~VmNursery() = default;

  /// Says what kernel words work on, this nursery among it, what VM[0] is to its tables, and what
  /// it lives in and its windows, if they are known. Before any VM instance runs. All outlive the
  /// nursery. Error::kOutOfMemory.
  [[nodiscard]] Result<void> Open(
      const kernel_words::KernelObjects& objects, const kernel_words::VmIdentity& primordial,
      GrowingStorage* primordial_storage [[clang::lifetimebound]] = nullptr,
      regions::VmWindows* primordial_windows [[clang::lifetimebound]] = nullptr);

  [[nodiscard]] Nanoseconds Now() override { return arbiter_.Now(); }
  [[nodiscard]] const arbiter::VmControlBlock* Find(VmId vm) const
      [[clang::lifetimebound]] override {
    return arbiter_.vms().Find(vm);
  }
  [[nodiscard]] std::optional<VmId> Next(std::optional<VmId> after) const override {
    return arbiter_.vms().Next(after);
  }
  [[nodiscard]] Result<kernel_words::VmIdentity> IdentityOf(VmId vm) const override;
  [[nodiscard]] kernel_words::BodyFigures BodyOf(VmId vm) const override;
  [[nodiscard]] Nanoseconds TimeOf(VmId vm) const override { return arbiter_.TimeOf(vm); }
  [[nodiscard]] regions::VmWindows* WindowsAt(std::uint32_t place) const
      [[clang::lifetimebound]] override;
  [[nodiscard]] regions::VmWindows* RemainsAt(std::uint32_t place) const
      [[clang::lifetimebound]] override;
  void WithdrawLater(regions::Window& region) override;
  void Wake(VmId vm) override { arbiter_.Wake(vm, forthvm::WakeCause::kEvent); }
  /// VM[0] finds a place where others do not any more.
  [[nodiscard]] Places PlacesFor(VmId parent) const override;
  [[nodiscard]] Result<VmId> Spawn(VmId parent, std::span<const char> program) override;
  [[nodiscard]] Result<void> Start(VmId vm) override;
  [[nodiscard]] Result<void> Kill(VmId by, VmId vm) override;
  [[nodiscard]] Result<void> Block(VmId vm) override;
  [[nodiscard]] Result<void> Resume(VmId vm) override;
  [[nodiscard]] Result<void> Supervise(VmId vm, VmId supervisor) override;
  void TidyUp() override;
  [[nodiscard]] bool IsMemoryShort() const override;
  void RelieveMemory() override;

  /// Tells of what the arbiter says of one of the nursery's, closes the mailboxes of those that
  /// faulted, and buries the dead.
  void Attend(const arbiter::ArbiterEvent& event);

  /// Gives back what a dead VM instance had: its memory, its capabilities and its id, or begins to.
  /// What it passed on stays. Nothing happens if it is not one of the nursery's.
  void Bury(VmId vm);

  /// Gives back all that the dead had and was begun with, and what of it stays ready for others, at
  /// once; whether that was anything.
  bool BuryAll();

 private:
  /// What embryos run: they have no windows.
  class Unborn final : public arbiter::Runnable {
   public:
    arbiter::WindowEnd Run(const arbiter::WindowGrant& grant) override;
  };
  struct Child {
    VmId id;
    kernel_words::VmIdentity identity;
    heap::Array<char> program;
    VmId charged = kNoVm;                      ///< Who has the program among what it may hold.
    std::optional<heap::Box<SpawnedVm>> vm{};  ///< From its start on.
    bool is_dying = false;                     ///< It is being buried.
    bool is_silent = false;                    ///< Its messages are given back.
    bool is_in_line = false;                   ///< For Step: to be buried, or to be closed.
    VmId next_in_line = kNoVm;                 ///< Who is attended to after it.
  };
  [[nodiscard]] VmId Payer() const override;
  [[nodiscard]] bool Step() override;
  [[nodiscard]] SpawnedVm* PackableAt(std::uint32_t place) [[clang::lifetimebound]] override;
  [[nodiscard]] bool MakeRoom() override;
  /// Takes out windows of the first region of which that was left to be done; whether there was
  /// one.
  bool WithdrawSome();
  /// Attends to the first in line; whether there was one.
  bool StepInLine(std::size_t steps);
  /// At most so many steps of it; whether there was anything to do, or to give back.
  bool BurySome(std::size_t steps);
  [[nodiscard]] bool MayHaveCapabilities(VmId parent) const;
  void FillReserve();
  [[nodiscard]] Result<VmId> TrySpawn(VmId parent, std::span<const char> program);
  /// Null if there is none; the second leaves out those that are being buried.
  [[nodiscard]] Child* FindChild(VmId vm) const [[clang::lifetimebound]];
  [[nodiscard]] Child* FindLiving(VmId vm) const [[clang::lifetimebound]];
  /// Null if nobody is to be charged.
  [[nodiscard]] heap::Account* AccountOf(VmId vm) [[clang::lifetimebound]];
  /// A child's program is not an embryo's any more.
  void RefundProgram(Child& child);
  /// Gives a new child a place for its notice and a copy of its program.
  [[nodiscard]] Result<void> Furnish(Child& child, VmId parent, std::span<const char> program);
  [[nodiscard]] Result<void> LetRule(VmId parent, const Child& child);
  /// Keeps room for what `supervisor` is told of it.
  [[nodiscard]] Result<void> KeepNotice(const kernel_words::VmIdentity& of, VmId supervisor);
  /// Has no capability work for the regions of one that is dead.
  void RevokeRegions(capabilities::HolderId holder, const regions::VmWindows& windows);
  void Tell(VmId of, ipc::NoticeKind kind, VmId by);
  void WakeAll(const ipc::WakeList& wakes);
  /// Takes it out of the kernel's tables in no more than so many steps, less those taken; whether
  /// that is done.
  [[nodiscard]] bool Erase(Child& child, std::size_t& steps);
  void Forget(VmId vm);
  /// Lets go those who wait for one that faulted, likewise.
  [[nodiscard]] bool Close(const Child& child, std::size_t steps);
  void PutInLine(Child& child);
  [[nodiscard]] Result<kernel_words::VmIdentity> Identify(VmId vm, VmId maker);
  /// Makes what it lives in, unless that is there. Error::kOutOfMemory, Error::kCapacity.
  [[nodiscard]] Result<void> Embody(Child& child);

  SpawnSources sources_;
  arbiter::CpuArbiter& arbiter_;
  VmPacker packer_;
  Unborn unborn_;
  std::optional<kernel_words::KernelObjects> objects_;
  kernel_words::VmIdentity primordial_;
  GrowingStorage* primordial_storage_ = nullptr;
  regions::VmWindows* primordial_windows_ = nullptr;
  regions::Withdrawals withdrawals_;  ///< Ends after the children, whose regions they are.
  heap::Array<std::optional<Child>> children_;  ///< By the arbiter's places.
  VmId first_in_line_ = kNoVm;                  ///< Who is buried or closed, in order.
  VmId last_in_line_ = kNoVm;
};

}  // namespace starkernel::kernel
