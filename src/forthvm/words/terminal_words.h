#pragma once

#include <array>
#include <cstdint>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/forthvm/branch_instructions.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/host.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"

/// Words that read the terminal. While there is nothing to read the VM instance waits; when
/// the input has ended for good it ends too.
namespace starkernel::forthvm::terminal_words {

/// The user interrupts whoever waits for a key, or asks for one.
inline Status TakeBreak(VmState& vm) {
  vm.host->TakeKey();
  return vm.ThrowInterrupt();
}

inline Status Key(VmState& vm, Instruction) {
  const KeyResult key = vm.host->PeekKey();
  switch (key.state) {
    case KeyResult::State::kPending: return Status::kWait;
    case KeyResult::State::kClosed: return Status::kBye;
    case KeyResult::State::kBreak: return TakeBreak(vm);
    case KeyResult::State::kKey: break;
  }
  vm.host->TakeKey();
  vm.data.Push(key.key);
  return Status::kNext;
}
inline Status KeyQuestion(VmState& vm, Instruction) {
  const KeyResult key = vm.host->PeekKey();
  if (key.state == KeyResult::State::kClosed) {
    return Status::kBye;
  }
  if (key.state == KeyResult::State::kBreak) {
    return TakeBreak(vm);
  }
  // Asking is charged, so that a loop around KEY? is not for free.
  vm.fuel -= 1;
  vm.data.Push(Flag(key.state == KeyResult::State::kKey));
  return Status::kNext;
}

/// ACCEPT takes key after key, with address, limit and count so far on the stack.
inline Status AcceptBegin(VmState& vm, Instruction instruction) {
  const GuestAddr address = AddressIn(vm.data.Top(1));
  const ByteCount length(Unsigned(vm.data.Top()));
  if (!vm.memory.Contains(address, length)) {
    return vm.ThrowAddress(instruction, address, length);
  }
  vm.data.Push(0);
  return Status::kNext;
}

/// Takes the last character back, with all bytes of its UTF-8 form.
inline Status EraseAccepted(VmState& vm, Instruction instruction) {
  Cell& count = vm.data.Top();
  if (count == 0) {
    return Status::kNext;
  }
  const GuestAddr start = AddressIn(vm.data.Top(2));
  bool continues = true;
  while (count > 0 && continues) {
    --count;
    const GuestAddr place = start + ByteCount(Unsigned(count));
    Cell byte = 0;
    if (!vm.memory.LoadByte(place, byte)) {
      return vm.ThrowRefused(instruction, place);
    }
    continues = (byte & 0xc0) == 0x80;
  }
  vm.output.Write("\b \b");
  return Status::kNext;
}

/// Stores and shows a character; the bell rings for what does not fit.
inline Status StoreAccepted(VmState& vm, Instruction instruction, std::uint8_t key) {
  Cell& count = vm.data.Top();
  if (count == vm.data.Top(1)) {
    vm.output.Write("\a");
    return Status::kNext;
  }
  const GuestAddr place = AddressIn(vm.data.Top(2)) + ByteCount(Unsigned(count));
  if (!vm.memory.StoreByte(place, key)) {
    return vm.ThrowRefused(instruction, place);
  }
  ++count;
  const char shown = static_cast<char>(key);
  vm.output.Write({&shown, 1});
  return Status::kNext;
}

/// Leaves the count alone on the stack. CR LF is one line end.
inline void FinishAccept(VmState& vm, Instruction instruction, std::uint8_t key) {
  if (key == '\r') {
    const KeyResult next = vm.host->PeekKey();
    if (next.state == KeyResult::State::kKey && next.key == '\n') {
      vm.host->TakeKey();
    }
  }
  vm.output.Write(" ");
  vm.data.Top(2) = vm.data.Top();
  vm.data.Drop(2);
  branch_instructions::Branch(vm, instruction);
}

inline Status AcceptKey(VmState& vm, Instruction instruction) {
  constexpr std::uint8_t kBackspace = 0x08;
  constexpr std::uint8_t kDelete = 0x7f;
  const KeyResult key = vm.host->PeekKey();
  switch (key.state) {
    case KeyResult::State::kPending: return Status::kWait;
    case KeyResult::State::kClosed: return Status::kBye;
    case KeyResult::State::kBreak: return TakeBreak(vm);
    case KeyResult::State::kKey: break;
  }
  vm.host->TakeKey();
  if (key.key == '\r' || key.key == '\n') {
    FinishAccept(vm, instruction, key.key);
  } else if (key.key == kBackspace || key.key == kDelete) {
    return EraseAccepted(vm, instruction);
  } else if (key.key == '\t') {
    return StoreAccepted(vm, instruction, ' ');
  } else if (key.key >= ' ') {
    return StoreAccepted(vm, instruction, key.key);
  }
  return Status::kNext;
}

inline constexpr std::array kWords{
    Word{"KEY", Checked<0, 1, Key>, "( -- char )", "Wait for a key."},
    Word{"KEY?", Checked<0, 1, KeyQuestion>, "( -- flag )", "Is there a key to read?"},
    Word{"ACCEPT", nullptr, "( c-addr n1 -- n2 )",
         "Read a line of at most n1 characters; n2 are there."},
};

}  // namespace starkernel::forthvm::terminal_words
