#include "src/hal/x86_64/page_attribute_table.h"

#include <cstdint>

#include "src/hal/x86_64/processor_unsafe.h"

namespace starkernel::hal {

// SAFETY: the register is there if the processor says so, and no page is mapped with the entry that
// changes: firmware and the boot tables use write-back, and ours are not in force yet.
void EnableWriteCombining() {
  constexpr std::uint32_t kTableThere = 1U << 16U;  // CPUID leaf 1, EDX
  constexpr std::uint32_t kTableRegister = 0x277;
  constexpr std::uint64_t kEntry1 = 0xFF00;
  constexpr std::uint64_t kEntry1WriteCombining = 0x0100;
  if ((Cpuid(1).edx & kTableThere) == 0) {
    return;
  }
  WriteModelRegister(kTableRegister,
                     (ReadModelRegister(kTableRegister) & ~kEntry1) | kEntry1WriteCombining);
}

}  // namespace starkernel::hal
