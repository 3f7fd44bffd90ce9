#include "src/hal/acpi/table.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/format.h"
#include "src/base/little_endian.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/hal/acpi/complaint.h"
#include "src/hal/acpi/physical_bytes.h"

namespace starkernel::acpi {
namespace {

constexpr std::size_t kLengthOffset = 4;
constexpr std::size_t kRevisionOffset = 8;

Signature SignatureOf(std::span<const std::byte> header) {
  Signature signature{};
  for (std::size_t index = 0; index < signature.size(); ++index) {
    signature.at(index) = static_cast<char>(header[index]);
  }
  return signature;
}

std::uint8_t Sum(std::span<const std::byte> bytes) {
  unsigned sum = 0;
  for (const std::byte byte : bytes) {
    sum += std::to_integer<unsigned>(byte);
  }
  return static_cast<std::uint8_t>(sum & 0xFFU);
}

Error NotInMemory(TextWriter& complaints, PhysAddr address, std::uint64_t size) {
  Format(complaints, "ACPI: a table of {:#x} bytes at {} does not lie in memory\n", size, address);
  return Error::kOutOfRange;
}

}  // namespace

Signature Printable(Signature signature) {
  for (char& character : signature) {
    if (character <= ' ' || character >= 0x7F) {
      character = '?';
    }
  }
  return signature;
}

bool ChecksumIsRight(std::span<const std::byte> bytes) { return Sum(bytes) == 0; }

Result<Signature> ReadSignature(PhysicalBytes& memory, PhysAddr address) {
  return SignatureOf(TRY(memory.Read(address, ByteCount{sizeof(Signature)})));
}

Result<Table> ReadTable(PhysicalBytes& memory, PhysAddr address, TextWriter& complaints) {
  const auto header = memory.Read(address, ByteCount{kHeaderSize});
  if (!header.ok()) {
    return NotInMemory(complaints, address, kHeaderSize);
  }
  const Signature signature = SignatureOf(header.value());
  const Signature printable = Printable(signature);
  const std::string_view name{std::span<const char>(printable)};
  const std::uint32_t length = TRY(ReadLittleEndian<std::uint32_t>(header.value(), kLengthOffset));
  if (length < kHeaderSize) {
    return Complain(complaints, {.table = name,
                                 .field = "length",
                                 .value = length,
                                 .expected = Expected::kAtLeast,
                                 .limit = kHeaderSize});
  }
  if (length > kLongestTable.value()) {
    return Complain(complaints, {.table = name,
                                 .field = "length",
                                 .value = length,
                                 .expected = Expected::kAtMost,
                                 .limit = kLongestTable.value()});
  }
  const auto bytes = memory.Read(address, ByteCount{length});
  if (!bytes.ok()) {
    return NotInMemory(complaints, address, length);
  }
  if (!ChecksumIsRight(bytes.value())) {
    return Complain(complaints, {.table = name,
                                 .field = "sum of bytes",
                                 .value = Sum(bytes.value()),
                                 .expected = Expected::kExactly,
                                 .limit = 0});
  }
  const std::uint8_t revision = TRY(ReadLittleEndian<std::uint8_t>(bytes.value(), kRevisionOffset));
  return Table{.signature = signature, .revision = revision, .bytes = bytes.value()};
}

}  // namespace starkernel::acpi
