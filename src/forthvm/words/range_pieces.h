#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/forthvm/byte_text_unsafe.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/vm_state.h"

/// Ranges of memory that words work on. One that is longer than a piece is worked through piece by
/// piece, with what is left of it on the stack, so that the VM instance can be preempted in between
/// and no word keeps the processor for as long as its range is. All of a range is in the envelope
/// before anything is done, and all of a piece is there before the piece is touched; each piece is
/// charged.
namespace starkernel::forthvm::range_pieces {

/// Costs 4096 reductions.
inline constexpr ByteCount kPiece = KiB(64);

/// How much of what is left is done at once.
constexpr ByteCount PieceOf(ByteCount left) { return std::min(left, kPiece); }

/// kNext if the range lies in the envelope, else throws -9.
inline Status Within(VmState& vm, Instruction instruction, Cell address, ByteCount length) {
  return vm.memory.Contains(AddressIn(address), length)
             ? Status::kNext
             : vm.ThrowAddress(instruction, AddressIn(address), length);
}

/// The bytes of a range that is no longer than a piece, or nothing after throwing why it is not
/// there for `kCheck`.
template <auto kCheck>
Status Piece(VmState& vm, Instruction instruction, Cell address, ByteCount length,
             std::span<std::byte>& bytes) {
  const Status status = (vm.*kCheck)(instruction, AddressIn(address), length);
  if (status == Status::kNext) {
    vm.ChargeLength(length.value());
    bytes = vm.memory.Bytes(AddressIn(address), length);
  }
  return status;
}
inline constexpr auto PieceToRead = Piece<&VmState::Readable>;
inline constexpr auto PieceToWrite = Piece<&VmState::Writable>;

/// The first characters of a string of any length, `most` at most.
inline Status Beginning(VmState& vm, Instruction instruction, Cell address, Cell length,
                        ByteCount most, std::string_view& text) {
  const ByteCount all(Unsigned(length));
  if (const Status status = Within(vm, instruction, address, all); status != Status::kNext) {
    return status;
  }
  std::span<std::byte> bytes;
  const Status status = PieceToRead(vm, instruction, address, std::min(all, most), bytes);
  if (status == Status::kNext) {
    text = AsText(bytes);
  }
  return status;
}

/// The last ones.
inline Status Ending(VmState& vm, Instruction instruction, Cell address, Cell length,
                     ByteCount most, std::string_view& text) {
  const ByteCount all(Unsigned(length));
  if (const Status status = Within(vm, instruction, address, all); status != Status::kNext) {
    return status;
  }
  const ByteCount piece = std::min(all, most);
  std::span<std::byte> bytes;
  const Status status =
      PieceToRead(vm, instruction, Signed(Unsigned(address) + (all - piece).value()), piece, bytes);
  if (status == Status::kNext) {
    text = AsText(bytes);
  }
  return status;
}

/// Words that leave the stack as it is until they are done count the pieces in their instruction:
/// as much of the range came before this piece.
constexpr ByteCount Before(Instruction instruction) { return kPiece * instruction.note; }

/// Does the instruction once more, for the next piece. Nothing else of the VM instance's comes in
/// between, but for an interrupt, which gives the word up.
inline Status NextPiece(VmState& vm, Instruction instruction) {
  if (instruction.note == std::numeric_limits<std::uint16_t>::max()) {
    return vm.Throw(instruction, ThrowCode::kResultOutOfRange);
  }
  ++instruction.note;
  vm.fuel -= 1;
  return vm.Execute(instruction);
}

/// Does the same instruction once more, for the rest.
inline Status Again(VmState& vm, Instruction instruction) {
  vm.fuel -= 1;
  return vm.Execute(instruction);
}

}  // namespace starkernel::forthvm::range_pieces
