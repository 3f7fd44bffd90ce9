#include "src/runtime/stack_guard.h"

#include <cstdint>

#include "src/base/panic.h"

// What -fstack-protector-strong refers to. The names are the compiler's, which is why they are
// reserved identifiers.

extern "C" {
extern std::uint64_t __stack_chk_guard;
constinit std::uint64_t __stack_chk_guard = 0xB1D5'72E0'9C4A'3F00;

[[noreturn]] void __stack_chk_fail();
[[noreturn]] void __stack_chk_fail() {
  starkernel::Panic("a function has written beyond a buffer on the kernel stack");
}
}

namespace starkernel::runtime {

void SetStackGuard(std::uint64_t value) {
  constexpr std::uint64_t kLowByte = 0xFF;
  __stack_chk_guard = value & ~kLowByte;
}

}  // namespace starkernel::runtime
