#include "src/hal/acpi/root.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
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
#include "src/hal/acpi/table.h"

namespace starkernel::acpi {
namespace {

constexpr std::string_view kRootSignature = "RSD PTR ";
constexpr std::size_t kRevisionOffset = 15;
constexpr std::size_t kRsdtOffset = 16;
constexpr std::size_t kLengthOffset = 20;
constexpr std::size_t kXsdtOffset = 24;
constexpr std::size_t kFirstSize = 20;   // of revision 0, and what its checksum covers
constexpr std::size_t kSecondSize = 36;  // of revision 2
constexpr std::size_t kLongestRoot = 4096;
constexpr std::uint8_t kRevisionWithXsdt = 2;

// What the root pointer says.
struct Roots {
  PhysAddr rsdt;
  PhysAddr xsdt;  ///< 0 if there is none.
};

Error WrongSum(TextWriter& complaints, std::string_view field) {
  Format(complaints, "ACPI RSDP: {} is wrong\n", field);
  return Error::kCorrupt;
}

// The second checksum covers the whole structure. Without it there is only the RSDT.
Result<PhysAddr> ReadXsdtAddress(PhysicalBytes& memory, PhysAddr rsdp, TextWriter& complaints) {
  const auto known = TRY(memory.Read(rsdp, ByteCount{kSecondSize}));
  const auto length = TRY(ReadLittleEndian<std::uint32_t>(known, kLengthOffset));
  if (length < kSecondSize) {
    return Complain(complaints, {"RSDP", "length", length, Expected::kAtLeast, kSecondSize});
  }
  if (length > kLongestRoot) {
    return Complain(complaints, {"RSDP", "length", length, Expected::kAtMost, kLongestRoot});
  }
  if (!ChecksumIsRight(TRY(memory.Read(rsdp, ByteCount{length})))) {
    return WrongSum(complaints, "its extended checksum");
  }
  return PhysAddr(TRY(ReadLittleEndian<std::uint64_t>(known, kXsdtOffset)));
}

Result<Roots> ReadRootPointer(PhysicalBytes& memory, PhysAddr rsdp, TextWriter& complaints) {
  const auto first = memory.Read(rsdp, ByteCount{kFirstSize});
  if (!first.ok()) {
    Format(complaints, "ACPI RSDP: {} is no place in memory\n", rsdp);
    return first.error();
  }
  const auto signature = first.value().first(kRootSignature.size());
  if (!std::ranges::equal(signature, kRootSignature, {},
                          [](std::byte byte) { return static_cast<char>(byte); })) {
    Format(complaints, "ACPI RSDP: no signature at {}\n", rsdp);
    return Error::kCorrupt;
  }
  if (!ChecksumIsRight(first.value())) {
    return WrongSum(complaints, "its checksum");
  }
  Roots roots{.rsdt = PhysAddr(TRY(ReadLittleEndian<std::uint32_t>(first.value(), kRsdtOffset))),
              .xsdt = PhysAddr(0)};
  const auto revision = TRY(ReadLittleEndian<std::uint8_t>(first.value(), kRevisionOffset));
  if (revision >= kRevisionWithXsdt) {
    const Result<PhysAddr> xsdt = ReadXsdtAddress(memory, rsdp, complaints);
    roots.xsdt = xsdt.ok() ? xsdt.value() : PhysAddr(0);
  }
  return roots;
}

// Adds what an entry refers to; what is not in memory is left out.
void AddEntry(PhysicalBytes& memory, PhysAddr address, TableList& tables, TextWriter& complaints) {
  const Result<Signature> signature = ReadSignature(memory, address);
  if (!signature.ok()) {
    Format(complaints, "ACPI: the root table refers to {}, which is no place in memory\n", address);
    return;
  }
  if (!tables.Add({.signature = signature.value(), .address = address}).ok()) {
    Format(complaints, "ACPI: the table at {} is one too many, at most {} are kept\n", address,
           TableList::kMaximumTables);
  }
}

template <std::unsigned_integral Entry>
Result<TableList> ReadEntries(PhysicalBytes& memory, PhysAddr address, std::string_view name,
                              TextWriter& complaints) {
  const Table table = TRY(ReadTable(memory, address, complaints));
  if (!table.Is(name)) {
    Format(complaints, "ACPI: no {} at {}\n", name, address);
    return Error::kCorrupt;
  }
  const std::size_t size = table.bytes.size() - kHeaderSize;
  if (size % sizeof(Entry) != 0) {
    static_cast<void>(Complain(complaints, {name, "rest behind the last entry",
                                            size % sizeof(Entry), Expected::kExactly, 0}));
  }
  TableList tables;
  // One entry more than fits is enough to complain.
  const std::size_t count = std::min(size / sizeof(Entry), TableList::kMaximumTables + 1);
  for (std::size_t index = 0; index < count; ++index) {
    const auto entry =
        TRY(ReadLittleEndian<Entry>(table.bytes, kHeaderSize + index * sizeof(Entry)));
    AddEntry(memory, PhysAddr(entry), tables, complaints);
  }
  return tables;
}

}  // namespace

std::optional<PhysAddr> TableList::Find(std::string_view name) const {
  for (const TableReference& reference : references_) {
    if (std::string_view(std::span<const char>(reference.signature)) == name) {
      return reference.address;
    }
  }
  return std::nullopt;
}

Result<TableList> FindTables(PhysicalBytes& memory, PhysAddr rsdp, TextWriter& complaints) {
  const Roots roots = TRY(ReadRootPointer(memory, rsdp, complaints));
  if (roots.xsdt != PhysAddr(0)) {
    Result<TableList> tables = ReadEntries<std::uint64_t>(memory, roots.xsdt, "XSDT", complaints);
    if (tables.ok()) {
      return tables;
    }
  }
  return ReadEntries<std::uint32_t>(memory, roots.rsdt, "RSDT", complaints);
}

}  // namespace starkernel::acpi
