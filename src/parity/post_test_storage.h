#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/forthvm/host.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_storage.h"
#include "src/heap/heap.h"
#include "src/parity/post.h"
#include "src/parity/post_case.h"
#include "src/parity/post_natives.h"
#include "src/ramfs/small_machine.h"
#include "src/storage/block_device.h"
#include "src/storage/file_store.h"
#include "src/storage/model_block_device.h"
#include "src/storage/model_file_store.h"

namespace starkernel::parity {

/// What POST's VM instances live in, and the one that they are like, for tests.
class PostTestStorage {
 public:
  explicit PostTestStorage(ByteCount envelope) : envelope_(envelope.value()) {}

  [[nodiscard]] forthvm::VmStorage storage() [[clang::lifetimebound]] {
    return forthvm::StorageIn(*arrays_, envelope_);
  }
  [[nodiscard]] heap::Heap& heap() [[clang::lifetimebound]] { return machine_.heap(); }
  [[nodiscard]] forthvm::Vm& model() [[clang::lifetimebound]] { return model_.value(); }

  /// Runs POST with these modules.
  PostTally Run(std::span<const PostModule> modules, TextWriter::Sink& console,
                PostNatives* natives = nullptr) {
    const forthvm::VmStorage vm_storage = storage();
    PostRun post(model(), vm_storage, heap(), console, natives);
    for (const PostModule& module : modules) {
      post.Run(module);
    }
    return post.Finish();
  }

 private:
  /// Of a VM instance that never runs.
  class NoHost final : public forthvm::Host {
   public:
    void Write(std::string_view /*text*/) override {}
    forthvm::LineResult ReadLine(std::span<char> /*buffer*/) override { return {}; }
    forthvm::KeyResult PeekKey() override { return {}; }
    void TakeKey() override {}
    [[nodiscard]] storage::FileStore& files() [[clang::lifetimebound]] override { return files_; }
    [[nodiscard]] storage::BlockDevice& blocks() [[clang::lifetimebound]] override {
      return blocks_;
    }

   private:
    storage::ModelFileStore files_;
    storage::ModelBlockDevice blocks_;
  };

  std::unique_ptr<forthvm::VmArrays> arrays_ = std::make_unique<forthvm::VmArrays>();
  std::vector<std::byte> envelope_;
  ramfs::SmallMachine machine_{PageCount{1024}};
  NoHost no_host_;
  std::unique_ptr<forthvm::VmArrays> model_arrays_ = std::make_unique<forthvm::VmArrays>();
  std::vector<std::byte> model_envelope_ = std::vector<std::byte>(kPostEnvelope.value());
  Result<forthvm::Vm> model_ =
      forthvm::Vm::Create(forthvm::StorageIn(*model_arrays_, model_envelope_), no_host_, {});
};

}  // namespace starkernel::parity
