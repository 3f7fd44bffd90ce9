#include "src/hal/x86_64/time/hpet.h"

#include <cstdint>

#include "src/base/error.h"
#include "src/base/result.h"
#include "src/hal/x86_64/devices/register_block.h"

namespace starkernel::hal {
namespace {

constexpr std::uint32_t kPeriod = 0x004;  // upper half of the capabilities
constexpr std::uint32_t kConfiguration = 0x010;
constexpr std::uint32_t kMainCounter = 0x0F0;

constexpr std::uint32_t kEnable = 1U << 0U;
constexpr std::uint32_t kLegacyReplacement = 1U << 1U;
constexpr std::uint32_t kLongestPeriod = 100'000'000;

}  // namespace

Result<Hpet> Hpet::Start(RegisterBlock& registers) {
  const std::uint32_t period = registers.Read(kPeriod);
  if (period == 0 || period > kLongestPeriod) {
    return Error::kDeviceFailure;
  }
  const std::uint32_t configuration = registers.Read(kConfiguration);
  registers.Write(kConfiguration, (configuration | kEnable) & ~kLegacyReplacement);
  return Hpet(registers, period);
}

std::uint64_t Hpet::Read() { return registers_->Read(kMainCounter); }

}  // namespace starkernel::hal
