#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "src/base/addresses.h"

namespace starkernel::hal {

/// Selectors of the kernel's global descriptor table: byte offsets, privilege level 0.
inline constexpr std::uint16_t kCodeSelector = 0x08;
inline constexpr std::uint16_t kDataSelector = 0x10;
inline constexpr std::uint16_t kTaskSelector = 0x18;

/// Segment descriptors for 64-bit code and for data, privilege level 0 (Intel SDM volume 3,
/// 3.4.5): flat, present, accessed; code readable, data writable.
inline constexpr std::uint64_t kCodeDescriptor = 0x00AF'9B00'0000'FFFFU;
inline constexpr std::uint64_t kDataDescriptor = 0x00CF'9300'0000'FFFFU;

/// Two 8-byte halves of a 16-byte system descriptor, the lower first.
using WideDescriptor = std::array<std::uint64_t, 2>;

/// An available 64-bit task-state segment descriptor (Intel SDM volume 3, 8.2.3).
/// `limit` is the segment's size in bytes less one, below 64 Ki.
[[nodiscard]] constexpr WideDescriptor TaskDescriptor(VirtAddr base, std::uint16_t limit) {
  constexpr std::uint64_t kPresentAvailableTask = 0x89;
  const std::uint64_t address = base.value();
  const std::uint64_t low = limit | (address & 0xFF'FFFFU) << 16U | kPresentAvailableTask << 40U |
                            (address >> 24U & 0xFFU) << 56U;
  return {low, address >> 32U};
}

/// An interrupt gate (Intel SDM volume 3, 6.14.1): present, privilege level 0, interrupts off
/// on entry. `stack` is the number of the interrupt stack to switch to, 1 to 7, or 0 to stay.
[[nodiscard]] constexpr WideDescriptor InterruptGate(VirtAddr handler, std::uint8_t stack) {
  constexpr std::uint64_t kPresentInterruptGate = 0x8E;
  const std::uint64_t address = handler.value();
  const std::uint64_t low = (address & 0xFFFFU) | std::uint64_t{kCodeSelector} << 16U |
                            std::uint64_t{stack & 7U} << 32U | kPresentInterruptGate << 40U |
                            (address >> 16U & 0xFFFFU) << 48U;
  return {low, address >> 32U};
}

/// Interrupt stacks that the kernel uses, by their numbers in the task-state segment.
enum class InterruptStack : std::uint8_t {
  kNone = 0,
  kDoubleFault = 1,
  kNonMaskable = 2,
  kMachineCheck = 3,
};
inline constexpr std::size_t kInterruptStackCount = 3;

/// A 64-bit task-state segment (Intel SDM volume 3, 8.7) as 32-bit words: its 64-bit fields are
/// not aligned.
using TaskState = std::array<std::uint32_t, 26>;

/// A task-state segment with the given tops of interrupt stacks 1, 2 and 3 and no port
/// permissions.
[[nodiscard]] constexpr TaskState EncodeTaskState(
    const std::array<VirtAddr, kInterruptStackCount>& stack_tops) {
  constexpr std::size_t kFirstStackWord = 9;
  constexpr std::size_t kMapBaseWord = 25;
  TaskState state{};
  for (std::size_t index = 0; index < stack_tops.size(); ++index) {
    const std::uint64_t top = stack_tops.at(index).value();
    state.at(kFirstStackWord + 2 * index) = static_cast<std::uint32_t>(top);
    state.at(kFirstStackWord + 2 * index + 1) = static_cast<std::uint32_t>(top >> 32U);
  }
  state.at(kMapBaseWord) = std::uint32_t{sizeof(TaskState)} << 16U;
  return state;
}

}  // namespace starkernel::hal
