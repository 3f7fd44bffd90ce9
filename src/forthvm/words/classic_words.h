#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/input.h"
#include "src/forthvm/number_base.h"
#include "src/forthvm/number_text.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/wide.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/double_words.h"
#include "src/forthvm/words/range_pieces.h"
#include "src/forthvm/words/string_words.h"

/// Words that StarForth has from FORTH-79 and fig-FORTH, with the meaning they have there.
namespace starkernel::forthvm::classic_words {

inline void Span(VmState& vm, Instruction) { vm.data.Push(CellOf(layout::kSpan)); }
inline void TerminalBuffer(VmState& vm, Instruction) { vm.data.Push(CellOf(layout::kLineBuffers)); }

/// A file or a string goes on by its own lines.
inline Status Query(VmState& vm, Instruction instruction) {
  if (vm.sources.Top().kind != SourceKind::kTerminal) {
    return vm.Throw(instruction, ThrowCode::kUnsupported);
  }
  bool found = false;
  const Status status = ReadTerminalLine(vm, found);
  return status == Status::kNext && !found ? Status::kBye : status;
}

/// As many digits as a number can have are looked at, in the longest base.
inline constexpr ByteCount kMostDigits{4096};

inline Status Convert(VmState& vm, Instruction instruction) {
  unsigned base = 10;
  if (const Status status = ReadBase(vm, base); status != Status::kNext) {
    return status;
  }
  const GuestAddr address = AddressIn(Signed(Unsigned(vm.data.Top()) + 1));
  std::string_view text;
  if (const Status status = string_words::TextFrom(vm, instruction, address, kMostDigits, text);
      status != Status::kNext) {
    return status;
  }
  Wide value = double_words::TopWide(vm, 1);
  bool overflowed = false;
  const std::size_t count = AccumulateDigits(text, base, value, overflowed);
  vm.ChargeLength(count * kCellSize.value());
  vm.data.Top(2) = Signed(value.low);
  vm.data.Top(1) = Signed(value.high);
  vm.data.Top() = CellOf(address + ByteCount(count));
  return Status::kNext;
}

inline Status Number(VmState& vm, Instruction instruction) {
  unsigned base = 10;
  if (const Status status = ReadBase(vm, base); status != Status::kNext) {
    return status;
  }
  const GuestAddr address = AddressIn(vm.data.Top());
  if (!vm.memory.Contains(address, ByteCount(1))) {
    return vm.ThrowAddress(instruction, address, ByteCount(1));
  }
  Cell count = 0;
  if (!vm.memory.LoadByte(address, count)) {
    return vm.ThrowRefused(instruction, address);
  }
  std::string_view text;
  if (const Status status = range_pieces::Beginning(vm, instruction, vm.data.Top() + 1, count,
                                                    ByteCount(Unsigned(count)), text);
      status != Status::kNext) {
    return status;
  }
  const NumberParse number = ParseNumber(text, base);
  switch (number.kind) {
    case NumberParse::Kind::kNone: return vm.Throw(ThrowCode::kUndefinedWord, text);
    case NumberParse::Kind::kOutOfRange: return vm.Throw(ThrowCode::kResultOutOfRange, text);
    case NumberParse::Kind::kSingle:
    case NumberParse::Kind::kDouble: break;
  }
  vm.data.Drop();
  double_words::PushWide(vm, number.kind == NumberParse::Kind::kSingle
                                 ? WideOf(Signed(number.value.low))
                                 : number.value);
  return Status::kNext;
}

/// What ENCLOSE looks at: a line's length.
inline Status Enclose(VmState& vm, Instruction instruction) {
  const char delimiter = static_cast<char>(vm.data.Top() & 0xff);
  std::string_view text;
  if (const Status status = string_words::TextFrom(vm, instruction, AddressIn(vm.data.Top(1)),
                                                   layout::kLineSize, text);
      status != Status::kNext) {
    return status;
  }
  text = text.substr(0, text.find('\0'));
  vm.ChargeLength(text.size());
  const std::size_t first = std::min(text.find_first_not_of(delimiter), text.size());
  const std::size_t last = std::min(text.find(delimiter, first), text.size());
  const bool is_nothing = first == text.size();
  const bool is_delimited = last < text.size();
  vm.data.Top() = static_cast<Cell>(first);
  vm.data.Push(static_cast<Cell>(is_nothing ? first + 1 : last));
  vm.data.Push(static_cast<Cell>(is_nothing || is_delimited ? last + 1 : last));
  return Status::kNext;
}

/// What is left of a string from the first character on that is (SCAN) or is not (SKIP) `char`.
template <bool kEqual>
Status Advance(VmState& vm, Instruction instruction) {
  const char wanted = static_cast<char>(vm.data.Top() & 0xff);
  std::string_view text;
  if (const Status status = range_pieces::Beginning(vm, instruction, vm.data.Top(2), vm.data.Top(1),
                                                    range_pieces::kPiece, text);
      status != Status::kNext) {
    return status;
  }
  const std::size_t found = kEqual ? text.find(wanted) : text.find_first_not_of(wanted);
  const auto passed = static_cast<Cell>(std::min(found, text.size()));
  vm.data.Top(2) += passed;
  vm.data.Top(1) -= passed;
  if (found == std::string_view::npos && vm.data.Top(1) != 0) {
    return range_pieces::Again(vm, instruction);
  }
  vm.data.Drop();
  return Status::kNext;
}

inline constexpr std::array kWords{
    Word{"SPAN", Checked<0, 1, Span>, "( -- a-addr )",
         "The cell that counts the characters EXPECT read last."},
    Word{"EXPECT", nullptr, "( c-addr +n -- )",
         "Read a line of at most n characters; SPAN tells how many.", kPlain, "ACCEPT SPAN !"},
    Word{"TIB", Checked<0, 1, TerminalBuffer>, "( -- c-addr )", "Where the line typed last lies."},
    Word{"QUERY", Query, "( -- )",
         "Go on with the next line typed; -21 while a file or a string is interpreted."},
    Word{"CONVERT", Checked<3, 3, Convert>, "( ud1 c-addr1 -- ud2 c-addr2 )",
         "Add the digits behind c-addr1 to ud1; c-addr2 is the first character that is none."},
    Word{"NUMBER", Checked<1, 2, Number>, "( c-addr -- d )",
         "The number that a counted string is; -13 if it is none."},
    Word{"ENCLOSE", Checked<2, 4, Enclose>, "( c-addr char -- c-addr n1 n2 n3 )",
         "Offsets of the first word parted by char: its begin, its end, and where to go on."},
    Word{"SCAN", Checked<3, 2, Advance<true>>, "( c-addr1 u1 char -- c-addr2 u2 )",
         "The rest of a string, from the first char on."},
    Word{"SKIP", Checked<3, 2, Advance<false>>, "( c-addr1 u1 char -- c-addr2 u2 )",
         "The rest of a string, without chars at its beginning."},
    Word{"?TERMINAL", nullptr, "( -- flag )", "Is there a key to read?", kPlain, "KEY?"},
    Word{"2,", nullptr, "( x1 x2 -- )", "Reserve a pair of cells, holding x1 x2 as 2! would.",
         kPlain, "HERE 16 ALLOT 2!"},
};

}  // namespace starkernel::forthvm::classic_words
