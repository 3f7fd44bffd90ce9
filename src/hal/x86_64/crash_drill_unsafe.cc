#include "src/hal/x86_64/crash_drill.h"

#include "src/base/panic.h"
#include "src/hal/machine.h"

namespace starkernel::hal {

// SAFETY, for the whole file: every instruction here is meant to raise an exception that ends
// the kernel with a report. The null page is never mapped; running down the stack ends in its
// guard page before anything else is reached, 16 bytes at a time.

void RunCrashDrill(CrashDrill drill) {
  switch (drill) {
    case CrashDrill::kNone: return;
    case CrashDrill::kPanic: Panic("crash drill: a broken invariant");
    case CrashDrill::kPageFault: asm volatile("movb (%0), %%al" : : "r"(0x10UL) : "rax"); return;
    case CrashDrill::kDivide:
      asm volatile("xor %%ecx, %%ecx; div %%ecx" : : : "rax", "rcx", "rdx");
      return;
    case CrashDrill::kInvalidOpcode: asm volatile("ud2"); return;
    case CrashDrill::kStackOverflow:
      asm volatile("1: push %%rbp; mov %%rsp, %%rbp; call 1b" : : : "memory");
      return;
  }
}

}  // namespace starkernel::hal
