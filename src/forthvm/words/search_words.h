#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/forthvm/byte_text_unsafe.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/range_pieces.h"

/// SEARCH, a few places at a time, so that the VM instance can be preempted in between.
namespace starkernel::forthvm::search_words {

/// How many bytes are compared at once, even if every place matches but for the last byte.
inline constexpr std::size_t kComparedAtOnce = 4096;

/// Replaces all by what SEARCH leaves, `found` bytes further on or nowhere, and true.
inline Status End(VmState& vm, std::size_t found) {
  if (found != std::string_view::npos) {
    vm.data.Top(5) = vm.data.Top(3) + static_cast<Cell>(found);
    vm.data.Top(4) = vm.data.Top(2) - static_cast<Cell>(found);
  }
  vm.data.Drop(2);
  vm.data.Top(1) = Flag(found != std::string_view::npos);
  vm.data.Top() = Flag(true);
  return Status::kNext;
}
/// Goes on behind so many places.
inline Status GoOn(VmState& vm, std::size_t places) {
  vm.data.Top(3) += static_cast<Cell>(places);
  vm.data.Top(2) -= static_cast<Cell>(places);
  vm.data.Push(Flag(false));
  return Status::kNext;
}

/// Looks at one place for a pattern that is longer than what is compared at once, in pieces.
inline Status CompareSome(VmState& vm, Instruction instruction) {
  const ByteCount pattern_length(Unsigned(vm.data.Top()));
  if (const Status status = range_pieces::Within(vm, instruction, vm.data.Top(1), pattern_length);
      status != Status::kNext) {
    return status;
  }
  if (ByteCount(Unsigned(vm.data.Top(2))) < pattern_length) {
    return End(vm, std::string_view::npos);
  }
  const ByteCount before = range_pieces::Before(instruction);
  const ByteCount piece = range_pieces::PieceOf(pattern_length - before);
  std::span<std::byte> text;
  std::span<std::byte> pattern;
  if (const Status status = range_pieces::PieceToRead(
          vm, instruction, Signed(Unsigned(vm.data.Top(3)) + before.value()), piece, text);
      status != Status::kNext) {
    return status;
  }
  if (const Status status = range_pieces::PieceToRead(
          vm, instruction, Signed(Unsigned(vm.data.Top(1)) + before.value()), piece, pattern);
      status != Status::kNext) {
    return status;
  }
  if (AsText(text) != AsText(pattern)) {
    return GoOn(vm, 1);
  }
  return before + piece < pattern_length ? range_pieces::NextPiece(vm, instruction) : End(vm, 0);
}

/// Under the pattern lies what is left of the text, under that the whole text. Replaces all by
/// what SEARCH leaves, and true, once that is known; else drops what it looked at and pushes false.
inline Status SearchSome(VmState& vm, Instruction instruction) {
  const GuestAddr text = AddressIn(vm.data.Top(3));
  const ByteCount text_length(Unsigned(vm.data.Top(2)));
  const GuestAddr pattern = AddressIn(vm.data.Top(1));
  const ByteCount pattern_length(Unsigned(vm.data.Top()));
  if (!vm.memory.Contains(text, text_length)) {
    return vm.ThrowAddress(instruction, text, text_length);
  }
  if (pattern_length > ByteCount(kComparedAtOnce)) {
    return CompareSome(vm, instruction);
  }
  if (const Status there = vm.Readable(instruction, pattern, pattern_length);
      there != Status::kNext) {
    return there;
  }
  const std::size_t length = pattern_length.value();
  const std::size_t places = kComparedAtOnce / std::max<std::size_t>(length, 1);
  const ByteCount looked_at(std::min<std::uint64_t>(text_length.value(), places + length - 1));
  if (const Status there = vm.Readable(instruction, text, looked_at); there != Status::kNext) {
    return there;
  }
  const std::string_view window = vm.memory.Text(text, looked_at);
  vm.ChargeLength(places * length);
  const std::size_t found = length == 0 ? 0 : window.find(vm.memory.Text(pattern, pattern_length));
  if (found == std::string_view::npos && window.size() < text_length.value()) {
    return GoOn(vm, places);
  }
  return End(vm, found);
}

inline constexpr std::array kWords{
    Word{"(SEARCH)", Checked<6, 7, SearchSome>, "( c-addr1 u1 c-addr2 u2 c-addr3 u3 -- ... flag )",
         "Look at some places of c-addr2 for c-addr3; flag is true where the search has ended."},
    Word{"SEARCH", nullptr, "( c-addr1 u1 c-addr2 u2 -- c-addr3 u3 flag )",
         "Find the second string in the first; c-addr3 begins there if flag is true, else it is "
         "c-addr1.",
         kPlain, "2OVER 2SWAP BEGIN (SEARCH) UNTIL"},
};

}  // namespace starkernel::forthvm::search_words
