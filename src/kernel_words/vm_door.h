#pragma once

#include <cstdint>
#include <optional>

#include "src/capabilities/capability.h"
#include "src/capabilities/capability_ids.h"
#include "src/forthvm/kernel_door.h"
#include "src/kernel_words/kernel_objects.h"
#include "src/kernel_words/vm_keeper.h"

namespace starkernel::kernel_words {

/// One VM instance's door into the kernel: the one place where the capability that a kernel word
/// needs is asked for, before the word does anything.
class VmDoor final : public forthvm::KernelDoor {
 public:
  /// The objects must outlive the door.
  VmDoor(const KernelObjects& objects, const Caller& caller) : objects_(objects), caller_(caller) {}
  VmDoor(const VmDoor&) = delete;
  VmDoor& operator=(const VmDoor&) = delete;
  ~VmDoor() = default;

  [[nodiscard]] forthvm::KernelAnswer Enter(const forthvm::KernelCall& call) override;

  void GiveUp() override;

  /// What was said of something that the VM instance does by other means than a kernel word.
  struct Standing {
    capabilities::SlotNumber allowed_by;
    std::optional<std::uint64_t> refused_at;  ///< What it had gained by then (GainsOf).
  };

  /// Whether the VM instance may do that; `standing` is of the same need each time. Noted like a
  /// word's use, a refusal once for all that follow until a capability comes into its hands. What
  /// looking costs is owed (TakeOwed).
  [[nodiscard]] bool Allows(const capabilities::CapabilityNeed& need, Standing& standing);

  /// What the VM instance is to the kernel's tables.
  [[nodiscard]] VmIdentity identity() const {
    return {.holder = caller_.holder, .endpoint = caller_.endpoint};
  }

 private:
  /// `goes_on`: it waited in the exchange, was woken, and nothing that it sent was turned away.
  [[nodiscard]] forthvm::KernelAnswer CheckedCall(const forthvm::KernelCall& call, bool goes_on);
  void ForgetProgress();
  /// What the VM instance waited for there is no longer waited for.
  void LeaveExchange();

  KernelObjects objects_;
  Caller caller_;
  Detail detail_;
};

}  // namespace starkernel::kernel_words
