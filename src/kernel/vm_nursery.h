#pragma once

#include <optional>
#include <span>

#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/vm_control_block.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/forthvm/wait.h"
#include "src/heap/array.h"
#include "src/heap/box.h"
#include "src/kernel/spawned_vm.h"
#include "src/kernel_words/kernel_objects.h"
#include "src/kernel_words/vm_keeper.h"

namespace starkernel::kernel {

/// Makes VM instances for those that may spawn, keeps them, and gives back what they had when they
/// are dead: as many as the arbiter has places for. VM[0], which somebody else owns, is known here
/// too.
class VmNursery final : public kernel_words::VmKeeper {
 public:
  /// All must outlive the nursery.
  VmNursery(const SpawnSources& sources, arbiter::CpuArbiter& vm_arbiter [[clang::lifetimebound]])
      : sources_(sources), arbiter_(vm_arbiter) {}
  VmNursery(const VmNursery&) = delete;
  VmNursery& operator=(const VmNursery&) = delete;
  ~VmNursery() = default;

  /// Says what kernel words work on, this nursery among it, and what VM[0] is to its tables.
  /// Before any VM instance runs. Error::kOutOfMemory.
  [[nodiscard]] Result<void> Open(const kernel_words::KernelObjects& objects,
                                  const kernel_words::VmIdentity& primordial);

  [[nodiscard]] Nanoseconds Now() override { return arbiter_.Now(); }
  [[nodiscard]] const arbiter::VmControlBlock* Find(VmId vm) const
      [[clang::lifetimebound]] override {
    return arbiter_.vms().Find(vm);
  }
  [[nodiscard]] std::optional<VmId> Next(std::optional<VmId> after) const override {
    return arbiter_.vms().Next(after);
  }
  [[nodiscard]] Result<kernel_words::VmIdentity> IdentityOf(VmId vm) const override;
  void Wake(VmId vm) override { arbiter_.Wake(vm, forthvm::WakeCause::kEvent); }
  [[nodiscard]] Result<VmId> Spawn(VmId parent, std::span<const char> program) override;
  [[nodiscard]] Result<void> Start(VmId vm) override { return arbiter_.Admit(vm); }
  [[nodiscard]] Result<void> Kill(VmId vm) override;

  /// Gives back what a dead VM instance had: its memory, its capabilities and its id. What it
  /// passed on stays. Nothing happens if it is not one of the nursery's.
  void Bury(VmId vm);

 private:
  struct Child {
    VmId id;
    kernel_words::VmIdentity identity;
    heap::Box<SpawnedVm> vm;
  };
  /// Takes it out of the kernel's tables.
  void Erase(const kernel_words::VmIdentity& identity);
  [[nodiscard]] Result<kernel_words::VmIdentity> Identify(VmId vm);
  [[nodiscard]] Result<VmId> Register(VmId parent, heap::Box<SpawnedVm> vm);
  /// Null if the nursery has none of that id.
  [[nodiscard]] Child* FindChild(VmId vm) const [[clang::lifetimebound]];

  SpawnSources sources_;
  arbiter::CpuArbiter& arbiter_;
  std::optional<kernel_words::KernelObjects> objects_;
  kernel_words::VmIdentity primordial_;
  heap::Array<std::optional<Child>> children_;  ///< By the arbiter's places.
};

}  // namespace starkernel::kernel
