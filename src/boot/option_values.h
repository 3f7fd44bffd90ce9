#pragma once

#include <optional>
#include <string_view>

#include "src/base/quantities.h"
#include "src/boot/boot_options.h"

namespace starkernel::boot {

/// The least that `memory` may leave to the kernel: VM[0] alone takes 16 MiB.
inline constexpr ByteCount kLeastMemory = MiB(8);

/// Why an option was not understood.
struct OptionProblem {
  std::string_view what;      ///< "unknown option", "bad console", ...
  std::string_view subject;   ///< The word that was wrong.
  std::string_view expected;  ///< What could stand there.
};

/// The options that SetOption knows, for messages.
inline constexpr std::string_view kOptionNames =
    "console, log, keyboard, memory, parity, post, engine, doe or drill";

/// Sets one option:
///
///     console both|serial|screen    where the console is
///     log quiet|normal|debug        how much is said while the kernel comes up
///     keyboard us|de                layout of the keyboard
///     memory SIZE                   use no more memory: 8M, 1G, ...
///     parity on|off                 nothing that depends on measured time, and packets to compare
///     post off|on|only              test the VM before VM[0] runs; `only` ends the machine then
///     engine plain|interpreted|native  what executes VM instances that choose no engine
///     doe SEED,REPETITIONS          have VM[0] do the experiment of EXEC-DOE before its prompt
///     drill KIND                    page-fault, divide, invalid-opcode, stack-overflow,
///                                   signed-overflow, wrong-call, stack-smash, panic, reset,
///                                   timer-accuracy, timer-interrupts or envelopes
///
/// Changes nothing if there is a problem. The problem refers to the arguments.
[[nodiscard]] std::optional<OptionProblem> SetOption(std::string_view name [[clang::lifetimebound]],
                                                     std::string_view value
                                                     [[clang::lifetimebound]],
                                                     BootOptions& options);

}  // namespace starkernel::boot
