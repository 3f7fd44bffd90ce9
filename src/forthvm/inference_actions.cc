#include "src/forthvm/inference_actions.h"

#include <cstddef>
#include <cstdint>

#include "src/base/text_writer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/handler.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/physics_actions.h"
#include "src/forthvm/physics_report.h"
#include "src/forthvm/throw_code.h"
#include "src/forthvm/vm_state.h"
#include "src/physics/physics.h"
#include "src/physics/transitions.h"

namespace starkernel::forthvm::inference_actions {
namespace {

using physics_actions::RequireOn;

constexpr std::size_t kLooksInLogarithm = physics::Physics::kLooksInLogarithm;

physics::Physics& Of(VmState& vm [[clang::lifetimebound]]) { return vm.storage.physics.front(); }

/// Pushes what `value` gives once physics is on, and charges for looking at so many values.
template <typename Value>
Status Push(VmState& vm, std::size_t looks, const Value& value) {
  const Status status = RequireOn(vm);
  if (status == Status::kNext) {
    vm.data.Push(value(Of(vm)));
    vm.ChargeLength(looks);
  }
  return status;
}

}  // namespace

Status PushFittedSlope(VmState& vm, Instruction /*instruction*/) {
  return Push(vm, kLooksInLogarithm * vm.storage.heats.size(), [&vm](physics::Physics& physics) {
    return physics.SlopeNow(vm.storage.heats).units();
  });
}

Status PushSlope(VmState& vm, Instruction /*instruction*/) {
  return Push(vm, 0, [](physics::Physics& physics) { return physics.slope().units(); });
}

Status PushInferredWidth(VmState& vm, Instruction /*instruction*/) {
  return Push(vm, physics::Physics::kMostInferred,
              [](physics::Physics& physics) { return Signed(physics.InferWidthNow()); });
}

Status Infer(VmState& vm, Instruction /*instruction*/) {
  const Status status = RequireOn(vm);
  if (status == Status::kNext) {
    Of(vm).InferNow(vm.storage.heats);
    vm.ChargeLength(physics::Physics::kMostInferred + kLooksInLogarithm * vm.storage.heats.size());
  }
  return status;
}

Status UpdateMode(VmState& vm, Instruction /*instruction*/) {
  const Status status = RequireOn(vm);
  if (status == Status::kNext) {
    Of(vm).UpdateMode();
  }
  return status;
}

Status ApplyMode(VmState& vm, Instruction /*instruction*/) {
  const Status status = RequireOn(vm);
  if (status == Status::kNext) {
    Of(vm).ApplyMode();
  }
  return status;
}

Status ForgetTransitions(VmState& vm, Instruction /*instruction*/) {
  const Status status = RequireOn(vm);
  if (status == Status::kNext) {
    Of(vm).ForgetTransitions();
    vm.ChargeLength(physics::Transitions::kWords * physics::Transitions::kSuccessors);
  }
  return status;
}

Status ShowSuccessors(VmState& vm, Instruction /*instruction*/) {
  if (const Status status = RequireOn(vm); status != Status::kNext) {
    return status;
  }
  if (!vm.IsExecutable(vm.data.Top())) {
    return vm.Throw(ThrowCode::kUndefinedWord, "that is no execution token");
  }
  const auto word = static_cast<std::uint32_t>(vm.data.Pop());
  vm.output.FreshLine();
  TextWriter writer(vm.output);
  WriteSuccessors(vm, word, writer);
  vm.ChargeLength(physics::Transitions::kWords);
  return Status::kNext;
}

}  // namespace starkernel::forthvm::inference_actions
