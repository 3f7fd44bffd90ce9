#pragma once

#include <string_view>

#include "src/base/error.h"
#include "src/base/result.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/open_file.h"
#include "src/forthvm/throw_code.h"
#include "src/forthvm/vm_state.h"

namespace starkernel::forthvm {

/// What the file words leave for an error: -38 for a file that is not there, -37 for a medium that
/// failed, -36 for a position outside the file, else the word's `own` code. If the program throws
/// it, the report names the file and says why.
[[nodiscard]] Cell FileErrorCode(VmState& vm, ThrowCode own, Error error, std::string_view name);

/// The same for what has nothing but success to give: zero.
[[nodiscard]] Cell FileResultCode(VmState& vm, ThrowCode own, const Result<void>& result,
                                  std::string_view name);

/// The open file of that number; without one null, and `code` is the word's own.
[[nodiscard]] OpenFile* FileOf(VmState& vm [[clang::lifetimebound]], ThrowCode own, Cell number,
                               Cell& code);

}  // namespace starkernel::forthvm
