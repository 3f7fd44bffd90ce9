#include "src/hal/hosted/fault_signals.h"

#include <sys/uio.h>
#include <ucontext.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/hal/page_fault_resolver.h"
#include "src/hal/x86_64/exception_report.h"
#include "src/hal/x86_64/interrupt_frame.h"
#include "src/hal/x86_64/page_fault_recovery.h"
#include "src/hal/x86_64/stack_trace.h"

// SAFETY: set by the linker, one past the last byte of the program's data; only its address is
// taken.
extern "C" const char _end;

namespace starkernel::hal {
namespace {

// Written before the signals are caught, and never again.
constinit FaultHandler fault_handler = nullptr;
constinit std::atomic<PageFaultResolver*> fault_resolver = nullptr;
alignas(16) constinit std::array<std::byte, 64 * 1024> handler_stack{};

#pragma clang unsafe_buffer_usage begin
// SAFETY: every index is an enumerator of <ucontext.h> for its array.
InterruptFrame FrameOf(const ucontext_t& context) {
  const auto reg = [&context](int index) {
    return static_cast<std::uint64_t>(context.uc_mcontext.gregs[index]);
  };
  InterruptFrame frame;
  frame.r15 = reg(REG_R15);
  frame.r14 = reg(REG_R14);
  frame.r13 = reg(REG_R13);
  frame.r12 = reg(REG_R12);
  frame.r11 = reg(REG_R11);
  frame.r10 = reg(REG_R10);
  frame.r9 = reg(REG_R9);
  frame.r8 = reg(REG_R8);
  frame.rbp = reg(REG_RBP);
  frame.rdi = reg(REG_RDI);
  frame.rsi = reg(REG_RSI);
  frame.rdx = reg(REG_RDX);
  frame.rcx = reg(REG_RCX);
  frame.rbx = reg(REG_RBX);
  frame.rax = reg(REG_RAX);
  frame.vector = reg(REG_TRAPNO);
  frame.error_code = reg(REG_ERR);
  frame.rip = reg(REG_RIP);
  frame.cs = reg(REG_CSGSFS) & 0xFFFF;
  frame.rflags = reg(REG_EFL);
  frame.rsp = reg(REG_RSP);
  frame.ss = reg(REG_CSGSFS) >> 48;
  return frame;
}

// SAFETY: the kernel of the host passes a ucontext_t to a handler that was installed with
// SA_SIGINFO, and restores the registers from it; REG_CR2 and REG_RIP are indices of these.
void OnSignal(int signal, siginfo_t* information, void* context) {
  if (information->si_code <= 0) {  // Sent by a program, not raised by the processor.
    std::signal(signal, SIG_DFL);
    raise(signal);
    return;
  }
  ucontext_t& interrupted = *static_cast<ucontext_t*>(context);
  const FaultRegisters registers{
      .cr2 = static_cast<std::uint64_t>(interrupted.uc_mcontext.gregs[REG_CR2]), .cr3 = 0};
  InterruptFrame frame = FrameOf(interrupted);
  PageFaultResolver* const resolver = fault_resolver.load();
  if (frame.vector == kPageFaultVector && resolver != nullptr &&
      RecoverFromPageFault(frame, VirtAddr(registers.cr2), *resolver)) {
    // All that a recovery changes is where to go on.
    interrupted.uc_mcontext.gregs[REG_RIP] = static_cast<greg_t>(frame.rip);
    return;
  }
  if (fault_handler == nullptr) {  // The access is made again, and ends the program.
    std::signal(signal, SIG_DFL);
    return;
  }
  fault_handler(frame, registers);
}

void Catch(int signal) {
  stack_t stack{};
  stack.ss_sp = handler_stack.data();
  stack.ss_size = handler_stack.size();
  sigaltstack(&stack, nullptr);
  struct sigaction action{};
  action.sa_sigaction = OnSignal;
  // No deferring: a fault within the report has to reach the handler too.
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
  sigaction(signal, &action, nullptr);
}

}  // namespace

std::optional<StackFrame> HostStackReader::FrameAt(VirtAddr frame) const {
  std::array<std::uint64_t, 2> words{};
  if (frame.value() % sizeof(std::uint64_t) != 0) {
    return std::nullopt;
  }
  // SAFETY: the address is not dereferenced here; the host's kernel copies from it, and reports
  // an error if it is not mapped.
  const iovec remote{reinterpret_cast<void*>(frame.value()), sizeof(words)};
  const iovec local{words.data(), sizeof(words)};
  if (process_vm_readv(getpid(), &local, 1, &remote, 1, 0) != ssize_t{sizeof(words)}) {
    return std::nullopt;
  }
  return StackFrame{.caller_frame = VirtAddr(words[0]), .return_address = VirtAddr(words[1])};
}

TracedImage ProgramImage() {
  // SAFETY: only the address of the linker's symbol is taken.
  return {.base = VirtAddr{0},
          .size = ByteCount(reinterpret_cast<std::uintptr_t>(&_end)),
          .symbols = {}};
}

VirtAddr CallerFramePointer() {
  // SAFETY: the word at our own frame pointer is the caller's, since all code keeps frame
  // pointers; it is only read.
  return VirtAddr(*static_cast<const std::uint64_t*>(__builtin_frame_address(0)));
}
#pragma clang unsafe_buffer_usage end

void CatchFaults(FaultHandler handler) {
  fault_handler = handler;
  for (const int signal : std::array{SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP}) {
    Catch(signal);
  }
}

void ResolveFaultsWith(PageFaultResolver* resolver) {
  fault_resolver.store(resolver);
  if (resolver != nullptr) {
    Catch(SIGSEGV);
  }
}

}  // namespace starkernel::hal
