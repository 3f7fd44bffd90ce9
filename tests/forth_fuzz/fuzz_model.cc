#include "tests/forth_fuzz/fuzz_model.h"

#include <cstddef>
#include <memory>
#include <vector>

#include "src/base/result.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_storage.h"
#include "src/forthvm/word_module.h"
#include "tests/forth_fuzz/fuzz_host.h"
#include "tests/forth_fuzz/fuzz_storage.h"

namespace starkernel::forthvm::fuzz {
namespace {

/// Room for what VM instances are born with, and some more.
Room SmallRoom() {
  Room room{.code = 512, .words = 48, .names = 320};
  for (const WordModule& module : WordModules()) {
    room.words += module.words.size();
    for (const Word& word : module.words) {
      room.names += word.name.size();
    }
  }
  // How long the code is only a VM instance knows.
  const auto arrays = std::make_unique<VmArrays>();
  std::vector<std::byte> envelope(layout::kMinimumEnvelope.value());
  FuzzHost host(nullptr);
  room.code += Vm::Create(StorageIn(*arrays, envelope), host, {}).value().code().here();
  return room;
}

}  // namespace

FuzzModel::FuzzModel()
    : host_(nullptr),
      envelope_(layout::kMinimumEnvelope.value()),
      room_(SmallRoom()),
      storage_(room_),
      vm_(Vm::Create(storage_.In(envelope_), host_, {}).value()) {}

}  // namespace starkernel::forthvm::fuzz
