#pragma once

#include "src/forthvm/vm.h"

namespace starkernel::parity {

/// Gives the VM instances of POST machine code, one after the other. Whoever runs POST owns it.
class PostNatives {
 public:
  PostNatives() = default;
  PostNatives(const PostNatives&) = delete;
  PostNatives& operator=(const PostNatives&) = delete;

  /// Has `vm`, which has no definition yet, execute its own natively; it stays as it is if there is
  /// no memory for that. The last one to be attached was detached.
  virtual void Attach(forthvm::Vm& vm) = 0;
  /// Takes that back: the VM instance does not run any more.
  virtual void Detach() = 0;

 protected:
  ~PostNatives() = default;
};

}  // namespace starkernel::parity
