#include "src/hal/kernel_mapping.h"

namespace starkernel {

[[nodiscard]] inline bool Writable(hal::Protection protection) {
  switch (protection) {
    case hal::Protection::kReadWrite: return true;
    case hal::Protection::kReadOnly:
    case hal::Protection::kReadExecute: return false;
  }
  return false;
}

// What is added to the enumeration would go unnoticed.
[[nodiscard]] inline bool Executable(hal::Protection protection) {
  // expected-error@+1 {{'kReadOnly' and 'kReadWrite' not explicitly handled in switch}}
  switch (protection) {
    case hal::Protection::kReadExecute: return true;
    default: return false;
  }
}

}  // namespace starkernel
