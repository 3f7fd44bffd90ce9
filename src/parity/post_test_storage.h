#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "src/base/quantities.h"
#include "src/forthvm/vm_storage.h"
#include "src/heap/heap.h"
#include "src/ramfs/small_machine.h"

namespace starkernel::parity {

/// What POST's VM instances live in, for tests.
class PostTestStorage {
 public:
  explicit PostTestStorage(ByteCount envelope) : envelope_(envelope.value()) {}

  [[nodiscard]] forthvm::VmStorage storage() [[clang::lifetimebound]] {
    return forthvm::StorageIn(*arrays_, envelope_);
  }
  [[nodiscard]] heap::Heap& heap() [[clang::lifetimebound]] { return machine_.heap(); }

 private:
  std::unique_ptr<forthvm::VmArrays> arrays_ = std::make_unique<forthvm::VmArrays>();
  std::vector<std::byte> envelope_;
  ramfs::SmallMachine machine_{PageCount{1024}};
};

}  // namespace starkernel::parity
