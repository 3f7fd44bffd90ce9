#include "tools/qemu_boot/qemu_command.h"

namespace starkernel::tools {
namespace {

using Arguments = std::vector<std::string>;

void Append(Arguments& arguments, const Arguments& more) {
  arguments.insert(arguments.end(), more.begin(), more.end());
}

std::string File(const std::filesystem::path& path) {
  return "file=" + EscapeCommas(path.string());
}

Arguments Processor(const Options& options, Accelerator accelerator) {
  const bool kvm = accelerator == Accelerator::kKvm;
  Arguments arguments = {"-machine", options.machine,
                         "-accel",   kvm ? "kvm" : "tcg",
                         "-cpu",     options.cpu,
                         "-m",       std::to_string(options.memory_mib) + "M",
                         "-smp",     std::to_string(options.cpus)};
  if (options.icount) {
    Append(arguments, {"-icount", "shift=0,sleep=off"});
  }
  return arguments;
}

Arguments Drives(const MachineFiles& files) {
  return {"-drive",  "if=pflash,unit=0,format=raw,readonly=on," + File(files.firmware_code),
          "-drive",  "if=pflash,unit=1,format=raw," + File(files.firmware_vars),
          "-drive",  "if=none,id=disk,format=raw," + File(files.disk),
          "-device", "virtio-blk-pci,drive=disk,bootindex=0"};
}

}  // namespace

std::string EscapeCommas(std::string_view text) {
  std::string escaped;
  for (const char letter : text) {
    escaped.append(letter == ',' ? 2 : 1, letter);
  }
  return escaped;
}

std::vector<std::string> QemuArguments(const Options& options, Accelerator accelerator,
                                       const MachineFiles& files) {
  const std::filesystem::path share = files.qemu_root / "usr/share";
  Arguments arguments = {"-L",          (share / "qemu").string(),
                         "-L",          (share / "seabios").string(),
                         "-L",          (files.qemu_root / "usr/lib/ipxe/qemu").string(),
                         "-nodefaults", "-no-user-config",
                         "-no-reboot",  "-nic",
                         "none"};
  Append(arguments, Processor(options, accelerator));
  Append(arguments, Drives(files));
  Append(arguments, {"-vga", "none", "-display", options.display});
  if (options.screen) {
    Append(arguments, {"-device", "VGA"});
  }
  Append(arguments, {"-device", "isa-debug-exit,iobase=0xf4,iosize=4"});
  Append(arguments, {"-chardev", "stdio,id=console,signal=off", "-serial", "chardev:console"});
  Append(arguments, {"-chardev", "socket,id=control,fd=3", "-mon", "chardev=control,mode=control"});
  if (!files.monitor.empty()) {
    Append(arguments,
           {"-qmp", "unix:" + EscapeCommas(files.monitor.string()) + ",server=on,wait=off"});
  }
  if (!files.trace.empty()) {
    Append(arguments, {"-d", "in_asm,int", "-D", files.trace.string()});
  }
  if (options.gdb_port) {
    Append(arguments, {"-S", "-gdb", "tcp:127.0.0.1:" + std::to_string(*options.gdb_port)});
  }
  return arguments;
}

std::vector<std::string> QemuEnvironment(const MachineFiles& files) {
  return {"QEMU_MODULE_DIR=" + (files.qemu_root / "usr/lib/x86_64-linux-gnu/qemu").string(),
          "TMPDIR=" + files.temp.string(), "LC_ALL=C"};
}

}  // namespace starkernel::tools
