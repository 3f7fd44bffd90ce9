#include "src/forthvm/engine_change.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "src/base/ids.h"
#include "src/base/quantities.h"
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
std::size_t GiveUpNative(VmState& vm) {
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
  return 1 + vm.code.own_count();
}

}  // namespace

std::size_t GoOnChangingEngine(VmState& vm, EngineKind engine) {
  if (engine == EngineKind::kNative) {
    // Without words of its own it needs nothing yet.
    return vm.system_end < vm.dictionary.end_index() && HasNative(vm) ? vm.native->TakeUpSome(vm)
                                                                      : 0;
  }
  // One that was not made for it stays.
  return vm.native != nullptr && vm.storage.keeper != nullptr ? GiveUpNative(vm) : 0;
}

void GoOnWarmingUp(VmState& vm, Reductions spent) {
  vm.before_code -= std::min(vm.before_code, spent.value());
  if (vm.before_code == 0 && !vm.has_ended) {
    vm.lacks_code = vm.engine == EngineKind::kNative && GoOnChangingEngine(vm, vm.engine) != 0;
  }
}

void TakeUp(VmState& vm, HeaderIndex first) {
  // Where older ones lack it, this one waits for its turn.
  if (vm.engine == EngineKind::kNative && !vm.lacks_code && HasNative(vm)) {
    vm.native->Complete(vm, first);
  }
}

}  // namespace starkernel::forthvm
