#include "src/native/exceptions.h"

#include <cstddef>
#include <cstdint>
#include <span>

#include "src/forthvm/cell.h"
#include "src/forthvm/execution_records.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_header.h"
#include "src/native/native_records.h"

namespace starkernel::native {

using forthvm::Cell;
using forthvm::ExceptionFrame;
using forthvm::LoopParameters;

void KeepExceptions(forthvm::VmState& vm, const Definition& catching, const ExceptionBases& bases,
                    std::size_t count) {
  const forthvm::HeaderIndex word(catching.word);
  // A THROW goes on behind CatchEnd.
  constexpr std::uint32_t kLanding = 2;
  const std::uint32_t position = vm.dictionary.Header(word).code_start + kLanding;
  std::size_t place = vm.exceptions.depth();
  vm.exceptions.SetDepth(place + count);
  for (ExceptionFrame& exception : vm.exceptions.items().last(count)) {
    exception.data_depth = (exception.data_depth - bases.data) / sizeof(Cell);
    exception.return_depth = (exception.return_depth - bases.returns) / sizeof(Cell);
    exception.loop_depth = (exception.loop_depth - bases.loops) / sizeof(LoopParameters);
    exception.frame_depth =
        bases.frames + (bases.calls - exception.frame_depth) / sizeof(std::uint64_t);
    exception.source_depth = vm.sources.depth();
    exception.source_line = vm.sources.Top().line;
    exception.open_word = vm.open.word.value();
    exception.registers = {.return_position = position,
                           .caller_word = catching.word,
                           .return_base = static_cast<std::uint32_t>(exception.return_depth),
                           .loop_base = static_cast<std::uint32_t>(exception.loop_depth),
                           .exception_base = static_cast<std::uint32_t>(place)};
    ++place;
  }
}

}  // namespace starkernel::native
