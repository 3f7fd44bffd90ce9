#pragma once

#include <string_view>

#include "src/base/error.h"
#include "src/base/text_writer.h"

namespace starkernel::boot {

/// What kept the boot stage from going on.
struct BootFailure {
  std::string_view what;
  Error error = Error::kUnsupported;
  /// Whether firmware can still be called for more than its memory map, as its console and a
  /// return to it need. No longer, once it has been asked to end boot services.
  bool firmware_usable = true;
};

/// Writes one line that says why the kernel does not start.
void WriteBootFailure(TextWriter& writer, const BootFailure& failure);

}  // namespace starkernel::boot
