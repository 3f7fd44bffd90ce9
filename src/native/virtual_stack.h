#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/native/encoder/encoder.h"
#include "src/native/encoder/register.h"
#include "src/native/native_records.h"
#include "src/native/place.h"

namespace starkernel::native {

/// What native code keeps in registers all the time; the others hold items. The innermost loop's
/// index and limit have theirs.
namespace fixed {
inline constexpr Register kTop = Register::kRax;    ///< The top item where native code is entered.
inline constexpr Register kAbove = Register::kRbx;  ///< Beyond the data stack, see VirtualStack.
inline constexpr Register kContext = Register::kRbp;  ///< The NativeContext.
inline constexpr Register kLoops = Register::kR12;    ///< Where the definition's loops begin.
inline constexpr Register kParked = Register::kR13;   ///< Where its locals and parked items do.
inline constexpr Register kMemory = Register::kR14;   ///< Address 0 of the envelope.
inline constexpr Register kFuel = Register::kR15;
inline constexpr Register kLimit = Register::kR10;
inline constexpr Register kIndex = Register::kR11;
}  // namespace fixed

/// Where an item is that is not in its place in memory.
struct Item {
  enum class Kind : std::uint8_t { kRegister, kConstant, kCondition };

  Kind kind = Kind::kConstant;
  Register in = Register::kRax;
  Condition condition = Condition::kEqual;  ///< Of the flags: a truth value.
  std::int64_t value = 0;                   ///< The constant, or what is to be added.

  [[nodiscard]] bool is_constant() const { return kind == Kind::kConstant; }
  [[nodiscard]] bool Uses(Register wanted) const { return kind == Kind::kRegister && in == wanted; }
  [[nodiscard]] bool IsPlainly(Register wanted) const { return Uses(wanted) && value == 0; }
};

[[nodiscard]] constexpr Item InRegister(Register in, std::int64_t value = 0) {
  return {.kind = Item::Kind::kRegister, .in = in, .value = value};
}
[[nodiscard]] constexpr Item ConstantOf(std::int64_t value) {
  return {.kind = Item::Kind::kConstant, .value = value};
}

/// The stacks at a place of the definition that is translated: which items are where. Code that
/// moves them is written when it is needed. Registers may be used by several items; what is in one
/// is changed only if nobody else uses it.
///
/// Item `n` of the data stack, counted from where the region starts, has its place in memory at
/// kAbove + 8 * (n - reached). The topmost `count` items are in items_, the others in memory.
class VirtualStack {
 public:
  VirtualStack() = default;
  explicit VirtualStack(Encoder& encoder) : encoder_(&encoder) {}

  /// As it is where native code is entered, at a depth.
  void BeCanonical(std::int16_t depth, const Parked& parked);
  /// As a layout says, at a depth.
  void Be(const Layout& layout, std::int16_t depth, const Parked& parked);
  /// Counts depths from here on, where it is canonical.
  void StartRegion();

  [[nodiscard]] std::int16_t depth() const { return depth_; }
  [[nodiscard]] const Parked& parked() const [[clang::lifetimebound]] { return parked_; }
  [[nodiscard]] std::size_t count() const { return count_; }

  /// Makes the topmost `count` items known.
  void Fetch(std::size_t count);
  /// The item with `below` above it, which is known.
  [[nodiscard]] Item& Top(std::size_t below = 0) [[clang::lifetimebound]] {
    return items_[count_ - 1 - below];
  }
  void Push(Item item);
  /// Takes the top item, which is known; its register stays as it is until Release().
  Item Pop();
  void Drop();
  /// Where the topmost item lies, if none is known.
  [[nodiscard]] At TopUnknown() const { return Home(depth_ - 1); }
  /// Drops the item below the top, which alone is known.
  void DropUnknown() { --depth_; }
  void Release() { held_ = 0; }
  /// Has the item with `below` above it pushed once more.
  void Pick(std::size_t below);

  /// A register that nobody uses, until Release().
  [[nodiscard]] Register Take();
  /// The same, but that one.
  void Take(Register wanted);
  /// A register that holds the item, which stays as it is.
  [[nodiscard]] Register Read(const Item& item);
  /// A register that holds the item, and that nobody else uses.
  [[nodiscard]] Register Own(const Item& item);
  [[nodiscard]] bool IsShared(Register in) const;
  /// Has the item with `below` above it, which is known, in a register that holds nothing but it.
  void Settle(std::size_t below);

  // The return stack.
  void Park(Item item);
  [[nodiscard]] Item Unpark();
  [[nodiscard]] Item TopParked();
  void AddLocals(std::uint16_t count) {
    parked_.locals = static_cast<std::uint16_t>(parked_.locals + count);
  }

  // Loops.
  void BeginLoop(const Item& index, const Item& limit);
  void EndLoop();
  /// Where the index lies of the loop with `out` inside it.
  [[nodiscard]] At IndexPlace(std::uint16_t out) const;
  /// Has no item use the registers of the innermost loop.
  void CopyIndex();
  /// Puts the innermost loop's index where it belongs, and takes both from there.
  void SaveIndex();
  void LoadLoop();

  /// Everything in memory but the top, which is in its register.
  void MakeCanonical();
  /// Everything in memory, and kAbove beyond it: for the plain engine.
  void Spill();
  /// Each item in a register of its own, not more of them than a layout has.
  void MakeRegular();
  [[nodiscard]] Layout layout() const;
  /// As another way left it.
  void Conform(const Layout& layout);
  /// Whether Conform would do nothing.
  [[nodiscard]] bool Conforms(const Layout& layout) const;

 private:
  static constexpr std::size_t kMostItems = 8;
  static constexpr std::size_t kMostParked = 4;

  [[nodiscard]] At Home(std::int32_t item) const {
    return {.base = fixed::kAbove, .offset = (item - reached_) * 8};
  }
  [[nodiscard]] At ParkedHome(std::size_t item) const {
    return {.base = fixed::kParked,
            .offset = static_cast<std::int32_t>((parked_.locals + item) * 8)};
  }
  [[nodiscard]] std::span<Item> Known() [[clang::lifetimebound]] {
    return std::span(items_).first(count_);
  }
  [[nodiscard]] std::span<Item> KnownParked() [[clang::lifetimebound]] {
    return std::span(parked_items_).first(parked_count_);
  }
  void Rename(Register from, Register to);
  [[nodiscard]] bool IsUsed(Register in) const;
  [[nodiscard]] std::size_t Uses(Register in) const;
  void StoreItem(At to, const Item& item);
  void SpillBottom();
  void SpillParkedBottom();
  void SpillParked();
  void MoveAbove();
  void Resettle(Item& item, Register to);
  struct Moves {
    bool moved = false;
    bool left = false;
  };
  Moves MoveFree(const Layout& layout, std::size_t missing);
  void TurnCircle(const Layout& layout, std::size_t missing);
  void MoveInto(const Layout& layout);

  Encoder* encoder_ = nullptr;
  std::array<Item, kMostItems> items_{};
  std::array<Item, kMostParked> parked_items_{};
  std::uint8_t count_ = 0;
  std::uint8_t parked_count_ = 0;
  std::int16_t depth_ = 0;
  std::int16_t reached_ = 0;
  Parked parked_;
  std::uint32_t held_ = 0;  ///< A bit for each register that was taken.
};

}  // namespace starkernel::native
