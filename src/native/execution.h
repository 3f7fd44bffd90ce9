#pragma once

#include <cstddef>
#include <span>

#include "src/forthvm/machine_code.h"
#include "src/forthvm/vm_state.h"
#include "src/native/catalogue.h"
#include "src/native/native_context.h"

namespace starkernel::native {

/// What enter.S hands back to starkernel_native_left.
struct Execution {
  forthvm::VmState* vm;
  const Catalogue* catalogue;
};

/// Executes native code of one VM instance, several times. As long as it lives storage does not
/// move, and the code is sealed.
class Executor {
 public:
  /// All outlive it.
  Executor(forthvm::VmState& vm, const Catalogue& catalogue, const forthvm::MachineCode& code);
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;
  ~Executor() = default;

  /// From an entry on that fits where the VM instance is, until native code is left, or returns
  /// from the definition that the entry is in, and from at most `calls` others of those that it was
  /// called from: what called the outermost goes on then. There must be fuel.
  LeaveReason Execute(const Point& from, std::size_t calls);

 private:
  Execution execution_;
  NativeContext context_;
};

/// All code, to be read: until some is added or taken away.
[[nodiscard]] std::span<const std::byte> WrittenCode(const forthvm::MachineCode& code
                                                     [[clang::lifetimebound]]);

}  // namespace starkernel::native
