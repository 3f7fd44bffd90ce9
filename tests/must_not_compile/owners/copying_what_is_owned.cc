#include <utility>

#include "src/base/owned.h"

namespace starkernel {

struct GiveBack {
  void operator()(int number) const { static_cast<void>(number); }
};
using OwnedNumber = Owned<int, GiveBack>;

[[nodiscard]] inline OwnedNumber Moved(OwnedNumber& owner) { return std::move(owner); }

[[nodiscard]] inline OwnedNumber Copied(OwnedNumber& owner) {
  // expected-error@+1 {{call to deleted constructor of 'OwnedNumber'}}
  return owner;
}

}  // namespace starkernel
