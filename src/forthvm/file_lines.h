#pragma once

#include "src/forthvm/handler.h"

namespace starkernel::forthvm {

struct VmState;

/// Reads the next line of the file that is the input source: kNext with `found` saying whether
/// there was one, or kThrow: -37 if it cannot be read, -18 if it is longer than a line may be, -257
/// if there is no memory for it.
Status ReadFileLine(VmState& vm, bool& found);

}  // namespace starkernel::forthvm
