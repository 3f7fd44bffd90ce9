#include "tools/qemu_boot/gdb_advice.h"

#include "gtest/gtest.h"

namespace starkernel::tools {
namespace {

TEST(GdbAdvice, NamesPortAndSymbols) {
  const std::string advice = GdbAdvice(4321, "/out/bootx64.elf");
  EXPECT_NE(advice.find("gdb -ex 'target remote 127.0.0.1:4321'\n"), std::string::npos) << advice;
  EXPECT_NE(advice.find("symbol-file -o ADDRESS '/out/bootx64.elf'\n"), std::string::npos)
      << advice;
}

}  // namespace
}  // namespace starkernel::tools
