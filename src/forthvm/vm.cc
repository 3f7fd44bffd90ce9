#include "src/forthvm/vm.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

#include "src/base/error.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/forthvm/engine.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/host.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/system_code.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/vm_storage.h"

namespace starkernel::forthvm {
namespace {

bool IsUsable(const VmStorage& storage) {
  const std::uint64_t largest = std::numeric_limits<std::int64_t>::max();
  return storage.envelope.size() >= layout::kMinimumEnvelope.value() &&
         storage.envelope.size() <= largest && std::has_single_bit(storage.buckets.size()) &&
         !storage.sources.empty() && !storage.frames.empty() && !storage.data_stack.empty();
}

}  // namespace

Result<Vm> Vm::Create(const VmStorage& storage, Host& host,
                      std::span<const std::string_view> startup_files) {
  if (!IsUsable(storage)) {
    return Error::kInvalidArgument;
  }
  Vm vm(storage, host, startup_files);
  TRY(vm.Install());
  return vm;
}

Result<void> Vm::Install() {
  state_.memory.SetSystemCell(layout::kBase, 10);
  state_.memory.SetSystemCell(layout::kToIn, 0);
  state_.memory.SetSystemCell(layout::kBlk, 0);
  state_.memory.SetSystemCell(layout::kScr, 0);
  state_.SetCompiling(false);
  state_.sources.Push({.kind = SourceKind::kTerminal, .text = layout::kLineBuffers});
  return InstallSystem(state_);
}

RunOutcome Vm::Run(Reductions quantum) {
  constexpr std::uint64_t kMost = std::uint64_t{1} << 62U;
  const auto granted = static_cast<std::int64_t>(std::min(quantum.value(), kMost));
  state_.fuel = std::min<std::int64_t>(state_.fuel, 0) + granted;
  const RunOutcome outcome = RunEngine(state_);
  if (!state_.restart_requested) {
    return outcome;
  }
  state_ = VmState(storage_, *state_.host, {});
  Require(Install().ok(), "a VM instance that was born once cannot be born again");
  return RunOutcome::kQuantumSpent;
}

}  // namespace starkernel::forthvm
