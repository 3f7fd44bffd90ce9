#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>

namespace starkernel {

/// Whether sanitizers look on, which makes what a test does five to thirty times as slow.
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr bool kUnderSanitizers = true;
#else
inline constexpr bool kUnderSanitizers = false;
#endif

/// A number that a variable of the environment says, or `otherwise` if there is none.
[[nodiscard]] inline std::uint64_t FromEnvironment(const char* name, std::uint64_t otherwise) {
  const char* const wanted = std::getenv(name);
  return wanted == nullptr ? otherwise : std::stoull(wanted);
}

/// How many operations, programs or other inputs made by chance a test tries:
/// STARKERNEL_OPERATIONS, or `usual`, which takes a few seconds, and a fifth of it under
/// sanitizers.
[[nodiscard]] inline std::uint64_t OperationsToTry(std::uint64_t usual) {
  constexpr std::uint64_t kSlower = 5;
  return FromEnvironment("STARKERNEL_OPERATIONS", kUnderSanitizers ? usual / kSlower : usual);
}

/// How long all sequences of operations are that a test tries: STARKERNEL_DEPTH, or `usual`, and
/// one less under sanitizers.
[[nodiscard]] inline std::uint64_t DepthToTry(std::uint64_t usual) {
  return FromEnvironment("STARKERNEL_DEPTH", kUnderSanitizers ? usual - 1 : usual);
}

}  // namespace starkernel
