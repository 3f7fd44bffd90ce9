#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "src/base/fixed_string.h"
#include "src/base/result.h"

namespace starkernel::hal {

/// Layout of the image's `.symbols` section: three little-endian 32-bit numbers, which are the
/// magic, the number of functions and the size of the next part in bytes; the table of pairs that
/// the names were packed with (src/base/packed_text.h); then, by rising address, one entry for each
/// function. An entry is three short numbers and the packed name: the bytes between the end of the
/// function before it, at first the image base, and the function; its size; the size of the packed
/// name. A short number is groups of 7 bits, the lowest first, each in a byte whose highest bit
/// says that another follows.
inline constexpr std::uint32_t kSymbolTableMagic = 0x5359534BU;  // "KSYS"
inline constexpr std::uint32_t kSymbolTableHeaderBytes = 12;

/// Characters of a function's name at most.
inline constexpr std::size_t kLongestSymbolName = 40;

/// Finds the function that an address of the kernel image belongs to.
class SymbolTable {
 public:
  /// A function's name and how far into it the address lies.
  struct Match {
    FixedString<kLongestSymbolName> name;
    std::uint32_t offset = 0;
  };

  /// A table without functions.
  constexpr SymbolTable() = default;

  /// Reads the section. Error::kCorrupt if the magic is wrong or the entries do not fit. `section`
  /// must outlive the table.
  [[nodiscard]] static Result<SymbolTable> FromSection(std::span<const std::byte> section
                                                       [[clang::lifetimebound]]);

  [[nodiscard]] constexpr std::uint32_t size() const { return count_; }

  /// The function that contains the byte at `address` from the image base. Looks through all before
  /// it: what is asked for in a crash may take its time.
  [[nodiscard]] std::optional<Match> Lookup(std::uint32_t address) const;

 private:
  constexpr SymbolTable(std::span<const std::byte> pairs, std::span<const std::byte> entries,
                        std::uint32_t count)
      : pairs_(pairs), entries_(entries), count_(count) {}

  std::span<const std::byte> pairs_;
  std::span<const std::byte> entries_;
  std::uint32_t count_ = 0;
};

}  // namespace starkernel::hal
