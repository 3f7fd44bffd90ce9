#pragma once

#include <cstdint>

namespace starkernel::hal {

/// What LGDT and LIDT read: ten bytes without padding (Intel SDM volume 3, figure 2-6).
struct [[gnu::packed]] TableRegister {
  std::uint16_t limit = 0;
  std::uint64_t base = 0;
};
static_assert(sizeof(TableRegister) == 10);

// SAFETY: declarations of the code in descriptor_load.S and interrupt_entry.S; the types match
// the registers it uses. interrupt_entries is never called, only its address is taken.
extern "C" {
void LoadGlobalDescriptors(const TableRegister* table, std::uint16_t code, std::uint16_t data,
                           std::uint16_t task);
void LoadInterruptDescriptors(const TableRegister* table);
void interrupt_entries();
}

}  // namespace starkernel::hal
