#pragma once

#include "src/forthvm/kernel_door.h"
#include "src/kernel_words/kernel_objects.h"

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

 private:
  KernelObjects objects_;
  Caller caller_;
  Detail detail_;
};

}  // namespace starkernel::kernel_words
