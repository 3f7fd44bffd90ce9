#pragma once

#include <cstdint>

#include "src/base/text_writer.h"

namespace starkernel::hal {

/// What one bank of machine-check registers holds (Intel SDM volume 3, 15.3.2). `address` and
/// `miscellaneous` mean something only if the status says so.
struct MachineCheckBank {
  std::uint32_t number = 0;
  std::uint64_t status = 0;
  std::uint64_t address = 0;
  std::uint64_t miscellaneous = 0;

  /// Whether the bank holds an error.
  [[nodiscard]] constexpr bool valid() const { return (status >> 63U & 1U) != 0; }
  [[nodiscard]] constexpr bool has_address() const { return (status >> 58U & 1U) != 0; }
  [[nodiscard]] constexpr bool has_miscellaneous() const { return (status >> 59U & 1U) != 0; }
};

/// Writes what the processor as a whole says of a machine check (IA32_MCG_STATUS, 15.3.1.2): one
/// line.
void WriteMachineCheckStatus(TextWriter& writer, std::uint64_t status);

/// Writes what a valid bank says: what kind of error, where, how bad. One line.
void WriteMachineCheckBank(TextWriter& writer, const MachineCheckBank& bank);

}  // namespace starkernel::hal
