#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "src/base/result.h"

namespace starkernel::hal {

/// Layout of the image's `.symbols` section, all little-endian 32-bit numbers: the magic, the
/// number of functions, one entry of three numbers for each function by rising address, then
/// the names, which may share bytes. An entry holds the function's offset from the image base,
/// its size in bytes, and in one number where its name is: the length in the lowest byte, the
/// offset in the section above it.
inline constexpr std::uint32_t kSymbolTableMagic = 0x4D59534BU;  // "KSYM"
inline constexpr std::uint32_t kSymbolTableHeaderBytes = 8;
inline constexpr std::uint32_t kSymbolTableEntryBytes = 12;

/// An entry's third number.
[[nodiscard]] constexpr std::uint32_t PackName(std::uint32_t offset, std::uint8_t length) {
  return offset << 8U | length;
}

/// Finds the function that an address of the kernel image belongs to.
class SymbolTable {
 public:
  /// A function's name and how far into it the address lies.
  struct Match {
    std::span<const std::byte> name;
    std::uint32_t offset = 0;
  };

  /// A table without functions.
  constexpr SymbolTable() = default;

  /// Reads the section's header. Error::kCorrupt if the magic is wrong or the entries do not
  /// fit. `section` must outlive the table.
  [[nodiscard]] static Result<SymbolTable> FromSection(std::span<const std::byte> section
                                                       [[clang::lifetimebound]]);

  [[nodiscard]] constexpr std::uint32_t size() const { return count_; }

  /// The function that contains the byte at `address` from the image base.
  [[nodiscard]] std::optional<Match> Lookup(std::uint32_t address) const;

 private:
  constexpr SymbolTable(std::span<const std::byte> section, std::uint32_t count)
      : section_(section), count_(count) {}

  [[nodiscard]] std::uint32_t Field(std::uint32_t entry, std::uint32_t field) const;
  [[nodiscard]] std::uint32_t CountAtOrBelow(std::uint32_t address) const;

  std::span<const std::byte> section_;
  std::uint32_t count_ = 0;
};

}  // namespace starkernel::hal
