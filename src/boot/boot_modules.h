#pragma once

#include "src/base/fixed_vector.h"
#include "src/base/quantities.h"
#include "src/base/text_writer.h"
#include "src/boot/boot_config.h"
#include "src/boot/boot_info.h"
#include "src/boot/boot_volume.h"

namespace starkernel::boot {

/// Largest boot configuration and largest module.
inline constexpr ByteCount kLargestConfig = KiB(64);
inline constexpr ByteCount kLargestModule = MiB(16);

/// What the boot volume has for the kernel.
struct BootFiles {
  BootConfig config;
  FixedVector<BootModule, kMaximumModules> modules{};
};

/// Reads `boot.txt`, which need not exist, and the modules it names. What cannot be read is left
/// out, with one line on `complaints` that says why.
[[nodiscard]] BootFiles LoadBootFiles(BootVolume& volume, TextWriter& complaints);

}  // namespace starkernel::boot
