#pragma once

#include "src/base/text_buffer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/throw_code.h"

namespace starkernel::forthvm {

/// What was thrown last: the code and, where the system threw it, what it was about.
struct Fault {
  Cell code = 0;
  TextBuffer<400> detail;
};

}  // namespace starkernel::forthvm
