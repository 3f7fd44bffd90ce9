#include "src/hal/x86_64/serial_port.h"

#include <cstdint>
#include <optional>
#include <string_view>

#include "src/base/result.h"
#include "src/hal/console.h"

namespace starkernel::hal {
namespace {

// Register offsets from the base port (PC16550D data sheet, table II).
constexpr std::uint16_t kData = 0;
constexpr std::uint16_t kDivisorLow = 0;
constexpr std::uint16_t kInterruptEnable = 1;
constexpr std::uint16_t kDivisorHigh = 1;
constexpr std::uint16_t kFifoControl = 2;
constexpr std::uint16_t kLineControl = 3;
constexpr std::uint16_t kModemControl = 4;
constexpr std::uint16_t kLineStatus = 5;

constexpr std::uint8_t kDivisorAccess = 0x80;
constexpr std::uint8_t kEightDataBits = 0x03;
constexpr std::uint8_t kDivisorFor115200 = 1;
constexpr std::uint8_t kFifoOnAndClear = 0x07;
constexpr std::uint8_t kReadyToTalk = 0x03;  // data terminal ready, request to send

constexpr std::uint8_t kDataReady = 0x01;
constexpr std::uint8_t kOverrun = 0x02;
constexpr std::uint8_t kHoldingEmpty = 0x20;
constexpr std::uint8_t kTransmitterEmpty = 0x40;
constexpr std::uint8_t kNobodyThere = 0xFF;  // what an unclaimed port reads as

}  // namespace

void SerialPort::Initialize() {
  const auto write = [this](std::uint16_t offset, std::uint8_t value) {
    ports_.Write8(static_cast<std::uint16_t>(base_ + offset), value);
  };
  write(kInterruptEnable, 0);
  write(kLineControl, kDivisorAccess);
  write(kDivisorLow, kDivisorFor115200);
  write(kDivisorHigh, 0);
  write(kLineControl, kEightDataBits);
  write(kFifoControl, kFifoOnAndClear);
  write(kModemControl, kReadyToTalk);
  stalled_ = false;
  received_.Clear();
  present_ = LineStatus() != kNobodyThere;
}

std::uint8_t SerialPort::LineStatus() {
  const std::uint8_t status = ports_.Read8(static_cast<std::uint16_t>(base_ + kLineStatus));
  // Reading it makes the port forget, whatever it was read for.
  if (status != kNobodyThere && (status & kOverrun) != 0) {
    ++overruns_;
  }
  return status;
}

bool SerialPort::WaitFor(std::uint8_t status) {
  const std::uint32_t polls = stalled_ ? 1 : kMostPolls;
  for (std::uint32_t poll = 0; poll < polls; ++poll) {
    const std::uint8_t now = LineStatus();
    if (now == kNobodyThere) {
      present_ = false;
      return false;
    }
    if ((now & kDataReady) != 0 && !received_.full()) {
      KeepByte();
    }
    if ((now & status) == status) {
      stalled_ = false;
      return true;
    }
  }
  stalled_ = true;
  return false;
}

void SerialPort::Send(std::uint8_t byte) {
  if (WaitFor(kHoldingEmpty)) {
    ports_.Write8(static_cast<std::uint16_t>(base_ + kData), byte);
  }
}

void SerialPort::Write(std::string_view text) {
  for (const char character : text) {
    if (!present_) {
      return;
    }
    if (character == '\n') {
      Send('\r');
    }
    Send(static_cast<std::uint8_t>(character));
  }
}

void SerialPort::Receive() {
  while (present_ && !received_.full()) {
    const std::uint8_t status = LineStatus();
    if (status == kNobodyThere || (status & kDataReady) == 0) {
      return;
    }
    KeepByte();
  }
}

void SerialPort::KeepByte() {
  Discard(received_.Push(ports_.Read8(static_cast<std::uint16_t>(base_ + kData))),
          "there is room for one byte more");
}

ConsoleInput SerialPort::TryRead() {
  if (received_.empty()) {
    Receive();
  }
  const std::optional<std::uint8_t> byte = received_.Pop();
  return byte.has_value() ? ConsoleInput{.state = ConsoleInput::State::kByte, .byte = *byte}
                          : ConsoleInput{};
}

void SerialPort::Drain() {
  if (present_) {
    static_cast<void>(WaitFor(kTransmitterEmpty));
  }
}

}  // namespace starkernel::hal
