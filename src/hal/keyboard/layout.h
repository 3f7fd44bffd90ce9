#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "src/hal/keyboard/key_event.h"

namespace starkernel::hal::keyboard {

/// What the keys of one row of the keyboard give, from left to right. A blank in `alt_graph` is a
/// key that gives nothing there.
struct LayoutRow {
  std::u16string_view plain;
  std::u16string_view shift;
  std::u16string_view alt_graph;
};

/// What the character keys of a keyboard give: the row of the digits, the three below.
struct Layout {
  std::string_view name;
  std::array<LayoutRow, 4> rows;
};

/// What one key gives; 0 where it gives nothing.
struct KeyCharacters {
  char16_t plain = 0;
  char16_t shift = 0;
  char16_t alt_graph = 0;

  /// Whether the key is a letter, which is what caps lock is about.
  [[nodiscard]] bool IsLetter() const;
};

/// The layouts there are, for messages.
inline constexpr std::string_view kLayoutNames = "us or de";

/// A layout of the table.
enum class LayoutName : std::uint8_t {
  kUs,
  kDe,  ///< Without dead keys: accents give themselves.
};

[[nodiscard]] std::optional<LayoutName> FindLayout(std::string_view name);
[[nodiscard]] const Layout& LayoutOf(LayoutName name);

/// What a key gives in a layout; nothing if it is no character key.
[[nodiscard]] std::optional<KeyCharacters> CharactersOf(const Layout& layout, KeyCode code);

}  // namespace starkernel::hal::keyboard
