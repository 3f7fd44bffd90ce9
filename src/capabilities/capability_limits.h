#pragma once

#include <cstddef>
#include <limits>

namespace starkernel::capabilities {

/// How much of a CapabilityTable is whose.
struct CapabilityLimits {
  static constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

  /// Capabilities that one holder may have, the operator excepted. What was revoked counts until
  /// its place was taken back.
  std::size_t held = kNone;
  /// Those of them that others than itself and the operator may have given it; of the operator,
  /// too. So nobody is kept from deriving for itself by what others give.
  std::size_t given = kNone;
  /// Places that nothing but what the operator does can take.
  std::size_t reserve = 0;
};

}  // namespace starkernel::capabilities
