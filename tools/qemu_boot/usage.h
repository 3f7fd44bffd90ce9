#pragma once

#include <string_view>

namespace starkernel::tools {

/// What `--help` prints.
inline constexpr std::string_view kQemuBootUsage =
    R"(usage: bazel run //tools:qemu_boot -- [OPTION ...]
Boots StarKernel in QEMU and OVMF with its serial console on this terminal.
On a terminal, Ctrl-A X ends the machine and Ctrl-A H lists the keys. Standard input may
also be a pipe: printf '1 2 + .\nBYE\n' | bazel run //tools:qemu_boot

  --file F.fs        VM[0] interprets the file before its prompt; repeatable, in order
  --module F.fs      the file is there for INCLUDED; repeatable
  --timeout SECONDS  end the machine after so long; 0 for never
                     (never on a terminal, otherwise 120)
  --memory SIZE      64M to 64G (512M)
  --cpus N           1 to 64 (1)
  --machine MODEL    QEMU's machine: pc, q35,hpet=off ... (q35)
  --cpu MODEL        QEMU's processor: qemu64, max,-x2apic ... (max)
  --display KIND     none, or vnc=ADDRESS:N for a VNC viewer (none)
  --accel KIND       auto, tcg or kvm (auto: kvm if it runs the firmware, else tcg)
  --icount           count instructions instead of time: every run is the same
  --gdb[=PORT]       wait for gdb on PORT (1234) and print the command that connects
  --no-screen        a machine without a graphics card
  --option NAME=VALUE  an option of the kernel's, repeatable: console=both|serial|screen,
                     log=quiet|normal|debug, keyboard=us|de, memory=SIZE, parity=on|off,
                     post=off|on|only
  --monitor SOCKET   QEMU's monitor (QMP) listens on this UNIX socket, for keys and pictures
  --drill KIND       let the kernel cause an error of its own: panic, page-fault, divide,
                     invalid-opcode, stack-overflow, fault-storm, endless-faults,
                     signed-overflow, wrong-call or stack-smash; or make a trial: reset,
                     timer-accuracy, timer-interrupts, interrupt-trouble
  --no-exit-port     stop as a machine without QEMU's exit port does: through ACPI, and after a
                     panic not at all
  --log FILE         write everything the serial line said, firmware included
  --trace FILE       write the instructions that ran, firmware's included, and the exceptions
  --image FILE       boot another EFI application (.efi) or GPT disk image
  --verbose          show the firmware's output and QEMU's command line
  --help             this text

Exit status: 0 after BYE or a power-off, 1 for an uncaught error in a --file, 2 for a bad
option, 3 for a kernel panic, 4 if QEMU or the firmware failed, 124 for a time-out.
)";

}  // namespace starkernel::tools
