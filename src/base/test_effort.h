#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>

namespace starkernel {

/// A number that a variable of the environment says, or `otherwise` if there is none.
[[nodiscard]] inline std::uint64_t FromEnvironment(const char* name, std::uint64_t otherwise) {
  const char* const wanted = std::getenv(name);
  return wanted == nullptr ? otherwise : std::stoull(wanted);
}

/// A test is to do an n-th of what it usually does, n being STARKERNEL_SHARE, at least 1: .bazelrc
/// has 5 under sanitizers, which make all five to thirty times as slow.
[[nodiscard]] inline std::uint64_t TestShare() { return FromEnvironment("STARKERNEL_SHARE", 1); }

/// How many operations, programs or other inputs made by chance a test tries:
/// STARKERNEL_OPERATIONS, or its share of `usual`, which takes a few seconds.
[[nodiscard]] inline std::uint64_t OperationsToTry(std::uint64_t usual) {
  return FromEnvironment("STARKERNEL_OPERATIONS", usual / TestShare());
}

/// How long all sequences of operations are that a test tries: STARKERNEL_DEPTH, or `usual`, and
/// one less if it is to do but a share.
[[nodiscard]] inline std::uint64_t DepthToTry(std::uint64_t usual) {
  return FromEnvironment("STARKERNEL_DEPTH", TestShare() > 1 ? usual - 1 : usual);
}

}  // namespace starkernel
