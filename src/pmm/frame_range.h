#pragma once

#include "src/base/addresses.h"
#include "src/base/quantities.h"

namespace starkernel::pmm {

/// Frames in a row, as plain numbers: nobody owns them through this.
struct FrameRange {
  FrameNumber first;
  PageCount pages;

  [[nodiscard]] constexpr PhysAddr address() const { return AddressOf(first); }
  [[nodiscard]] constexpr ByteCount size() const { return BytesOf(pages); }

  friend constexpr bool operator==(const FrameRange&, const FrameRange&) = default;
};

}  // namespace starkernel::pmm
