#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/span_copy_unsafe.h"
#include "src/forthvm/branch_instructions.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/host.h"
#include "src/forthvm/utf8.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/range_pieces.h"

/// Words that read the terminal. While there is nothing to read the VM instance waits; when
/// the input has ended for good it ends too.
namespace starkernel::forthvm::terminal_words {

/// The user interrupts whoever waits for a key, or asks for one.
inline Status TakeBreak(VmState& vm, Instruction instruction) {
  vm.host->TakeKey();
  return vm.Throw(instruction, ThrowCode::kUserInterrupt);
}

inline Status Key(VmState& vm, Instruction instruction) {
  const KeyResult key = vm.host->PeekKey();
  switch (key.state) {
    case KeyResult::State::kPending: return Status::kWait;
    case KeyResult::State::kClosed: return Status::kBye;
    case KeyResult::State::kBreak: return TakeBreak(vm, instruction);
    case KeyResult::State::kKey: break;
  }
  vm.host->TakeKey();
  vm.data.Push(key.key);
  return Status::kNext;
}
inline Status KeyQuestion(VmState& vm, Instruction instruction) {
  const KeyResult key = vm.host->PeekKey();
  if (key.state == KeyResult::State::kClosed) {
    return Status::kBye;
  }
  if (key.state == KeyResult::State::kBreak) {
    return TakeBreak(vm, instruction);
  }
  // Asking is charged, so that a loop around KEY? is not for free.
  vm.fuel -= 1;
  vm.data.Push(Flag(key.state == KeyResult::State::kKey));
  return Status::kNext;
}

/// ACCEPT takes event after event, with address, limit and count so far on the stack below it.
inline Status AcceptBegin(VmState& vm, Instruction instruction) {
  const GuestAddr address = AddressIn(vm.data.Top(1));
  const ByteCount length(Unsigned(vm.data.Top()));
  if (!vm.memory.Contains(address, length)) {
    return vm.ThrowAddress(instruction, address, length);
  }
  vm.data.Push(0);
  return Status::kNext;
}

/// Takes the last character back.
inline Status EraseAccepted(VmState& vm, Instruction instruction) {
  Cell& count = vm.data.Top(1);
  std::string_view text;
  const Status status = range_pieces::Ending(vm, instruction, vm.data.Top(3), count,
                                             ByteCount(utf8::kMostBytes), text);
  if (status == Status::kNext && !text.empty()) {
    count -= static_cast<Cell>(utf8::SizeOfLast(text));
    vm.output.Write("\b \b");
  }
  return status;
}

/// Stores and shows a character; the bell rings for what does not fit.
inline Status StoreAccepted(VmState& vm, Instruction instruction, std::uint32_t code) {
  const utf8::Encoded character(code);
  const ByteCount size(character.view().size());
  Cell& count = vm.data.Top(1);
  if (size > ByteCount(Unsigned(vm.data.Top(2) - count))) {
    vm.output.Write("\a");
    return Status::kNext;
  }
  const GuestAddr place = AddressIn(vm.data.Top(3)) + ByteCount(Unsigned(count));
  if (const Status there = vm.Writable(instruction, place, size); there != Status::kNext) {
    return there;
  }
  CopyInto(vm.memory.Characters(place, size), character.view());
  count += static_cast<Cell>(size.value());
  vm.output.Write(character.view());
  return Status::kNext;
}

/// Leaves the count alone on the stack. CR LF is one line end.
inline void FinishAccept(VmState& vm, Instruction instruction) {
  if (vm.data.Top() == '\r') {
    const KeyResult next = vm.host->PeekKey();
    if (next.state == KeyResult::State::kKey && next.key == '\n') {
      vm.host->TakeKey();
    }
  }
  vm.output.Write(" ");
  vm.data.Top(3) = vm.data.Top(1);
  vm.data.Drop(3);
  branch_instructions::Branch(vm, instruction);
}

/// Function keys and control characters mean nothing.
inline Status AcceptKey(VmState& vm, Instruction instruction) {
  constexpr Cell kBackspace = 0x08;
  constexpr Cell kRubout = 0x7f;
  const Cell key = vm.data.Top();
  Status status = Status::kNext;
  if (key == '\r' || key == '\n') {
    FinishAccept(vm, instruction);
    return status;
  }
  if (key == kBackspace || key == kRubout) {
    status = EraseAccepted(vm, instruction);
  } else if (key == '\t') {
    status = StoreAccepted(vm, instruction, ' ');
  } else if (key >= ' ' && utf8::IsCharacter(Unsigned(key))) {
    status = StoreAccepted(vm, instruction, static_cast<std::uint32_t>(key));
  }
  if (status == Status::kNext) {
    vm.data.Drop();
  }
  return status;
}

inline constexpr std::array kWords{
    Word{"KEY", Checked<0, 1, Key>, "( -- char )", "Wait for a key."},
    Word{"KEY?", Checked<0, 1, KeyQuestion>, "( -- flag )", "Is there a key to read?"},
    Word{"ACCEPT", nullptr, "( c-addr n1 -- n2 )",
         "Read a line of at most n1 characters; n2 are there."},
};

}  // namespace starkernel::forthvm::terminal_words
