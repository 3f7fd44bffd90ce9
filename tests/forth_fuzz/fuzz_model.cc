#include "tests/forth_fuzz/fuzz_model.h"

#include "src/base/result.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/vm.h"
#include "tests/forth_fuzz/fuzz_host.h"
#include "tests/forth_fuzz/fuzz_storage.h"

namespace starkernel::forthvm::fuzz {

FuzzModel::FuzzModel()
    : host_(nullptr),
      envelope_(layout::kMinimumEnvelope.value()),
      storage_(kRoomForSystem),
      vm_(Vm::Create(storage_.In(envelope_), host_, {}).value()) {}

}  // namespace starkernel::forthvm::fuzz
