#pragma once

#include <optional>

#include "src/base/typestate_annotations.h"
#include "src/boot/boot_failure.h"
#include "src/boot/firmware.h"
#include "src/boot/hand_off.h"

namespace starkernel::boot {

/// Collects everything that only firmware knows, allocates what the kernel needs at once, and
/// ends boot services. Interrupts are off when it returns with success. Nothing is changed in
/// the machine if it returns a failure and firmware is usable, except that memory stays allocated.
[[nodiscard]] std::optional<BootFailure> PrepareHandOff(
    Firmware& firmware SK_PARAMETER_TYPESTATE(unconsumed), HandOff& hand_off);

}  // namespace starkernel::boot
