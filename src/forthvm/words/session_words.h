#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/log_level.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"

/// StarForth's words about the whole system: here they mean the VM instance, never the machine.
namespace starkernel::forthvm::session_words {

/// The owner of the VM instance makes it anew before it does anything else.
inline void Restart(VmState& vm, Instruction) {
  vm.restart_requested = true;
  vm.fuel = std::min<std::int64_t>(vm.fuel, 0);
}
inline Status SaveSystem(VmState& vm, Instruction instruction) {
  return vm.Throw(instruction, ThrowCode::kUnsupported);
}
inline void Nothing(VmState& /*vm*/, Instruction /*instruction*/) {}
inline void Initialize(VmState& vm, Instruction) {
  vm.random_state = 0;
  vm.log_level = LogLevel::kInfo;
}

inline void Version(VmState& vm, Instruction) {
  vm.output.Write("StarKernel, StarForth on Forth-2012 with cells of 64 bits\n");
}

inline constexpr std::array kWords{
    Word{
        "COLD", Checked<0, 0, Restart>, "( -- )",
        "Make the VM instance as it was at birth: definitions and unsaved blocks go, files close."},
    Word{"REBOOT", Checked<0, 0, Restart>, "( -- )", "The same as COLD: it restarts no machine."},
    Word{"WARM", nullptr, "( i*x -- )",
         "Empty the stacks, return to base ten and to the prompt; words stay.", kPlain,
         "DECIMAL ABORT"},
    Word{"SAVE-SYSTEM", SaveSystem, "( -- )",
         "Throw -21: a VM instance has no image to be saved in."},
    Word{"INIT", Checked<0, 0, Initialize>, "( -- )",
         "Random numbers and log level as they were at birth."},
    Word{"VERSION", Checked<0, 0, Version>, "( -- )", "Name the system and its language."},
    Word{"79-STANDARD", Checked<0, 0, Nothing>, "( -- )",
         "Nothing: FORTH-79's words have its meaning where Forth-2012 has no other."},
    Word{"NOP", Checked<0, 0, Nothing>, "( -- )", "Nothing."},
    Word{"VLIST", nullptr, "( -- )", "The same as WORDS.", kPlain, "WORDS"},
    Word{"(-", nullptr, "( \"text<paren>\" -- )", "A comment up to the next ).", kImmediate,
         "[CHAR] ) PARSE 2DROP"},
};

}  // namespace starkernel::forthvm::session_words
