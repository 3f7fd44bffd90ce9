#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/forthvm/host.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_storage.h"
#include "src/storage/block_device.h"
#include "src/storage/file_store.h"
#include "src/storage/model_block_device.h"
#include "src/storage/model_file_store.h"

namespace starkernel::forthvm {
namespace {

class NoHost final : public Host {
 public:
  void Write(std::string_view /*text*/) override {}
  LineResult ReadLine(std::span<char> /*buffer*/) override { return {}; }
  KeyResult PeekKey() override { return {}; }
  void TakeKey() override {}
  [[nodiscard]] storage::FileStore& files() [[clang::lifetimebound]] override { return files_; }
  [[nodiscard]] storage::BlockDevice& blocks() [[clang::lifetimebound]] override { return blocks_; }

 private:
  storage::ModelFileStore files_;
  storage::ModelBlockDevice blocks_;
};

/// What a VM instance lives in.
struct Storage {
  [[nodiscard]] VmStorage all() [[clang::lifetimebound]] { return StorageIn(*arrays, envelope); }

  std::unique_ptr<VmArrays> arrays = std::make_unique<VmArrays>();
  std::vector<std::byte> envelope = std::vector<std::byte>(KiB(128).value());
};

void MakeFromTables(benchmark::State& state) {
  Storage storage;
  NoHost host;
  for (auto _ : state) {
    Require(Vm::Create(storage.all(), host, {}).ok(), "no VM instance");
  }
}
void MakeLikeAnother(benchmark::State& state) {
  Storage models;
  Storage storage;
  NoHost host;
  const Result<Vm> model = Vm::Create(models.all(), host, {});
  Require(model.ok(), "no VM instance");
  for (auto _ : state) {
    Require(Vm::CreateLike(model.value(), storage.all(), host, {}).ok(), "no VM instance");
  }
}

BENCHMARK(MakeFromTables)->Unit(benchmark::kMicrosecond);
BENCHMARK(MakeLikeAnother)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace starkernel::forthvm
