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

[[nodiscard]] inline bool Executable(hal::Protection protection) {
  // expected-error@+1 {{enumeration value 'kReadOnly' not handled in switch}}
  switch (protection) {
    case hal::Protection::kReadExecute: return true;
    case hal::Protection::kReadWrite: return false;
  }
  return false;
}

}  // namespace starkernel
