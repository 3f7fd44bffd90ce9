#pragma once

#include <cstdint>
#include <iosfwd>
#include <set>
#include <vector>

namespace starkernel::tools {

/// Addresses from `begin` to below `end`.
struct AddressRange {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;

  [[nodiscard]] bool Contains(std::uint64_t address) const {
    return begin <= address && address < end;
  }
};

/// The addresses in `range` of the instructions that a machine executed, from QEMU's log of
/// translated code and exceptions (`-d in_asm,int`).
///
/// QEMU logs a block of instructions when it is about to run for the first time, and a block ends
/// at the first jump; so all of it was executed, unless one of its instructions raised an
/// exception: those behind it count only if another block has them. An instruction that raised one
/// counts as executed.
[[nodiscard]] std::set<std::uint64_t> ExecutedInstructions(std::istream& log, AddressRange range);

}  // namespace starkernel::tools
