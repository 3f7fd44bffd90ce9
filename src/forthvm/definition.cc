#include "src/forthvm/definition.h"

#include <cstdint>
#include <string_view>

#include "src/base/ids.h"
#include "src/base/text_writer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/code_space.h"
#include "src/forthvm/compiler.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/engine_change.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/open_definition.h"
#include "src/forthvm/shortcuts.h"
#include "src/forthvm/storage_keeper.h"
#include "src/forthvm/throw_code.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {
namespace {

Status OpenWord(VmState& vm, std::string_view name) {
  WordId word;
  if (const Status added = AddWord(vm, name, word); added != Status::kNext) {
    return added;
  }
  WordHeader& header = vm.dictionary.OwnHeader(word);
  header.opcode = static_cast<std::uint16_t>(Opcode::kCall);
  header.code_start = vm.code.here();
  vm.latest_is_known = vm.open.word != kNoWord && vm.latest_is_known;
  vm.open = {.word = word,
             .previous_latest = vm.latest,
             .previous_here = vm.here,
             .code_start = vm.code.here(),
             .source_depth = vm.sources.depth(),
             .control_base = vm.control.depth(),
             .local_base = vm.local_names.size(),
             .local_start = vm.local_names.size(),
             .is_anonymous = name.empty()};
  vm.latest = word;
  vm.SetCompiling(true);
  return Status::kNext;
}

/// Gives each DOES> of the open definition the number of instructions behind it.
void ResolveDoes(VmState& vm) {
  std::uint32_t behind = vm.open.does_chain;
  while (behind != 0) {
    Instruction& does = vm.code.OwnAt(behind - 1);
    const auto previous = static_cast<std::uint32_t>(does.operand);
    does.operand = static_cast<std::int32_t>(vm.code.here() - behind);
    behind = previous;
  }
}

/// Completes the code of the open definition.
Status CloseWord(VmState& vm, std::string_view end) {
  if (vm.control.depth() != vm.open.control_base) {
    vm.Throw(ThrowCode::kControlMismatch, "a structure is not finished at ");
    TextWriter(vm.fault.detail).Text(end);
    return Status::kThrow;
  }
  if (const Status emitted = Emit(vm, Make(Opcode::kExit)); emitted != Status::kNext) {
    return emitted;
  }
  WordHeader& header = vm.dictionary.OwnHeader(vm.open.word);
  header.code_length = vm.code.here() - header.code_start;
  ResolveDoes(vm);
  AddShortcuts(vm.code, vm.dictionary, header.code_start, vm.code.here());
  vm.local_names.Truncate(vm.open.local_base);
  return Status::kNext;
}

/// Makes the finished outermost definition usable, and the quotations in it: nothing may
/// execute code that could still be abandoned.
void Reveal(VmState& vm, WordId outermost) {
  const std::uint32_t end = vm.dictionary.end_index().value();
  for (std::uint32_t index = vm.dictionary.IndexOf(outermost).value(); index < end; ++index) {
    vm.dictionary.Reveal(WordId(vm.dictionary.Header(HeaderIndex(index)).id));
  }
  vm.open = {};
  vm.SetCompiling(false);
  TakeUpFinished(vm);
}

}  // namespace

Status BeginDefinition(VmState& vm, std::string_view name) {
  if (const Status checked = RequireNoDefinition(vm, name); checked != Status::kNext) {
    return checked;
  }
  if (name.empty()) {
    return vm.Throw(ThrowCode::kZeroLengthName, {});
  }
  if (const Status opened = OpenWord(vm, name); opened != Status::kNext) {
    return opened;
  }
  WarnIfRedefined(vm, name);
  return Status::kNext;
}

Status BeginAnonymousDefinition(VmState& vm) {
  if (const Status checked = RequireNoDefinition(vm, ":NONAME"); checked != Status::kNext) {
    return checked;
  }
  return OpenWord(vm, {});
}

Status FinishDefinition(VmState& vm) {
  if (!vm.outer_definitions.empty()) {
    return vm.Throw(ThrowCode::kControlMismatch, "a quotation is not finished at ;");
  }
  const Status closed = CloseWord(vm, ";");
  if (closed == Status::kNext) {
    Reveal(vm, vm.open.word);
  }
  return closed;
}

Status FinishSystemDefinition(VmState& vm) {
  const Status closed = CloseWord(vm, "the end of a source text");
  if (closed == Status::kNext) {
    vm.dictionary.Reveal(vm.open.word);
    // The quotations in it came with the VM instance, too.
    const HeaderIndex end = vm.dictionary.end_index();
    for (std::uint32_t index = vm.system_end.value(); index < end.value(); ++index) {
      vm.dictionary.Reveal(WordId(vm.dictionary.Header(HeaderIndex(index)).id));
    }
    vm.system_end = end;
    vm.open = {};
    vm.SetCompiling(false);
  }
  return closed;
}

Status BeginQuotation(VmState& vm) {
  if (vm.outer_definitions.full() && !vm.Enlarge(StoragePart::kOuterDefinitions)) {
    return vm.ThrowFull(ThrowCode::kCompilerNesting, "quotations nested too deeply",
                        kMaximumNesting);
  }
  const OpenDefinition outer = vm.open;
  if (outer.word != kNoWord) {
    // Execution goes round the quotation.
    if (const Status emitted = Emit(vm, Make(Opcode::kBranch)); emitted != Status::kNext) {
      return emitted;
    }
  }
  const Status opened = OpenWord(vm, {});
  if (opened != Status::kNext) {
    return opened;
  }
  vm.open.is_quotation = true;
  vm.latest = vm.open.previous_latest;
  vm.outer_definitions.Push(outer);
  return Status::kNext;
}

Status FinishQuotation(VmState& vm) {
  if (!vm.open.is_quotation) {
    return vm.Throw(ThrowCode::kControlMismatch, "no quotation is open at ;]");
  }
  if (!vm.data.HasRoom(0, 1) && !vm.Enlarge(StoragePart::kDataStack, vm.data.depth() + 1)) {
    return vm.Throw(ThrowCode::kStackOverflow, ";]");
  }
  const WordId quotation = vm.open.word;
  if (const Status closed = CloseWord(vm, ";]"); closed != Status::kNext) {
    return closed;
  }
  vm.open = vm.outer_definitions.Pop();
  if (vm.open.word == kNoWord) {
    Reveal(vm, quotation);
    vm.data.Push(quotation.value());
    return Status::kNext;
  }
  const std::uint32_t around = vm.dictionary.Header(quotation).code_start - 1;
  vm.code.OwnAt(around).operand = CodeSpace::Distance(around, vm.code.here());
  return EmitLiteral(vm, quotation.value());
}

void AbandonDefinition(VmState& vm) {
  if (vm.open.word == kNoWord) {
    return;
  }
  OpenDefinition outermost = vm.open;
  while (!vm.outer_definitions.empty()) {
    const OpenDefinition outer = vm.outer_definitions.Pop();
    outermost = outer.word == kNoWord ? outermost : outer;
  }
  vm.code.Truncate(vm.dictionary.Header(outermost.word).code_start);
  vm.dictionary.Truncate(vm.dictionary.IndexOf(outermost.word), vm.forth);
  if (!outermost.is_anonymous && !vm.latest_is_known) {
    vm.dictionary.GiveBackId(outermost.word);
  }
  vm.latest = outermost.previous_latest;
  vm.here = outermost.previous_here;
  vm.control.SetDepth(outermost.control_base);
  vm.local_names.Truncate(outermost.local_base);
  vm.open = {};
  vm.SetCompiling(false);
}

}  // namespace starkernel::forthvm
