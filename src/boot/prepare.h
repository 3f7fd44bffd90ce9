#pragma once

#include <optional>
#include <string_view>

#include "src/base/error.h"
#include "src/boot/firmware_unsafe.h"
#include "src/boot/hand_off.h"

namespace starkernel::boot {

/// What kept the boot stage from going on.
struct BootFailure {
  std::string_view what;
  Error error = Error::kUnsupported;
};

/// Collects everything that only firmware knows, allocates what the kernel needs at once, and
/// ends boot services. Interrupts are off when it returns with success. Nothing is changed in
/// the machine if it returns a failure, except that memory stays allocated.
[[nodiscard]] std::optional<BootFailure> PrepareHandOff(Firmware& firmware, HandOff& hand_off);

}  // namespace starkernel::boot
