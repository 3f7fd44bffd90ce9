#pragma once

#include <cstdint>

#include "src/base/addresses.h"

namespace starkernel {

/// Calls machine code at `entry` with `argument` in RDI, and gives what it leaves in RAX. It must
/// be there and executable, return to where it was called from, and keep the registers that a
/// callee keeps (System V ABI for AMD64, 3.2.1).
[[nodiscard]] inline std::uint64_t CallMachineCode(VirtAddr entry, std::uint64_t argument) {
  std::uint64_t result = entry.value();
  // SAFETY: the caller vouches for the code. The stack is left alone below our red zone, aligned as
  // for any call, and given back; everything that a callee may change is named.
  asm volatile(
      "movq %%rsp, %%rbx\n\t"
      "leaq -128(%%rsp), %%rsp\n\t"
      "andq $-16, %%rsp\n\t"
      "callq *%%rax\n\t"
      "movq %%rbx, %%rsp"
      : "+a"(result), "+D"(argument)
      :
      : "rbx", "rcx", "rdx", "rsi", "r8", "r9", "r10", "r11", "cc", "memory", "xmm0", "xmm1",
        "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12",
        "xmm13", "xmm14", "xmm15");
  return result;
}

}  // namespace starkernel
