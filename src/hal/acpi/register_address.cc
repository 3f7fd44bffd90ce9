#include "src/hal/acpi/register_address.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>

#include "src/base/little_endian.h"
#include "src/base/result.h"

namespace starkernel::acpi {
namespace {

constexpr std::uint64_t kLastPort = std::numeric_limits<std::uint16_t>::max();
constexpr std::uint8_t kSystemMemory = 0;
constexpr std::uint8_t kSystemPorts = 1;
constexpr std::size_t kAddressOffset = 4;

}  // namespace

std::optional<RegisterAddress> ReadGenericAddress(std::span<const std::byte> bytes,
                                                  std::size_t offset) {
  const Result<std::uint8_t> space = ReadLittleEndian<std::uint8_t>(bytes, offset);
  const Result<std::uint64_t> address =
      ReadLittleEndian<std::uint64_t>(bytes, offset + kAddressOffset);
  if (!space.ok() || !address.ok() || address.value() == 0) {
    return std::nullopt;
  }
  if (space.value() == kSystemMemory) {
    return RegisterAddress{.space = RegisterSpace::kMemory, .address = address.value()};
  }
  if (space.value() == kSystemPorts && address.value() <= kLastPort) {
    return RegisterAddress{.space = RegisterSpace::kPort, .address = address.value()};
  }
  return std::nullopt;
}

std::optional<RegisterAddress> ReadPortField(std::span<const std::byte> bytes, std::size_t offset) {
  const Result<std::uint32_t> port = ReadLittleEndian<std::uint32_t>(bytes, offset);
  if (!port.ok() || port.value() == 0 || port.value() > kLastPort) {
    return std::nullopt;
  }
  return RegisterAddress{.space = RegisterSpace::kPort, .address = port.value()};
}

}  // namespace starkernel::acpi
