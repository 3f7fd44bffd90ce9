#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/little_endian.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/acpi/physical_bytes.h"

namespace starkernel::acpi {

/// For tests: a table made by hand, field by field.
class TableMaker {
 public:
  /// A table with a header. `size` includes it; the rest is 0.
  TableMaker(std::string_view signature, std::size_t size, std::uint8_t revision = 1)
      : bytes_(size) {
    for (std::size_t index = 0; index < signature.size(); ++index) {
      bytes_.at(index) = static_cast<std::byte>(signature.at(index));
    }
    bytes_.at(8) = std::byte{revision};
  }

  template <std::unsigned_integral T>
  TableMaker& Put(std::size_t offset, T value) [[clang::lifetimebound]] {
    WriteLittleEndian(std::span(bytes_), offset, value).value();
    return *this;
  }

  /// A generic address structure.
  TableMaker& PutAddress(std::size_t offset, std::uint8_t space, std::uint64_t address)
      [[clang::lifetimebound]] {
    return Put(offset, space).Put(offset + 4, address);
  }

  TableMaker& Append(const std::vector<unsigned>& more) [[clang::lifetimebound]] {
    for (const unsigned byte : more) {
      bytes_.push_back(static_cast<std::byte>(byte));
    }
    return *this;
  }

  /// The table with its length and checksum set.
  [[nodiscard]] std::vector<std::byte> Finish() {
    Put(4, static_cast<std::uint32_t>(bytes_.size()));
    SetChecksum(bytes_, 9);
    return bytes_;
  }

  /// Makes all bytes add up to 0 by way of the one at `place`.
  static void SetChecksum(std::span<std::byte> bytes, std::size_t place) {
    bytes[place] = std::byte{0};
    unsigned sum = 0;
    for (const std::byte byte : bytes) {
      sum += std::to_integer<unsigned>(byte);
    }
    bytes[place] = static_cast<std::byte>(0x100U - (sum & 0xFFU));
  }

 private:
  std::vector<std::byte> bytes_;
};

/// For tests: memory in which nothing but tables lies.
class FakeMemory final : public PhysicalBytes {
 public:
  std::map<std::uint64_t, std::vector<std::byte>> tables;

