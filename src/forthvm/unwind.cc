#include "src/forthvm/unwind.h"

#include <cstddef>
#include <cstdint>

#include "src/base/ids.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/definition.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/error_report.h"
#include "src/forthvm/execution_records.h"
#include "src/forthvm/input.h"
#include "src/forthvm/vm_state.h"
#include "src/hal/event_log.h"

namespace starkernel::forthvm {
namespace {

/// >IN goes back to where it was at CATCH, unless another line has been read since.
void RestoreInput(VmState& vm, const ExceptionFrame& exception) {
  TruncateSources(vm, exception.source_depth);
  if (vm.sources.Top().line == exception.source_line) {
    vm.memory.SetSystemCell(layout::kToIn, exception.to_in);
  }
}

void ReturnToCatch(VmState& vm) {
  const ExceptionFrame exception = vm.exceptions.Pop();
  if (vm.open.word.value() != exception.open_word) {
    AbandonDefinition(vm);
  }
  vm.returns.SetDepth(exception.return_depth);
  vm.loops.SetDepth(exception.loop_depth);
  vm.frames.SetDepth(exception.frame_depth);
  vm.SetRegisters(exception.registers);
  RestoreInput(vm, exception);
  // Items that were taken are gone: what lies in their places is what engines left there.
  const std::size_t depth = vm.data.depth();
  vm.data.SetDepth(exception.data_depth);
  for (std::size_t taken = 0; depth + taken < exception.data_depth; ++taken) {
    vm.data.Top(taken) = 0;
  }
  // CATCH popped the execution token, so there is room for the code.
  vm.data.Push(vm.fault.code);
}

/// With neither of these words a user could not get at any other again.
void RepairSearchOrder(VmState& vm) {
  if (vm.dictionary.Find("FORTH") == kNoWord && vm.dictionary.Find("ONLY") == kNoWord) {
    vm.dictionary.SetOrder({vm.forth});
  }
}

}  // namespace

bool Unwind(VmState& vm) {
  vm.has_pending = false;
  vm.fuel -= 1;
  if (!vm.exceptions.empty()) {
    ReturnToCatch(vm);
    return true;
  }
  hal::RecordEvent(hal::EventKind::kUncaughtThrow, static_cast<std::uint64_t>(vm.fault.code));
  ReportFault(vm);
  vm.uncaught = vm.fault.code;
  RepairSearchOrder(vm);
  vm.fault = {};
  vm.data.SetDepth(0);
  vm.exceptions.SetDepth(0);
  vm.frames.SetDepth(0);
  const bool was_startup = vm.in_startup;
  vm.startup_files = {};
  // QUIT's first step empties the rest.
  vm.position = was_startup ? vm.ready_position : vm.quit_position;
  return !was_startup;
}

}  // namespace starkernel::forthvm
