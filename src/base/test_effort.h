#pragma once

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <string>

namespace starkernel {

/// A number that a variable of the environment says, if there is one.
[[nodiscard]] inline std::optional<std::uint64_t> FromEnvironment(const char* name) {
  const char* const wanted = std::getenv(name);
  return wanted == nullptr ? std::nullopt : std::optional<std::uint64_t>(std::stoull(wanted));
}

/// How many operations, programs or other inputs made by chance a long run asks for, if this is
/// one: STARKERNEL_OPERATIONS.
[[nodiscard]] inline std::optional<std::uint64_t> WantedOperations() {
  return FromEnvironment("STARKERNEL_OPERATIONS");
}

/// A test is to do an n-th of what it usually does, n being STARKERNEL_SHARE, at least 1: .bazelrc
/// has 5 under sanitizers, which make all five to thirty times as slow. 0 ends the test and says
/// so.
[[nodiscard]] inline std::uint64_t TestShare() {
  const std::uint64_t share = FromEnvironment("STARKERNEL_SHARE").value_or(1);
  if (share == 0) {
    std::cerr << "STARKERNEL_SHARE is 0; a test does an n-th of what it usually does, at least 1\n";
    std::exit(EXIT_FAILURE);
  }
  return share;
}

/// How many of these a test tries: as many as a long run asks for, or its share of `usual`, which
/// takes a few seconds.
[[nodiscard]] inline std::uint64_t OperationsToTry(std::uint64_t usual) {
  return WantedOperations().value_or(usual / TestShare());
}

/// How long all sequences of operations are that a test tries: STARKERNEL_DEPTH, or `usual`, and
/// one less if it is to do but a share.
[[nodiscard]] inline std::uint64_t DepthToTry(std::uint64_t usual) {
  return FromEnvironment("STARKERNEL_DEPTH").value_or(TestShare() > 1 ? usual - 1 : usual);
}

}  // namespace starkernel
