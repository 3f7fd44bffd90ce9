#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "tests/forth_fuzz/fuzz_model.h"
#include "tests/forth_fuzz/fuzz_program.h"
#include "tests/forth_fuzz/fuzz_vm.h"
#include "tests/forth_fuzz/guarded_envelope.h"

namespace starkernel::forthvm::fuzz {

/// Two VM instances, one of which runs programs; the other has to stay as it is.
class FuzzTrial {
 public:
  FuzzTrial();
  FuzzTrial(const FuzzTrial&) = delete;
  FuzzTrial& operator=(const FuzzTrial&) = delete;
  ~FuzzTrial() = default;

  /// What is wrong with what became of a program, or empty.
  [[nodiscard]] std::string ViolationOf(const FuzzProgram& program);

  /// The one that runs programs.
  [[nodiscard]] const FuzzVm& vm() const [[clang::lifetimebound]] { return vm_; }
  /// The other's memory.
  [[nodiscard]] std::span<std::byte> neighbour_memory() [[clang::lifetimebound]] {
    return neighbour_memory_;
  }

 private:
  FuzzModel model_;
  GuardedEnvelope envelope_;
  FuzzVm vm_;
  std::vector<std::byte> neighbour_memory_;
  FuzzVm neighbour_;
};

}  // namespace starkernel::forthvm::fuzz
