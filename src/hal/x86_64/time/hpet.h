#pragma once

#include <cstdint>

#include "src/base/result.h"
#include "src/hal/time/counter.h"
#include "src/hal/time/tick_length.h"
#include "src/hal/x86_64/devices/register_block.h"

namespace starkernel::hal {

/// The main counter of a high precision event timer (IA-PC HPET specification 1.0a, 2.3), its lower
/// 32 bits: at 10 to 100 MHz they last for 42 seconds at least.
class Hpet final : public Counter {
 public:
  static constexpr unsigned kBits = 32;

  /// Starts the counter. `registers` must outlive this. Error::kDeviceFailure if what is there says
  /// that a tick lasts 0, or longer than the 100 ns that are allowed.
  [[nodiscard]] static Result<Hpet> Start(RegisterBlock& registers [[clang::lifetimebound]]);

  [[nodiscard]] std::uint64_t Read() override;

  [[nodiscard]] TickLength tick() const { return TickLength::OfFemtoseconds(femtoseconds_); }

 private:
  Hpet(RegisterBlock& registers [[clang::lifetimebound]], std::uint32_t femtoseconds)
      : registers_(&registers), femtoseconds_(femtoseconds) {}

  RegisterBlock* registers_;
  std::uint32_t femtoseconds_;
};

}  // namespace starkernel::hal
