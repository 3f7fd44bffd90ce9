#pragma once

#include <cstdint>

namespace starkernel::hal {

// Single instructions of the processor, each as a function. All but CPUID, RDTSC and RBP need
// privilege level 0, at which the whole kernel runs (Intel SDM volume 2).
//
// SAFETY, for the whole file: the constraints name every register the instruction reads or
// writes, and "memory" keeps accesses from moving across where the instruction may change what
// they mean. Which values are sound to write is the caller's business.

[[nodiscard]] inline std::uint64_t ReadCycleCounter() {
  std::uint32_t low;
  std::uint32_t high;
  asm volatile("rdtsc" : "=a"(low), "=d"(high));
  return (std::uint64_t{high} << 32U) | low;
}

/// The four registers that CPUID fills.
struct CpuidResult {
  std::uint32_t eax = 0;
  std::uint32_t ebx = 0;
  std::uint32_t ecx = 0;
  std::uint32_t edx = 0;
};

[[nodiscard]] inline CpuidResult Cpuid(std::uint32_t leaf, std::uint32_t subleaf = 0) {
  CpuidResult result;
  asm volatile("cpuid"
               : "=a"(result.eax), "=b"(result.ebx), "=c"(result.ecx), "=d"(result.edx)
               : "a"(leaf), "c"(subleaf));
  return result;
}

[[nodiscard]] inline std::uint64_t ReadModelRegister(std::uint32_t number) {
  std::uint32_t low;
  std::uint32_t high;
  asm volatile("rdmsr" : "=a"(low), "=d"(high) : "c"(number));
  return (std::uint64_t{high} << 32U) | low;
}

inline void WriteModelRegister(std::uint32_t number, std::uint64_t value) {
  asm volatile("wrmsr" : : "c"(number), "a"(value), "d"(value >> 32U) : "memory");
}

[[nodiscard]] inline std::uint64_t ReadCr0() {
  std::uint64_t value;
  asm volatile("mov %%cr0, %0" : "=r"(value));
  return value;
}

inline void WriteCr0(std::uint64_t value) {
  asm volatile("mov %0, %%cr0" : : "r"(value) : "memory");
}

[[nodiscard]] inline std::uint64_t ReadCr2() {
  std::uint64_t value;
  asm volatile("mov %%cr2, %0" : "=r"(value));
  return value;
}

[[nodiscard]] inline std::uint64_t ReadCr3() {
  std::uint64_t value;
  asm volatile("mov %%cr3, %0" : "=r"(value));
  return value;
}

inline void WriteCr3(std::uint64_t value) {
  asm volatile("mov %0, %%cr3" : : "r"(value) : "memory");
}

[[nodiscard]] inline std::uint64_t ReadCr4() {
  std::uint64_t value;
  asm volatile("mov %%cr4, %0" : "=r"(value));
  return value;
}

inline void WriteCr4(std::uint64_t value) {
  asm volatile("mov %0, %%cr4" : : "r"(value) : "memory");
}

inline void InvalidatePage(std::uint64_t address) {
  asm volatile("invlpg (%0)" : : "r"(address) : "memory");
}

inline void DisableInterrupts() { asm volatile("cli" : : : "memory"); }

inline void EnableInterrupts() { asm volatile("sti" : : : "memory"); }

/// RFLAGS (Intel SDM volume 1, 3.4.3).
[[nodiscard]] inline std::uint64_t ReadFlags() { return __builtin_ia32_readeflags_u64(); }

/// Lets interrupts in, stops the processor until one has been handled, and shuts them out
/// again. STI takes effect after the next instruction, so none is lost in between.
inline void WaitForInterrupt() { asm volatile("sti; hlt; cli" : : : "memory"); }

[[noreturn]] inline void HaltForever() {
  asm volatile("1: cli; hlt; jmp 1b" : : : "memory");
  __builtin_unreachable();
}

/// Leaves the current stack for good and calls `function` on the one whose top is `stack_top`, a
/// multiple of 16, as the System V AMD64 ABI (3.2.2) wants it before a call. `function` must not
/// return. The zero in rbp ends stack traces.
[[noreturn]] inline void RunOnStack(std::uint64_t stack_top, void (*function)()) {
  asm volatile(
      "mov %0, %%rsp\n\t"
      "xor %%ebp, %%ebp\n\t"
      "call *%1\n\t"
      "ud2"
      :
      : "r"(stack_top), "r"(function)
      : "memory");
  __builtin_unreachable();
}

/// The frame pointer of the function this is inlined into.
[[nodiscard, gnu::always_inline]] inline std::uint64_t CurrentFramePointer() {
  std::uint64_t value;
  asm volatile("mov %%rbp, %0" : "=r"(value));
  return value;
}

}  // namespace starkernel::hal
