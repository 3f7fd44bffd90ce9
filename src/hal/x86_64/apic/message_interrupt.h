#pragma once

#include <cstdint>

#include "src/base/error.h"
#include "src/base/result.h"
#include "src/hal/x86_64/apic/vectors.h"

namespace starkernel::hal {

/// What a PCI device writes, and where, to interrupt a processor.
struct MessageInterrupt {
  std::uint64_t address = 0;
  std::uint32_t data = 0;

  friend bool operator==(const MessageInterrupt&, const MessageInterrupt&) = default;
};

/// The message that raises `vector` at the processor `apic_id` (Intel SDM volume 3, 11.11): fixed
/// delivery, edge-triggered, physical destination. Error::kOutOfRange if the id needs more than 8
/// bits, which takes interrupt remapping, Error::kInvalidArgument if the vector is an exception's.
[[nodiscard]] constexpr Result<MessageInterrupt> ComposeMessage(std::uint32_t apic_id,
                                                                std::uint8_t vector) {
  constexpr std::uint32_t kLastId = 0xFE;  // 0xFF is everybody
  constexpr std::uint64_t kBase = 0xFEE0'0000;
  constexpr unsigned kDestinationShift = 12;
  if (apic_id > kLastId) {
    return Error::kOutOfRange;
  }
  if (vector < kFirstFreeVector) {
    return Error::kInvalidArgument;
  }
  return MessageInterrupt{.address = kBase | std::uint64_t{apic_id} << kDestinationShift,
                          .data = vector};
}

}  // namespace starkernel::hal
