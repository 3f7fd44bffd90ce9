#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <utility>

#include "src/forthvm/cell.h"
#include "src/forthvm/fast_machine_unsafe.h"
#include "src/forthvm/fast_meanings.h"
#include "src/forthvm/fast_transfers.h"
#include "src/forthvm/shortcut.h"
#include "src/forthvm/shortcut_sequences.h"

/// Does several instructions as one: all or nothing. Items are in variables meanwhile, which the
/// compiler keeps in registers; what is needed of the stack is asked for once.
namespace starkernel::forthvm::fast_sequence {

using fast_meanings::Items;
using fast_meanings::Meaning;
using fast_meanings::Shape;

/// What is known of a sequence before it is executed.
struct Plan {
  static constexpr std::size_t kMostItems = 16;
  std::size_t need = 0;    ///< Items that have to be there.
  std::size_t room = 0;    ///< More of them at one time than there were.
  std::size_t held = 1;    ///< Items in variables at first; with none needed that is the top.
  std::size_t left = 0;    ///< Items in variables at the end.
  std::size_t length = 0;  ///< In instructions.
  bool goes = false;
  bool charges = false;
  std::array<std::size_t, kMostParts> starts{};  ///< Each part's first item.
  std::array<std::size_t, kMostParts> places{};  ///< Each part's first instruction.
  std::array<bool, kMostItems> changed{};        ///< Items that are to be stored.
  /// Of >R and R> that belong together, how many items of such lie on the return stack between
  /// them; 0 for others. These are in variables, too.
  std::array<std::size_t, kMostParts> inner{};
};

/// Whether the parts can be taken back as long as one may fail, and only the last one goes, which
/// is asked first whether it can.
template <std::size_t kCount>
consteval bool IsAllOrNothing(const std::array<Shape, kCount>& shapes) {
  bool had_effect = false;
  bool parked = false;
  for (std::size_t part = 0; part < kCount; ++part) {
    const Shape& shape = shapes[part];
    if ((had_effect && shape.can_fail) || (parked && shape.balances) ||
        (shape.goes && part + 1 != kCount)) {
      return false;
    }
    had_effect = had_effect || shape.has_effect;
    parked = parked || shape.parks;
  }
  return true;
}

template <std::size_t kCount>
consteval Plan PlanFor(const std::array<Shape, kCount>& shapes,
                       const std::array<std::size_t, kMostParts>& inner) {
  Plan plan{.inner = inner};
  std::ptrdiff_t depth = 0;
  std::ptrdiff_t most = 0;
  std::ptrdiff_t need = 0;
  for (const Shape& shape : shapes) {
    need = std::max(need, static_cast<std::ptrdiff_t>(shape.in) - depth);
    depth += static_cast<std::ptrdiff_t>(shape.out) - static_cast<std::ptrdiff_t>(shape.in);
    most = std::max(most, depth);
  }
  plan.need = static_cast<std::size_t>(need);
  plan.room = static_cast<std::size_t>(most);
  plan.held = std::max<std::size_t>(plan.need, 1);
  std::size_t items = plan.held;
  for (std::size_t part = 0; part < kCount; ++part) {
    const Shape& shape = shapes[part];
    plan.starts[part] = items - shape.in;
    plan.places[part] = plan.length;
    items += shape.out - shape.in;
    for (std::size_t item = plan.starts[part] + shape.kept; item < items; ++item) {
      plan.changed[item] = true;
    }
    plan.length += shape.length;
    plan.goes = shape.goes;
    plan.charges = shape.charges;
  }
  plan.left = items;
  // The top has a place in memory that holds something old.
  plan.changed[plan.held - 1] = true;
  return plan;
}

/// See Plan::inner.
consteval std::array<std::size_t, kMostParts> FindInner(const ShortcutSequence& sequence) {
  std::array<std::size_t, kMostParts> inner{};
  std::array<std::size_t, kMostParts> parked{};
  std::size_t count = 0;
  for (std::size_t part = 0; part < sequence.count; ++part) {
    if (sequence.parts[part] == Shortcut::kPark) {
      parked[count] = part;
      ++count;
    } else if (sequence.parts[part] == Shortcut::kTake && count != 0) {
      inner[parked[count - 1]] = count;
      inner[part] = count;
      --count;
    }
  }
  return inner;
}
/// What becomes of a part's shape: between >R and R> that belong together nothing lies on the
/// return stack, but there has to be room.
consteval Shape Adjusted(Shape shape, Shortcut part, std::size_t inner) {
  if (inner != 0) {
    shape.has_effect = false;
    shape.parks = false;
    shape.can_fail = part == Shortcut::kPark;
  }
  return shape;
}

template <ShortcutSequence kSequence, std::size_t... kIndex>
consteval auto ShapesOf(std::index_sequence<kIndex...>) {
  constexpr auto kInner = FindInner(kSequence);
  return std::array{Adjusted(Meaning<kSequence.parts[kIndex]>::kShape, kSequence.parts[kIndex],
                             kInner[kIndex])...};
}
template <ShortcutSequence kSequence>
inline constexpr auto kShapesOf = ShapesOf<kSequence>(std::make_index_sequence<kSequence.count>());
template <ShortcutSequence kSequence>
inline constexpr Plan kPlanOf = PlanFor(kShapesOf<kSequence>, FindInner(kSequence));
template <ShortcutSequence kSequence>
using LastOf = Meaning<kSequence.parts[kSequence.count - 1]>;

/// The items in variables, and behind them what >R left for R>.
using Variables = std::array<Cell, Plan::kMostItems + kMostParts>;

/// Does >R, if it can, or R> of two that belong together.
template <Shortcut kPart>
[[gnu::always_inline]] inline bool DoInner(const Machine& m, const Registers& r, std::size_t inner,
                                           Cell& item, Cell& parked) {
  if constexpr (kPart == Shortcut::kPark) {
    parked = item;
    return m.HasParkRoom(r, static_cast<std::uint32_t>(inner));
  } else {
    item = parked;
    return true;
  }
}

template <ShortcutSequence kSequence, std::size_t kPart>
[[nodiscard, gnu::always_inline]] inline Items ItemsOf(Variables& items [[clang::lifetimebound]]) {
  constexpr const Shape& kShape = kShapesOf<kSequence>[kPart];
  return std::span(items).subspan(kPlanOf<kSequence>.starts[kPart],
                                  std::max(kShape.in, kShape.out));
}

template <ShortcutSequence kSequence, std::size_t kPart>
[[gnu::always_inline]] inline bool DoPart(Machine& m, Registers& r, Variables& items) {
  if constexpr (kShapesOf<kSequence>[kPart].goes) {
    return true;
  } else if constexpr (kPlanOf<kSequence>.inner[kPart] != 0) {
    constexpr const Plan& kPlan = kPlanOf<kSequence>;
    return DoInner<kSequence.parts[kPart]>(m, r, kPlan.inner[kPart], items[kPlan.starts[kPart]],
                                           items[Plan::kMostItems + kPlan.inner[kPart] - 1]);
  } else {
    constexpr const Plan& kPlan = kPlanOf<kSequence>;
    return Meaning<kSequence.parts[kPart]>::Do(
        m, r, static_cast<std::ptrdiff_t>(kPlan.places[kPart]), ItemsOf<kSequence, kPart>(items));
  }
}
template <ShortcutSequence kSequence, std::size_t... kPart>
[[gnu::always_inline]] inline bool DoParts(Machine& m, Registers& r, Variables& items,
                                           std::index_sequence<kPart...>) {
  return (DoPart<kSequence, kPart>(m, r, items) && ...);
}

/// Where an item lies, from beyond the data stack as it is at first.
consteval std::ptrdiff_t OffsetOf(std::size_t item, const Plan& plan) {
  return static_cast<std::ptrdiff_t>(item) - static_cast<std::ptrdiff_t>(plan.held);
}

template <std::size_t kItem, const Plan& kPlan>
[[gnu::always_inline]] inline void LoadItem(const Registers& r, Variables& items) {
  if constexpr (kItem + 1 < kPlan.held) {
    items[kItem] = r.Beyond(OffsetOf(kItem, kPlan));
  }
}
template <std::size_t kItem, const Plan& kPlan>
[[gnu::always_inline]] inline void StoreItem(Registers& r, const Variables& items) {
  if constexpr (kItem + 1 < kPlan.left && kPlan.changed[kItem]) {
    r.Beyond(OffsetOf(kItem, kPlan)) = items[kItem];
  }
}
template <const Plan& kPlan, std::size_t... kItem>
[[gnu::always_inline]] inline void LoadItems(const Registers& r, Variables& items,
                                             std::index_sequence<kItem...>) {
  (LoadItem<kItem, kPlan>(r, items), ...);
  items[kPlan.held - 1] = r.top;
}
template <const Plan& kPlan, std::size_t... kItem>
[[gnu::always_inline]] inline void StoreItems(Registers& r, const Variables& items,
                                              std::index_sequence<kItem...>) {
  (StoreItem<kItem, kPlan>(r, items), ...);
  r.Raise(OffsetOf(kPlan.left, kPlan));
  if constexpr (kPlan.left == 0) {
    r.top = r.Beyond(-1);
  } else {
    r.top = items[kPlan.left - 1];
  }
}

/// Whether nothing looks at the return stack between >R and R> that belong together.
consteval bool IsUnseen(const ShortcutSequence& sequence) {
  const auto inner = FindInner(sequence);
  std::size_t open = 0;
  for (std::size_t part = 0; part < sequence.count; ++part) {
    const Shortcut shortcut = sequence.parts[part];
    if (inner[part] != 0) {
      open = shortcut == Shortcut::kPark ? inner[part] : inner[part] - 1;
    } else if (open != 0 && (shortcut == Shortcut::kParked || shortcut == Shortcut::kParkTwo ||
                             shortcut == Shortcut::kTakeTwo || shortcut == Shortcut::kPark)) {
      return false;
    }
  }
  return true;
}

/// Does the sequence, or gives false and has done nothing but what is forgotten with `r`.
template <ShortcutSequence kSequence>
[[gnu::always_inline]] inline bool Do(Machine& m, Registers& r) {
  static_assert(IsAllOrNothing(kShapesOf<kSequence>) && IsUnseen(kSequence));
  constexpr const Plan& kPlan = kPlanOf<kSequence>;
  using Every = std::make_index_sequence<Plan::kMostItems>;
  if constexpr (kPlan.need > 0) {
    if (!m.Has<kPlan.need>(r)) [[unlikely]] {
      return false;
    }
  }
  if constexpr (kPlan.room > 0) {
    if (!m.HasRoom<kPlan.room>(r)) [[unlikely]] {
      return false;
    }
  }
  if constexpr (kPlan.goes) {
    if (!LastOf<kSequence>::Ready(m, r)) [[unlikely]] {
      return false;
    }
  }
  Variables items{};
  LoadItems<kPlan>(r, items, Every());
  if (!DoParts<kSequence>(m, r, items, std::make_index_sequence<kSequence.count>())) [[unlikely]] {
    return false;
  }
  StoreItems<kPlan>(r, items, Every());
  if constexpr (kPlan.goes) {
    LastOf<kSequence>::Go(m, r, static_cast<std::ptrdiff_t>(kPlan.places[kSequence.count - 1]),
                          ItemsOf<kSequence, kSequence.count - 1>(items));
  } else {
    r.GoOn(static_cast<std::ptrdiff_t>(kPlan.length) - 1);
  }
  return true;
}

}  // namespace starkernel::forthvm::fast_sequence
