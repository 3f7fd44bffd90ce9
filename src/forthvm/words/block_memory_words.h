#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

#include "src/base/span_copy_unsafe.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"

/// Words over ranges of memory. A range is checked whole before anything is done, and its
/// length is charged.
namespace starkernel::forthvm::block_memory_words {

/// The bytes of a range, or nothing after throwing why it is not there for `kCheck`.
template <auto kCheck>
Status Range(VmState& vm, Instruction instruction, Cell address, Cell length,
             std::span<std::byte>& bytes) {
  const ByteCount size(Unsigned(length));
  const Status status = (vm.*kCheck)(instruction, AddressIn(address), size);
  if (status == Status::kNext) {
    vm.ChargeLength(size.value());
    bytes = vm.memory.Bytes(AddressIn(address), size);
  }
  return status;
}
inline constexpr auto RangeToRead = Range<&VmState::Readable>;
inline constexpr auto RangeToWrite = Range<&VmState::Writable>;

inline Status FillWith(VmState& vm, Instruction instruction, std::size_t taken, Cell character) {
  std::span<std::byte> bytes;
  const Status status =
      RangeToWrite(vm, instruction, vm.data.Top(taken - 1), vm.data.Top(taken - 2), bytes);
  if (status == Status::kNext) {
    std::ranges::fill(bytes, static_cast<std::byte>(character & 0xff));
    vm.data.Drop(taken);
  }
  return status;
}
inline Status Fill(VmState& vm, Instruction instruction) {
  return FillWith(vm, instruction, 3, vm.data.Top());
}
inline Status Erase(VmState& vm, Instruction instruction) {
  return FillWith(vm, instruction, 2, 0);
}
inline Status Blank(VmState& vm, Instruction instruction) {
  return FillWith(vm, instruction, 2, ' ');
}

/// Forward, one byte after the other: an overlapping target repeats what it already took.
inline void CopyUpward(std::span<const std::byte> from, std::span<std::byte> to) {
  for (std::size_t index = 0; index < from.size(); ++index) {
    to[index] = from[index];
  }
}
inline void CopyDownward(std::span<const std::byte> from, std::span<std::byte> to) {
  for (std::size_t index = from.size(); index > 0; --index) {
    to[index - 1] = from[index - 1];
  }
}
/// The target gets what the source held, however they overlap.
inline void CopyWhole(std::span<const std::byte> from, std::span<std::byte> to) {
  CopyInto(to, from);
}

template <auto kCopy>
Status Copy(VmState& vm, Instruction instruction) {
  std::span<std::byte> from;
  std::span<std::byte> to;
  if (const Status status = RangeToRead(vm, instruction, vm.data.Top(2), vm.data.Top(), from);
      status != Status::kNext) {
    return status;
  }
  if (const Status status = RangeToWrite(vm, instruction, vm.data.Top(1), vm.data.Top(), to);
      status != Status::kNext) {
    return status;
  }
  kCopy(from, to);
  vm.data.Drop(3);
  return Status::kNext;
}

inline constexpr std::array kWords{
    Word{"FILL", Checked<3, 0, Fill>, "( c-addr u char -- )", "Set u characters to char."},
    Word{"ERASE", Checked<2, 0, Erase>, "( addr u -- )", "Set u bytes to zero."},
    Word{"BLANK", Checked<2, 0, Blank>, "( c-addr u -- )", "Set u characters to spaces."},
    Word{"MOVE", Checked<3, 0, Copy<CopyWhole>>, "( addr1 addr2 u -- )",
         "Copy u bytes from addr1 to addr2, which may overlap."},
    Word{"CMOVE", Checked<3, 0, Copy<CopyUpward>>, "( c-addr1 c-addr2 u -- )",
         "Copy u characters, lowest address first."},
    Word{"CMOVE>", Checked<3, 0, Copy<CopyDownward>>, "( c-addr1 c-addr2 u -- )",
         "Copy u characters, highest address first."},
};

}  // namespace starkernel::forthvm::block_memory_words
