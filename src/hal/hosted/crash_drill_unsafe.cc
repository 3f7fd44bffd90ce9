#include "src/hal/hosted/crash_drill.h"

#include <array>
#include <cstdint>

#include "src/base/panic.h"
#include "src/hal/machine.h"

namespace starkernel::hal {
namespace {

// SAFETY, for the whole file: these end the program on purpose, through the crash report.

void ReadNullPage() {
  std::uint64_t value;
  asm volatile("movq 8, %0" : "=r"(value));
}

void DivideByZero() { asm volatile("xorl %%ecx, %%ecx\n\tdivl %%ecx" ::: "eax", "ecx", "edx"); }

void RunInvalidOpcode() { asm volatile("ud2"); }

/// Pushes until the stack is used up.
void OverflowStack() { asm volatile("1: pushq $0\n\tjmp 1b"); }

}  // namespace

void RunCrashDrill(CrashDrill drill) {
  switch (drill) {
    case CrashDrill::kNone:
    case CrashDrill::kEnvelopes: return;
    case CrashDrill::kPanic: Panic("crash drill");
    case CrashDrill::kPageFault: ReadNullPage(); break;
    case CrashDrill::kDivide: DivideByZero(); break;
    case CrashDrill::kInvalidOpcode: RunInvalidOpcode(); break;
    case CrashDrill::kStackOverflow: OverflowStack(); break;
    case CrashDrill::kFaultStorm:
    case CrashDrill::kEndlessFaults:
    case CrashDrill::kSignedOverflow:
    case CrashDrill::kWrongCall:
    case CrashDrill::kStackSmash:
    case CrashDrill::kReset:
    case CrashDrill::kTimerAccuracy:
    case CrashDrill::kTimerInterrupts:
    case CrashDrill::kInterruptTrouble: break;
  }
  Panic("a crash drill came to nothing");
}

}  // namespace starkernel::hal
