#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "src/native/encoder/label.h"
#include "src/native/encoder/register.h"
#include "src/native/native_records.h"

namespace starkernel::native {

/// Which registers hold the items on top of the data stack where several ways meet.
struct Layout {
  static constexpr std::size_t kMost = 5;

  std::array<Register, kMost> registers{};
  std::uint8_t count = 0;
  std::int16_t reached = 0;  ///< See VirtualStack.

  friend bool operator==(const Layout&, const Layout&) = default;
};

/// What is known of an instruction of the definition that is translated.
struct Place {
  enum Flag : std::uint8_t {
    kReached = 1,      ///< Execution can come here.
    kBackTarget = 2,   ///< Something branches back to it.
    kPending = 4,      ///< Something branches forward to it.
    kRegionStart = 8,  ///< Depths are counted from here on.
    kEntry = 16,       ///< Native code can be entered here.
    kLeft = 32,        ///< Left to the plain engine.
    kFused = 64,       ///< Done together with the instruction before.
    kHasLayout = 128,
  };

  Label label;
  Layout layout;
  std::int16_t depth = 0;      ///< Of the data stack, from that where the region starts.
  std::uint16_t region = 0;    ///< Where that is, counted from the definition's beginning.
  std::int16_t need = 0;       ///< Of the region that starts here: items that it takes.
  std::int16_t growth = 0;     ///< And the most that there are at any time, beyond those at first.
  std::uint16_t loop_end = 0;  ///< The last branch back to here.
  Parked parked;
  std::uint8_t flags = 0;

  [[nodiscard]] bool Is(Flag flag) const { return (flags & flag) != 0; }
  void Set(Flag flag) { flags = static_cast<std::uint8_t>(flags | flag); }
};

}  // namespace starkernel::native
