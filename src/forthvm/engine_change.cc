#include "src/forthvm/engine_change.h"

#include <cstddef>
#include <cstdint>
#include <limits>

#include "src/base/ids.h"
#include "src/forthvm/engine_kind.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/native_engine.h"
#include "src/forthvm/shortcuts.h"
#include "src/forthvm/storage_keeper.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {
namespace {

/// Sees to it that there is a native engine, if there can be one.
bool HasNative(VmState& vm) {
  if (vm.native == nullptr && vm.storage.keeper != nullptr) {
    const bool has_words = vm.system_end < vm.dictionary.end_index();
    vm.native = vm.storage.keeper->MakeNative(
        WordId(has_words ? vm.dictionary.Header(vm.system_end).id : vm.dictionary.end()),
        vm.system_end);
  }
  return vm.native != nullptr;
}

/// Gives back all machine code: its definitions are as if they had never had any.
void GiveUpNative(VmState& vm) {
  vm.native->Forget(vm.system_end);
  // Quotations come behind the definition that they are in, which has the last word.
  for (std::uint32_t index = vm.dictionary.end_index().value(); index > vm.system_end.value();) {
    --index;
    const WordHeader& header = vm.dictionary.Header(HeaderIndex(index));
    if (header.OwnsCode() && header.IsA(Opcode::kCall)) {
      AddShortcuts(vm.code, vm.dictionary, header.code_start,
                   header.code_start + header.code_length);
    }
  }
  vm.storage.keeper->DropNative();
  vm.native = nullptr;
}

/// Gives definitions with so many instructions together machine code, or one.
void Give(VmState& vm, std::size_t most) {
  constexpr std::uint64_t kBeforeMore = 10'000;
  // Long enough that to try in vain is a small part of it.
  constexpr std::uint64_t kBeforeRetry = 1'000'000;
  // Without words of its own it needs nothing yet.
  if (vm.engine != EngineKind::kNative || vm.system_end == vm.dictionary.end_index()) {
    vm.lacks_code = false;
    return;
  }
  if (!HasNative(vm)) {
    vm.lacks_code = vm.storage.keeper != nullptr;
    vm.before_code = vm.SpentOfQuantum() + kBeforeRetry;
    return;
  }
  const auto taken = vm.native->TakeUp(vm, most);
  vm.lacks_code = taken != NativeEngine::TakenUp::kAll;
  vm.before_code =
      vm.SpentOfQuantum() + (taken == NativeEngine::TakenUp::kRefused ? kBeforeRetry : kBeforeMore);
}

}  // namespace

void ChangeEngine(VmState& vm, EngineKind engine) {
  vm.Choose(engine, 0);
  if (engine == EngineKind::kNative) {
    GiveCode(vm);
  } else if (vm.native != nullptr && vm.storage.keeper != nullptr) {
    // One that was not made for it stays.
    GiveUpNative(vm);
  }
}

void GiveCode(VmState& vm) {
  constexpr std::size_t kPortion = 256;
  constexpr std::size_t kChosenPortion = 1024;
  Give(vm, vm.code_after == 0 ? kChosenPortion : kPortion);
}

void TakeUpFinished(VmState& vm) {
  if (vm.engine == EngineKind::kNative && !vm.lacks_code) {
    // With all its quotations: what was left of them would be due where no run is cut.
    Give(vm, std::numeric_limits<std::size_t>::max());
  }
}

}  // namespace starkernel::forthvm
