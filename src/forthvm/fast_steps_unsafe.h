#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

#include "src/forthvm/cell.h"
#include "src/forthvm/execution_records.h"
#include "src/forthvm/fast_machine_unsafe.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_header.h"

// SAFETY, for the whole file: as in fast_machine_unsafe.h. A step looks at the data stack only
// after it has asked for the items, and for the room, of each instruction that it does; the other
// stacks check each access.
#pragma clang unsafe_buffer_usage begin

/// What the fast engine does for shortcuts of one instruction. A step that gives false has changed
/// nothing but the registers, which are then forgotten: the plain engine does its instruction.
namespace starkernel::forthvm::fast_steps {

/// The items that an instruction takes are there, and room for what it leaves.
template <std::size_t kIn, std::size_t kOut>
[[nodiscard, gnu::always_inline]] inline bool Fits(const Machine& m, const Registers& r) {
  if constexpr (kIn > 0) {
    if (!m.Has<kIn>(r)) [[unlikely]] {
      return false;
    }
  }
  if constexpr (kOut > kIn) {
    return m.HasRoom<kOut - kIn>(r);
  }
  return true;
}

/// Does `kBody`, which works on the registers alone, for one instruction.
template <std::size_t kIn, std::size_t kOut, auto kBody>
[[gnu::always_inline]] inline bool Plain(const Machine& m, Registers& r) {
  if (!Fits<kIn, kOut>(m, r)) [[unlikely]] {
    return false;
  }
  kBody(r);
  r.at += 1;
  return true;
}
template <auto kFunction>
[[gnu::always_inline]] inline bool Unary(const Machine& m, Registers& r) {
  return Plain<1, 1, [](Registers& in) { in.top = kFunction(in.top); }>(m, r);
}
template <auto kFunction>
[[gnu::always_inline]] inline bool Binary(const Machine& m, Registers& r) {
  return Plain<2, 1, [](Registers& in) {
    const Cell right = in.Pop();
    in.top = kFunction(in.top, right);
  }>(m, r);
}

inline constexpr auto kLiteral = Plain<0, 1, [](Registers& r) { r.Push(r.operand()); }>;
inline constexpr auto kDup = Plain<1, 2, [](Registers& r) { r.Push(r.top); }>;
inline constexpr auto kDrop = Plain<1, 0, [](Registers& r) { r.Drop(1); }>;
inline constexpr auto kSwap = Plain<2, 2, [](Registers& r) { std::swap(r.top, r.Second()); }>;
inline constexpr auto kOver = Plain<2, 3, [](Registers& r) { r.Push(r.Second()); }>;
inline constexpr auto kNip = Plain<2, 1, [](Registers& r) { r.above -= 1; }>;
inline constexpr auto kTuck = Plain<2, 3, [](Registers& r) {
  const Cell second = r.Second();
  r.Second() = r.top;
  r.above[-1] = second;
  r.above += 1;
}>;
inline constexpr auto kRotate = Plain<3, 3, [](Registers& r) {
  const Cell third = r.Third();
  r.Third() = r.Second();
  r.Second() = r.top;
  r.top = third;
}>;
inline constexpr auto kRotateBack = Plain<3, 3, [](Registers& r) {
  const Cell top = r.top;
  r.top = r.Second();
  r.Second() = r.Third();
  r.Third() = top;
}>;
inline constexpr auto kTwoDup = Plain<2, 4, [](Registers& r) {
  const Cell second = r.Second();
  r.above[-1] = r.top;
  r.above[0] = second;
  r.above += 2;
}>;
inline constexpr auto kTwoDrop = Plain<2, 0, [](Registers& r) { r.Drop(2); }>;
inline constexpr auto kQuestionDup = Plain<1, 2, [](Registers& r) {
  if (r.top != 0) {
    r.Push(r.top);
  }
}>;

[[gnu::always_inline]] inline bool WideLiteral(const Machine& m, Registers& r) {
  if (!m.HasRoom<1>(r)) [[unlikely]] {
    return false;
  }
  const UCell low = static_cast<std::uint32_t>(r.operand());
  r.Push(Signed((Unsigned(r.operand(1)) << 32U) | low));
  r.at += 2;
  return true;
}

/// Pushes the item with `index` items above it.
[[gnu::always_inline]] inline bool PickAt(const Machine& m, Registers& r, UCell index) {
  const auto depth = static_cast<UCell>(m.Depth(r));
  if (index >= depth) [[unlikely]] {
    return false;
  }
  r.above[-1] = r.top;
  r.Push(*(r.above - 1 - index));
  return true;
}
[[gnu::always_inline]] inline bool Pick(const Machine& m, Registers& r) {
  if (!m.Has<1>(r)) [[unlikely]] {
    return false;
  }
  const UCell index = Unsigned(r.Pop());
  r.at += 1;
  return PickAt(m, r, index);
}

// Memory.
[[gnu::always_inline]] inline bool Fetch(const Machine& m, Registers& r) {
  r.at += 1;
  return m.Has<1>(r) && m.Load(r.top, r.top);
}
[[gnu::always_inline]] inline bool CharFetch(const Machine& m, Registers& r) {
  r.at += 1;
  return m.Has<1>(r) && m.LoadByte(r.top, r.top);
}
template <auto kStore>
[[gnu::always_inline]] inline bool Storing(const Machine& m, Registers& r) {
  if (!m.Has<2>(r) || !(m.*kStore)(r.top, r.Second())) [[unlikely]] {
    return false;
  }
  r.Drop(2);
  r.at += 1;
  return true;
}

// Branches and loops.
[[gnu::always_inline]] inline bool Branch(const Machine&, Registers& r) {
  r.Branch(0);
  return true;
}
/// Goes on behind a conditional branch, or where it leads.
[[gnu::always_inline]] inline void BranchUnless(Registers& r, std::ptrdiff_t further, bool flag) {
  if (flag) {
    r.at += further + 1;
  } else {
    r.Branch(further);
  }
}
[[gnu::always_inline]] inline bool BranchIfZero(const Machine& m, Registers& r) {
  if (!m.Has<1>(r)) [[unlikely]] {
    return false;
  }
  BranchUnless(r, 0, r.Pop() != 0);
  return true;
}
[[gnu::always_inline]] inline bool HasLoop(const Machine& m, std::size_t depth) {
  return m.vm.loops.depth() >= m.vm.loop_base + depth;
}
[[gnu::always_inline]] inline bool Do(const Machine& m, Registers& r) {
  if (!m.Has<2>(r) || m.vm.loops.full()) [[unlikely]] {
    return false;
  }
  m.vm.loops.Push({.index = r.top, .limit = r.Second()});
  r.Drop(2);
  r.at += 1;
  return true;
}
[[gnu::always_inline]] inline bool QuestionDo(const Machine& m, Registers& r) {
  if (!m.Has<2>(r) || r.top != r.Second()) {
    return Do(m, r);
  }
  r.Drop(2);
  r.Branch(0);
  return true;
}
/// Ends the innermost loop, or does the branch that is `further` instructions behind.
[[gnu::always_inline]] inline void EndRound(const Machine& m, Registers& r, std::ptrdiff_t further,
                                            bool ends) {
  if (ends) {
    m.vm.loops.Pop();
    r.at += further + 1;
  } else {
    r.Branch(further);
  }
}
[[gnu::always_inline]] inline bool Loop(const Machine& m, Registers& r) {
  if (!HasLoop(m, 1)) [[unlikely]] {
    return false;
  }
  LoopParameters& loop = m.vm.loops.Top();
  const Cell index = Signed(Unsigned(loop.index) + 1);
  loop.index = index;
  EndRound(m, r, 0, index == loop.limit);
  return true;
}
/// See branch_instructions::PlusLoop.
[[gnu::always_inline]] inline bool PlusLoop(const Machine& m, Registers& r) {
  if (!m.Has<1>(r) || !HasLoop(m, 1)) [[unlikely]] {
    return false;
  }
  LoopParameters& loop = m.vm.loops.Top();
  const UCell step = Unsigned(r.Pop());
  const UCell before = Unsigned(loop.index) - Unsigned(loop.limit);
  const UCell after = before + step;
  loop.index = Signed(Unsigned(loop.index) + step);
  EndRound(m, r, 0, Signed((before ^ after) & (before ^ step)) < 0);
  return true;
}
[[gnu::always_inline]] inline bool Leave(const Machine& m, Registers& r) {
  if (!HasLoop(m, 1)) [[unlikely]] {
    return false;
  }
  m.vm.loops.Pop();
  r.Branch(0);
  return true;
}
[[gnu::always_inline]] inline bool Unloop(const Machine& m, Registers& r) {
  if (!HasLoop(m, 1)) [[unlikely]] {
    return false;
  }
  m.vm.loops.Pop();
  r.at += 1;
  return true;
}
template <std::size_t kOut>
[[gnu::always_inline]] inline bool Index(const Machine& m, Registers& r) {
  if (!m.HasRoom<1>(r) || !HasLoop(m, kOut + 1)) [[unlikely]] {
    return false;
  }
  r.Push(m.vm.loops.Top(kOut).index);
  r.at += 1;
  return true;
}

// The return stack.
[[gnu::always_inline]] inline bool HasParked(const Machine& m, std::size_t count) {
  return m.vm.returns.depth() >= m.vm.return_base + count;
}
[[gnu::always_inline]] inline bool Park(const Machine& m, Registers& r) {
  if (!m.Has<1>(r) || m.vm.returns.full()) [[unlikely]] {
    return false;
  }
  m.vm.returns.Push(r.Pop());
  r.at += 1;
  return true;
}
[[gnu::always_inline]] inline bool Take(const Machine& m, Registers& r) {
  if (!m.HasRoom<1>(r) || !HasParked(m, 1)) [[unlikely]] {
    return false;
  }
  r.Push(m.vm.returns.Pop());
  r.at += 1;
  return true;
}
[[gnu::always_inline]] inline bool Parked(const Machine& m, Registers& r) {
  if (!m.HasRoom<1>(r) || !HasParked(m, 1)) [[unlikely]] {
    return false;
  }
  r.Push(m.vm.returns.Top());
  r.at += 1;
  return true;
}
[[gnu::always_inline]] inline bool ParkTwo(const Machine& m, Registers& r) {
  if (!m.Has<2>(r) || !m.vm.returns.HasRoom(0, 2)) [[unlikely]] {
    return false;
  }
  m.vm.returns.Push(r.Second());
  m.vm.returns.Push(r.top);
  r.Drop(2);
  r.at += 1;
  return true;
}
[[gnu::always_inline]] inline bool TakeTwo(const Machine& m, Registers& r) {
  if (!m.HasRoom<2>(r) || !HasParked(m, 2)) [[unlikely]] {
    return false;
  }
  const Cell top = m.vm.returns.Pop();
  r.Push(m.vm.returns.Pop());
  r.Push(top);
  r.at += 1;
  return true;
}

// Locals.
[[nodiscard, gnu::always_inline]] inline Cell& Local(const Machine& m [[clang::lifetimebound]],
                                                     std::uint32_t place) {
  return m.vm.returns.items()[m.vm.return_base - m.vm.local_count + place];
}
[[gnu::always_inline]] inline bool LocalFetch(const Machine& m, Registers& r) {
  const auto place = static_cast<std::uint32_t>(r.operand());
  if (!m.HasRoom<1>(r) || place >= m.vm.local_count) [[unlikely]] {
    return false;
  }
  r.Push(Local(m, place));
  r.at += 1;
  return true;
}
[[gnu::always_inline]] inline bool LocalStore(const Machine& m, Registers& r) {
  const auto place = static_cast<std::uint32_t>(r.operand());
  if (!m.Has<1>(r) || place >= m.vm.local_count) [[unlikely]] {
    return false;
  }
  Local(m, place) = r.Pop();
  r.at += 1;
  return true;
}

// Words.
[[nodiscard, gnu::always_inline]] inline const WordHeader& HeaderHere(const Machine& m
                                                                      [[clang::lifetimebound]],
                                                                      const Registers& r) {
  return m.Header(static_cast<std::uint32_t>(r.operand()));
}
[[gnu::always_inline]] inline bool Constant(const Machine& m, Registers& r) {
  if (!m.HasRoom<1>(r)) [[unlikely]] {
    return false;
  }
  r.Push(HeaderHere(m, r).value);
  r.at += 1;
  return true;
}
[[gnu::always_inline]] inline bool Created(const Machine& m, Registers& r) {
  return HeaderHere(m, r).code_length == 0 && Constant(m, r);
}
[[gnu::always_inline]] inline bool StoreValue(const Machine& m, Registers& r) {
  if (!m.Has<1>(r)) [[unlikely]] {
    return false;
  }
  m.OwnHeader(static_cast<std::uint32_t>(r.operand())).value = r.Pop();
  r.at += 1;
  return true;
}
/// See call_instructions::Enter; goes on behind `further` instructions when the word returns.
[[gnu::always_inline]] inline bool Enter(const Machine& m, Registers& r, std::uint32_t word,
                                         std::uint32_t further) {
  VmState& vm = m.vm;
  if (vm.frames.full()) [[unlikely]] {
    return false;
  }
  const WordHeader& header = m.Header(word);
  Frame& frame = vm.frames.PushUnset();
  StorePair(frame.return_position, Pair(Machine::PositionOf(r) + further, vm.current_word.value()));
  StorePair(frame.return_base, LoadPair(vm.return_base));
  StorePair(frame.exception_base, LoadPair(vm.exception_base));
  StorePair(vm.return_base, Pair(vm.returns.depth(), vm.loops.depth()));
  StorePair(vm.exception_base, Pair(vm.exceptions.depth(), 0));
  vm.current_word = HeaderIndex(word);
  m.GoTo(r, header.code_start);
  r.fuel -= header.code_length;
  return true;
}
[[gnu::always_inline]] inline bool Call(const Machine& m, Registers& r) {
  return Enter(m, r, static_cast<std::uint32_t>(r.operand()), 1);
}
/// A word made by a program; others, and what a deferred word does after a charge that uses up the
/// fuel, are left to the plain engine.
[[gnu::always_inline]] inline bool EnterToken(const Machine& m, Registers& r, Cell token) {
  if (r.fuel <= 1 || !m.vm.IsExecutable(token)) [[unlikely]] {
    return false;
  }
  const HeaderIndex word = m.vm.dictionary.IndexOf(WordId(static_cast<std::uint32_t>(token)));
  if (!m.Header(word.value()).IsA(Opcode::kCall)) {
    return false;
  }
  r.fuel -= 1;
  return Enter(m, r, word.value(), 1);
}
[[gnu::always_inline]] inline bool Execute(const Machine& m, Registers& r) {
  return m.Has<1>(r) && EnterToken(m, r, r.Pop());
}
[[gnu::always_inline]] inline bool Deferred(const Machine& m, Registers& r) {
  return EnterToken(m, r, HeaderHere(m, r).value);
}
/// See call_instructions::Exit.
[[gnu::always_inline]] inline bool Exit(const Machine& m, Registers& r) {
  VmState& vm = m.vm;
  const std::uint64_t rest = LoadPair(vm.exception_base);
  if (vm.frames.empty() || LoadPair(vm.return_base) != Pair(vm.returns.depth(), vm.loops.depth()) ||
      vm.exceptions.depth() != static_cast<std::uint32_t>(rest)) [[unlikely]] {
    return false;
  }
  if (const std::uint64_t locals = rest >> 32U; locals != 0) {
    vm.returns.Drop(locals);
  }
  const Frame& frame = vm.frames.Pull();
  const std::uint64_t caller = LoadPair(frame.return_position);
  vm.current_word = HeaderIndex(static_cast<std::uint32_t>(caller >> 32U));
  StorePair(vm.return_base, LoadPair(frame.return_base));
  StorePair(vm.exception_base, LoadPair(frame.exception_base));
  m.GoTo(r, static_cast<std::uint32_t>(caller));
  return true;
}
[[gnu::always_inline]] inline bool MakeLocals(const Machine& m, Registers& r) {
  constexpr std::uint32_t kUninitialised = 1U << 16U;
  const auto count = static_cast<std::uint32_t>(r.operand());
  VmState& vm = m.vm;
  if (count >= kUninitialised || m.Depth(r) < count || vm.returns.depth() != vm.return_base ||
      !vm.returns.HasRoom(0, count)) [[unlikely]] {
    return false;
  }
  r.above[-1] = r.top;
  for (std::uint32_t left = count; left > 0; --left) {
    vm.returns.Push(*(r.above - left));
  }
  r.Drop(count);
  vm.local_count += count;
  vm.return_base += count;
  r.at += 1;
  return true;
}

}  // namespace starkernel::forthvm::fast_steps

#pragma clang unsafe_buffer_usage end
