#include <span>

#include "src/hal/x86_64/kernel_mapping_list.h"

namespace starkernel {

[[nodiscard]] inline std::span<const hal::KernelMapping> Kept() {
  static constexpr hal::KernelMappingList kList;
  return kList.window();
}

[[nodiscard]] inline std::span<const hal::KernelMapping> Lost() {
  const hal::KernelMappingList list;
  // expected-error@+1 {{address of stack memory associated with local variable 'list' returned}}
  return list.window();
}

}  // namespace starkernel
