#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "src/base/text_writer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_storage.h"
#include "src/heap/heap.h"
#include "src/parity/post_case.h"
#include "src/parity/post_natives.h"

namespace starkernel::parity {

/// What came of a case.
enum class Verdict : std::uint8_t {
  kPassed,
  kFailed,   ///< Something is not as expected.
  kSkipped,  ///< The VM instance has not got the word that the case needs.
  kError,    ///< The case is no case, never ended, or its VM instance could not be made.
};

struct CaseResult {
  Verdict verdict = Verdict::kError;
  /// forthvm::Vm::window_hash() when the case was over.
  std::optional<std::uint64_t> window_hash{};
};

/// Runs one case in a new VM instance that has the words of `model`, lives in `storage` and whose
/// memory is zero, with files, blocks and a kernel of its own that lie on `heap`, and writes what
/// is not as expected to `report`. `module` is the one that the case is from. The storage can then
/// be used again, and all of the heap's memory is given back. Its definitions get machine code if
/// there are `natives`.
[[nodiscard]] CaseResult AttemptCase(const PostModule& module, const PostCase& post_case,
                                     const forthvm::Vm& model, const forthvm::VmStorage& storage,
                                     heap::Heap& heap, TextWriter& report,
                                     PostNatives* natives = nullptr);

}  // namespace starkernel::parity
