#pragma once

#include <cstdint>

#include "src/forthvm/instruction.h"

namespace starkernel::forthvm {

struct VmState;

/// What an engine does after an instruction.
enum class Status : std::uint8_t {
  kNext,     ///< Go on at the code position.
  kExecute,  ///< Do VmState::pending first.
  kWait,     ///< Do the same instruction again later: when the terminal or device may have
             ///< something, or when what VmState::WaitFor was told has come.
  kYield,    ///< Go on in another window, with VmState::pending first if there is one.
  kThrow,    ///< VmState::fault says what is wrong.
  kBye,      ///< The VM instance has ended.
};

/// The meaning of one opcode. Handlers change the VM's state and know nothing of dispatch,
/// quanta or other handlers' order.
using Handler = Status (*)(VmState& vm, Instruction instruction);

}  // namespace starkernel::forthvm
