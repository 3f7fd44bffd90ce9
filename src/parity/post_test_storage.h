#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_storage.h"
#include "src/parity/post.h"
#include "src/parity/post_case.h"
#include "src/parity/post_host.h"

namespace starkernel::parity {

/// What POST's VM instances live in, and the one that they are like, for tests.
class PostTestStorage {
 public:
  explicit PostTestStorage(ByteCount envelope) : envelope_(envelope.value()) {}

  [[nodiscard]] forthvm::VmStorage storage() [[clang::lifetimebound]] {
    return forthvm::StorageIn(*arrays_, envelope_);
  }
  [[nodiscard]] const forthvm::Vm& model() const [[clang::lifetimebound]] { return model_.value(); }

 private:
  std::unique_ptr<forthvm::VmArrays> arrays_ = std::make_unique<forthvm::VmArrays>();
  std::vector<std::byte> envelope_;
  PostModule module_{};
  PostCase case_{};
  PostHost host_{module_, case_};
  std::unique_ptr<forthvm::VmArrays> model_arrays_ = std::make_unique<forthvm::VmArrays>();
  std::vector<std::byte> model_envelope_ = std::vector<std::byte>(kPostEnvelope.value());
  Result<forthvm::Vm> model_ =
      forthvm::Vm::Create(forthvm::StorageIn(*model_arrays_, model_envelope_), host_, {});
};

}  // namespace starkernel::parity
