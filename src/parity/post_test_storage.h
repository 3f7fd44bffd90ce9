#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "src/base/quantities.h"
#include "src/forthvm/vm_storage.h"

namespace starkernel::parity {

/// What POST's VM instances live in, for tests.
class PostTestStorage {
 public:
  explicit PostTestStorage(ByteCount envelope) : envelope_(envelope.value()) {}

  [[nodiscard]] forthvm::VmStorage storage() [[clang::lifetimebound]] {
    return forthvm::StorageIn(*arrays_, envelope_);
  }

 private:
  std::unique_ptr<forthvm::VmArrays> arrays_ = std::make_unique<forthvm::VmArrays>();
  std::vector<std::byte> envelope_;
};

}  // namespace starkernel::parity
