#include <utility>

#include "src/hal/hosted/host_memory.h"

namespace starkernel {

[[nodiscard]] inline hal::HostMemory Moved(hal::HostMemory& memory) { return std::move(memory); }

[[nodiscard]] inline hal::HostMemory Copied(hal::HostMemory& memory) {
  // expected-error@+1 {{call to deleted constructor of 'hal::HostMemory'}}
  return memory;
}

}  // namespace starkernel
