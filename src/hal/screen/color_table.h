#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace starkernel::hal::screen {

/// The 256 colours that escape sequences can name, as 0xRRGGBB: 8 colours and their 8 bright forms,
/// a cube of 6x6x6, and 24 greys, with the levels that xterm gave them.
inline constexpr std::array<std::uint32_t, 256> kColorTable = [] {
  constexpr std::array<std::uint32_t, 16> kNamed = {
      0x000000, 0xCD3131, 0x0DBC79, 0xE5E510, 0x2472C8, 0xBC3FBC, 0x11A8CD, 0xCCCCCC,
      0x666666, 0xF14C4C, 0x23D18B, 0xF5F543, 0x3B8EEA, 0xD670D6, 0x29B8DB, 0xFFFFFF};
  constexpr std::array<std::uint32_t, 6> kLevels = {0x00, 0x5F, 0x87, 0xAF, 0xD7, 0xFF};
  std::array<std::uint32_t, 256> table{};
  for (std::size_t color = 0; color < table.size(); ++color) {
    if (color < 16) {
      table[color] = kNamed[color];
    } else if (color < 232) {
      const std::size_t place = color - 16;
      table[color] = kLevels[place / 36] << 16U | kLevels[place / 6 % 6] << 8U | kLevels[place % 6];
    } else {
      table[color] = static_cast<std::uint32_t>(8 + 10 * (color - 232)) * 0x010101U;
    }
  }
  return table;
}();

/// The number in the cube that comes nearest to a colour of 8 bits a channel.
[[nodiscard]] constexpr std::uint8_t NearestInCube(std::uint32_t red, std::uint32_t green,
                                                   std::uint32_t blue) {
  // Levels lie at 0, 95, 135, 175, 215 and 255: half-way between are 47.5 and, from 115 on,
  // multiples of 40.
  const auto level = [](std::uint32_t value) -> std::uint32_t {
    const std::uint32_t capped = value > 255 ? 255 : value;
    if (capped < 48) {
      return 0;
    }
    return capped < 115 ? 1 : (capped - 35) / 40;
  };
  return static_cast<std::uint8_t>(16 + 36 * level(red) + 6 * level(green) + level(blue));
}

}  // namespace starkernel::hal::screen
