#pragma once

#include <cstdint>

#include "src/base/result.h"
#include "src/hal/x86_64/devices/register_block.h"

namespace starkernel::hal {

/// Where and how an input of an I/O APIC interrupts.
struct Redirection {
  std::uint8_t vector = 0;
  std::uint8_t destination = 0;  ///< APIC id of the processor.
  bool active_low = false;
  bool level = false;
  bool masked = true;

  friend bool operator==(const Redirection&, const Redirection&) = default;
};

/// The redirection entry (Intel 82093AA data sheet, 3.2.4): fixed delivery, physical destination.
[[nodiscard]] constexpr std::uint64_t EncodeRedirection(const Redirection& redirection) {
  return std::uint64_t{redirection.vector} | std::uint64_t{redirection.active_low} << 13U |
         std::uint64_t{redirection.level} << 15U | std::uint64_t{redirection.masked} << 16U |
         std::uint64_t{redirection.destination} << 56U;
}

/// An I/O APIC over its index and data registers.
class IoApic {
 public:
  constexpr IoApic() = default;

  /// `registers` must outlive this. All inputs are masked. Error::kDeviceFailure if nothing
  /// answers.
  [[nodiscard]] static Result<IoApic> Create(RegisterBlock& registers [[clang::lifetimebound]]);

  /// How many inputs there are, 1 to 240.
  [[nodiscard]] constexpr std::uint32_t inputs() const { return inputs_; }

  /// Sets an input; Error::kOutOfRange if there is none of that number.
  Result<void> Redirect(std::uint32_t input, const Redirection& redirection);

 private:
  IoApic(RegisterBlock& registers [[clang::lifetimebound]], std::uint32_t inputs)
      : registers_(&registers), inputs_(inputs) {}

  RegisterBlock* registers_ = nullptr;
  std::uint32_t inputs_ = 0;
};

}  // namespace starkernel::hal
