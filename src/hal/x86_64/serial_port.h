#pragma once

#include <cstdint>
#include <string_view>

#include "src/base/fixed_queue.h"
#include "src/hal/console.h"
#include "src/hal/x86_64/port_space.h"

namespace starkernel::hal {

/// First port of COM1 on every PC.
inline constexpr std::uint16_t kCom1 = 0x3F8;

/// A 16550 serial port at 115200 baud, 8 data bits, no parity, 1 stop bit (National
/// Semiconductor PC16550D data sheet). A missing port loses output, never
/// time. A port that does not transmit costs kMostPolls once; from then on it loses output until it
/// is ready again, as it may be when an emulator's reader had paused. Input goes on all the while.
/// Output is polled. Received bytes lie in the port's FIFO, 16 of them, until Receive or TryRead
/// takes them from there, or output that waits for the port, and from then on here, 512 of them.
class SerialPort final : public Console {
 public:
  /// Reads of the line status before a port counts as stalled. A byte takes 87 microseconds, a port
  /// access about one: ample room.
  static constexpr std::uint32_t kMostPolls = 100'000;

  /// `ports` must outlive the serial port.
  constexpr SerialPort(PortSpace& ports [[clang::lifetimebound]], std::uint16_t base)
      : ports_(ports), base_(base) {}

  /// Sets line format and speed, clears both FIFOs, and finds out whether there is a port.
  void Initialize();

  [[nodiscard]] bool present() const { return present_; }

  /// Writes `text`; '\n' becomes a carriage return and a line feed.
  void Write(std::string_view text) override;

  /// Takes what has been received out of the port; for when it interrupts. Bytes for which there is
  /// no room stay there.
  void Receive();

  /// A received byte, if there is one.
  ConsoleInput TryRead() override;

  /// How often the port has said that received bytes were lost, because nobody took those before.
  [[nodiscard]] std::uint64_t overruns() const { return overruns_; }

  /// Waits until the last byte has left the port, within bounds.
  void Drain();

 private:
  [[nodiscard]] std::uint8_t LineStatus();
  /// Keeps what is received meanwhile: a long output would else be longer than the FIFO.
  [[nodiscard]] bool WaitFor(std::uint8_t status);
  /// Takes one received byte out of the port; for when there is one, and room for it.
  void KeepByte();
  void Send(std::uint8_t byte);

  PortSpace& ports_;
  std::uint16_t base_;
  bool present_ = false;
  bool stalled_ = false;
  std::uint64_t overruns_ = 0;
  FixedQueue<std::uint8_t, 512> received_;
};

}  // namespace starkernel::hal
