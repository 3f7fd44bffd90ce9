#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "src/base/text_writer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/number_base.h"
#include "src/forthvm/number_text.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/wide.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/double_words.h"

/// Words that write to the terminal. What could take long is written in pieces, so that the
/// VM instance can be preempted in between.
namespace starkernel::forthvm::output_words {

inline constexpr Cell kSpacesAtOnce = 64;
inline constexpr UCell kCharactersAtOnce = 256;
inline constexpr std::size_t kItemsShown = 32;

inline void WriteSpaces(VmState& vm, Cell count) {
  constexpr std::string_view kSpaces =
      "                                                                ";
  static_assert(kSpaces.size() == kSpacesAtOnce);
  vm.output.Write(
      kSpaces.substr(0, static_cast<std::size_t>(std::clamp<Cell>(count, 0, kSpacesAtOnce))));
}

/// Does the same instruction once more, after a point where the VM may be preempted.
inline Status Again(VmState& vm, Instruction instruction) {
  vm.fuel -= 4;
  return vm.Execute(instruction);
}

/// Writes some of the spaces that bring `text` to the width on top of the stack; kNext once
/// the rest is short enough to be written at once.
inline Status Justify(VmState& vm, Instruction instruction, std::string_view text) {
  const auto length = static_cast<Cell>(text.size());
  if (vm.data.Top() > length + kSpacesAtOnce) {
    WriteSpaces(vm, kSpacesAtOnce);
    vm.data.Top() -= kSpacesAtOnce;
    return Again(vm, instruction);
  }
  // A width may be as low as a cell can be: nothing is subtracted from it unless it is greater.
  WriteSpaces(vm, vm.data.Top() > length ? vm.data.Top() - length : 0);
  vm.output.Write(text);
  return Status::kNext;
}

using Converter = NumberText (*)(Wide, unsigned);

/// Writes a number of `kCells` cells and a space.
template <std::size_t kCells, Converter kConvert>
Status Print(VmState& vm, Instruction) {
  unsigned base = 10;
  if (const Status status = ReadBase(vm, base); status != Status::kNext) {
    return status;
  }
  const bool is_signed = kConvert == NumberText::Signed;
  const Wide value = kCells == 2 ? double_words::TopWide(vm)
                     : is_signed ? WideOf(vm.data.Top())
                                 : Wide{Unsigned(vm.data.Top()), 0};
  vm.data.Drop(kCells);
  const NumberText text = kConvert(value, base);
  vm.output.Write(text.view());
  vm.output.Write(" ");
  return Status::kNext;
}

/// Writes a number of `kCells` cells right-aligned in the width on top of the stack.
template <std::size_t kCells, Converter kConvert>
Status PrintRight(VmState& vm, Instruction instruction) {
  unsigned base = 10;
  if (const Status status = ReadBase(vm, base); status != Status::kNext) {
    return status;
  }
  const bool is_signed = kConvert == NumberText::Signed;
  const Wide value = kCells == 2 ? double_words::TopWide(vm, 1)
                     : is_signed ? WideOf(vm.data.Top(1))
                                 : Wide{Unsigned(vm.data.Top(1)), 0};
  const NumberText text = kConvert(value, base);
  const Status status = Justify(vm, instruction, text.view());
  if (status == Status::kNext) {
    vm.data.Drop(kCells + 1);
  }
  return status;
}

inline Status PrintStack(VmState& vm, Instruction) {
  unsigned base = 10;
  if (const Status status = ReadBase(vm, base); status != Status::kNext) {
    return status;
  }
  const std::size_t depth = vm.data.depth();
  const std::size_t shown = std::min(depth, kItemsShown);
  TextWriter(vm.output).Text("<").Decimal(depth).Text(shown < depth ? "> ... " : "> ");
  for (const Cell item : vm.data.items().last(shown)) {
    vm.output.Write(NumberText::Signed(WideOf(item), base).view());
    vm.output.Write(" ");
  }
  vm.ChargeLength(shown * 16);
  return Status::kNext;
}

inline Status Type(VmState& vm, Instruction instruction) {
  const GuestAddr address = AddressIn(vm.data.Top(1));
  const ByteCount length(Unsigned(vm.data.Top()));
  if (!vm.memory.Contains(address, length)) {
    return vm.ThrowAddress(instruction, address, length);
  }
  const ByteCount now(std::min(length.value(), kCharactersAtOnce));
  if (const Status there = vm.Readable(instruction, address, now); there != Status::kNext) {
    return there;
  }
  vm.output.Write(vm.memory.Text(address, now));
  vm.ChargeLength(now.value());
  if (now == length) {
    vm.data.Drop(2);
    return Status::kNext;
  }
  vm.data.Top() -= static_cast<Cell>(now.value());
  vm.data.Top(1) += static_cast<Cell>(now.value());
  return Again(vm, instruction);
}

inline Status Spaces(VmState& vm, Instruction instruction) {
  WriteSpaces(vm, vm.data.Top());
  if (vm.data.Top() > kSpacesAtOnce) {
    vm.data.Top() -= kSpacesAtOnce;
    return Again(vm, instruction);
  }
  vm.data.Drop();
  return Status::kNext;
}

inline void Emit(VmState& vm, Instruction) {
  const char character = static_cast<char>(vm.data.Pop() & 0xff);
  vm.output.Write({&character, 1});
}
inline void NewLine(VmState& vm, Instruction) { vm.output.Write("\n"); }
inline void Space(VmState& vm, Instruction) { vm.output.Write(" "); }
inline void Blank(VmState& vm, Instruction) { vm.data.Push(' '); }
inline void Decimal(VmState& vm, Instruction) { vm.memory.SetSystemCell(layout::kBase, 10); }
inline void Hexadecimal(VmState& vm, Instruction) { vm.memory.SetSystemCell(layout::kBase, 16); }
inline void Octal(VmState& vm, Instruction) { vm.memory.SetSystemCell(layout::kBase, 8); }
inline void Base(VmState& vm, Instruction) { vm.data.Push(CellOf(layout::kBase)); }

/// ? reads like @, so a bad address is reported in the same way.
inline Status PrintCell(VmState& vm, Instruction instruction) {
  const GuestAddr address = AddressIn(vm.data.Top());
  if (!vm.memory.Contains(address, kCellSize)) {
    return vm.ThrowAddress(instruction, address, kCellSize);
  }
  if (!vm.memory.LoadCell(address, vm.data.Top())) {
    return vm.ThrowRefused(instruction, address);
  }
  return Print<1, NumberText::Signed>(vm, instruction);
}

inline constexpr std::array kWords{
    Word{".", Checked<1, 0, Print<1, NumberText::Signed>>, "( n -- )", "Print a number."},
    Word{"U.", Checked<1, 0, Print<1, NumberText::Unsigned>>, "( u -- )",
         "Print an unsigned number."},
    Word{".R", Checked<2, 0, PrintRight<1, NumberText::Signed>>, "( n1 n2 -- )",
         "Print n1 right-aligned in n2 columns."},
    Word{"U.R", Checked<2, 0, PrintRight<1, NumberText::Unsigned>>, "( u n -- )",
         "Print u, unsigned, right-aligned in n columns."},
    Word{"D.", Checked<2, 0, Print<2, NumberText::Signed>>, "( d -- )", "Print a double number."},
    Word{"UD.", Checked<2, 0, Print<2, NumberText::Unsigned>>, "( ud -- )",
         "Print an unsigned double number."},
    Word{"D.R", Checked<3, 0, PrintRight<2, NumberText::Signed>>, "( d n -- )",
         "Print d right-aligned in n columns."},
    Word{".S", PrintStack, "( -- )",
         "Print depth and the top 32 items of the data stack, top last."},
    Word{"?", Checked<1, 0, PrintCell>, "( a-addr -- )", "Print the cell at the address."},
    Word{"TYPE", Checked<2, 0, Type>, "( c-addr u -- )", "Write u characters."},
    Word{"EMIT", Checked<1, 0, Emit>, "( char -- )", "Write a character."},
    Word{"CR", Checked<0, 0, NewLine>, "( -- )", "End the line."},
    Word{"SPACE", Checked<0, 0, Space>, "( -- )", "Write a space."},
    Word{"SPACES", Checked<1, 0, Spaces>, "( n -- )", "Write n spaces."},
    Word{"BL", Checked<0, 1, Blank>, "( -- char )", "The code of a space."},
    Word{"BASE", Checked<0, 1, Base>, "( -- a-addr )", "The cell that holds the number base."},
    Word{"DECIMAL", Checked<0, 0, Decimal>, "( -- )", "Numbers are in base 10 from now on."},
    Word{"HEX", Checked<0, 0, Hexadecimal>, "( -- )", "Numbers are in base 16 from now on."},
    Word{"OCTAL", Checked<0, 0, Octal>, "( -- )", "Numbers are in base 8 from now on."},
};

}  // namespace starkernel::forthvm::output_words
