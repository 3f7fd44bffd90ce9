#include "src/forthvm/source_bodies.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

#include "src/base/error.h"
#include "src/base/ids.h"
#include "src/base/panic.h"
#include "src/base/result.h"
#include "src/base/span_copy_unsafe.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/definition.h"
#include "src/forthvm/engine.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/handler.h"
#include "src/forthvm/input.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/throw_code.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_header.h"
#include "src/forthvm/word_module.h"

namespace starkernel::forthvm {
namespace {

/// The text has to lie in the envelope to be an input source: nobody uses PAD yet, and it is there.
Status OpenText(VmState& vm, std::string_view text) {
  Require(text.size() <= layout::kPadSize.value(), "a word's source text is too long");
  const ByteCount length(text.size());
  CopyInto(vm.memory.Characters(layout::kPad, length), text);
  return OpenString(vm, layout::kPad, length);
}

/// Interprets one token; the code position leaves zero at the end of the text.
Status CompileToken(VmState& vm) {
  Status status = Perform(vm, Make(Opcode::kInterpretToken, 1));
  while (status == Status::kExecute) {
    vm.has_pending = false;
    status = Perform(vm, vm.pending);
  }
  Require(vm.frames.empty(), "a word's source text executes a word that is not primitive");
  return status;
}

bool IsLackOfRoom(Cell code) {
  return code == static_cast<Cell>(ThrowCode::kDictionaryOverflow) ||
         code == static_cast<Cell>(ThrowCode::kControlStackOverflow) ||
         code == static_cast<Cell>(ThrowCode::kInputNesting);
}

Status CompileBody(VmState& vm, WordId word, std::string_view text) {
  vm.dictionary.OwnHeader(word).code_start = vm.code.here();
  vm.open = {.word = word, .previous_here = vm.here, .source_depth = vm.sources.depth()};
  vm.SetCompiling(true);
  Status status = OpenText(vm, text);
  for (vm.position = 0; status == Status::kNext && vm.position == 0;) {
    status = CompileToken(vm);
  }
  if (status == Status::kNext) {
    TruncateSources(vm, 1);
    status = FinishSystemDefinition(vm);
  }
  Require(vm.here == layout::kDataSpace, "a word's source text allots data space");
  return status;
}

}  // namespace

Result<void> CompileSourceBodies(VmState& vm) {
  const std::uint32_t position = vm.position;
  std::uint32_t id = 0;
  for (const WordModule& module : WordModules()) {
    for (const Word& word : module.words) {
      ++id;
      if (word.source.empty()) {
        continue;
      }
      if (CompileBody(vm, WordId(id), word.source) != Status::kNext) {
        Require(IsLackOfRoom(vm.fault.code), "a word's source text does not compile");
        return Error::kCapacity;
      }
    }
  }
  std::ranges::fill(vm.memory.Characters(layout::kPad, layout::kPadSize), '\0');
  vm.position = position;
  vm.fuel = 0;
  vm.fault = {};
  return {};
}

}  // namespace starkernel::forthvm
