#include "tools/qemu_boot/qemu_command.h"

#include <algorithm>

#include "gtest/gtest.h"

namespace starkernel::tools {
namespace {

const MachineFiles& Files() {
  static const MachineFiles files = {.qemu_root = "/q",
                                     .firmware_code = "/o/CODE.fd",
                                     .firmware_vars = "/t/vars.fd",
                                     .disk = "/t/a,b.img",
                                     .temp = "/t"};
  return files;
}

// The value after an option, or "absent".
std::string ValueOf(const std::vector<std::string>& arguments, const std::string& option) {
  const auto found = std::ranges::find(arguments, option);
  return found == arguments.end() || std::next(found) == arguments.end() ? "absent"
                                                                         : *std::next(found);
}

bool Has(const std::vector<std::string>& arguments, const std::string& argument) {
  return std::ranges::find(arguments, argument) != arguments.end();
}

TEST(QemuArguments, Defaults) {
  const auto arguments = QemuArguments(Options{}, Accelerator::kTcg, Files());
  EXPECT_EQ(ValueOf(arguments, "-accel"), "tcg");
  EXPECT_EQ(ValueOf(arguments, "-m"), "512M");
  EXPECT_EQ(ValueOf(arguments, "-smp"), "1");
  EXPECT_EQ(ValueOf(arguments, "-display"), "none");
  EXPECT_TRUE(Has(arguments, "isa-debug-exit,iobase=0xf4,iosize=4"));
  EXPECT_TRUE(Has(arguments, "-no-reboot"));
  EXPECT_EQ(ValueOf(arguments, "-nic"), "none");
  EXPECT_FALSE(Has(arguments, "-icount"));
  EXPECT_FALSE(Has(arguments, "-S"));
}

TEST(QemuArguments, PathsWithCommasStayWhole) {
  const auto arguments = QemuArguments(Options{}, Accelerator::kTcg, Files());
  EXPECT_TRUE(Has(arguments, "if=none,id=disk,format=raw,file=/t/a,,b.img"));
  EXPECT_TRUE(Has(arguments, "if=pflash,unit=0,format=raw,readonly=on,file=/o/CODE.fd"));
}

TEST(QemuArguments, EveryOptionArrives) {
  Options options;
  options.memory_mib = 2048;
  options.cpus = 4;
  options.machine = "pc";
  options.cpu = "qemu64";
  options.display = "vnc=127.0.0.1:1";
  options.gdb_port = 4321;
  const auto arguments = QemuArguments(options, Accelerator::kKvm, Files());
  EXPECT_EQ(ValueOf(arguments, "-accel"), "kvm");
  EXPECT_EQ(ValueOf(arguments, "-m"), "2048M");
  EXPECT_EQ(ValueOf(arguments, "-smp"), "4");
  EXPECT_EQ(ValueOf(arguments, "-machine"), "pc");
  EXPECT_EQ(ValueOf(arguments, "-cpu"), "qemu64");
  EXPECT_EQ(ValueOf(arguments, "-display"), "vnc=127.0.0.1:1");
  EXPECT_TRUE(Has(arguments, "-S"));
  EXPECT_EQ(ValueOf(arguments, "-gdb"), "tcp:127.0.0.1:4321");
}

TEST(QemuArguments, InstructionCounting) {
  Options options;
  options.icount = true;
  EXPECT_EQ(ValueOf(QemuArguments(options, Accelerator::kTcg, Files()), "-icount"),
            "shift=0,sleep=off");
}

TEST(QemuArguments, Tracing) {
  EXPECT_FALSE(Has(QemuArguments(Options{}, Accelerator::kTcg, Files()), "-D"));
  MachineFiles files = Files();
  files.trace = "/t/trace";
  const auto arguments = QemuArguments(Options{}, Accelerator::kTcg, files);
  EXPECT_EQ(ValueOf(arguments, "-d"), "in_asm,int");
  EXPECT_EQ(ValueOf(arguments, "-D"), "/t/trace");
}

TEST(QemuEnvironment, NamesTheModulesOfTheTree) {
  EXPECT_TRUE(Has(QemuEnvironment(Files()), "QEMU_MODULE_DIR=/q/usr/lib/x86_64-linux-gnu/qemu"));
  EXPECT_TRUE(Has(QemuEnvironment(Files()), "TMPDIR=/t"));
}

TEST(EscapeCommas, DoublesThem) {
  EXPECT_EQ(EscapeCommas("plain"), "plain");
  EXPECT_EQ(EscapeCommas(",a,,"), ",,a,,,,");
}

}  // namespace
}  // namespace starkernel::tools
