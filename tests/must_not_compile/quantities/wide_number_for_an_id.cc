#include <cstdint>

#include "src/base/checked.h"
#include "src/base/ids.h"

namespace starkernel {

[[nodiscard]] inline WordId Known(std::uint64_t index) {
  return WordId(NarrowOrPanic<std::uint32_t>(index));
}

[[nodiscard]] inline WordId Cut(std::uint64_t index) {
  // expected-error@+1 {{implicit conversion loses integer precision}}
  return WordId(index);
}

}  // namespace starkernel
