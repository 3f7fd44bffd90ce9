#include "src/hal/keyboard/layout.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "src/hal/keyboard/key_event.h"

namespace starkernel::hal::keyboard {
namespace {

// The keys of each row from left to right, on the keyboard of 102 keys.
constexpr std::array<KeyCode, 13> kDigitRow = {0x29, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07,
                                               0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D};
constexpr std::array<KeyCode, 12> kUpperRow = {0x10, 0x11, 0x12, 0x13, 0x14, 0x15,
                                               0x16, 0x17, 0x18, 0x19, 0x1A, 0x1B};
constexpr std::array<KeyCode, 12> kHomeRow = {0x1E, 0x1F, 0x20, 0x21, 0x22, 0x23,
                                              0x24, 0x25, 0x26, 0x27, 0x28, 0x2B};
constexpr std::array<KeyCode, 11> kLowerRow = {0x56, 0x2C, 0x2D, 0x2E, 0x2F, 0x30,
                                               0x31, 0x32, 0x33, 0x34, 0x35};
constexpr KeyCode kSpace = 0x39;

// In the order of LayoutName.
constexpr std::array<Layout, 2> kLayouts = {{
    {.name = "us",
     .rows = {{
         {.plain = u"`1234567890-=", .shift = u"~!@#$%^&*()_+", .alt_graph = u""},
         {.plain = u"qwertyuiop[]", .shift = u"QWERTYUIOP{}", .alt_graph = u""},
         {.plain = u"asdfghjkl;'\\", .shift = u"ASDFGHJKL:\"|", .alt_graph = u""},
         {.plain = u"\\zxcvbnm,./", .shift = u"|ZXCVBNM<>?", .alt_graph = u""},
     }}},
    {.name = "de",
     .rows = {{
         {.plain = u"^1234567890ß´", .shift = u"°!\"§$%&/()=?`", .alt_graph = u"  ²³   {[]}\\ "},
         {.plain = u"qwertzuiopü+", .shift = u"QWERTZUIOPÜ*", .alt_graph = u"@ €        ~"},
         {.plain = u"asdfghjklöä#", .shift = u"ASDFGHJKLÖÄ'", .alt_graph = u""},
         {.plain = u"<yxcvbnm,.-", .shift = u">YXCVBNM;:_", .alt_graph = u"|      µ   "},
     }}},
}};

char16_t At(std::u16string_view characters, std::size_t index) {
  return index < characters.size() && characters.at(index) != u' ' ? characters.at(index)
                                                                   : char16_t{0};
}

std::optional<KeyCharacters> InRow(const LayoutRow& row, std::span<const KeyCode> keys,
                                   KeyCode code) {
  const auto found = std::ranges::find(keys, code);
  if (found == keys.end()) {
    return std::nullopt;
  }
  const auto index = static_cast<std::size_t>(found - keys.begin());
  return KeyCharacters{.plain = At(row.plain, index),
                       .shift = At(row.shift, index),
                       .alt_graph = At(row.alt_graph, index)};
}

}  // namespace

bool KeyCharacters::IsLetter() const {
  constexpr char16_t kCaseDistance = 0x20;
  const bool ascii = plain >= u'a' && plain <= u'z';
  const bool latin = plain >= u'à' && plain <= u'þ';
  return (ascii || latin) && shift == plain - kCaseDistance;
}

std::optional<LayoutName> FindLayout(std::string_view name) {
  for (std::size_t index = 0; index < kLayouts.size(); ++index) {
    if (kLayouts.at(index).name == name) {
      return static_cast<LayoutName>(index);
    }
  }
  return std::nullopt;
}

const Layout& LayoutOf(LayoutName name) { return kLayouts.at(static_cast<std::size_t>(name)); }

std::optional<KeyCharacters> CharactersOf(const Layout& layout, KeyCode code) {
  if (code == kSpace) {
    return KeyCharacters{.plain = u' ', .shift = u' ', .alt_graph = u' '};
  }
  const std::array<std::span<const KeyCode>, 4> rows = {kDigitRow, kUpperRow, kHomeRow, kLowerRow};
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (const auto characters = InRow(layout.rows.at(row), rows.at(row), code)) {
      return characters;
    }
  }
  return std::nullopt;
}

}  // namespace starkernel::hal::keyboard
