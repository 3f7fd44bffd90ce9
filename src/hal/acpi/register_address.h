#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace starkernel::acpi {

/// How a register is reached.
enum class RegisterSpace : std::uint8_t { kMemory, kPort };

/// Where a register is: a physical address, or a port below 64 Ki.
struct RegisterAddress {
  RegisterSpace space = RegisterSpace::kPort;
  std::uint64_t address = 0;

  friend bool operator==(const RegisterAddress&, const RegisterAddress&) = default;
};

/// Bytes of a generic address structure (ACPI specification 6.5, 5.2.3.2).
inline constexpr std::size_t kGenericAddressSize = 12;

/// The generic address structure at `offset`. Nothing if it does not lie inside `bytes`, is empty,
/// or names a space other than memory and ports or a port that there is not.
[[nodiscard]] std::optional<RegisterAddress> ReadGenericAddress(std::span<const std::byte> bytes,
                                                                std::size_t offset);

/// The port whose number is the 32-bit field at `offset`; nothing if that is 0, too large or not
/// inside `bytes`.
[[nodiscard]] std::optional<RegisterAddress> ReadPortField(std::span<const std::byte> bytes,
                                                           std::size_t offset);

}  // namespace starkernel::acpi
