#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "src/base/quantities.h"
#include "src/forthvm/kernel_door.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/wait.h"
#include "tests/forth_fuzz/fuzz_host.h"
#include "tests/forth_fuzz/fuzz_storage.h"

namespace starkernel::forthvm::fuzz {

class FuzzModel;

/// A program that another program has made a VM instance for: it is typed there. Nothing of it
/// reaches the other but through the kernel.
class SpawnedProgram {
 public:
  /// The model must outlive this.
  explicit SpawnedProgram(const FuzzModel& model [[clang::lifetimebound]]);
  SpawnedProgram(const SpawnedProgram&) = delete;
  SpawnedProgram& operator=(const SpawnedProgram&) = delete;
  ~SpawnedProgram() = default;

  /// A new VM instance for a copy of the program; the door must outlive it.
  void Begin(std::span<const char> program, KernelDoor& door);
  /// It is no more, if there was one.
  void End();

  [[nodiscard]] RunOutcome Run(Reductions quantum);
  [[nodiscard]] Wait wait() const { return vm_->wait(); }
  /// Why it goes on with its next window.
  void TellWake(WakeCause cause) { wake_ = cause; }

 private:
  const FuzzModel* model_;
  FuzzHost host_;
  std::vector<std::byte> envelope_;
  FuzzStorage storage_;
  FuzzStorage blank_storage_;
  std::string typed_;
  WakeCause wake_ = WakeCause::kEvent;
  std::unique_ptr<Vm> vm_;
};

}  // namespace starkernel::forthvm::fuzz
