#include "tools/qemu_boot/gdb_advice.h"

namespace starkernel::tools {

std::string GdbAdvice(unsigned port, const std::filesystem::path& kernel_elf) {
  const std::string elf = kernel_elf.string();
  return "qemu_boot: the machine waits for gdb. In another terminal:\n"
         "  gdb -ex 'target remote 127.0.0.1:" +
         std::to_string(port) +
         "'\n"
         "Then `continue`. The kernel's second line, `kernel image at ADDRESS`, says where it was\n"
         "loaded; interrupt it (Ctrl-C in gdb) and give gdb the symbols for that address:\n"
         "  symbol-file -o ADDRESS '" +
         elf +
         "'\n"
         "The address is the same in every run with the same options, so a second run can set\n"
         "it before `continue`, with `hbreak` for breakpoints in the early boot.\n";
}

}  // namespace starkernel::tools
