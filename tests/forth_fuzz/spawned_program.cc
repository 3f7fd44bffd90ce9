#include "tests/forth_fuzz/spawned_program.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <utility>

#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/kernel_door.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/vm.h"
#include "tests/forth_fuzz/fuzz_model.h"

namespace starkernel::forthvm::fuzz {

SpawnedProgram::SpawnedProgram(const FuzzModel& model)
    : model_(&model),
      host_(nullptr),
      envelope_(layout::kMinimumEnvelope.value()),
      storage_(kLittleRoom),
      blank_storage_(storage_) {}

void SpawnedProgram::Begin(std::span<const char> program, KernelDoor& door) {
  storage_.CopyFrom(blank_storage_);
  std::ranges::fill(envelope_, std::byte{0});
  typed_ = std::string(program.begin(), program.end()) + "\n";
  host_.Begin(typed_, typed_);
  host_.SetKernel(&door);
  wake_ = WakeCause::kEvent;
  vm_ =
      std::make_unique<Vm>(Vm::CreateLike(model_->vm(), storage_.In(envelope_), host_, {}).value());
  host_.SetVm(*vm_);
}

void SpawnedProgram::End() { vm_.reset(); }

RunOutcome SpawnedProgram::Run(Reductions quantum) {
  return vm_->Run(quantum, std::exchange(wake_, WakeCause::kEvent));
}

}  // namespace starkernel::forthvm::fuzz
