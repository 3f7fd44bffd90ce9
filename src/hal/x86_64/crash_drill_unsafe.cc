#include "src/hal/x86_64/crash_drill.h"

#include <array>
#include <bit>
#include <cstdint>
#include <limits>

#include "src/base/panic.h"
#include "src/base/text_writer.h"
#include "src/hal/machine.h"
#include "src/hal/x86_64/apic/vectors.h"
#include "src/hal/x86_64/exception_report.h"
#include "src/hal/x86_64/faulting_log.h"

namespace starkernel::hal {

// SAFETY, for the whole file: every instruction here is meant to raise an exception that ends
// the kernel with a report. The null page is never mapped; running down the stack
// ends in its guard page before anything else is reached, 16 bytes at a time.

namespace {

// The compiler must not know what the values are: it would see the error and leave the check out.

void CallAsAnotherType() {
  auto* function = std::bit_cast<void (*)()>(&VectorName);
  asm volatile("" : "+r"(function));
  function();
}

void OverflowSigned() {
  std::int32_t value = std::numeric_limits<std::int32_t>::max();
  asm volatile("" : "+r"(value));
  value += 1;
}

// Writes one word more than there are.
[[gnu::always_inline]] inline void SmashStack() {
  std::array<std::uint64_t, 4> buffer = {};
  const std::uint64_t* begin = buffer.data();
  asm volatile("rep stosq" : "+D"(begin) : "a"(0x4141414141414141UL), "c"(5UL) : "memory");
}

// SAFETY: the null page is never mapped: this ends in the report of a page fault.
void ReadNullPage() { asm volatile("movb (%0), %%al" : : "r"(0x10UL) : "rax"); }

constinit FaultingLog faulting_log(ReadNullPage);

}  // namespace

void RaiseTroublingInterrupts() {
  static_assert(kErrorVector == 0xFE && kSpuriousVector == 0xFF);
  // SAFETY: gates of vectors that return, as they do for an interrupt; ending one that the
  // controller knows nothing of has no effect.
  asm volatile(
      "int $0xFF; int $0xFF; int $0xFF; mov $300, %%ecx\n"
      "1: int $0x60; dec %%ecx; jnz 1b\n\t"
      "int $0xFE"
      :
      :
      : "rcx", "memory", "cc");
}

void RunCrashDrill(CrashDrill drill, TextWriter::Sink& log) {
  constexpr int kStorm = 5;
  switch (drill) {
    case CrashDrill::kNone:
    case CrashDrill::kEnvelopes: return;
    case CrashDrill::kPanic: Panic("crash drill: a broken invariant");
    case CrashDrill::kPageFault: ReadNullPage(); return;
    case CrashDrill::kDivide:
      asm volatile("xor %%ecx, %%ecx; div %%ecx" : : : "rax", "rcx", "rdx");
      return;
    case CrashDrill::kInvalidOpcode: asm volatile("ud2"); return;
    case CrashDrill::kStackOverflow:
      // The first call is for the first frame, which has to lead back too.
      asm volatile("call 1f\n1: push %%rbp; mov %%rsp, %%rbp; call 1b" : : : "memory");
      return;
    case CrashDrill::kFaultStorm:
      faulting_log.TakeReports(log, kStorm);
      ReadNullPage();
      return;
    case CrashDrill::kEndlessFaults:
      faulting_log.TakeReports(log, std::numeric_limits<int>::max());
      ReadNullPage();
      return;
    case CrashDrill::kSignedOverflow: OverflowSigned(); return;
    case CrashDrill::kWrongCall: CallAsAnotherType(); return;
    case CrashDrill::kStackSmash: SmashStack(); return;
    case CrashDrill::kReset:
    case CrashDrill::kTimerAccuracy:
    case CrashDrill::kTimerInterrupts:
    case CrashDrill::kInterruptTrouble: return;
  }
}

}  // namespace starkernel::hal
