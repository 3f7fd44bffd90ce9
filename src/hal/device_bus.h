#pragma once

#include <cstdint>
#include <optional>

#include "src/base/addresses.h"
#include "src/base/interrupt_roles.h"
#include "src/base/result.h"
#include "src/base/thread_annotations.h"

namespace starkernel::hal {

/// How many bytes a register is accessed by at once.
enum class AccessWidth : std::uint8_t { kByte = 1, kTwo = 2, kFour = 4, kEight = 8 };

[[nodiscard]] constexpr std::uint64_t SizeOf(AccessWidth width) {
  return static_cast<std::uint64_t>(width);
}

/// The largest value of that many bytes.
[[nodiscard]] constexpr std::uint64_t LargestOf(AccessWidth width) {
  constexpr std::uint64_t kBits = 64;
  return ~std::uint64_t{0} >> (kBits - 8 * SizeOf(width));
}

/// That a line has interrupted.
struct LineInterrupts {
  std::uint8_t line = 0;
  std::uint64_t count = 0;  ///< How often. 0: a record was lost, and it may have.
};

/// The devices of the machine as they are reached by those who drive them: registers in memory and
/// behind ports, and lines by which they interrupt. What the kernel drives itself is kept from
/// them.
class DeviceBus {
 public:
  /// Lines are numbered from 0 on.
  static constexpr std::uint8_t kLines = 64;

  /// Registers lie below this physical address.
  [[nodiscard]] virtual PhysAddr MemoryEnd() const = 0;

  /// Whether a page of registers is the kernel's own, besides those that its tables map.
  [[nodiscard]] virtual bool KeepsPage(PhysAddr page) const = 0;

  /// Whether any of the ports `first` to `last` is the kernel's own.
  [[nodiscard]] virtual bool KeepsPorts(std::uint16_t first, std::uint16_t last) const = 0;

  /// Where the kernel's tables have to map a page of registers, uncached, while it is accessed.
  [[nodiscard]] virtual VirtAddr PlaceOf(PhysAddr page) const = 0;

  // One access each. Where nothing answers, all bits are read, and what is written is gone.
  // Addresses and ports are multiples of the width; a port has no kEight.

  [[nodiscard]] virtual std::uint64_t ReadMemory(PhysAddr address, AccessWidth width) = 0;
  virtual void WriteMemory(PhysAddr address, AccessWidth width, std::uint64_t value) = 0;
  [[nodiscard]] virtual std::uint64_t ReadPort(std::uint16_t port, AccessWidth width) = 0;
  virtual void WritePort(std::uint16_t port, AccessWidth width, std::uint64_t value) = 0;

  /// Lets a line interrupt that is not open. Error::kNotFound if there is none of that number,
  /// Error::kAlreadyExists if the kernel has it itself.
  [[nodiscard]] virtual Result<void> OpenLine(std::uint8_t line) SK_EXCLUDES(kInterruptContext) = 0;

  /// Masks an open line for good.
  virtual void CloseLine(std::uint8_t line) SK_EXCLUDES(kInterruptContext) = 0;

  /// The interrupts of an open line were seen to: it may interrupt again, if it was masked until
  /// then.
  virtual void AcknowledgeLine(std::uint8_t line) SK_EXCLUDES(kInterruptContext) = 0;

  /// Lets those interrupts in that have come.
  virtual void LetInterruptsIn() SK_EXCLUDES(kInterruptContext) = 0;

  /// Whether an open line has interrupted since it was last told of.
  [[nodiscard]] virtual bool HasInterrupts() SK_EXCLUDES(kInterruptContext) = 0;

  /// The next open line that has interrupted since it was last told of.
  [[nodiscard]] virtual std::optional<LineInterrupts> TakeInterrupts()
      SK_EXCLUDES(kInterruptContext) = 0;

 protected:
  ~DeviceBus() = default;
};

}  // namespace starkernel::hal
