#pragma once

#include <cstdint>

namespace starkernel::hal {

/// What an interrupt leaves on the stack, lowest address first: the general registers saved by
/// interrupt_entry.S, the vector and error code (0 where the processor pushes none), and what
/// the processor itself pushes (Intel SDM volume 3, 6.14.2).
struct InterruptFrame {
  std::uint64_t r15 = 0;
  std::uint64_t r14 = 0;
  std::uint64_t r13 = 0;
  std::uint64_t r12 = 0;
  std::uint64_t r11 = 0;
  std::uint64_t r10 = 0;
  std::uint64_t r9 = 0;
  std::uint64_t r8 = 0;
  std::uint64_t rbp = 0;
  std::uint64_t rdi = 0;
  std::uint64_t rsi = 0;
  std::uint64_t rdx = 0;
  std::uint64_t rcx = 0;
  std::uint64_t rbx = 0;
  std::uint64_t rax = 0;
  std::uint64_t vector = 0;
  std::uint64_t error_code = 0;
  std::uint64_t rip = 0;
  std::uint64_t cs = 0;
  std::uint64_t rflags = 0;
  std::uint64_t rsp = 0;
  std::uint64_t ss = 0;
};
static_assert(sizeof(InterruptFrame) == 176, "interrupt_entry.S pushes exactly this");

}  // namespace starkernel::hal
