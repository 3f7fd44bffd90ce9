#pragma once

#include <expected>
#include <string>

#include "tools/hermetic_tool/child_process.h"
#include "tools/qemu_boot/console_pump.h"
#include "tools/qemu_boot/options.h"
#include "tools/qemu_boot/qemu_command.h"

namespace starkernel::tools {

/// How one run of the machine went.
struct MachineRun {
  PumpReport console;
  ChildEnd end;              ///< Of QEMU.
  bool guest_reset = false;  ///< QEMU ended because the guest reset itself.
};

/// Runs QEMU with its serial line on our standard input and output until it ends or has to be
/// ended; QEMU never outlives this call. `signals` belongs to a StopSignals, `log` is -1 or a
/// descriptor to write to.
[[nodiscard]] std::expected<MachineRun, std::string> RunMachine(const ChildSpec& qemu,
                                                                const PumpSettings& settings,
                                                                int signals, int log);

/// The QEMU that these options and files ask for.
[[nodiscard]] std::expected<ChildSpec, std::string> QemuSpec(const Options& options,
                                                             Accelerator accelerator,
                                                             const MachineFiles& files);

}  // namespace starkernel::tools
