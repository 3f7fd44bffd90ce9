#pragma once

#include <array>
#include <span>

#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/host.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"

/// Words that read the terminal. While there is nothing to read the VM instance waits; when
/// the input has ended for good it ends too.
namespace starkernel::forthvm::terminal_words {

inline Status Key(VmState& vm, Instruction) {
  if (vm.key_ahead) {
    vm.data.Push(*vm.key_ahead);
    vm.key_ahead.reset();
    return Status::kNext;
  }
  const KeyResult key = vm.host->ReadKey();
  switch (key.state) {
    case KeyResult::State::kPending: return Status::kWait;
    case KeyResult::State::kClosed: return Status::kBye;
    case KeyResult::State::kKey: vm.data.Push(key.key); return Status::kNext;
  }
}
inline Status KeyQuestion(VmState& vm, Instruction) {
  if (!vm.key_ahead) {
    const KeyResult key = vm.host->ReadKey();
    if (key.state == KeyResult::State::kClosed) {
      return Status::kBye;
    }
    if (key.state == KeyResult::State::kKey) {
      vm.key_ahead = key.key;
    }
  }
  // Asking is charged, so that a loop around KEY? is not for free.
  vm.fuel -= 1;
  vm.data.Push(Flag(vm.key_ahead.has_value()));
  return Status::kNext;
}
inline Status Accept(VmState& vm, Instruction instruction) {
  const GuestAddr address = AddressIn(vm.data.Top(1));
  const ByteCount length(Unsigned(vm.data.Top()));
  if (!vm.memory.Contains(address, length)) {
    return vm.ThrowAddress(instruction, address, length);
  }
  const std::span<char> buffer = vm.memory.Characters(address, length);
  const LineResult line = vm.host->ReadLine(buffer);
  switch (line.state) {
    case LineResult::State::kPending: return Status::kWait;
    case LineResult::State::kClosed: return Status::kBye;
    case LineResult::State::kLine: break;
  }
  Require(line.length <= buffer.size(), "terminal line longer than its buffer");
  vm.output.Write(" ");
  vm.data.Drop();
  vm.data.Top() = static_cast<Cell>(line.length);
  return Status::kNext;
}

inline constexpr std::array kWords{
    Word{"KEY", Checked<0, 1, Key>, "( -- char )", "Wait for a key."},
    Word{"KEY?", Checked<0, 1, KeyQuestion>, "( -- flag )", "Is there a key to read?"},
    Word{"ACCEPT", Checked<2, 1, Accept>, "( c-addr n1 -- n2 )",
         "Read a line of at most n1 characters; n2 are there."},
};

}  // namespace starkernel::forthvm::terminal_words
