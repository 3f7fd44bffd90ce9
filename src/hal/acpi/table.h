#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/hal/acpi/physical_bytes.h"

namespace starkernel::acpi {

/// Bytes of the header that every table but the RSDP and the FACS begins with (ACPI specification
/// 6.5, 5.2.6).
inline constexpr std::size_t kHeaderSize = 36;

/// Longest table that is looked at. The largest, the DSDT, has a few hundred KiB.
inline constexpr ByteCount kLongestTable = MiB(4);

/// The four characters at a table's start; may be any bytes in a bad one.
using Signature = std::array<char, 4>;

/// The signature as text for messages: what cannot be printed is shown as `?`.
[[nodiscard]] Signature Printable(Signature signature);

/// A table with the right checksum.
struct Table {
  Signature signature{};
  std::uint8_t revision = 0;
  std::span<const std::byte> bytes;  ///< All of it with its header, at least kHeaderSize.

  [[nodiscard]] bool Is(std::string_view name) const {
    return std::string_view(std::span<const char>(signature)) == name;
  }
};

/// Whether the bytes add up to 0 modulo 256.
[[nodiscard]] bool ChecksumIsRight(std::span<const std::byte> bytes);

/// The signature of the table at `address`.
[[nodiscard]] Result<Signature> ReadSignature(PhysicalBytes& memory, PhysAddr address);

/// The table at `address`. Error::kCorrupt, with a line on `complaints`, if its length is out of
/// bounds or its checksum wrong; Error::kOutOfRange, with a line, if it does not lie in memory.
[[nodiscard]] Result<Table> ReadTable(PhysicalBytes& memory [[clang::lifetimebound]],
                                      PhysAddr address, TextWriter& complaints);

}  // namespace starkernel::acpi
