#include "src/hal/keyboard/ps2_keyboard.h"

#include <cstdint>
#include <optional>
#include <string_view>

#include "src/base/panic.h"
#include "src/hal/keyboard/key_translator.h"
#include "src/hal/keyboard/layout.h"
#include "src/hal/keyboard/scan_decoder.h"

namespace starkernel::hal::keyboard {
namespace {

constexpr std::uint16_t kData = 0x60;
constexpr std::uint16_t kStatus = 0x64;   // when read
constexpr std::uint16_t kCommand = 0x64;  // when written

constexpr std::uint8_t kOutputFull = 0x01;  // there is a byte to read
constexpr std::uint8_t kInputFull = 0x02;   // the last byte written has not been taken
constexpr std::uint8_t kFromMouse = 0x20;   // the byte to read is of the second port
constexpr std::uint8_t kNobodyThere = 0xFF;

// Commands of the controller.
constexpr std::uint8_t kReadConfiguration = 0x20;
constexpr std::uint8_t kWriteConfiguration = 0x60;
constexpr std::uint8_t kDisableSecondPort = 0xA7;
constexpr std::uint8_t kDisableFirstPort = 0xAD;
constexpr std::uint8_t kEnableFirstPort = 0xAE;

// Bits of its configuration.
constexpr std::uint8_t kFirstInterrupt = 0x01;
constexpr std::uint8_t kSecondInterrupt = 0x02;
constexpr std::uint8_t kFirstPortOff = 0x10;
constexpr std::uint8_t kTranslate = 0x40;

// Of the keyboard.
constexpr std::uint8_t kEnableScanning = 0xF4;
constexpr std::uint8_t kAcknowledge = 0xFA;

// More bytes than any device keeps.
constexpr int kMostKept = 64;

}  // namespace

std::string_view DescribeState(KeyboardState state) {
  switch (state) {
    case KeyboardState::kReady: return "PS/2 keyboard";
    case KeyboardState::kNoController: return "no keyboard (no PS/2 controller)";
    case KeyboardState::kControllerStuck:
      return "no keyboard (the PS/2 controller does not answer)";
    case KeyboardState::kNoKeyboard: return "no keyboard (none answers the PS/2 controller)";
  }
  return "no keyboard";
}

bool Ps2Keyboard::WaitFor(std::uint8_t mask, std::uint8_t wanted) {
  for (std::uint32_t poll = 0; poll < kMostPolls; ++poll) {
    if ((ports_.Read8(kStatus) & mask) == wanted) {
      return true;
    }
  }
  return false;
}

bool Ps2Keyboard::Send(std::uint16_t port, std::uint8_t value) {
  if (!WaitFor(kInputFull, 0)) {
    return false;
  }
  ports_.Write8(port, value);
  return true;
}

std::optional<std::uint8_t> Ps2Keyboard::Receive() {
  if (!WaitFor(kOutputFull, kOutputFull)) {
    return std::nullopt;
  }
  return ports_.Read8(kData);
}

void Ps2Keyboard::DropInput() {
  for (int byte = 0; byte < kMostKept && (ports_.Read8(kStatus) & kOutputFull) != 0; ++byte) {
    static_cast<void>(ports_.Read8(kData));
  }
}

KeyboardState Ps2Keyboard::Initialize(LayoutName layout) {
  typed_.Clear();
  translator_.emplace(layout);
  state_ = SetUp();
  return state_;
}

KeyboardState Ps2Keyboard::SetUp() {
  if (ports_.Read8(kStatus) == kNobodyThere) {
    return KeyboardState::kNoController;
  }
  if (!Send(kCommand, kDisableFirstPort) || !Send(kCommand, kDisableSecondPort)) {
    return KeyboardState::kControllerStuck;
  }
  DropInput();
  const auto configuration =
      Send(kCommand, kReadConfiguration) ? Receive() : std::optional<std::uint8_t>();
  if (!configuration.has_value()) {
    return KeyboardState::kControllerStuck;
  }
  // Until an I/O APIC lets them through, interrupts harm nobody.
  const auto wanted = static_cast<std::uint8_t>(
      (*configuration & ~(kSecondInterrupt | kFirstPortOff)) | kTranslate | kFirstInterrupt);
  if (!Send(kCommand, kWriteConfiguration) || !Send(kData, wanted) ||
      !Send(kCommand, kReadConfiguration)) {
    return KeyboardState::kControllerStuck;
  }
  const auto kept = Receive();
  if (!kept.has_value() || !Send(kCommand, kEnableFirstPort)) {
    return KeyboardState::kControllerStuck;
  }
  decoder_ = ScanDecoder((*kept & kTranslate) != 0 ? ScanCodeSet::k1 : ScanCodeSet::k2);
  if (!Send(kData, kEnableScanning)) {
    return KeyboardState::kControllerStuck;
  }
  // A key that is held down at this moment may come first.
  for (int byte = 0; byte < kMostKept; ++byte) {
    const auto answer = Receive();
    if (!answer.has_value()) {
      return KeyboardState::kNoKeyboard;
    }
    if (*answer == kAcknowledge) {
      return KeyboardState::kReady;
    }
  }
  return KeyboardState::kNoKeyboard;
}

std::optional<std::uint8_t> Ps2Keyboard::TryRead() {
  if (state_ != KeyboardState::kReady || !translator_.has_value()) {
    return std::nullopt;
  }
  for (int byte = 0; byte < kMostKept && typed_.empty(); ++byte) {
    const std::uint8_t status = ports_.Read8(kStatus);
    if (status == kNobodyThere || (status & kOutputFull) == 0) {
      return std::nullopt;
    }
    const std::uint8_t code = ports_.Read8(kData);
    if ((status & kFromMouse) != 0) {
      continue;
    }
    if (const auto event = decoder_.Feed(code)) {
      const KeyTranslator::Bytes bytes = translator_->Feed(*event);
      for (const char typed : bytes.view()) {
        Require(typed_.Push(static_cast<std::uint8_t>(typed)).ok(), "a key gives too many bytes");
      }
    }
  }
  return typed_.Pop();
}

}  // namespace starkernel::hal::keyboard
