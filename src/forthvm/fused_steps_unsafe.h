#pragma once

#include <cstddef>

#include "src/forthvm/cell.h"
#include "src/forthvm/fast_machine_unsafe.h"
#include "src/forthvm/fast_steps_unsafe.h"

// SAFETY, for the whole file: as in fast_steps_unsafe.h; the instructions behind the first are
// there, as AddShortcuts saw them.
#pragma clang unsafe_buffer_usage begin

/// What the fast engine does for shortcuts of several instructions: the same as for one after the
/// other, or nothing.
namespace starkernel::forthvm::fused_steps {

namespace step = fast_steps;

/// One step and another. The first changes nothing but registers and the places of items that it
/// pushes, so that it can be taken back.
template <auto kFirst, auto kSecond>
[[gnu::always_inline]] inline bool Then(const Machine& m, Registers& r) {
  return kFirst(m, r) && kSecond(m, r);
}

template <auto kFunction>
[[gnu::always_inline]] inline bool LiteralBinary(const Machine& m, Registers& r) {
  if (!m.Has<1>(r) || !m.HasRoom<1>(r)) [[unlikely]] {
    return false;
  }
  r.top = kFunction(r.top, r.operand());
  r.at += 2;
  return true;
}
[[gnu::always_inline]] inline bool LiteralPick(const Machine& m, Registers& r) {
  const UCell index = Unsigned(r.operand());
  r.at += 2;
  return m.HasRoom<1>(r) && index < m.Depth(r) && step::PickAt(m, r, index);
}

/// A comparison and a conditional branch.
template <auto kCompare>
[[gnu::always_inline]] inline bool CompareBranch(const Machine& m, Registers& r) {
  if (!m.Has<2>(r)) [[unlikely]] {
    return false;
  }
  const bool flag = kCompare(r.Second(), r.top) != 0;
  r.Drop(2);
  step::BranchUnless(r, 1, flag);
  return true;
}
template <auto kCompare>
[[gnu::always_inline]] inline bool LiteralCompareBranch(const Machine& m, Registers& r) {
  if (!m.Has<1>(r) || !m.HasRoom<1>(r)) [[unlikely]] {
    return false;
  }
  const bool flag = kCompare(r.top, r.operand()) != 0;
  r.Drop(1);
  step::BranchUnless(r, 2, flag);
  return true;
}
[[gnu::always_inline]] inline bool IsZeroBranch(const Machine& m, Registers& r) {
  if (!m.Has<1>(r)) [[unlikely]] {
    return false;
  }
  step::BranchUnless(r, 1, r.Pop() == 0);
  return true;
}
[[gnu::always_inline]] inline bool DupBranch(const Machine& m, Registers& r) {
  if (!m.Has<1>(r) || !m.HasRoom<1>(r)) [[unlikely]] {
    return false;
  }
  step::BranchUnless(r, 1, r.top != 0);
  return true;
}

/// SWAP and a function, and with another SWAP.
template <auto kFunction>
[[gnu::always_inline]] inline bool SwapUnary(const Machine& m, Registers& r) {
  if (!m.Has<2>(r)) [[unlikely]] {
    return false;
  }
  const Cell second = r.Second();
  r.Second() = r.top;
  r.top = kFunction(second);
  r.at += 2;
  return true;
}
template <auto kFunction>
[[gnu::always_inline]] inline bool SwapUnarySwap(const Machine& m, Registers& r) {
  if (!m.Has<2>(r)) [[unlikely]] {
    return false;
  }
  r.Second() = kFunction(r.Second());
  r.at += 3;
  return true;
}

}  // namespace starkernel::forthvm::fused_steps

#pragma clang unsafe_buffer_usage end
