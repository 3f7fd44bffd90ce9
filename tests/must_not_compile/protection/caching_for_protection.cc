#include "src/hal/kernel_mapping.h"

namespace starkernel {

inline constexpr hal::KernelMapping kRam{
    .virt = {}, .phys = {}, .pages = PageCount(1), .protection = hal::Protection::kReadWrite};
inline constexpr hal::KernelMapping kDevice{
    .virt = {},
    .phys = {},
    .pages = PageCount(1),
    // expected-error@+1 {{cannot initialize a member subobject of type 'Protection'}}
    .protection = hal::Caching::kUncached};

}  // namespace starkernel
