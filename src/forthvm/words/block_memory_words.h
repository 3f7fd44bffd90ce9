#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/addresses.h"
#include "src/base/span_copy_unsafe.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/range_pieces.h"

/// Words that fill and copy ranges of memory, piece by piece.
namespace starkernel::forthvm::block_memory_words {

/// Fills the range below the top `taken - 2` items.
inline Status FillWith(VmState& vm, Instruction instruction, std::size_t taken, Cell character) {
  const Cell address = vm.data.Top(taken - 1);
  const ByteCount left(Unsigned(vm.data.Top(taken - 2)));
  const ByteCount piece = range_pieces::PieceOf(left);
  if (const Status status = range_pieces::Within(vm, instruction, address, left);
      status != Status::kNext) {
    return status;
  }
  std::span<std::byte> bytes;
  if (const Status status = range_pieces::PieceToWrite(vm, instruction, address, piece, bytes);
      status != Status::kNext) {
    return status;
  }
  std::ranges::fill(bytes, static_cast<std::byte>(character & 0xff));
  if (piece == left) {
    vm.data.Drop(taken);
    return Status::kNext;
  }
  vm.data.Top(taken - 1) += Signed(piece.value());
  vm.data.Top(taken - 2) -= Signed(piece.value());
  return range_pieces::Again(vm, instruction);
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

/// Which piece of a range is copied first.
enum class PieceOrder : std::uint8_t {
  kUpward,
  kDownward,
  kAsOverlapAsks,  ///< So that no piece overwrites what is still to be copied.
};

template <auto kCopy, PieceOrder kOrder>
Status Copy(VmState& vm, Instruction instruction) {
  Cell& from = vm.data.Top(2);
  Cell& to = vm.data.Top(1);
  const ByteCount left(Unsigned(vm.data.Top()));
  for (const Cell address : {from, to}) {
    if (const Status status = range_pieces::Within(vm, instruction, address, left);
        status != Status::kNext) {
      return status;
    }
  }
  const ByteCount piece = range_pieces::PieceOf(left);
  const bool last_first = kOrder == PieceOrder::kDownward ||
                          (kOrder == PieceOrder::kAsOverlapAsks && Unsigned(to) > Unsigned(from));
  const UCell offset = last_first ? (left - piece).value() : 0;
  std::span<std::byte> source;
  std::span<std::byte> target;
  if (const Status status = range_pieces::PieceToRead(
          vm, instruction, Signed(Unsigned(from) + offset), piece, source);
      status != Status::kNext) {
    return status;
  }
  if (const Status status =
          range_pieces::PieceToWrite(vm, instruction, Signed(Unsigned(to) + offset), piece, target);
      status != Status::kNext) {
    return status;
  }
  kCopy(source, target);
  if (piece == left) {
    vm.data.Drop(3);
    return Status::kNext;
  }
  from += last_first ? 0 : Signed(piece.value());
  to += last_first ? 0 : Signed(piece.value());
  vm.data.Top() -= Signed(piece.value());
  return range_pieces::Again(vm, instruction);
}

inline constexpr std::array kWords{
    Word{"FILL", Checked<3, 0, Fill>, "( c-addr u char -- )", "Set u characters to char."},
    Word{"ERASE", Checked<2, 0, Erase>, "( addr u -- )", "Set u bytes to zero."},
    Word{"BLANK", Checked<2, 0, Blank>, "( c-addr u -- )", "Set u characters to spaces."},
    Word{"MOVE", Checked<3, 0, Copy<CopyWhole, PieceOrder::kAsOverlapAsks>>, "( addr1 addr2 u -- )",
         "Copy u bytes from addr1 to addr2, which may overlap."},
    Word{"CMOVE", Checked<3, 0, Copy<CopyUpward, PieceOrder::kUpward>>, "( c-addr1 c-addr2 u -- )",
         "Copy u characters, lowest address first."},
    Word{"CMOVE>", Checked<3, 0, Copy<CopyDownward, PieceOrder::kDownward>>,
         "( c-addr1 c-addr2 u -- )", "Copy u characters, highest address first."},
};

}  // namespace starkernel::forthvm::block_memory_words
