#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>

#include "src/forthvm/cell.h"
#include "src/forthvm/fast_machine_unsafe.h"
#include "src/forthvm/shortcut.h"
#include "src/forthvm/words/arithmetic_words.h"
#include "src/forthvm/words/logic_words.h"
#include "src/forthvm/words/memory_words.h"

/// What the fast engine does for shortcuts that go on at the next instruction. They work on
/// `items`, the deepest that they take first, and leave there what they leave. Give false if it
/// can't be done, with nothing changed but items.
namespace starkernel::forthvm::fast_meanings {

/// What a sequence has to know of each of its parts.
struct Shape {
  std::size_t in = 0;
  std::size_t out = 0;
  std::size_t kept = 0;     ///< So many of the deepest are left as they were.
  std::size_t length = 1;   ///< In instructions.
  bool can_fail = false;    ///< For other reasons than want of items or room.
  bool has_effect = false;  ///< On anything else than items.
  bool goes = false;        ///< It says where to go on: see fast_transfers.h.
  bool charges = false;
  bool parks = false;     ///< Changes how much lies on the return stack, or how many loops.
  bool balances = false;  ///< Wants as much there as its definition found.
};

/// Those that a part works on, as many as it takes or leaves.
using Items = std::span<Cell>;

template <Shortcut kShortcut>
struct Meaning;

// Items alone.
template <std::size_t kIn, std::size_t kOut, auto kBody, std::size_t kKept = 0>
struct OnItems {
  static constexpr Shape kShape{.in = kIn, .out = kOut, .kept = kKept};
  [[gnu::always_inline]] static bool Do(Machine&, Registers&, std::ptrdiff_t, Items items) {
    kBody(items);
    return true;
  }
};
template <auto kFunction>
struct Unary : OnItems<1, 1, [](Items items) { items[0] = kFunction(items[0]); }> {};
template <auto kFunction>
struct Binary : OnItems<2, 1, [](Items items) { items[0] = kFunction(items[0], items[1]); }> {};
template <Cell kValue>
struct Constantly : OnItems<0, 1, [](Items items) { items[0] = kValue; }> {};
/// PICK of a number that is known.
template <std::size_t kIndex>
struct Picked {
  static constexpr Shape kShape{
      .in = kIndex + 1, .out = kIndex + 2, .kept = kIndex + 1, .length = 2};
  [[gnu::always_inline]] static bool Do(Machine&, Registers&, std::ptrdiff_t, Items items) {
    items[kIndex + 1] = items[0];
    return true;
  }
};

template <>
struct Meaning<Shortcut::kTwo> : Constantly<2> {};
template <>
struct Meaning<Shortcut::kThree> : Constantly<3> {};
template <>
struct Meaning<Shortcut::kFour> : Constantly<4> {};
template <>
struct Meaning<Shortcut::kTrue> : Constantly<-1> {};
template <>
struct Meaning<Shortcut::kFalse> : Constantly<0> {};
template <>
struct Meaning<Shortcut::kBlank> : Constantly<' '> {};
template <>
struct Meaning<Shortcut::kDup> : OnItems<1, 2, [](Items items) { items[1] = items[0]; }, 1> {};
template <>
struct Meaning<Shortcut::kDrop> : OnItems<1, 0, [](Items) {}> {};
template <>
struct Meaning<Shortcut::kSwap>
    : OnItems<2, 2, [](Items items) { std::swap(items[0], items[1]); }> {};
template <>
struct Meaning<Shortcut::kOver> : OnItems<2, 3, [](Items items) { items[2] = items[0]; }, 2> {};
template <>
struct Meaning<Shortcut::kNip> : OnItems<2, 1, [](Items items) { items[0] = items[1]; }> {};
template <>
struct Meaning<Shortcut::kTuck> : OnItems<2, 3, [](Items items) {
  items[2] = items[1];
  items[1] = items[0];
  items[0] = items[2];
}> {};
template <>
struct Meaning<Shortcut::kRotate> : OnItems<3, 3, [](Items items) {
  const Cell third = items[0];
  items[0] = items[1];
  items[1] = items[2];
  items[2] = third;
}> {};
template <>
struct Meaning<Shortcut::kRotateBack> : OnItems<3, 3, [](Items items) {
  const Cell top = items[2];
  items[2] = items[1];
  items[1] = items[0];
  items[0] = top;
}> {};
template <>
struct Meaning<Shortcut::kTwoDup> : OnItems<2, 4,
                                            [](Items items) {
                                              items[2] = items[0];
                                              items[3] = items[1];
                                            },
                                            2> {};
template <>
struct Meaning<Shortcut::kTwoDrop> : OnItems<2, 0, [](Items) {}> {};
template <>
struct Meaning<Shortcut::kTwoSwap> : OnItems<4, 4, [](Items items) {
  std::swap(items[0], items[2]);
  std::swap(items[1], items[3]);
}> {};
template <>
struct Meaning<Shortcut::kTwoOver> : OnItems<4, 6,
                                             [](Items items) {
                                               items[4] = items[0];
                                               items[5] = items[1];
                                             },
                                             4> {};
template <>
struct Meaning<Shortcut::kPickTwo> : Picked<2> {};
template <>
struct Meaning<Shortcut::kPickThree> : Picked<3> {};
template <>
struct Meaning<Shortcut::kPickFour> : Picked<4> {};

namespace arithmetic = arithmetic_words;
namespace logic = logic_words;
template <>
struct Meaning<Shortcut::kAdd> : Binary<arithmetic::Add> {};
template <>
struct Meaning<Shortcut::kSubtract> : Binary<arithmetic::Subtract> {};
template <>
struct Meaning<Shortcut::kMultiply> : Binary<arithmetic::Multiply> {};
template <>
struct Meaning<Shortcut::kMinimum> : Binary<arithmetic::Minimum> {};
template <>
struct Meaning<Shortcut::kMaximum> : Binary<arithmetic::Maximum> {};
template <>
struct Meaning<Shortcut::kIncrement> : Unary<arithmetic::Increment> {};
template <>
struct Meaning<Shortcut::kDecrement> : Unary<arithmetic::Decrement> {};
template <>
struct Meaning<Shortcut::kDouble> : Unary<arithmetic::Double> {};
template <>
struct Meaning<Shortcut::kHalve> : Unary<arithmetic::Halve> {};
template <>
struct Meaning<Shortcut::kNegate> : Unary<arithmetic::NegateCell> {};
template <>
struct Meaning<Shortcut::kAbsolute> : Unary<arithmetic::Absolute> {};
template <>
struct Meaning<Shortcut::kCells> : Unary<memory_words::Cells> {};
template <>
struct Meaning<Shortcut::kCellPlus> : Unary<memory_words::CellPlus> {};
template <>
struct Meaning<Shortcut::kAsIs> : Unary<memory_words::Same> {};
template <>
struct Meaning<Shortcut::kAnd> : Binary<logic::And> {};
template <>
struct Meaning<Shortcut::kOr> : Binary<logic::Or> {};
template <>
struct Meaning<Shortcut::kXor> : Binary<logic::Xor> {};
template <>
struct Meaning<Shortcut::kInvert> : Unary<logic::Invert> {};
template <>
struct Meaning<Shortcut::kShiftLeft> : Binary<logic::ShiftLeft> {};
template <>
struct Meaning<Shortcut::kShiftRight> : Binary<logic::ShiftRight> {};
template <>
struct Meaning<Shortcut::kEqual> : Binary<logic::Equal> {};
template <>
struct Meaning<Shortcut::kUnequal> : Binary<logic::Unequal> {};
template <>
struct Meaning<Shortcut::kLess> : Binary<logic::Less> {};
template <>
struct Meaning<Shortcut::kGreater> : Binary<logic::Greater> {};
template <>
struct Meaning<Shortcut::kLessOrEqual> : Binary<logic::LessOrEqual> {};
template <>
struct Meaning<Shortcut::kGreaterOrEqual> : Binary<logic::GreaterOrEqual> {};
template <>
struct Meaning<Shortcut::kUnsignedLess> : Binary<logic::UnsignedLess> {};
template <>
struct Meaning<Shortcut::kUnsignedGreater> : Binary<logic::UnsignedGreater> {};
template <>
struct Meaning<Shortcut::kIsZero> : Unary<logic::IsZero> {};
template <>
struct Meaning<Shortcut::kIsNotZero> : Unary<logic::IsNotZero> {};
template <>
struct Meaning<Shortcut::kIsNegative> : Unary<logic::IsNegative> {};
template <>
struct Meaning<Shortcut::kIsPositive> : Unary<logic::IsPositive> {};

/// A division whose quotient fits.
[[nodiscard]] constexpr bool CanDivide(Cell dividend, Cell divisor) {
  return divisor != 0 && !(divisor == -1 && dividend == std::numeric_limits<Cell>::min());
}
template <std::size_t kOut, auto kBody>
struct Dividing {
  static constexpr Shape kShape{.in = 2, .out = kOut, .can_fail = true};
  [[gnu::always_inline]] static bool Do(Machine&, Registers&, std::ptrdiff_t, Items items) {
    if (!CanDivide(items[0], items[1])) [[unlikely]] {
      return false;
    }
    kBody(items);
    return true;
  }
};
template <>
struct Meaning<Shortcut::kDivide> : Dividing<1, [](Items items) { items[0] /= items[1]; }> {};
template <>
struct Meaning<Shortcut::kRemainder> : Dividing<1, [](Items items) { items[0] %= items[1]; }> {};
template <>
struct Meaning<Shortcut::kDivideBoth> : Dividing<2, [](Items items) {
  const Cell quotient = items[0] / items[1];
  items[0] %= items[1];
  items[1] = quotient;
}> {};

// Operands, words and locals.
template <>
struct Meaning<Shortcut::kLiteral> {
  static constexpr Shape kShape{.out = 1};
  [[gnu::always_inline]] static bool Do(Machine&, Registers& r, std::ptrdiff_t place, Items items) {
    items[0] = r.operand(place);
    return true;
  }
};
template <>
struct Meaning<Shortcut::kWideLiteral> {
  static constexpr Shape kShape{.out = 1, .length = 2};
  [[gnu::always_inline]] static bool Do(Machine&, Registers& r, std::ptrdiff_t place, Items items) {
    const UCell low = static_cast<std::uint32_t>(r.operand(place));
    items[0] = Signed((Unsigned(r.operand(place + 1)) << 32U) | low);
    return true;
  }
};
template <>
struct Meaning<Shortcut::kConstant> {
  static constexpr Shape kShape{.out = 1};
  [[gnu::always_inline]] static bool Do(Machine& m, Registers& r, std::ptrdiff_t place,
                                        Items items) {
    items[0] = m.Header(static_cast<std::uint32_t>(r.operand(place))).value;
    return true;
  }
};
/// What was given behaviour is left to a step of its own.
template <>
struct Meaning<Shortcut::kCreated> {
  static constexpr Shape kShape{.out = 1, .can_fail = true};
  [[gnu::always_inline]] static bool Do(Machine& m, Registers& r, std::ptrdiff_t place,
                                        Items items) {
    const WordHeader& header = m.Header(static_cast<std::uint32_t>(r.operand(place)));
    items[0] = header.value;
    return header.code_length == 0;
  }
};
template <>
struct Meaning<Shortcut::kStoreValue> {
  static constexpr Shape kShape{.in = 1, .has_effect = true};
  [[gnu::always_inline]] static bool Do(Machine& m, Registers& r, std::ptrdiff_t place,
                                        Items items) {
    m.OwnHeader(static_cast<std::uint32_t>(r.operand(place))).value = items[0];
    return true;
  }
};
template <>
struct Meaning<Shortcut::kLocalFetch> {
  static constexpr Shape kShape{.out = 1, .can_fail = true};
  [[gnu::always_inline]] static bool Do(Machine& m, Registers& r, std::ptrdiff_t place,
                                        Items items) {
    const auto local = static_cast<std::uint32_t>(r.operand(place));
    const bool is_made = local < High(r.scope);
    items[0] = is_made ? m.Local(r, local) : 0;
    return is_made;
  }
};
template <>
struct Meaning<Shortcut::kLocalStore> {
  static constexpr Shape kShape{.in = 1, .can_fail = true, .has_effect = true};
  [[gnu::always_inline]] static bool Do(Machine& m, Registers& r, std::ptrdiff_t place,
                                        Items items) {
    const auto local = static_cast<std::uint32_t>(r.operand(place));
    const bool is_made = local < High(r.scope);
    Cell ignored = 0;
    (is_made ? m.Local(r, local) : ignored) = items[0];
    return is_made;
  }
};

// Memory.
template <>
struct Meaning<Shortcut::kFetch> {
  static constexpr Shape kShape{.in = 1, .out = 1, .can_fail = true};
  [[gnu::always_inline]] static bool Do(Machine& m, Registers&, std::ptrdiff_t, Items items) {
    return m.Load(items[0], items[0]);
  }
};
template <>
struct Meaning<Shortcut::kCharFetch> {
  static constexpr Shape kShape{.in = 1, .out = 1, .can_fail = true};
  [[gnu::always_inline]] static bool Do(Machine& m, Registers&, std::ptrdiff_t, Items items) {
    return m.LoadByte(items[0], items[0]);
  }
};
template <>
struct Meaning<Shortcut::kTwoFetch> {
  static constexpr Shape kShape{.in = 1, .out = 2, .can_fail = true};
  [[gnu::always_inline]] static bool Do(Machine& m, Registers&, std::ptrdiff_t, Items items) {
    return m.Load(items[0], items[1]) && m.Load(memory_words::CellPlus(items[0]), items[0]);
  }
};
template <auto kStore>
struct Storing {
  static constexpr Shape kShape{.in = 2, .can_fail = true, .has_effect = true};
  [[gnu::always_inline]] static bool Do(Machine& m, Registers&, std::ptrdiff_t, Items items) {
    return (m.*kStore)(items[1], items[0]);
  }
};
template <>
struct Meaning<Shortcut::kStore> : Storing<&Machine::Store> {};
template <>
struct Meaning<Shortcut::kAddStore> : Storing<&Machine::Add> {};
template <>
struct Meaning<Shortcut::kCharStore> : Storing<&Machine::StoreByte> {};

// Loops.
template <std::uint32_t kOut>
struct Indexing {
  static constexpr Shape kShape{.out = 1, .can_fail = true};
  [[gnu::always_inline]] static bool Do(Machine& m, Registers& r, std::ptrdiff_t, Items items) {
    if (!Machine::HasLoops(r, kOut + 1)) [[unlikely]] {
      return false;
    }
    items[0] = m.Loop(r, kOut).index;
    return true;
  }
};
template <>
struct Meaning<Shortcut::kIndex> : Indexing<0> {};
template <>
struct Meaning<Shortcut::kOuterIndex> : Indexing<1> {};
template <>
struct Meaning<Shortcut::kDo> {
  static constexpr Shape kShape{.in = 2, .can_fail = true, .has_effect = true, .parks = true};
  [[gnu::always_inline]] static bool Do(Machine& m, Registers& r, std::ptrdiff_t, Items items) {
    if (!m.HasLoopRoom(r)) [[unlikely]] {
      return false;
    }
    m.PushLoop(r, {.index = items[1], .limit = items[0]});
    return true;
  }
};
template <>
struct Meaning<Shortcut::kUnloop> {
  static constexpr Shape kShape{.can_fail = true, .has_effect = true, .parks = true};
  [[gnu::always_inline]] static bool Do(Machine&, Registers& r, std::ptrdiff_t, Items) {
    if (!Machine::HasLoops(r, 1)) [[unlikely]] {
      return false;
    }
    Machine::DropLoop(r);
    return true;
  }
};

// The return stack.
template <>
struct Meaning<Shortcut::kPark> {
  static constexpr Shape kShape{.in = 1, .can_fail = true, .has_effect = true, .parks = true};
  [[gnu::always_inline]] static bool Do(Machine& m, Registers& r, std::ptrdiff_t, Items items) {
    if (!m.HasParkRoom(r, 1)) [[unlikely]] {
      return false;
    }
    m.Park(r, items[0]);
    return true;
  }
};
template <>
struct Meaning<Shortcut::kTake> {
  static constexpr Shape kShape{.out = 1, .can_fail = true, .has_effect = true, .parks = true};
  [[gnu::always_inline]] static bool Do(Machine& m, Registers& r, std::ptrdiff_t, Items items) {
    if (!Machine::HasParked(r, 1)) [[unlikely]] {
      return false;
    }
    items[0] = m.Parked(r);
    Machine::DropParked(r, 1);
    return true;
  }
};
template <>
struct Meaning<Shortcut::kParked> {
  static constexpr Shape kShape{.out = 1, .can_fail = true};
  [[gnu::always_inline]] static bool Do(Machine& m, Registers& r, std::ptrdiff_t, Items items) {
    if (!Machine::HasParked(r, 1)) [[unlikely]] {
      return false;
    }
    items[0] = m.Parked(r);
    return true;
  }
};
template <>
struct Meaning<Shortcut::kParkTwo> {
  static constexpr Shape kShape{.in = 2, .can_fail = true, .has_effect = true, .parks = true};
  [[gnu::always_inline]] static bool Do(Machine& m, Registers& r, std::ptrdiff_t, Items items) {
    if (!m.HasParkRoom(r, 2)) [[unlikely]] {
      return false;
    }
    m.Park(r, items[0]);
    m.Park(r, items[1]);
    return true;
  }
};
template <>
struct Meaning<Shortcut::kTakeTwo> {
  static constexpr Shape kShape{.out = 2, .can_fail = true, .has_effect = true, .parks = true};
  [[gnu::always_inline]] static bool Do(Machine& m, Registers& r, std::ptrdiff_t, Items items) {
    if (!Machine::HasParked(r, 2)) [[unlikely]] {
      return false;
    }
    items[0] = m.Parked(r, 1);
    items[1] = m.Parked(r);
    Machine::DropParked(r, 2);
    return true;
  }
};

}  // namespace starkernel::forthvm::fast_meanings
