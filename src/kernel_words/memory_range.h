#pragma once

#include <algorithm>
#include <cstddef>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/kernel_door.h"

namespace starkernel::kernel_words {

/// A range of the caller's memory.
struct MemoryRange {
  GuestAddr address;
  ByteCount length;
};

/// By the argument `first` and the one behind it.
[[nodiscard]] inline MemoryRange RangeIn(const forthvm::KernelCall& call, std::size_t first) {
  return {.address = forthvm::AddressIn(call.arguments[first]),
          .length = ByteCount(forthvm::Unsigned(call.arguments[first + 1]))};
}

/// No kernel word uses more of a range than this: the longest message, and the longest program.
inline constexpr ByteCount kMostUsed = KiB(64);

/// As much of a range as is used.
[[nodiscard]] inline ByteCount Used(MemoryRange range) { return std::min(range.length, kMostUsed); }

/// Whether the caller may read all of it that is used.
[[nodiscard]] inline bool Readable(const forthvm::KernelCall& call, MemoryRange range) {
  return call.memory.Contains(range.address, range.length) &&
         !call.memory.RefusedToRead(range.address, Used(range)).has_value();
}

/// Whether the caller may write all of it that is used.
[[nodiscard]] inline bool Writable(const forthvm::KernelCall& call, MemoryRange range) {
  return call.memory.Contains(range.address, range.length) &&
         !call.memory.RefusedToWrite(range.address, Used(range)).has_value();
}

/// The answer if it may not.
[[nodiscard]] inline forthvm::KernelAnswer BadRange(MemoryRange range, bool to_write) {
  return {.state = forthvm::KernelAnswer::State::kBadRange,
          .range = {.address = range.address, .length = range.length, .to_write = to_write}};
}

}  // namespace starkernel::kernel_words
