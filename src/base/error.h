#pragma once

#include <cstdint>
#include <string_view>

namespace starkernel {

/// Why an operation of the kernel could not be done. Errors are values: they travel in a
/// Result and are never thrown. What a VM instance does wrong is a THROW code of that VM
/// instead, and never one of these.
enum class Error : std::uint8_t {
  kInvalidArgument,  ///< The value makes no sense whatever the state.
  kOutOfRange,       ///< The value lies outside the range the callee serves.
  kMisaligned,       ///< An address or size is not a multiple of what is required.
  kOverflow,         ///< The arithmetic result does not fit.
  kOutOfMemory,      ///< No memory of the wanted size is left.
  kCapacity,         ///< A fixed-capacity container or table is full.
  kNotFound,         ///< Nothing has that name, id or address.
  kAlreadyExists,    ///< The place is taken.
  kCorrupt,          ///< Data from outside contradicts itself.
  kUnsupported,      ///< The machine or firmware lacks the feature.
  kDeviceFailure,    ///< Hardware or firmware reported a failure.
};

/// The error's name as printed in logs, for example "out of memory".
[[nodiscard]] constexpr std::string_view ErrorName(Error error) {
  switch (error) {
    case Error::kInvalidArgument: return "invalid argument";
    case Error::kOutOfRange: return "out of range";
    case Error::kMisaligned: return "misaligned";
    case Error::kOverflow: return "overflow";
    case Error::kOutOfMemory: return "out of memory";
    case Error::kCapacity: return "capacity exhausted";
    case Error::kNotFound: return "not found";
    case Error::kAlreadyExists: return "already exists";
    case Error::kCorrupt: return "corrupt";
    case Error::kUnsupported: return "unsupported";
    case Error::kDeviceFailure: return "device failure";
  }
  return "unknown error";
}

}  // namespace starkernel
