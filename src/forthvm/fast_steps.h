#pragma once

#include <cstddef>
#include <cstdint>

#include "src/forthvm/cell.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/execution_records.h"
#include "src/forthvm/fast_machine_unsafe.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_header.h"

/// What the fast engine does for shortcuts that are never part of a sequence. A step that gives
/// false has changed nothing but the registers, which are then forgotten: the plain engine does its
/// instruction.
namespace starkernel::forthvm::fast_steps {

[[gnu::always_inline]] inline bool QuestionDup(Machine& m, Registers& r) {
  if (!m.Has<1>(r) || !m.HasRoom<1>(r)) [[unlikely]] {
    return false;
  }
  if (r.top != 0) {
    r.Push(r.top);
  }
  r.GoOn(0);
  return true;
}
[[gnu::always_inline]] inline bool Depth(Machine& m, Registers& r) {
  if (!m.HasRoom<1>(r)) [[unlikely]] {
    return false;
  }
  r.Push(static_cast<Cell>(m.Depth(r)));
  r.GoOn(0);
  return true;
}
[[gnu::always_inline]] inline bool Pick(Machine& m, Registers& r) {
  const UCell index = Unsigned(r.top);
  if (!m.Has<1>(r) || index >= m.Depth(r) - 1) [[unlikely]] {
    return false;
  }
  r.top = r.Under(index);
  r.GoOn(0);
  return true;
}
[[gnu::always_inline]] inline bool Of(Machine& m, Registers& r) {
  if (!m.Has<2>(r)) [[unlikely]] {
    return false;
  }
  const bool equal = r.top == r.Under(0);
  if (equal) {
    r.Drop(2);
    r.GoOn(0);
  } else {
    r.Drop(1);
    r.GoForward(0);
  }
  return true;
}
[[gnu::always_inline]] inline bool QuestionDo(Machine& m, Registers& r) {
  if (!m.Has<2>(r) || !m.HasLoopRoom(r)) [[unlikely]] {
    return false;
  }
  const LoopParameters loop{.index = r.top, .limit = r.Under(0)};
  r.Drop(2);
  if (loop.index == loop.limit) {
    r.GoForward(0);
    return true;
  }
  m.PushLoop(r, loop);
  r.GoOn(0);
  return true;
}
[[gnu::always_inline]] inline bool MakeLocals(Machine& m, Registers& r) {
  constexpr std::uint32_t kUninitialised = 1U << 16U;
  const auto count = static_cast<std::uint32_t>(r.operand(0));
  if (count >= kUninitialised || m.Depth(r) < count || High(r.depths) != High(r.bases) ||
      !m.HasParkRoom(r, count)) [[unlikely]] {
    return false;
  }
  r.KeepTop();
  for (std::uint32_t left = count; left > 0; --left) {
    m.Park(r, r.Beyond(-std::ptrdiff_t{left}));
  }
  r.Drop(count);
  r.scope += Pair(0, count);
  r.bases += Pair(0, count);
  r.GoOn(0);
  return true;
}

/// What a created word does: its DOES> part, too.
[[gnu::always_inline]] inline bool Created(Machine& m, Registers& r) {
  const auto word = static_cast<std::uint32_t>(r.operand(0));
  const WordHeader& header = m.Header(word);
  if (!m.HasRoom<1>(r) || (header.code_length != 0 && !m.HasFrameRoom(r))) [[unlikely]] {
    return false;
  }
  r.Push(header.value);
  if (header.code_length != 0) {
    m.Enter(r, word, 1);
  } else {
    r.GoOn(0);
  }
  return true;
}

/// The place of a word that can be entered, or 0: others are left to the plain engine, as is what
/// comes after a charge that uses up the fuel.
[[nodiscard, gnu::always_inline]] inline std::uint32_t Enterable(const Machine& m,
                                                                 const Registers& r, Cell token) {
  return r.fuel > 1 && m.HasFrameRoom(r) ? m.PlaceOf(token) : 0;
}
[[gnu::always_inline]] inline bool Execute(Machine& m, Registers& r) {
  const std::uint32_t place = m.Has<1>(r) ? Enterable(m, r, r.top) : 0;
  if (place == 0) {
    return false;
  }
  r.Drop(1);
  r.fuel -= 1;
  m.Enter(r, place, 1);
  return true;
}
[[gnu::always_inline]] inline bool Deferred(Machine& m, Registers& r) {
  const Cell token = m.Header(static_cast<std::uint32_t>(r.operand(0))).value;
  const std::uint32_t place = Enterable(m, r, token);
  if (place == 0) {
    return false;
  }
  r.fuel -= 1;
  m.Enter(r, place, 1);
  return true;
}

// Exceptions: see exception_words.h and unwind.h.
[[gnu::always_inline]] inline bool CatchBegin(Machine& m, Registers& r) {
  VmState& vm = m.vm;
  const std::uint32_t place = m.Has<1>(r) && !vm.exceptions.full() ? Enterable(m, r, r.top) : 0;
  if (place == 0) {
    return false;
  }
  r.Drop(1);
  ExceptionFrame& exception = vm.exceptions.PushUnset();
  m.Keep(r, 2, exception.registers);
  exception.data_depth = m.Depth(r);
  exception.return_depth = High(r.depths);
  exception.loop_depth = Low(r.depths);
  exception.frame_depth = m.FrameDepth(r);
  exception.source_depth = vm.sources.depth();
  exception.source_line = vm.sources.Top().line;
  exception.to_in = vm.memory.SystemCell(layout::kToIn);
  exception.open_word = vm.open.word.value();
  r.fuel -= 1;
  m.Enter(r, place, 1);
  r.scope = Low(vm.exceptions.depth());
  return true;
}
[[gnu::always_inline]] inline bool CatchEnd(Machine& m, Registers& r) {
  if (!m.HasRoom<1>(r) || m.vm.exceptions.empty()) [[unlikely]] {
    return false;
  }
  m.vm.exceptions.Drop();
  r.Push(0);
  r.GoOn(0);
  return true;
}
/// Where nothing but depths and >IN has to be put back.
[[nodiscard, gnu::always_inline]] inline bool ReturnsAtOnce(const VmState& vm) {
  return !vm.exceptions.empty() && vm.exceptions.Top().open_word == vm.open.word.value() &&
         vm.exceptions.Top().source_depth == vm.sources.depth();
}
[[gnu::always_inline]] inline bool Throw(Machine& m, Registers& r) {
  VmState& vm = m.vm;
  if (!m.Has<1>(r) || (r.top != 0 && !ReturnsAtOnce(vm))) [[unlikely]] {
    return false;
  }
  const Cell code = r.top;
  r.Drop(1);
  if (code == 0) {
    r.GoOn(0);
    return true;
  }
  r.fuel -= 1;
  if (vm.fault.code != code) {
    vm.fault.code = code;
    vm.fault.detail.Clear();
  }
  const ExceptionFrame& exception = vm.exceptions.Pull();
  r.depths = Pair(exception.loop_depth, exception.return_depth);
  m.SetFrames(r, exception.frame_depth);
  m.Resume(r, exception.registers);
  if (vm.sources.Top().line == exception.source_line) {
    vm.memory.SetSystemCell(layout::kToIn, exception.to_in);
  }
  // Its place may be one that counts now.
  r.KeepTop();
  for (std::size_t depth = m.Depth(r); depth < exception.data_depth; ++depth) {
    r.Beyond(0) = 0;
    r.Raise(1);
  }
  m.SetDepth(r, exception.data_depth + 1);
  r.top = code;
  return true;
}

}  // namespace starkernel::forthvm::fast_steps
