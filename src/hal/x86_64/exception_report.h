#pragma once

#include <cstdint>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/text_writer.h"
#include "src/hal/x86_64/interrupt_frame.h"

namespace starkernel::hal {

/// First vector that is not an exception of the processor.
inline constexpr std::uint64_t kFirstExternalVector = 32;
inline constexpr std::uint64_t kNonMaskableVector = 2;
inline constexpr std::uint64_t kInvalidOpcodeVector = 6;
inline constexpr std::uint64_t kDoubleFaultVector = 8;
inline constexpr std::uint64_t kPageFaultVector = 14;
inline constexpr std::uint64_t kMachineCheckVector = 18;

/// The vector's name (Intel SDM volume 3, table 6-1), for example "page fault".
[[nodiscard]] std::string_view VectorName(std::uint64_t vector);

/// Control registers at the time of an exception.
struct FaultRegisters {
  std::uint64_t cr2 = 0;
  std::uint64_t cr3 = 0;
};

/// Writes the vector with its name, the error code and what it means, and for a page fault the
/// address and the kind of access. One line.
void WriteExceptionCause(TextWriter& writer, const InterruptFrame& frame,
                         const FaultRegisters& registers);

/// Writes all registers, several to a line.
void WriteRegisters(TextWriter& writer, const InterruptFrame& frame,
                    const FaultRegisters& registers);

}  // namespace starkernel::hal
