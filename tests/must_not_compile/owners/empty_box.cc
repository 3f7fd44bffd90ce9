#include <optional>

#include "src/heap/box.h"

// There may be no box, but no box is born empty.

namespace starkernel {

inline std::optional<heap::Box<int>> maybe;
// expected-error@+1 {{no matching constructor for initialization of 'heap::Box<int>'}}
inline heap::Box<int> box;

}  // namespace starkernel
