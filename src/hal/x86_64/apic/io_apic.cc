#include "src/hal/x86_64/apic/io_apic.h"

#include <cstdint>

#include "src/base/error.h"
#include "src/base/result.h"
#include "src/hal/x86_64/devices/register_block.h"

namespace starkernel::hal {
namespace {

// Offsets, and indexes behind them (Intel 82093AA data sheet, 3.1 and 3.2).
constexpr std::uint32_t kSelect = 0x00;
constexpr std::uint32_t kData = 0x10;
constexpr std::uint32_t kVersion = 0x01;
constexpr std::uint32_t kFirstRedirection = 0x10;

constexpr std::uint32_t kMostInputs = 240;  // as many as fit behind an 8-bit index
constexpr std::uint32_t kNobodyThere = 0xFFFF'FFFF;

std::uint32_t ReadIndexed(RegisterBlock& registers, std::uint32_t index) {
  registers.Write(kSelect, index);
  return registers.Read(kData);
}

void WriteIndexed(RegisterBlock& registers, std::uint32_t index, std::uint32_t value) {
  registers.Write(kSelect, index);
  registers.Write(kData, value);
}

}  // namespace

Result<IoApic> IoApic::Create(RegisterBlock& registers) {
  const std::uint32_t version = ReadIndexed(registers, kVersion);
  const std::uint32_t inputs = (version >> 16U & 0xFFU) + 1;
  if (version == kNobodyThere || version == 0 || inputs > kMostInputs) {
    return Error::kDeviceFailure;
  }
  IoApic apic(registers, inputs);
  for (std::uint32_t input = 0; input < inputs; ++input) {
    TRY(apic.Redirect(input, {}));
  }
  return apic;
}

Result<void> IoApic::Redirect(std::uint32_t input, const Redirection& redirection) {
  if (input >= inputs_) {
    return Error::kOutOfRange;
  }
  const std::uint64_t entry = EncodeRedirection(redirection);
  const std::uint32_t low = kFirstRedirection + 2 * input;
  // Masked until the destination is right.
  constexpr std::uint32_t kMasked = 1U << 16U;
  WriteIndexed(*registers_, low, kMasked);
  WriteIndexed(*registers_, low + 1, static_cast<std::uint32_t>(entry >> 32U));
  WriteIndexed(*registers_, low, static_cast<std::uint32_t>(entry));
  return {};
}

}  // namespace starkernel::hal
