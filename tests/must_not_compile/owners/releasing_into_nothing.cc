#include "src/base/owned.h"

namespace starkernel {

struct GiveBack {
  void operator()(int number) const { static_cast<void>(number); }
};

[[nodiscard]] inline int Kept(Owned<int, GiveBack>& owner) { return owner.Release(); }

inline void Dropped(Owned<int, GiveBack>& owner) {
  // expected-error@+1 {{ignoring return value of function declared with 'nodiscard' attribute}}
  owner.Release();
}

}  // namespace starkernel
