#pragma once

#include <cstddef>
#include <cstdint>

namespace starkernel::forthvm {

/// What a VM instance may ask of the kernel; docs/kernel-words.md has the meaning of each.
enum class KernelWord : std::uint8_t {
  kTicks,             ///< TICKS
  kSelf,              ///< VM-SELF
  kHasCapability,     ///< HAS-CAP?
  kNextCapability,    ///< NEXT-CAP
  kInspect,           ///< CAP@
  kShow,              ///< .CAP
  kAttenuate,         ///< ATTENUATE-CAP
  kBadge,             ///< BADGE-CAP
  kDrop,              ///< DROP-CAP
  kRevoke,            ///< REVOKE-CAP
  kShowRefusals,      ///< .REFUSALS
  kRecordAllowedUse,  ///< RECORD-ALLOWED
};

inline constexpr std::size_t kKernelWords = 12;

}  // namespace starkernel::forthvm
