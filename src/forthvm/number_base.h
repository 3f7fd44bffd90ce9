#pragma once

#include "src/forthvm/cell.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/handler.h"
#include "src/forthvm/throw_code.h"
#include "src/forthvm/vm_state.h"

namespace starkernel::forthvm {

/// Reads BASE, which guest code may have set to anything; throws -24 unless it is 2 to 36.
inline Status ReadBase(VmState& vm, unsigned& base) {
  const Cell value = vm.memory.SystemCell(layout::kBase);
  if (value < 2 || value > 36) {
    // Nothing could be typed to repair it otherwise.
    vm.memory.SetSystemCell(layout::kBase, 10);
    return vm.ThrowRange(ThrowCode::kInvalidArgument, "BASE is set to 10, it was", value, 2, 36);
  }
  base = static_cast<unsigned>(value);
  return Status::kNext;
}

}  // namespace starkernel::forthvm
