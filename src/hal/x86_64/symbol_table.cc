#include "src/hal/x86_64/symbol_table.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "src/base/error.h"
#include "src/base/little_endian.h"
#include "src/base/result.h"

namespace starkernel::hal {
namespace {

constexpr std::uint32_t kAddressField = 0;
constexpr std::uint32_t kSizeField = 1;
constexpr std::uint32_t kNameField = 2;

}  // namespace

Result<SymbolTable> SymbolTable::FromSection(std::span<const std::byte> section) {
  const Result<std::uint32_t> magic = ReadLittleEndian<std::uint32_t>(section, 0);
  const Result<std::uint32_t> count = ReadLittleEndian<std::uint32_t>(section, 4);
  if (!magic.ok() || !count.ok() || magic.value() != kSymbolTableMagic) {
    return Error::kCorrupt;
  }
  const std::size_t room = (section.size() - kSymbolTableHeaderBytes) / kSymbolTableEntryBytes;
  if (count.value() > room) {
    return Error::kCorrupt;
  }
  return SymbolTable(section, count.value());
}

std::uint32_t SymbolTable::Field(std::uint32_t entry, std::uint32_t field) const {
  const std::uint64_t offset = kSymbolTableHeaderBytes +
                               std::uint64_t{entry} * kSymbolTableEntryBytes +
                               std::uint64_t{field} * sizeof(std::uint32_t);
  return ReadLittleEndian<std::uint32_t>(section_, offset).value();
}

std::uint32_t SymbolTable::CountAtOrBelow(std::uint32_t address) const {
  std::uint32_t low = 0;
  std::uint32_t high = count_;
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (Field(middle, kAddressField) <= address) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

std::optional<SymbolTable::Match> SymbolTable::Lookup(std::uint32_t address) const {
  const std::uint32_t candidates = CountAtOrBelow(address);
  if (candidates == 0) {
    return std::nullopt;
  }
  const std::uint32_t entry = candidates - 1;
  const std::uint32_t offset = address - Field(entry, kAddressField);
  const std::uint32_t size = Field(entry, kSizeField);
  const std::uint32_t name = Field(entry, kNameField) >> 8U;
  const std::uint32_t name_size = Field(entry, kNameField) & 0xFFU;
  // Functions written in assembly may have no size: they last until the next one starts.
  if (size != 0 && offset >= size) {
    return std::nullopt;
  }
  if (name > section_.size() || name_size > section_.size() - name) {
    return std::nullopt;
  }
  return Match{.name = section_.subspan(name, name_size), .offset = offset};
}

}  // namespace starkernel::hal
