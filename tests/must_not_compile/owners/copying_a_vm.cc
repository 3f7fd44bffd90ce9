#include <utility>

#include "src/forthvm/vm.h"

namespace starkernel {

[[nodiscard]] inline forthvm::Vm Moved(forthvm::Vm& vm) { return std::move(vm); }

[[nodiscard]] inline forthvm::Vm Copied(forthvm::Vm& vm) {
  // expected-error@+1 {{call to deleted constructor of 'forthvm::Vm'}}
  return vm;
}

}  // namespace starkernel
