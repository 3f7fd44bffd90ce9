#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "src/base/addresses.h"
#include "src/base/interrupt_roles.h"
#include "src/base/result.h"
#include "src/base/thread_annotations.h"
#include "src/hal/device_bus.h"
#include "src/hal/line_state.h"

namespace starkernel::hal {

/// A bus with one device, which does nothing but what is asked of it: for machines without others,
/// and to try drivers' words on.
///
/// In memory it has a page: eight bytes that keep what is written to them, and behind them a byte
/// that commands. At ports it has four bytes of its own that keep, and another that commands. A
/// command of 1 signals an edge on kEdgeLine, 2 raises kLevelLine, which stays so until 3 lowers
/// it; read, it says whether kLevelLine is raised. The rest is 0.
class ModelDevices final : public DeviceBus {
 public:
  static constexpr PhysAddr kRegisters{0x20'0000'0000};
  static constexpr std::uint64_t kCommand = 8;  ///< Offset in the page.
  static constexpr std::uint16_t kPorts = 0x300;
  static constexpr std::uint16_t kCommandPort = 0x304;
  static constexpr std::uint8_t kEdgeLine = 5;
  static constexpr std::uint8_t kLevelLine = 6;
  /// A port and a line that the kernel is taken to have itself.
  static constexpr std::uint16_t kKeptPort = 0x3F8;
  static constexpr std::uint8_t kKeptLine = 4;

  [[nodiscard]] PhysAddr MemoryEnd() const override { return PhysAddr(std::uint64_t{1} << 46U); }
  [[nodiscard]] bool KeepsPage(PhysAddr page) const override;
  [[nodiscard]] bool KeepsPorts(std::uint16_t first, std::uint16_t last) const override {
    return first <= kKeptPort && kKeptPort <= last;
  }
  [[nodiscard]] VirtAddr PlaceOf(PhysAddr page) const override {
    return VirtAddr(0xFFFF'8000'0000'0000U + page.value());
  }
  [[nodiscard]] std::uint64_t ReadMemory(PhysAddr address, AccessWidth width) override;
  void WriteMemory(PhysAddr address, AccessWidth width, std::uint64_t value) override;
  [[nodiscard]] std::uint64_t ReadPort(std::uint16_t port, AccessWidth width) override;
  void WritePort(std::uint16_t port, AccessWidth width, std::uint64_t value) override;
  [[nodiscard]] Result<void> OpenLine(std::uint8_t line) override SK_EXCLUDES(kInterruptContext);
  void CloseLine(std::uint8_t line) override SK_EXCLUDES(kInterruptContext);
  void AcknowledgeLine(std::uint8_t line) override SK_EXCLUDES(kInterruptContext);
  void LetInterruptsIn() override SK_EXCLUDES(kInterruptContext) {}
  [[nodiscard]] bool HasInterrupts() override SK_EXCLUDES(kInterruptContext) {
    return lines_[0].came > 0 || lines_[1].came > 0;
  }
  [[nodiscard]] std::optional<LineInterrupts> TakeInterrupts() override
      SK_EXCLUDES(kInterruptContext);

  /// kEdgeLine or kLevelLine.
  struct Line {
    LineState state;
    std::uint64_t came = 0;  ///< Interrupts that wait to be taken.
  };
  /// How it is with one of the two.
  [[nodiscard]] const Line& LineAt(std::uint8_t line) const [[clang::lifetimebound]] {
    return lines_.at(line - kEdgeLine);
  }
  /// Whether the device has kLevelLine high.
  [[nodiscard]] bool raised() const { return raised_; }

  /// Signals an edge, or that the level is high, as the device itself does.
  void Signal(std::uint8_t line);

 private:
  /// As many bytes as an access takes, at an offset from the first that keeps.
  [[nodiscard]] std::uint64_t Read(std::uint64_t offset, AccessWidth width,
                                   std::uint64_t command) const;
  void Write(std::uint64_t offset, AccessWidth width, std::uint64_t value, std::uint64_t command);
  void Command(std::uint64_t value);

  std::array<std::uint8_t, 8> kept_{};
  std::array<Line, 2> lines_{};
  bool raised_ = false;
};

}  // namespace starkernel::hal
