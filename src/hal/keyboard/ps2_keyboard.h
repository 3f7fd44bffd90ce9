#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "src/base/fixed_queue.h"
#include "src/hal/keyboard/key_translator.h"
#include "src/hal/keyboard/layout.h"
#include "src/hal/keyboard/scan_decoder.h"
#include "src/hal/x86_64/port_space.h"

namespace starkernel::hal::keyboard {

/// What Initialize found.
enum class KeyboardState : std::uint8_t {
  kReady,
  kNoController,     ///< Nothing answers at the ports of an 8042.
  kControllerStuck,  ///< It takes no command, or gives no answer, in time.
  kNoKeyboard,       ///< The controller is there, no keyboard answers.
};

/// For the boot log.
[[nodiscard]] std::string_view DescribeState(KeyboardState state);

/// A PS/2 keyboard on the first port of an 8042 controller (IBM PS/2 Hardware Interface Technical
/// Reference, keyboard and auxiliary device controller). A key may interrupt, but is taken when
/// input is asked for. Never waits longer than kMostPolls reads of the status port for anything.
/// Emulators, laptops and firmware that shows a USB keyboard this way have one.
class Ps2Keyboard {
 public:
  /// Reads of the status port, of about a microsecond each, before the device counts as silent.
  static constexpr std::uint32_t kMostPolls = 50'000;

  /// `ports` must outlive the keyboard.
  constexpr explicit Ps2Keyboard(PortSpace& ports [[clang::lifetimebound]]) : ports_(ports) {}

  /// Sets the controller up, with interrupts of the keyboard alone and translation to set 1 if it
  /// can, and turns the keyboard on. What was typed before is dropped.
  KeyboardState Initialize(LayoutName layout);

  [[nodiscard]] KeyboardState state() const { return state_; }

  /// The next byte of what was typed, if there is one.
  [[nodiscard]] std::optional<std::uint8_t> TryRead();

 private:
  [[nodiscard]] KeyboardState SetUp();
  [[nodiscard]] bool WaitFor(std::uint8_t mask, std::uint8_t wanted);
  [[nodiscard]] bool Send(std::uint16_t port, std::uint8_t value);
  [[nodiscard]] std::optional<std::uint8_t> Receive();
  void DropInput();

  PortSpace& ports_;
  KeyboardState state_ = KeyboardState::kNoController;
  ScanDecoder decoder_;
  std::optional<KeyTranslator> translator_;
  FixedQueue<std::uint8_t, KeyTranslator::Bytes::capacity()> typed_;
};

}  // namespace starkernel::hal::keyboard
