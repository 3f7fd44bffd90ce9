#pragma once

#include <cstdint>

#include "src/base/addresses.h"

namespace starkernel::forthvm {

/// What a stack item and a guest memory cell hold.
using Cell = std::int64_t;

/// The same bits as a Cell, read as unsigned.
using UCell = std::uint64_t;

/// Bytes in a cell.
inline constexpr ByteCount kCellSize{8};

[[nodiscard]] constexpr UCell Unsigned(Cell value) { return static_cast<UCell>(value); }
[[nodiscard]] constexpr Cell Signed(UCell value) { return static_cast<Cell>(value); }

/// A Forth truth value: all bits set or none.
[[nodiscard]] constexpr Cell Flag(bool condition) { return condition ? -1 : 0; }

/// The guest address that a stack item names; it may point anywhere.
[[nodiscard]] constexpr GuestAddr AddressIn(Cell value) { return GuestAddr(Unsigned(value)); }

/// A guest address as a stack item.
[[nodiscard]] constexpr Cell CellOf(GuestAddr address) { return Signed(address.value()); }

}  // namespace starkernel::forthvm
