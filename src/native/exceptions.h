#pragma once

#include <cstddef>
#include <cstdint>

#include "src/forthvm/vm_state.h"
#include "src/native/native_records.h"

namespace starkernel::native {

/// Where what native code keeps of a CATCH is counted from, as it stands in exception frames that
/// it has made: addresses, in bytes.
struct ExceptionBases {
  std::uint64_t data = 0;
  std::uint64_t returns = 0;
  std::uint64_t loops = 0;
  std::uint64_t calls = 0;  ///< Where the outermost call returns to; others lie below.
  std::size_t frames = 0;   ///< How many frames there are for that one and those around it.
};

/// Makes of the topmost `count` exception frames, which native code has made since it was entered,
/// what CATCH would have: `catching`, which called it. Sources and what is being defined are as
/// they were then.
void KeepExceptions(forthvm::VmState& vm, const Definition& catching, const ExceptionBases& bases,
                    std::size_t count);

}  // namespace starkernel::native
