#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "src/forthvm/shortcut.h"
#include "src/native/context_places.h"
#include "src/native/encoder/encoder.h"
#include "src/native/encoder/label.h"
#include "src/native/encoder/register.h"
#include "src/native/inlining.h"
#include "src/native/stack_effect.h"
#include "src/native/translator.h"
#include "src/native/virtual_stack.h"

/// Short words that are done in place of a call.
namespace starkernel::native {

using forthvm::Shortcut;

/// Has the fuel, and the room for calls, that calls need which are done in place, from this one on
/// to where execution may come in or go elsewhere: or is left before the first of them. Whoever is
/// left between them gives back what is not used.
void Translator::PayAhead(std::uint32_t place) {
  constexpr std::int32_t kMostAhead = 128;
  std::int32_t charge = 0;
  std::int32_t levels = 0;
  for (std::uint32_t next = place; next == place || IsAlone(next); ++next) {
    const Shortcut form = source_.FormAt(next);
    const InlinedCall call = InlinedAt(source_, next);
    const bool goes_on = call.charge != 0 || kGoesOn[static_cast<std::size_t>(form)];
    if (!goes_on || charge + call.charge > kMostAhead) {
      break;
    }
    charge += call.charge;
    levels = std::max(levels, call.levels);
    next += form == Shortcut::kWideLiteral ? 1 : 0;
  }
  const Register deepest = stack_.Take();
  prepaid_ = charge;
  Label& refused = ExitAt(place);
  encoder_.Address(deepest, At{.base = Register::kRsp, .offset = -8 * levels});
  encoder_.Do(Operation::kSubtract, fixed::kFuel, charge);
  encoder_.JumpIf(Condition::kLessOrEqual, refused);
  encoder_.Do(Operation::kCompare, deepest, context::kStackLimit);
  encoder_.JumpIf(Condition::kBelow, refused);
  stack_.Release();
}

void Translator::DoInlined(std::uint32_t place) {
  if (prepaid_ == 0) {
    PayAhead(place);
  }
  prepaid_ -= inlined_.charge;
  inlined_from_ = place;
  inlined_next_ = 0;
  for (const std::uint32_t inside : inlined_.places.items()) {
    ++inlined_next_;
    stack_.Release();
    Step(inside);
  }
  inlined_ = {};
}

}  // namespace starkernel::native
