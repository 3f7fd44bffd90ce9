#pragma once

#include <optional>

#include "src/base/fixed_string.h"
#include "src/base/not_null.h"
#include "src/hal/keyboard/key_event.h"
#include "src/hal/keyboard/layout.h"

namespace starkernel::hal::keyboard {

/// Keys to the bytes that a terminal would send for them: characters as UTF-8, controls, and the
/// escape sequences of xterm. Follows the shift, control and alternate keys, caps lock and num lock
/// (on at first). Alt puts an ESC before what the key gives.
class KeyTranslator {
 public:
  /// The longest there is: ESC and a sequence.
  using Bytes = FixedString<8>;

  explicit KeyTranslator(LayoutName layout = LayoutName::kUs) : layout_(LayoutOf(layout)) {}

  /// What the key gives; nothing for one that goes up or only changes what others give.
  [[nodiscard]] Bytes Feed(KeyEvent event);

 private:
  [[nodiscard]] bool TrackModifiers(KeyEvent event);
  [[nodiscard]] std::optional<char16_t> CharacterOf(const KeyCharacters& characters) const;

  NotNull<const Layout*> layout_;
  bool left_shift_ = false;
  bool right_shift_ = false;
  bool left_control_ = false;
  bool right_control_ = false;
  bool alt_ = false;
  bool alt_graph_ = false;
  bool caps_lock_ = false;
  bool num_lock_ = true;
};

}  // namespace starkernel::hal::keyboard
