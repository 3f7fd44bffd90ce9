#pragma once

#include <cstddef>
#include <vector>

#include "src/forthvm/vm.h"
#include "tests/forth_fuzz/fuzz_host.h"
#include "tests/forth_fuzz/fuzz_storage.h"

namespace starkernel::forthvm::fuzz {

/// A VM instance that never runs, which those that do are made like: the words that every VM
/// instance is born with are then shared, where to compile them takes longer than most programs.
class FuzzModel {
 public:
  FuzzModel();
  FuzzModel(const FuzzModel&) = delete;
  FuzzModel& operator=(const FuzzModel&) = delete;
  ~FuzzModel() = default;

  [[nodiscard]] const Vm& vm() const [[clang::lifetimebound]] { return vm_; }

 private:
  FuzzHost host_;
  std::vector<std::byte> envelope_;
  FuzzStorage storage_;
  Vm vm_;
};

}  // namespace starkernel::forthvm::fuzz
