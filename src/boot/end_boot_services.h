#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "src/base/result.h"
#include "src/base/typestate_annotations.h"
#include "src/boot/boot_failure.h"
#include "src/hal/memory_region.h"

namespace starkernel::boot {

/// A memory map as firmware gave it; its bytes lie in the buffer it was read into.
struct FirmwareMemoryMap {
  std::span<const std::byte> descriptors;
  std::size_t descriptor_size = 0;
  std::uint64_t key = 0;
  hal::MemoryRegion image = {};  ///< Where the kernel lies.
};

/// The boot services that end boot services; the only ones that may be called once
/// ExitBootServices has been, even if it failed (UEFI specification 2.10, 7.4.6). A typestate tells
/// the two apart: all of firmware is `unconsumed` until ExitBootServices is called.
class SK_CONSUMABLE(unconsumed) ExitServices {
 public:
  /// Whether ExitBootServices has never been called, and so firmware can be called for more than
  /// its memory map.
  [[nodiscard]] bool usable() const SK_TEST_TYPESTATE(unconsumed) { return usable_; }

  /// Reads the memory map into `buffer`. Error::kCapacity if that is too small.
  [[nodiscard]] virtual Result<FirmwareMemoryMap> MemoryMap(std::span<std::byte> buffer) = 0;

  /// Ends boot services. Error::kInvalidArgument if `key` is not that of the latest map: then both
  /// functions may be called again, which is why firmware is `unknown` from here on, not
  /// `consumed`.
  [[nodiscard]] Result<void> ExitBootServices(std::uint64_t key) SK_SET_TYPESTATE(unknown) {
    usable_ = false;
    return TryExitBootServices(key);
  }

 protected:
  ~ExitServices() = default;

 private:
  /// What ExitBootServices asks of firmware.
  [[nodiscard]] virtual Result<void> TryExitBootServices(std::uint64_t key) = 0;

  bool usable_ = true;
};

/// Times that EndBootServices asks firmware to let go.
inline constexpr int kMostExitTries = 16;

/// Ends boot services; `map`, read into `buffer`, is the last memory map. After a failure
/// firmware.usable() tells whether it had been asked to let go by then.
[[nodiscard]] std::optional<BootFailure> EndBootServices(ExitServices& firmware,
                                                         std::span<std::byte> buffer,
                                                         FirmwareMemoryMap& map);

}  // namespace starkernel::boot
