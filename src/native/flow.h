#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/forthvm/shortcut.h"
#include "src/native/native_records.h"
#include "src/native/place.h"
#include "src/native/source.h"
#include "src/native/stack_effect.h"

namespace starkernel::native {

/// What is known of a definition before it is translated: for each of its instructions how deep
/// the stacks are, which must be the same whatever way leads there. Where the data stack is not,
/// or where nothing is known of it, behind calls, a new region starts, which asks once for the
/// items and the room that it needs.
class Flow {
 public:
  /// `places` has one for each instruction of `source`; they live as long as this.
  Flow(const Source& source, std::span<Place> places) : source_(source), places_(places) {}

  /// Finds out; false if the definition is one that cannot be translated.
  [[nodiscard]] bool Analyse();

  /// The most items that it has on the return stack, and loops.
  [[nodiscard]] std::uint16_t parked_room() const { return parked_room_; }
  [[nodiscard]] std::uint16_t loop_room() const { return loop_room_; }
  /// Whether each return leaves as many more items than there were.
  [[nodiscard]] bool effect_is_known() const { return effect_ == Effect::kKnown; }
  [[nodiscard]] std::int16_t effect() const { return effect_items_; }
  /// Whether anything has a native form at all.
  [[nodiscard]] bool is_worthwhile() const { return is_worthwhile_; }

 private:
  enum class Effect : std::uint8_t { kNotSeen, kKnown, kVaries };

  /// Where execution is.
  struct Here {
    std::uint16_t region = 0;
    std::int16_t depth = 0;
    Parked parked;
  };

  [[nodiscard]] bool FindTargets();
  void Clear();
  [[nodiscard]] bool Pass();
  void Arrive(std::uint32_t place);
  void Step(std::uint32_t place);
  void Take(std::size_t in, std::size_t out);
  void Leave(std::uint32_t place);
  void Branch(std::uint32_t place, Here from);
  void Continue(std::uint32_t place);
  void Call(std::uint32_t place);
  void Return();

  // For instructions with native forms.
  using StepFunction = void (Flow::*)(std::uint32_t place, forthvm::Shortcut form);
  using Steps = std::array<StepFunction, kForms>;
  [[nodiscard]] static consteval Steps MakeSteps();
  void StepPlainly(std::uint32_t place, forthvm::Shortcut form);
  void StepOfCall(std::uint32_t place, forthvm::Shortcut form);
  void StepOfToken(std::uint32_t place, forthvm::Shortcut form);
  void StepOut(std::uint32_t place, forthvm::Shortcut form);
  void StepOfBranch(std::uint32_t place, forthvm::Shortcut form);
  void StepOfCondition(std::uint32_t place, forthvm::Shortcut form);
  void StepOfCase(std::uint32_t place, forthvm::Shortcut form);
  void StepOfCopy(std::uint32_t place, forthvm::Shortcut form);
  void StepOfPick(std::uint32_t place, forthvm::Shortcut form);
  void StepOnStacks(std::uint32_t place, forthvm::Shortcut form);
  void StepOfLoop(std::uint32_t place, forthvm::Shortcut form);
  void StepWithLocals(std::uint32_t place, forthvm::Shortcut form);
  [[nodiscard]] static bool Goes(const Here& from, const Place& to) {
    return to.Is(Place::kRegionStart) || (from.region == to.region && from.depth == to.depth);
  }

  const Source& source_;
  std::span<Place> places_;
  Here here_;
  bool live_ = false;
  bool refused_ = false;
  bool again_ = false;
  bool is_worthwhile_ = false;
  Effect effect_ = Effect::kNotSeen;
  bool assumed_ = false;  ///< That the first return seen says what all do.
  bool may_assume_ = true;
  std::int16_t effect_items_ = 0;
  std::uint16_t parked_room_ = 0;
  std::uint16_t loop_room_ = 0;
};

}  // namespace starkernel::native
