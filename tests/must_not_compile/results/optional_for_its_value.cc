#include <optional>

#include "src/base/error.h"
#include "src/base/result.h"

namespace starkernel {

std::optional<int> Find();

[[nodiscard]] inline Result<int> Checked() {
  const std::optional<int> found = Find();
  return found.has_value() ? Result<int>(*found) : Error::kNotFound;
}

[[nodiscard]] inline int Unchecked() {
  // expected-error@+1 {{no viable conversion from returned value of type 'std::optional<int>'}}
  return Find();
}

}  // namespace starkernel
