#pragma once

#include <cstddef>
#include <cstdint>

#include "src/base/fixed_vector.h"
#include "src/native/source.h"

namespace starkernel::native {

/// What is done in place of a call: the instructions of the word that is called, and of those that
/// it calls, but for their ways out.
struct InlinedCall {
  static constexpr std::size_t kMostCharged = 16;

  /// Where they are, counted from the beginning of the definition that calls: outside it.
  FixedVector<std::uint32_t, kMostCharged> places;
  std::int32_t charge = 0;  ///< In reductions, of all calls that are not made.
  std::int32_t levels = 0;  ///< As deep as these calls would nest.
};

/// What the call at `place` becomes; nothing is charged if it remains a call. A word is done in
/// place if it is short, goes straight to its end, and does nothing that could have to be left to
/// the plain engine on the way: so native code that is left is never inside one, and what it takes
/// from the stacks, and that there are fuel and room for it, can be asked for before the call.
[[nodiscard]] InlinedCall InlinedAt(const Source& source, std::uint32_t place);

}  // namespace starkernel::native
