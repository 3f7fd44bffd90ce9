#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "src/base/fixed_string.h"
#include "src/base/span_copy_unsafe.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/character.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/number_base.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/wide.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/double_words.h"

/// Pictured numeric output: digits are put before those that are there already.
namespace starkernel::forthvm::picture_words {

inline constexpr GuestAddr kEnd = layout::kPictured + layout::kPicturedSize;

/// Puts `text` before what is there; throws -17 when the buffer is full.
inline Status Prepend(VmState& vm, std::string_view text) {
  if (text.size() > (vm.hold - layout::kPictured).value()) {
    return vm.ThrowFull(ThrowCode::kPicturedOverflow, "the buffer is full",
                        layout::kPicturedSize.value());
  }
  const ByteCount length(text.size());
  vm.hold = vm.hold - length;
  CopyInto(vm.memory.Characters(vm.hold, length), text);
  return Status::kNext;
}

inline void Begin(VmState& vm, Instruction) { vm.hold = kEnd; }

inline Status HoldDigits(VmState& vm, bool all) {
  unsigned base = 10;
  if (const Status status = ReadBase(vm, base); status != Status::kNext) {
    return status;
  }
  Wide value = double_words::TopWide(vm);
  do {
    const char digit = DigitOf(static_cast<unsigned>(DivideBy(value, base)));
    if (const Status status = Prepend(vm, {&digit, 1}); status != Status::kNext) {
      return status;
    }
  } while (all && value != Wide{});
  vm.data.Drop(2);
  double_words::PushWide(vm, value);
  return Status::kNext;
}
inline Status Digit(VmState& vm, Instruction) { return HoldDigits(vm, false); }
inline Status Digits(VmState& vm, Instruction) { return HoldDigits(vm, true); }

inline Status Hold(VmState& vm, Instruction) {
  const char character = static_cast<char>(vm.data.Pop() & 0xff);
  return Prepend(vm, {&character, 1});
}
inline Status HoldString(VmState& vm, Instruction instruction) {
  const GuestAddr address = AddressIn(vm.data.Top(1));
  const ByteCount length(Unsigned(vm.data.Top()));
  if (length > layout::kPicturedSize && vm.memory.Contains(address, length)) {
    return vm.ThrowFull(ThrowCode::kPicturedOverflow, "the string is too long",
                        layout::kPicturedSize.value());
  }
  if (const Status there = vm.Readable(instruction, address, length); there != Status::kNext) {
    return there;
  }
  // Copied aside: the string may lie in the buffer itself.
  FixedString<layout::kPicturedSize.value()> text;
  text.Assign(vm.memory.Text(address, length)).value();
  vm.data.Drop(2);
  return Prepend(vm, text.view());
}
inline Status Sign(VmState& vm, Instruction) {
  return vm.data.Pop() < 0 ? Prepend(vm, "-") : Status::kNext;
}
inline void End(VmState& vm, Instruction) {
  vm.data.Top(1) = CellOf(vm.hold);
  vm.data.Top() = Signed((kEnd - vm.hold).value());
}

inline constexpr std::array kWords{
    Word{"<#", Checked<0, 0, Begin>, "( -- )", "Begin pictured numeric output."},
    Word{"#", Checked<2, 2, Digit>, "( ud1 -- ud2 )", "Put the lowest digit of ud1 in front."},
    Word{"#S", Checked<2, 2, Digits>, "( ud -- 0 0 )", "Put all digits of ud in front."},
    Word{"HOLD", Checked<1, 0, Hold>, "( char -- )", "Put a character in front."},
    Word{"HOLDS", Checked<2, 0, HoldString>, "( c-addr u -- )", "Put a string in front."},
    Word{"SIGN", Checked<1, 0, Sign>, "( n -- )", "Put a minus sign in front if n is negative."},
    Word{"#>", Checked<2, 2, End>, "( xd -- c-addr u )", "The characters put so far."},
};

}  // namespace starkernel::forthvm::picture_words
