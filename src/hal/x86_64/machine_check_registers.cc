#include "src/hal/x86_64/machine_check_registers.h"

#include <cstdint>

#include "src/base/text_writer.h"
#include "src/hal/x86_64/machine_check.h"
#include "src/hal/x86_64/processor_unsafe.h"

namespace starkernel::hal {
namespace {

// Model-specific registers (Intel SDM volume 4, table 2-2).
constexpr std::uint32_t kCapabilities = 0x179;   // IA32_MCG_CAP
constexpr std::uint32_t kGlobalStatus = 0x17A;   // IA32_MCG_STATUS
constexpr std::uint32_t kGlobalControl = 0x17B;  // IA32_MCG_CTL
constexpr std::uint32_t kFirstBank = 0x400;      // IA32_MC0_CTL; each bank has four
constexpr std::uint32_t kBankDistance = 4;
constexpr std::uint32_t kBankStatus = 1;
constexpr std::uint32_t kBankAddress = 2;
constexpr std::uint32_t kBankMiscellaneous = 3;

constexpr std::uint64_t kAll = ~std::uint64_t{0};
constexpr std::uint64_t kCr4MachineCheck = 1U << 6U;

// Banks of this processor; 0 if it reports no machine checks.
std::uint32_t BankCount() {
  constexpr std::uint32_t kException = 1U << 7U;      // leaf 1, EDX
  constexpr std::uint32_t kArchitecture = 1U << 14U;  // leaf 1, EDX
  constexpr std::uint64_t kCountMask = 0xFF;
  constexpr std::uint32_t kMostBanks = 32;
  const std::uint32_t features = Cpuid(1).edx;
  if ((features & kException) == 0 || (features & kArchitecture) == 0) {
    return 0;
  }
  const auto count = static_cast<std::uint32_t>(ReadModelRegister(kCapabilities) & kCountMask);
  return count < kMostBanks ? count : kMostBanks;
}

MachineCheckBank ReadBank(std::uint32_t number) {
  const std::uint32_t base = kFirstBank + number * kBankDistance;
  MachineCheckBank bank{.number = number, .status = ReadModelRegister(base + kBankStatus)};
  // Where they are not valid, they need not exist.
  if (bank.valid() && bank.has_address()) {
    bank.address = ReadModelRegister(base + kBankAddress);
  }
  if (bank.valid() && bank.has_miscellaneous()) {
    bank.miscellaneous = ReadModelRegister(base + kBankMiscellaneous);
  }
  return bank;
}

// The first bank of early models of family 6 belongs to firmware (15.3.2.1).
bool FirstBankIsFirmwares() {
  constexpr std::uint32_t kFamilyShift = 8;
  constexpr std::uint32_t kModelMask = 0xF00F0;
  constexpr std::uint32_t kFirstFreeModel = 0x100A0;  // 1AH
  const std::uint32_t signature = Cpuid(1).eax;
  return (signature >> kFamilyShift & 0xFU) == 6 && (signature & kModelMask) < kFirstFreeModel;
}

}  // namespace

void EnableMachineChecks(TextWriter& log) {
  constexpr std::uint64_t kHasGlobalControl = 1U << 8U;
  const std::uint32_t banks = BankCount();
  if (banks == 0) {
    return;
  }
  // SAFETY: registers that the processor says it has: what they switch on is that errors are
  // reported, and clearing them forgets only what has been written to the log.
  if ((ReadModelRegister(kCapabilities) & kHasGlobalControl) != 0) {
    WriteModelRegister(kGlobalControl, kAll);
  }
  for (std::uint32_t number = 0; number < banks; ++number) {
    const std::uint32_t base = kFirstBank + number * kBankDistance;
    if (number != 0 || !FirstBankIsFirmwares()) {
      // SAFETY: as above.
      WriteModelRegister(base, kAll);
    }
    const MachineCheckBank bank = ReadBank(number);
    if (bank.valid()) {
      WriteMachineCheckBank(log.Text("before the boot, machine check "), bank);
    }
    // SAFETY: as above.
    WriteModelRegister(base + kBankStatus, 0);
  }
  // SAFETY: vector 18 has a handler and a stack of its own.
  WriteModelRegister(kGlobalStatus, 0);
  WriteCr4(ReadCr4() | kCr4MachineCheck);
}

void WriteMachineChecks(TextWriter& writer) {
  const std::uint32_t banks = BankCount();
  if (banks == 0) {
    return;
  }
  WriteMachineCheckStatus(writer, ReadModelRegister(kGlobalStatus));
  for (std::uint32_t number = 0; number < banks; ++number) {
    const MachineCheckBank bank = ReadBank(number);
    if (bank.valid()) {
      WriteMachineCheckBank(writer, bank);
    }
  }
}

}  // namespace starkernel::hal
