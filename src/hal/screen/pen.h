#pragma once

#include <cstdint>
#include <span>

#include "src/hal/screen/cell.h"

namespace starkernel::hal::screen {

/// How characters are drawn from now on: what the sequence SGR (ESC [ ... m) sets.
class Pen {
 public:
  /// Takes the parameters of an SGR: reset, bold (the bright form of one of the 8 colours),
  /// inverse, the 16 colours, one of 256 (38;5;N), and a colour by its channels (38;2;R;G;B), which
  /// becomes the nearest of the 256. Unknown ones change nothing. No parameter is a reset.
  void Apply(std::span<const std::uint32_t> parameters);

  /// `glyph` as this pen draws it.
  [[nodiscard]] Cell Draw(GlyphIndex glyph) const;

  /// What a place is cleared to.
  [[nodiscard]] Color background() const { return background_; }

  friend constexpr bool operator==(const Pen&, const Pen&) = default;

 private:
  void ApplyOne(std::uint32_t parameter);
  static void ApplyExtended(std::span<const std::uint32_t>& rest, Color& color);

  Color foreground_ = kDefaultForeground;
  Color background_ = kDefaultBackground;
  bool bold_ = false;
  bool inverse_ = false;
};

}  // namespace starkernel::hal::screen
