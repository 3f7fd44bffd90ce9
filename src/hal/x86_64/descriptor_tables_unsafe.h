#pragma once

#include <cstdint>

namespace starkernel::hal {

/// What LGDT and LIDT read: ten bytes without padding (Intel SDM volume 3, figure 2-6).
struct [[gnu::packed]] TableRegister {
  std::uint16_t limit = 0;
  std::uint64_t base = 0;
};
static_assert(sizeof(TableRegister) == 10);

// SAFETY: the code of the 256 vectors in interrupt_entry.S. It is never called from C++, only its
// address is taken.
extern "C" void interrupt_entries();

/// Makes a global descriptor table current, and its segments: `code`, `data` and `task` are their
/// selectors.
inline void LoadGlobalDescriptors(const TableRegister& table, std::uint16_t code,
                                  std::uint16_t data, std::uint16_t task) {
  // SAFETY: the caller passes a table that lives for ever, and selectors in it. Reloading cs needs
  // a far return to the next instruction through the new table; it takes from the stack what was
  // pushed before, and there is no red zone. The other segment registers take the flat data
  // segment, which long mode ignores but IRETQ checks.
  asm volatile(
      "lgdt %0\n\t"
      "pushq %1\n\t"
      "leaq 1f(%%rip), %%rax\n\t"
      "pushq %%rax\n\t"
      "lretq\n"
      "1:\n\t"
      "movw %2, %%ds\n\t"
      "movw %2, %%es\n\t"
      "movw %2, %%ss\n\t"
      "movw %2, %%fs\n\t"
      "movw %2, %%gs\n\t"
      "ltr %3"
      :
      : "m"(table), "r"(std::uint64_t{code}), "r"(data), "r"(task)
      : "rax", "memory");
}

/// Makes an interrupt descriptor table current.
inline void LoadInterruptDescriptors(const TableRegister& table) {
  // SAFETY: the caller passes a table of valid gates that lives for ever.
  asm volatile("lidt %0" : : "m"(table) : "memory");
}

}  // namespace starkernel::hal
