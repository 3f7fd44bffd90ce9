#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/span_copy_unsafe.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/compiler.h"
#include "src/forthvm/utf8.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/picture_words.h"
#include "src/forthvm/words/range_pieces.h"
#include "src/forthvm/words/string_words.h"

/// Extended characters: UTF-8. A byte of malformed text is a character of its own, U+FFFD; a code
/// that is no character throws -77.
namespace starkernel::forthvm::xchar_words {

/// The code on the stack, `below` places under the top: -77 if it is no character.
inline Status CodeAt(VmState& vm, std::size_t below, std::uint32_t& code) {
  const Cell value = vm.data.Top(below);
  if (!utf8::IsCharacter(Unsigned(value))) {
    return vm.ThrowRange(ThrowCode::kMalformedCharacter, "no character:", value, 0,
                         utf8::kGreatest);
  }
  code = static_cast<std::uint32_t>(value);
  return Status::kNext;
}

/// Text from an address as far as a character may reach, at least one byte: -9 if there is none.
inline Status TextFrom(VmState& vm, Instruction instruction, GuestAddr address,
                       std::string_view& text) {
  return string_words::TextFrom(vm, instruction, address, ByteCount(utf8::kMostBytes), text);
}
/// Text before an address.
inline Status TextBefore(VmState& vm, Instruction instruction, GuestAddr address,
                         std::string_view& text) {
  const GuestAddr last = address.value() == 0 ? address : address - ByteCount(1);
  if (address.value() == 0 || !vm.memory.Contains(last, ByteCount(1))) {
    return vm.ThrowAddress(instruction, last, ByteCount(1));
  }
  if (const Status there = vm.Readable(instruction, last, ByteCount(1)); there != Status::kNext) {
    return there;
  }
  GuestAddr begin = address - std::min(ByteCount(utf8::kMostBytes), address - kFirstValidAddress);
  if (vm.memory.RefusedToRead(begin, address - begin).has_value()) {
    begin = GuestAddr(last.value() / kPageSize.value() * kPageSize.value());
  }
  text = vm.memory.Text(begin, address - begin);
  return Status::kNext;
}

inline Status Size(VmState& vm, Instruction) {
  std::uint32_t code = 0;
  const Status status = CodeAt(vm, 0, code);
  if (status == Status::kNext) {
    vm.data.Top() = static_cast<Cell>(utf8::SizeOf(code));
  }
  return status;
}
inline Status SizeInString(VmState& vm, Instruction instruction) {
  std::string_view text;
  const Status status = range_pieces::Beginning(vm, instruction, vm.data.Top(1), vm.data.Top(),
                                                ByteCount(utf8::kMostBytes), text);
  if (status == Status::kNext) {
    vm.data.Drop();
    vm.data.Top() = text.empty() ? 0 : static_cast<Cell>(utf8::DecodeFirst(text).size);
  }
  return status;
}

/// Writes the character below the address on top of the stack; tells where it ends.
inline Status StoreAt(VmState& vm, Instruction instruction, std::size_t below, GuestAddr address,
                      GuestAddr& behind) {
  std::uint32_t code = 0;
  if (const Status status = CodeAt(vm, below, code); status != Status::kNext) {
    return status;
  }
  const utf8::Encoded encoded(code);
  const ByteCount length(encoded.view().size());
  if (const Status there = vm.Writable(instruction, address, length); there != Status::kNext) {
    return there;
  }
  CopyInto(vm.memory.Characters(address, length), encoded.view());
  behind = address + length;
  return Status::kNext;
}
inline Status Store(VmState& vm, Instruction instruction) {
  GuestAddr behind;
  const Status status = StoreAt(vm, instruction, 1, AddressIn(vm.data.Top()), behind);
  if (status == Status::kNext) {
    vm.data.Drop();
    vm.data.Top() = CellOf(behind);
  }
  return status;
}
inline Status StoreIfItFits(VmState& vm, Instruction instruction) {
  std::uint32_t code = 0;
  if (const Status status = CodeAt(vm, 2, code); status != Status::kNext) {
    return status;
  }
  const UCell room = Unsigned(vm.data.Top());
  const bool fits = utf8::SizeOf(code) <= room;
  GuestAddr behind = AddressIn(vm.data.Top(1));
  if (fits) {
    const Status status = StoreAt(vm, instruction, 2, behind, behind);
    if (status != Status::kNext) {
      return status;
    }
  }
  vm.data.Top(2) = CellOf(behind);
  vm.data.Top(1) = Signed(fits ? room - utf8::SizeOf(code) : room);
  vm.data.Top() = Flag(fits);
  return Status::kNext;
}
inline Status Comma(VmState& vm, Instruction instruction) {
  std::uint32_t code = 0;
  if (const Status status = CodeAt(vm, 0, code); status != Status::kNext) {
    return status;
  }
  const utf8::Encoded encoded(code);
  const GuestAddr address = vm.here;
  const ByteCount length(encoded.view().size());
  if (const Status status = Allot(vm, Signed(length.value())); status != Status::kNext) {
    return status;
  }
  if (const Status there = vm.Writable(instruction, address, length); there != Status::kNext) {
    vm.here = address;
    return there;
  }
  CopyInto(vm.memory.Characters(address, length), encoded.view());
  vm.data.Drop();
  return Status::kNext;
}

inline Status Fetch(VmState& vm, Instruction instruction) {
  const GuestAddr address = AddressIn(vm.data.Top());
  std::string_view text;
  const Status status = TextFrom(vm, instruction, address, text);
  if (status == Status::kNext) {
    const utf8::Decoded first = utf8::DecodeFirst(text);
    vm.data.Top() = CellOf(address + ByteCount(first.size));
    vm.data.Push(first.code);
  }
  return status;
}
inline Status Next(VmState& vm, Instruction instruction) {
  const GuestAddr address = AddressIn(vm.data.Top());
  std::string_view text;
  const Status status = TextFrom(vm, instruction, address, text);
  if (status == Status::kNext) {
    vm.data.Top() = CellOf(address + ByteCount(utf8::DecodeFirst(text).size));
  }
  return status;
}
inline Status Previous(VmState& vm, Instruction instruction) {
  const GuestAddr address = AddressIn(vm.data.Top());
  std::string_view text;
  const Status status = TextBefore(vm, instruction, address, text);
  if (status == Status::kNext) {
    vm.data.Top() = CellOf(address - ByteCount(utf8::SizeOfLast(text)));
  }
  return status;
}

inline Status DropFirst(VmState& vm, Instruction instruction) {
  std::string_view text;
  const Status status = range_pieces::Beginning(vm, instruction, vm.data.Top(1), vm.data.Top(),
                                                ByteCount(utf8::kMostBytes), text);
  if (status == Status::kNext && !text.empty()) {
    const auto size = static_cast<Cell>(utf8::DecodeFirst(text).size);
    vm.data.Top(1) += size;
    vm.data.Top() -= size;
  }
  return status;
}
inline Status DropLast(VmState& vm, Instruction instruction) {
  std::string_view text;
  const Status status = range_pieces::Ending(vm, instruction, vm.data.Top(1), vm.data.Top(),
                                             ByteCount(utf8::kMostBytes), text);
  if (status == Status::kNext && !text.empty()) {
    vm.data.Top() -= static_cast<Cell>(utf8::SizeOfLast(text));
  }
  return status;
}
inline Status DropGarbage(VmState& vm, Instruction instruction) {
  std::string_view text;
  const Status status = range_pieces::Ending(vm, instruction, vm.data.Top(1), vm.data.Top(),
                                             ByteCount(utf8::kMostBytes), text);
  if (status == Status::kNext) {
    vm.data.Top() -= static_cast<Cell>(utf8::SizeOfGarbage(text));
  }
  return status;
}

inline Status Emit(VmState& vm, Instruction) {
  std::uint32_t code = 0;
  const Status status = CodeAt(vm, 0, code);
  if (status == Status::kNext) {
    const utf8::Encoded encoded(code);
    vm.output.Write(encoded.view());
    vm.data.Drop();
  }
  return status;
}
inline Status Hold(VmState& vm, Instruction) {
  std::uint32_t code = 0;
  if (const Status status = CodeAt(vm, 0, code); status != Status::kNext) {
    return status;
  }
  vm.data.Drop();
  const utf8::Encoded encoded(code);
  return picture_words::Prepend(vm, encoded.view());
}

/// The console shows every character in one column.
inline Status Width(VmState& vm, Instruction) {
  std::uint32_t code = 0;
  const Status status = CodeAt(vm, 0, code);
  if (status == Status::kNext) {
    vm.data.Top() = 1;
  }
  return status;
}
inline constexpr std::array kWords{
    Word{"XC-SIZE", Checked<1, 1, Size>, "( xchar -- u )", "The bytes of a character's form."},
    Word{"X-SIZE", Checked<2, 1, SizeInString>, "( c-addr u1 -- u2 )",
         "The bytes of a string's first character, 0 if it is empty."},
    Word{"XC@+", Checked<1, 2, Fetch>, "( c-addr1 -- c-addr2 xchar )",
         "The character at c-addr1 and the address behind it."},
    Word{"XC!+", Checked<2, 1, Store>, "( xchar c-addr1 -- c-addr2 )",
         "Write a character; c-addr2 is behind it."},
    Word{"XC!+?", Checked<3, 3, StoreIfItFits>, "( xchar c-addr1 u1 -- c-addr2 u2 flag )",
         "Write a character if it fits in u1 bytes; the rest of the buffer, and whether it fits."},
    Word{"XC,", Checked<1, 0, Comma>, "( xchar -- )", "Append a character to data space."},
    Word{"XCHAR+", Checked<1, 1, Next>, "( c-addr1 -- c-addr2 )",
         "The address behind the character at c-addr1."},
    Word{"XCHAR-", Checked<1, 1, Previous>, "( c-addr1 -- c-addr2 )",
         "The address of the character before c-addr1."},
    Word{"+X/STRING", Checked<2, 2, DropFirst>, "( c-addr1 u1 -- c-addr2 u2 )",
         "Leave out the first character."},
    Word{"X\\STRING-", Checked<2, 2, DropLast>, "( c-addr u1 -- c-addr u2 )",
         "Leave out the last character."},
    Word{"-TRAILING-GARBAGE", Checked<2, 2, DropGarbage>, "( c-addr u1 -- c-addr u2 )",
         "Leave out a character at the end that is cut off."},
    Word{"XEMIT", Checked<1, 0, Emit>, "( xchar -- )", "Write a character."},
    Word{"XHOLD", Checked<1, 0, Hold>, "( xchar -- )",
         "Put a character in front of pictured output."},
    Word{"XC-WIDTH", Checked<1, 1, Width>, "( xchar -- n )", "The columns a character takes: 1."},
    Word{"X-WIDTH", nullptr, "( c-addr u -- n )",
         "The columns a string takes: one for each character.", kPlain,
         "0 -ROT BEGIN DUP WHILE +X/STRING ROT 1+ -ROT REPEAT 2DROP"},
};

}  // namespace starkernel::forthvm::xchar_words
