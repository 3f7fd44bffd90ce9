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

[[nodiscard]] inline Result<void> Moved(FixedVector<Owner, 2>& owners, Owner& owner) {
  return owners.Push(std::move(owner));
}

[[nodiscard]] inline Result<void> Copied(FixedVector<Owner, 2>& owners, Owner& owner) {
  // expected-error@+1 {{no matching member function for call to 'Push'}}
  return owners.Push(owner);
}

}  // namespace starkernel
