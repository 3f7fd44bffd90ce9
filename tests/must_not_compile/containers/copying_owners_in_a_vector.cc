#include <utility>

#include "src/base/fixed_vector.h"

namespace starkernel {

class Owner {
 public:
  Owner() = default;
  Owner(Owner&& other) noexcept = default;
  Owner& operator=(Owner&& other) noexcept = default;
  ~Owner() = default;
};

[[nodiscard]] inline FixedVector<Owner, 2> Moved(FixedVector<Owner, 2>& owners) {
  return std::move(owners);
}

[[nodiscard]] inline FixedVector<Owner, 2> Copied(FixedVector<Owner, 2>& owners) {
  // expected-error@+1 {{call to implicitly-deleted copy constructor of 'FixedVector<Owner, 2>'}}
  return owners;
}

}  // namespace starkernel
