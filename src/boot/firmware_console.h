#pragma once

#include "src/base/typestate_annotations.h"
#include "src/boot/boot_failure.h"
#include "src/boot/firmware.h"

namespace starkernel::boot {

/// Says on firmware's console why nothing is started.
void WriteOnFirmwareConsole(const Firmware& firmware SK_PARAMETER_TYPESTATE(unconsumed),
                            const BootFailure& failure);

}  // namespace starkernel::boot
