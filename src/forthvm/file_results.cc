#include "src/forthvm/file_results.h"

#include <string_view>

#include "src/base/error.h"
#include "src/base/format.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/open_file.h"
#include "src/forthvm/throw_code.h"
#include "src/forthvm/vm_state.h"

namespace starkernel::forthvm {
namespace {

ThrowCode CodeFor(Error error, ThrowCode own) {
  switch (error) {
    case Error::kNotFound: return ThrowCode::kFileNotFound;
    case Error::kDeviceFailure: return ThrowCode::kFileIo;
    case Error::kOutOfRange: return ThrowCode::kInvalidFilePosition;
    case Error::kInvalidArgument:
    case Error::kMisaligned:
    case Error::kOverflow:
    case Error::kOutOfMemory:
    case Error::kCapacity:
    case Error::kAlreadyExists:
    case Error::kCorrupt:
    case Error::kUnsupported: return own;
  }
  return own;
}

}  // namespace

Cell FileErrorCode(VmState& vm, ThrowCode own, Error error, std::string_view name) {
  const ThrowCode code = CodeFor(error, own);
  vm.Throw(code, name);
  TextWriter(vm.fault.detail).Text(name.empty() ? "" : ", ").Text(ErrorName(error));
  return static_cast<Cell>(code);
}

Cell FileResultCode(VmState& vm, ThrowCode own, const Result<void>& result, std::string_view name) {
  return result.ok() ? 0 : FileErrorCode(vm, own, result.error(), name);
}

OpenFile* FileOf(VmState& vm, ThrowCode own, Cell number, Cell& code) {
  const Result<OpenFile*> file = vm.files.Find(number);
  if (file.ok()) {
    return file.value();
  }
  vm.Throw(own, "no open file has the number ");
  TextWriter text(vm.fault.detail);
  Format(text, "{}", number);
  code = static_cast<Cell>(own);
  return nullptr;
}

}  // namespace starkernel::forthvm
