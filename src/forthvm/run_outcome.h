#pragma once

#include <cstdint>

namespace starkernel::forthvm {

/// Why a VM instance handed control back.
enum class RunOutcome : std::uint8_t {
  kQuantumSpent,            ///< It has more to do.
  kYielded,                 ///< It has more to do, and gave up the rest of its quantum.
  kWaitingForInput,         ///< It can go on when the terminal has input.
  kWaiting,                 ///< It can go on when what Vm::wait() says has come.
  kBye,                     ///< It has ended; running it again changes nothing.
  kUncaughtErrorInStartup,  ///< A startup file failed; running it again goes to the prompt.
};

}  // namespace starkernel::forthvm
