#pragma once

#include <array>
#include <cstdint>

#include "src/forthvm/branch_instructions.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/host.h"
#include "src/forthvm/input.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"

/// Words that interpret blocks.
namespace starkernel::forthvm::block_source_words {

/// LOAD: the number stays on the stack until the block is there.
inline Status OpenBlockSource(VmState& vm, Instruction) {
  const Status status = OpenBlock(vm, vm.data.Top());
  if (status == Status::kNext) {
    vm.data.Drop();
  }
  return status;
}

/// Makes the block behind the one that is interpreted the input source, if there is one.
inline Status NextBlock(VmState& vm, bool& found) {
  const std::uint64_t next = vm.sources.Top().block + 1;
  found = next < vm.host->blocks().count();
  return found ? ReplaceBlock(vm, Signed(next)) : Status::kNext;
}

inline Status Continue(VmState& vm, Instruction) {
  if (vm.sources.Top().kind != SourceKind::kBlock) {
    return vm.Throw(ThrowCode::kInvalidBlock, "--> outside a block");
  }
  // Without a next block the error is that of loading it.
  return ReplaceBlock(vm, Signed(vm.sources.Top().block + 1));
}

/// THRU is a loop over LOAD; the loop's parameters are out of the program's reach.
inline Status ThruBegin(VmState& vm, Instruction instruction) {
  const Cell first = vm.data.Top(1);
  const Cell last = vm.data.Top();
  if (Unsigned(first) > Unsigned(last)) {
    vm.data.Drop(2);
    branch_instructions::Branch(vm, instruction);
    return Status::kNext;
  }
  vm.data.Top(1) = Signed(Unsigned(last) + 1);
  vm.data.Top() = first;
  return branch_instructions::Do(vm, instruction);
}

inline void Blk(VmState& vm, Instruction) { vm.data.Push(CellOf(layout::kBlk)); }

inline constexpr std::array kWords{
    Word{"BLK", Checked<0, 1, Blk>, "( -- a-addr )",
         "The cell that holds the number of the block being interpreted, or 0."},
    Word{"LOAD", nullptr, "( i*x u -- j*x )", "Interpret block u."},
    Word{"THRU", nullptr, "( i*x u1 u2 -- j*x )", "Interpret blocks u1 to u2."},
    Word{"-->", Continue, "( -- )", "Go on with the next block.", kImmediate},
};

}  // namespace starkernel::forthvm::block_source_words
