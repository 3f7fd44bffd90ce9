#pragma once

#include <cstdint>

namespace starkernel::hal {

/// Leaves the current stack for good and calls `function` on the one whose top is `stack_top`,
/// a multiple of 16. `function` must not return.
// SAFETY: declares the code in stack_switch.S, with the types of the registers it uses.
extern "C" [[noreturn]] void RunOnStack(std::uint64_t stack_top, void (*function)());

}  // namespace starkernel::hal
