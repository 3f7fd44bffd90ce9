#pragma once

#include <string_view>

#include "src/base/error.h"
#include "src/base/text_writer.h"

namespace starkernel::boot {

/// What kept the boot stage from going on.
struct BootFailure {
  std::string_view what;
  Error error = Error::kUnsupported;
};

/// Writes one line that says why the kernel does not start.
void WriteBootFailure(TextWriter& writer, const BootFailure& failure);

}  // namespace starkernel::boot
