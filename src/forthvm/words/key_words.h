#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/host.h"
#include "src/forthvm/utf8.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/key_event.h"

/// Words that read characters and keyboard events from the terminal's bytes.
namespace starkernel::forthvm::key_words {

/// What a first byte says of a character: code so far, bytes in all, bytes to come.
inline void BeginCharacter(VmState& vm, Instruction) {
  const auto lead = static_cast<std::uint8_t>(vm.data.Top() & 0xff);
  const std::size_t size = utf8::SizeFromLead(lead);
  vm.data.Top() = size == 0 ? utf8::kReplacement : utf8::LeadBits(lead, size);
  vm.data.Push(static_cast<Cell>(size));
  vm.data.Push(size == 0 ? 0 : static_cast<Cell>(size) - 1);
}

/// The character has ended; `code` is what it is.
inline void EndCharacter(VmState& vm, UCell code) {
  vm.data.Top(2) = Signed(code);
  vm.data.Top() = 0;
}

/// Takes the next byte if it belongs to the character.
inline Status ContinueCharacter(VmState& vm, Instruction) {
  const KeyResult key = vm.host->PeekKey();
  if (key.state == KeyResult::State::kPending) {
    return Status::kWait;
  }
  if (key.state == KeyResult::State::kClosed || !utf8::IsContinuation(static_cast<char>(key.key))) {
    EndCharacter(vm, utf8::kReplacement);
    return Status::kNext;
  }
  vm.host->TakeKey();
  const UCell code = (Unsigned(vm.data.Top(2)) << 6U) | (key.key & 0x3FU);
  vm.data.Top(2) = Signed(code);
  vm.data.Top() = Signed(Unsigned(vm.data.Top()) - 1);
  if (vm.data.Top() <= 0) {
    const bool is_well_formed =
        utf8::IsCharacter(code) &&
        utf8::SizeOf(static_cast<std::uint32_t>(code)) == Unsigned(vm.data.Top(1));
    EndCharacter(vm, is_well_formed ? code : utf8::kReplacement);
  }
  return Status::kNext;
}

/// Takes a byte of a control sequence, whose first and current number lie below it.
inline void ContinueSequence(VmState& vm, Instruction) {
  constexpr Cell kMostNumber = 9999;
  const char byte = static_cast<char>(vm.data.Top() & 0xff);
  Cell& first = vm.data.Top(2);
  Cell& current = vm.data.Top(1);
  if (byte >= '0' && byte <= '9') {
    current = std::clamp<Cell>(current, 0, kMostNumber) * 10 + (byte - '0');
    vm.data.Top() = Flag(false);
  } else if (byte == ';') {
    first = current;
    current = 0;
    vm.data.Top() = Flag(false);
  } else {
    const bool has_two = first > 0;
    const Cell key = key_event::EventOfSequence(has_two ? first : current, byte);
    first = key | (has_two ? key_event::ModifiersOf(current) : 0);
    current = Flag(true);
    vm.data.Drop();
  }
}

inline bool IsFunctionKey(Cell event) { return (event & key_event::kFunction) != 0; }

inline void ToCharacter(VmState& vm, Instruction) {
  vm.data.Push(Flag(Unsigned(vm.data.Top()) < 0x80));
}
inline void ToExtendedCharacter(VmState& vm, Instruction) {
  vm.data.Push(Flag(utf8::IsCharacter(Unsigned(vm.data.Top()))));
}
inline void ToFunctionKey(VmState& vm, Instruction) {
  vm.data.Push(Flag(IsFunctionKey(vm.data.Top())));
}

template <Cell kEvent>
void Constant(VmState& vm, Instruction) {
  vm.data.Push(kEvent);
}
template <key_event::FunctionKey kKey>
constexpr Handler kPushKey = Checked<0, 1, Constant<key_event::EventOf(kKey)>>;
template <Cell kNumber>
constexpr Handler kPushFunction = Checked<0, 1, Constant<key_event::FunctionEvent(kNumber)>>;

inline constexpr std::array kWords{
    Word{"(XKEY)", Checked<1, 3, BeginCharacter>, "( char -- xchar u1 u2 )",
         "Begin a character of u1 bytes; u2 are still to come."},
    Word{"(XKEY+)", Checked<3, 3, ContinueCharacter>, "( xchar1 u1 u2 -- xchar2 u1 u3 )",
         "Add a byte to a character."},
    Word{"XKEY", nullptr, "( -- xchar )", "Wait for a character.", kPlain,
         "KEY (XKEY) BEGIN DUP WHILE (XKEY+) REPEAT 2DROP"},
    Word{"XKEY?", nullptr, "( -- flag )", "Is there a character to read?", kPlain, "KEY?"},
    Word{"(CSI)", Checked<3, 3, ContinueSequence>, "( n1 n2 char -- n3 n4 false | x true )",
         "Add a byte to a control sequence; x is the key it stands for."},
    Word{"(ESC)", nullptr, "( -- x )", "Wait for the rest of a keyboard event that ESC has begun.",
         kPlain,
         "KEY DUP 79 = OVER 91 = OR 0= IF K-ALT-MASK OR EXIT THEN DROP "
         "0 0 BEGIN KEY (CSI) UNTIL"},
    Word{"(EVENT)", nullptr, "( -- x )", "EKEY, but ESC always begins an event.", kPlain,
         "XKEY DUP 27 <> IF EXIT THEN DROP (ESC)"},
    Word{"EKEY", nullptr, "( -- x )", "Wait for a keyboard event: a character or a function key.",
         kPlain, "XKEY DUP 27 <> IF EXIT THEN KEY? 0= IF EXIT THEN DROP (ESC)"},
    Word{"EKEY?", nullptr, "( -- flag )", "Is there a keyboard event to read?", kPlain, "KEY?"},
    Word{"EKEY>CHAR", Checked<1, 2, ToCharacter>, "( x -- x false | char true )",
         "The ASCII character of an event, if it is one."},
    Word{"EKEY>XCHAR", Checked<1, 2, ToExtendedCharacter>, "( x -- x false | xchar true )",
         "The character of an event, if it is one."},
    Word{"EKEY>FKEY", Checked<1, 2, ToFunctionKey>, "( x -- u flag )",
         "Is the event a function key? u is it, with its modifiers."},
    Word{"K-SHIFT-MASK", Checked<0, 1, Constant<key_event::kShift>>, "( -- u )", "Shift was held."},
    Word{"K-CTRL-MASK", Checked<0, 1, Constant<key_event::kControl>>, "( -- u )",
         "Control was held."},
    Word{"K-ALT-MASK", Checked<0, 1, Constant<key_event::kAlternate>>, "( -- u )", "Alt was held."},
    Word{"K-LEFT", kPushKey<key_event::FunctionKey::kLeft>, "( -- u )", "Cursor left."},
    Word{"K-RIGHT", kPushKey<key_event::FunctionKey::kRight>, "( -- u )", "Cursor right."},
    Word{"K-UP", kPushKey<key_event::FunctionKey::kUp>, "( -- u )", "Cursor up."},
    Word{"K-DOWN", kPushKey<key_event::FunctionKey::kDown>, "( -- u )", "Cursor down."},
    Word{"K-HOME", kPushKey<key_event::FunctionKey::kHome>, "( -- u )", "Home."},
    Word{"K-END", kPushKey<key_event::FunctionKey::kEnd>, "( -- u )", "End."},
    Word{"K-PRIOR", kPushKey<key_event::FunctionKey::kPrior>, "( -- u )", "Page up."},
    Word{"K-NEXT", kPushKey<key_event::FunctionKey::kNext>, "( -- u )", "Page down."},
    Word{"K-INSERT", kPushKey<key_event::FunctionKey::kInsert>, "( -- u )", "Insert."},
    Word{"K-DELETE", kPushKey<key_event::FunctionKey::kDelete>, "( -- u )", "Delete."},
    Word{"K-F1", kPushFunction<1>, "( -- u )", "Function key 1."},
    Word{"K-F2", kPushFunction<2>, "( -- u )", "Function key 2."},
    Word{"K-F3", kPushFunction<3>, "( -- u )", "Function key 3."},
    Word{"K-F4", kPushFunction<4>, "( -- u )", "Function key 4."},
    Word{"K-F5", kPushFunction<5>, "( -- u )", "Function key 5."},
    Word{"K-F6", kPushFunction<6>, "( -- u )", "Function key 6."},
    Word{"K-F7", kPushFunction<7>, "( -- u )", "Function key 7."},
    Word{"K-F8", kPushFunction<8>, "( -- u )", "Function key 8."},
    Word{"K-F9", kPushFunction<9>, "( -- u )", "Function key 9."},
    Word{"K-F10", kPushFunction<10>, "( -- u )", "Function key 10."},
    Word{"K-F11", kPushFunction<11>, "( -- u )", "Function key 11."},
    Word{"K-F12", kPushFunction<12>, "( -- u )", "Function key 12."},
};

}  // namespace starkernel::forthvm::key_words
