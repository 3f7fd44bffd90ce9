#include "src/forthvm/forget.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/ids.h"
#include "src/base/text_writer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/execution_records.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/native_engine.h"
#include "src/forthvm/search_order.h"
#include "src/forthvm/throw_code.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_header.h"
#include "src/physics/physics.h"

namespace starkernel::forthvm {
namespace {

Status ThrowInvalid(VmState& vm, HeaderIndex word, std::string_view why) {
  vm.Throw(ThrowCode::kInvalidForget, vm.dictionary.Name(word));
  TextWriter(vm.fault.detail).Text(why);
  return Status::kThrow;
}

/// The newest word at `first` or behind it that has yet to return, or index 0.
HeaderIndex ActiveWord(const VmState& vm, HeaderIndex first) {
  HeaderIndex newest = vm.current_word;
  for (const Frame& frame : vm.frames.items()) {
    newest = std::max(newest, HeaderIndex(frame.caller_word));
  }
  return newest < first ? HeaderIndex(0) : newest;
}

/// Where the code of the words at `first` and behind it begins.
std::uint32_t CodeStart(const VmState& vm, HeaderIndex first) {
  for (std::uint32_t index = first.value(); index < vm.dictionary.end_index().value(); ++index) {
    const WordHeader& header = vm.dictionary.Header(HeaderIndex(index));
    if (header.OwnsCode()) {
      return header.code_start;
    }
  }
  return vm.code.here();
}

/// The newest word of a program's that has a name, or none, as at birth: IMMEDIATE and DOES> change
/// no word that came with the VM instance.
WordId Newest(const VmState& vm) {
  for (std::uint32_t index = vm.dictionary.end_index().value(); index > vm.system_end.value();) {
    --index;
    const WordHeader& header = vm.dictionary.Header(HeaderIndex(index));
    if (header.name_length != 0) {
      return WordId(header.id);
    }
  }
  return kNoWord;
}

}  // namespace

Status Forget(VmState& vm, HeaderIndex first) {
  if (first < vm.system_end) {
    return ThrowInvalid(vm, first, " came with the system");
  }
  if (vm.open.word != kNoWord) {
    return ThrowInvalid(vm, first, " cannot be forgotten inside a definition");
  }
  if (const HeaderIndex active = ActiveWord(vm, first); active != HeaderIndex(0)) {
    return ThrowInvalid(vm, active, " is being executed");
  }
  vm.ChargeLength(vm.dictionary.end_index().value() - first.value() + vm.included.capacity());
  if (vm.native != nullptr) {
    vm.native->Forget(first);
  }
  if (vm.observed && first.value() < vm.storage.heats.size()) {
    vm.storage.physics.front().Forget(vm.storage.heats.subspan(first.value()));
  }
  vm.here = vm.dictionary.Header(first).data_start;
  vm.code.Truncate(CodeStart(vm, first));
  vm.dictionary.Truncate(first, vm.forth);
  vm.included.Forget(first);
  vm.latest = Newest(vm);
  vm.GiveBackUnused();
  return Status::kNext;
}

void SaveSearchOrder(VmState& vm, WordId marker) {
  const std::span<const WordId> order = vm.dictionary.order().items();
  WordHeader& header = vm.dictionary.OwnHeader(marker);
  header.code_start = vm.code.here();
  header.code_length = static_cast<std::uint32_t>(order.size() + 1);
  const auto note = [&vm](WordId wordlist) {
    vm.code.Append(Make(Opcode::kLiteral, static_cast<std::int32_t>(wordlist.value())));
  };
  note(vm.dictionary.current());
  for (const WordId wordlist : order) {
    note(wordlist);
  }
}

Status ReturnToMarker(VmState& vm, Instruction instruction) {
  const HeaderIndex marker(static_cast<std::uint32_t>(instruction.operand));
  const WordHeader& header = vm.dictionary.Header(marker);
  const auto noted = [&vm, start = header.code_start](std::uint32_t place) {
    return WordId(static_cast<std::uint32_t>(vm.code.At(start + place).operand));
  };
  // What was noted goes with the marker.
  const WordId current = noted(0);
  SearchOrder all;
  for (std::uint32_t place = 1; place < header.code_length; ++place) {
    all.Append(noted(place));
  }
  if (const Status forgotten = Forget(vm, marker); forgotten != Status::kNext) {
    return forgotten;
  }
  SearchOrder order;
  for (const WordId wordlist : all.items()) {
    if (vm.dictionary.IsWordlist(wordlist)) {
      order.Append(wordlist);
    }
  }
  vm.dictionary.SetOrder(order);
  vm.dictionary.SetCurrent(vm.dictionary.IsWordlist(current) ? current : vm.forth);
  return Status::kNext;
}

}  // namespace starkernel::forthvm
