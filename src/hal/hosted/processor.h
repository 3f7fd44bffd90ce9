#pragma once

#include <cstdint>

#include "src/base/text_writer.h"

namespace starkernel::hal {

/// Writes the host processor's brand as it names itself, or "unnamed processor".
void WriteProcessorBrand(TextWriter& writer);

/// The time-stamp counter.
[[nodiscard]] std::uint64_t ReadTimeStampCounter();

}  // namespace starkernel::hal
