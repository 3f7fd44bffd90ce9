#pragma once

#include <cstddef>
#include <cstdint>

#include "src/forthvm/cell.h"
#include "src/forthvm/fast_machine_unsafe.h"
#include "src/forthvm/fast_meanings.h"
#include "src/forthvm/shortcut.h"

/// What the fast engine does for shortcuts that say where to go on. They are the last of a
/// sequence: `Ready` is asked before anything is done, `Go` does it when the items are where they
/// belong.
namespace starkernel::forthvm::fast_meanings {

inline constexpr auto kGoForward = [](Registers& r, std::ptrdiff_t place) { r.GoForward(place); };
inline constexpr auto kGoBack = [](Registers& r, std::ptrdiff_t place) { r.GoBack(place); };

template <auto kGo, bool kCharges>
struct Always {
  static constexpr Shape kShape{.goes = true, .charges = kCharges};
  [[gnu::always_inline]] static bool Ready(const Machine&, const Registers&) { return true; }
  [[gnu::always_inline]] static void Go(Machine&, Registers& r, std::ptrdiff_t place, Items) {
    kGo(r, place);
  }
};
template <auto kGo, bool kCharges>
struct IfZero {
  static constexpr Shape kShape{.in = 1, .goes = true, .charges = kCharges};
  [[gnu::always_inline]] static bool Ready(const Machine&, const Registers&) { return true; }
  [[gnu::always_inline]] static void Go(Machine&, Registers& r, std::ptrdiff_t place, Items items) {
    if (items[0] == 0) {
      kGo(r, place);
    } else {
      r.GoOn(place);
    }
  }
};
template <>
struct Meaning<Shortcut::kBranch> : Always<kGoForward, false> {};
template <>
struct Meaning<Shortcut::kBranchBack> : Always<kGoBack, true> {};
template <>
struct Meaning<Shortcut::kBranchIfZero> : IfZero<kGoForward, false> {};
template <>
struct Meaning<Shortcut::kBranchBackIfZero> : IfZero<kGoBack, true> {};

/// Ends a round of the innermost loop.
template <std::size_t kIn, auto kStep>
struct Rounding {
  static constexpr Shape kShape{.in = kIn, .goes = true, .charges = true};
  [[gnu::always_inline]] static bool Ready(const Machine&, const Registers& r) {
    return Machine::HasLoops(r, 1);
  }
  [[gnu::always_inline]] static void Go(Machine& m, Registers& r, std::ptrdiff_t place,
                                        Items items) {
    if (kStep(m.Loop(r), items)) {
      Machine::DropLoop(r);
      r.GoOn(place);
    } else {
      r.GoBack(place);
    }
  }
};
template <>
struct Meaning<Shortcut::kLoop> : Rounding<0, [](LoopParameters& loop, Items) {
  loop.index = Signed(Unsigned(loop.index) + 1);
  return loop.index == loop.limit;
}> {};
/// See branch_instructions::PlusLoop.
template <>
struct Meaning<Shortcut::kPlusLoop> : Rounding<1, [](LoopParameters& loop, Items items) {
  const UCell step = Unsigned(items[0]);
  const UCell before = Unsigned(loop.index) - Unsigned(loop.limit);
  const UCell after = before + step;
  loop.index = Signed(Unsigned(loop.index) + step);
  return Signed((before ^ after) & (before ^ step)) < 0;
}> {};

template <>
struct Meaning<Shortcut::kLeave> {
  static constexpr Shape kShape{.goes = true};
  [[gnu::always_inline]] static bool Ready(const Machine&, const Registers& r) {
    return Machine::HasLoops(r, 1);
  }
  [[gnu::always_inline]] static void Go(Machine&, Registers& r, std::ptrdiff_t place, Items) {
    Machine::DropLoop(r);
    r.GoForward(place);
  }
};

template <>
struct Meaning<Shortcut::kCall> {
  static constexpr Shape kShape{.goes = true, .charges = true};
  [[gnu::always_inline]] static bool Ready(const Machine& m, const Registers& r) {
    return m.HasFrameRoom(r);
  }
  [[gnu::always_inline]] static void Go(Machine& m, Registers& r, std::ptrdiff_t place, Items) {
    m.Enter(r, static_cast<std::uint32_t>(r.operand(place)), static_cast<std::uint32_t>(place) + 1);
  }
};
/// See call_instructions::Exit. Exceptions are as many as the definition found: only the steps of
/// CATCH change that, and EXIT executed by CATCH has no shortcut.
template <>
struct Meaning<Shortcut::kExit> {
  static constexpr Shape kShape{.goes = true, .balances = true};
  [[gnu::always_inline]] static bool Ready(const Machine& m, const Registers& r) {
    return r.bases == r.depths && m.HasFrame(r);
  }
  [[gnu::always_inline]] static void Go(Machine& m, Registers& r, std::ptrdiff_t, Items) {
    Machine::DropParked(r, High(r.scope));
    m.Resume(r, Machine::PullFrame(r));
  }
};

}  // namespace starkernel::forthvm::fast_meanings