  Result<std::span<const std::byte>> Read(PhysAddr base, ByteCount size)
      [[clang::lifetimebound]] override {
    const auto after = tables.upper_bound(base.value());
    if (after == tables.begin()) {
      return Error::kOutOfRange;
    }
    const auto& [start, bytes] = *std::prev(after);
    const std::uint64_t offset = base.value() - start;
    if (offset > bytes.size() || size.value() > bytes.size() - offset) {
      return Error::kOutOfRange;
    }
    return std::span(bytes).subspan(offset, size.value());
  }
};

/// A root pointer of revision 2, or of revision 0 without an XSDT.
[[nodiscard]] inline std::vector<std::byte> MakeRoot(std::uint32_t rsdt, std::uint64_t xsdt,
                                                     std::uint8_t revision = 2) {
  constexpr std::string_view kSignature = "RSD PTR ";
  std::vector<std::byte> bytes(revision == 0 ? 20 : 36);
  for (std::size_t index = 0; index < kSignature.size(); ++index) {
    bytes.at(index) = static_cast<std::byte>(kSignature.at(index));
  }
  bytes.at(15) = std::byte{revision};
  WriteLittleEndian(std::span(bytes), 16, rsdt).value();
  if (revision != 0) {
    WriteLittleEndian(std::span(bytes), 20, std::uint32_t{36}).value();
    WriteLittleEndian(std::span(bytes), 24, xsdt).value();
  }
  TableMaker::SetChecksum(std::span(bytes).first(20), 8);
  if (revision != 0) {
    TableMaker::SetChecksum(bytes, 32);
  }
  return bytes;
}

/// A table of references, XSDT or RSDT by the size of an entry.
template <std::unsigned_integral Entry>
[[nodiscard]] std::vector<std::byte> MakeList(const std::vector<Entry>& entries) {
  TableMaker table(sizeof(Entry) == 8 ? "XSDT" : "RSDT", 36 + entries.size() * sizeof(Entry));
  for (std::size_t index = 0; index < entries.size(); ++index) {
    table.Put(36 + index * sizeof(Entry), entries.at(index));
  }
  return table.Finish();
}

/// Tables of a small PC, each right: two processors, an I/O APIC, a timer, a way to switch off.
inline constexpr PhysAddr kRootPlace{0x1000};
inline constexpr std::uint64_t kMadtPlace = 0x3000;
inline constexpr std::uint64_t kHpetPlace = 0x4000;
inline constexpr std::uint64_t kFadtPlace = 0x5000;
inline constexpr std::uint64_t kDsdtPlace = 0x6000;
inline constexpr std::uint64_t kMcfgPlace = 0x7000;

[[nodiscard]] inline std::vector<std::byte> MakeMadt() {
  return TableMaker("APIC", 44, 5)
      .Put(36, std::uint32_t{0xFEE0'0000})
      .Put(40, std::uint32_t{1})
      .Append({0, 8, 0, 0, 1, 0, 0, 0})
      .Append({0, 8, 1, 1, 1, 0, 0, 0})
      .Append({1, 12, 2, 0, 0, 0, 0xC0, 0xFE, 0, 0, 0, 0})
      .Append({2, 10, 0, 0, 2, 0, 0, 0, 0, 0})
      .Append({2, 10, 0, 9, 9, 0, 0, 0, 0x0F, 0})
      .Append({4, 6, 0xFF, 0, 0, 1})
      .Append({9, 16, 0, 0, 0x00, 1, 0, 0, 1, 0, 0, 0, 7, 0, 0, 0})
      .Finish();
}

[[nodiscard]] inline std::vector<std::byte> MakeHpet() {
  return TableMaker("HPET", 56).PutAddress(40, 0, 0xFED0'0000).Finish();
}

[[nodiscard]] inline std::vector<std::byte> MakeFadt() {
  return TableMaker("FACP", 276, 6)
      .Put(40, std::uint32_t{kDsdtPlace})
      .Put(46, std::uint16_t{9})
      .Put(64, std::uint32_t{0x604})
      .Put(76, std::uint32_t{0x608})
      .Put(108, std::uint8_t{0x32})
      .Put(109, std::uint16_t{2})
      .Put(112, std::uint32_t{1U << 10U})
      .PutAddress(116, 1, 0xCF9)
      .Put(128, std::uint8_t{0x0F})
      .Finish();
}

[[nodiscard]] inline std::vector<std::byte> MakeDsdt() {
  return TableMaker("DSDT", 36)
      .Append({0x10, 0x05, 0x5C, 0x00})
      .Append({0x08, '_', 'S', '5', '_', 0x12, 0x06, 0x04, 0x0A, 0x05, 0x00, 0x00, 0x00})
      .Finish();
}

[[nodiscard]] inline std::vector<std::byte> MakeMcfg() {
  return TableMaker("MCFG", 60)
      .Put(44, std::uint64_t{0xB000'0000})
      .Put(55, std::uint8_t{0xFF})
      .Finish();
}

inline void FillWithTables(FakeMemory& memory) {
  memory.tables = {
      {kRootPlace.value(), MakeRoot(0, 0x2000)},
      {0x2000, MakeList<std::uint64_t>({kMadtPlace, kHpetPlace, kFadtPlace, kMcfgPlace})},
      {kMadtPlace, MakeMadt()},
      {kHpetPlace, MakeHpet()},
      {kFadtPlace, MakeFadt()},
      {kDsdtPlace, MakeDsdt()},
      {kMcfgPlace, MakeMcfg()}};
}

}  // namespace starkernel::acpi
