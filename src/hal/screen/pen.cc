#include "src/hal/screen/pen.h"

#include <cstddef>
#include <cstdint>
#include <span>

#include "src/hal/screen/cell.h"
#include "src/hal/screen/color_table.h"

namespace starkernel::hal::screen {
namespace {

// Parameters of SGR (ECMA-48, 8.3.117; xterm's control sequences for those above 89).
constexpr std::uint32_t kReset = 0;
constexpr std::uint32_t kBold = 1;
constexpr std::uint32_t kInverse = 7;
constexpr std::uint32_t kNotBold = 22;
constexpr std::uint32_t kNotInverse = 27;
constexpr std::uint32_t kForeground = 30;
constexpr std::uint32_t kExtendedForeground = 38;
constexpr std::uint32_t kPlainForeground = 39;
constexpr std::uint32_t kBackground = 40;
constexpr std::uint32_t kExtendedBackground = 48;
constexpr std::uint32_t kPlainBackground = 49;
constexpr std::uint32_t kBrightForeground = 90;
constexpr std::uint32_t kBrightBackground = 100;
constexpr std::uint32_t kColors = 8;

constexpr bool IsColor(std::uint32_t parameter, std::uint32_t first) {
  return parameter >= first && parameter < first + kColors;
}

}  // namespace

void Pen::Apply(std::span<const std::uint32_t> parameters) {
  if (parameters.empty()) {
    *this = Pen();
  }
  while (!parameters.empty()) {
    const std::uint32_t parameter = parameters.front();
    parameters = parameters.subspan(1);
    if (parameter == kExtendedForeground) {
      ApplyExtended(parameters, foreground_);
    } else if (parameter == kExtendedBackground) {
      ApplyExtended(parameters, background_);
    } else {
      ApplyOne(parameter);
    }
  }
}

void Pen::ApplyOne(std::uint32_t parameter) {
  switch (parameter) {
    case kReset: *this = Pen(); return;
    case kBold: bold_ = true; return;
    case kNotBold: bold_ = false; return;
    case kInverse: inverse_ = true; return;
    case kNotInverse: inverse_ = false; return;
    case kPlainForeground: foreground_ = kDefaultForeground; return;
    case kPlainBackground: background_ = kDefaultBackground; return;
    default: break;
  }
  if (IsColor(parameter, kForeground)) {
    foreground_ = static_cast<Color>(parameter - kForeground);
  } else if (IsColor(parameter, kBackground)) {
    background_ = static_cast<Color>(parameter - kBackground);
  } else if (IsColor(parameter, kBrightForeground)) {
    foreground_ = static_cast<Color>(parameter - kBrightForeground + kColors);
  } else if (IsColor(parameter, kBrightBackground)) {
    background_ = static_cast<Color>(parameter - kBrightBackground + kColors);
  }
}

void Pen::ApplyExtended(std::span<const std::uint32_t>& rest, Color& color) {
  constexpr std::uint32_t kByNumber = 5;
  constexpr std::uint32_t kByChannels = 2;
  if (rest.size() >= 2 && rest[0] == kByNumber) {
    if (rest[1] < kColorTable.size()) {
      color = static_cast<Color>(rest[1]);
    }
    rest = rest.subspan(2);
  } else if (rest.size() >= 4 && rest[0] == kByChannels) {
    color = NearestInCube(rest[1], rest[2], rest[3]);
    rest = rest.subspan(4);
  } else {
    rest = {};
  }
}

Cell Pen::Draw(GlyphIndex glyph) const {
  const bool bright = bold_ && foreground_ < kColors;
  const Cell cell{.glyph = glyph,
                  .foreground = static_cast<Color>(foreground_ + (bright ? kColors : 0)),
                  .background = background_};
  return inverse_ ? Inverted(cell) : cell;
}

}  // namespace starkernel::hal::screen
