#pragma once

#include <cstdint>

#include "src/ipc/endpoint_ids.h"

namespace starkernel::ipc {

/// An endpoint's id: its place, and how often that was used before.
[[nodiscard]] constexpr EndpointId IdOf(std::uint32_t place, std::uint32_t generation) {
  return EndpointId(std::uint64_t{generation} << 32U | place);
}
[[nodiscard]] constexpr std::uint32_t PlaceOf(EndpointId endpoint) {
  return static_cast<std::uint32_t>(endpoint.value());
}
[[nodiscard]] constexpr std::uint32_t GenerationOf(EndpointId endpoint) {
  return static_cast<std::uint32_t>(endpoint.value() >> 32U);
}

/// A reply token: the caller's place in the low bits, and which of its calls it is.
inline constexpr std::uint32_t kCallerBits = 24;
inline constexpr std::uint64_t kLastCall = ~std::uint64_t{0} >> kCallerBits;

[[nodiscard]] constexpr std::uint64_t TokenOf(std::uint32_t caller, std::uint64_t call) {
  return call << kCallerBits | caller;
}
[[nodiscard]] constexpr std::uint32_t CallerOf(std::uint64_t token) {
  return static_cast<std::uint32_t>(token & ((std::uint64_t{1} << kCallerBits) - 1));
}
[[nodiscard]] constexpr std::uint64_t CallOf(std::uint64_t token) { return token >> kCallerBits; }

/// The number of the call after `call`; never 0, and the same again only after 2^40 of one place.
[[nodiscard]] constexpr std::uint64_t CallAfter(std::uint64_t call) {
  return call == kLastCall ? 1 : call + 1;
}

}  // namespace starkernel::ipc
