#pragma once

#include <cstdint>

#include "src/hal/time/counter.h"
#include "src/hal/time/tick_length.h"
#include "src/hal/x86_64/port_space.h"
#include "src/hal/x86_64/wide_port_space.h"

namespace starkernel::hal {

/// The ACPI power management timer (ACPI specification 6.5, 4.8.3.3): 24 bits or, if the FADT says
/// so, 32.
class PmTimer final : public Counter {
 public:
  static constexpr TickLength kTick = TickLength::OfFrequency(3'579'545);

  PmTimer(WidePortSpace& ports [[clang::lifetimebound]], std::uint16_t port, unsigned bits)
      : ports_(ports), port_(port), bits_(bits) {}

  [[nodiscard]] std::uint64_t Read() override {
    return ports_.Read32(port_) & (0xFFFF'FFFFU >> (32U - bits_));
  }

  [[nodiscard]] unsigned bits() const { return bits_; }

 private:
  WidePortSpace& ports_;
  std::uint16_t port_;
  unsigned bits_;
};

/// Channel 2 of the interval timer that every PC has had (Intel 8254 data sheet), counting from
/// 65536 down over and over, which takes 55 ms; the speaker that it drives is kept silent.
class IntervalTimer final : public Counter {
 public:
  static constexpr TickLength kTick = TickLength::OfFrequency(1'193'182);
  static constexpr unsigned kBits = 16;

  explicit IntervalTimer(PortSpace& ports [[clang::lifetimebound]]) : ports_(ports) {
    constexpr std::uint8_t kGateWithoutSpeaker = 0x01;
    constexpr std::uint8_t kRateGenerator = 0xB4;  // channel 2, low and high byte, mode 2, binary
    ports_.Write8(kGate,
                  static_cast<std::uint8_t>((ports_.Read8(kGate) & 0xFCU) | kGateWithoutSpeaker));
    ports_.Write8(kCommand, kRateGenerator);
    ports_.Write8(kChannel, 0);
    ports_.Write8(kChannel, 0);
  }

  [[nodiscard]] std::uint64_t Read() override {
    constexpr std::uint8_t kLatch = 0x80;
    ports_.Write8(kCommand, kLatch);
    const unsigned low = ports_.Read8(kChannel);
    const unsigned high = ports_.Read8(kChannel);
    return 0xFFFFU - (low | high << 8U);
  }

 private:
  static constexpr std::uint16_t kChannel = 0x42;
  static constexpr std::uint16_t kCommand = 0x43;
  static constexpr std::uint16_t kGate = 0x61;

  PortSpace& ports_;
};

}  // namespace starkernel::hal
