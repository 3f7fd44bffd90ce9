#include "src/boot/end_boot_services.h"

#include <cstddef>
#include <optional>
#include <span>

#include "src/base/error.h"
#include "src/base/result.h"
#include "src/boot/boot_failure.h"

namespace starkernel::boot {

// The map changes whenever firmware allocates something, for example in a timer event between
// the two calls; then the key is stale and both have to be made again (UEFI specification 2.10,
// 7.4.6).
std::optional<BootFailure> EndBootServices(ExitServices& firmware, std::span<std::byte> buffer,
                                           FirmwareMemoryMap& map) {
  BootFailure failure{.what = "ending boot services", .error = Error::kDeviceFailure};
  for (int attempt = 0; attempt < kMostExitTries; ++attempt) {
    const Result<FirmwareMemoryMap> latest = firmware.MemoryMap(buffer);
    if (!latest.ok()) {
      failure.error = latest.error();
      return failure;
    }
    map = latest.value();
    const Result<void> exit = firmware.ExitBootServices(map.key);
    if (exit.ok()) {
      return std::nullopt;
    }
    failure.error = exit.error();
  }
  return failure;
}

}  // namespace starkernel::boot
