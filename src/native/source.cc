#include "src/native/source.h"

#include <cstddef>
#include <cstdint>

#include "src/forthvm/instruction.h"
#include "src/forthvm/shortcut.h"
#include "src/forthvm/shortcuts.h"
#include "src/native/stack_effect.h"

namespace starkernel::native {
namespace {

/// Without what the fast engine does in a way of its own.
forthvm::Shortcut Usual(forthvm::Shortcut form) {
  using enum forthvm::Shortcut;
  if (form == kTwo || form == kThree || form == kFour) {
    return kLiteral;
  }
  return form == kBranchBack ? kBranch : form == kBranchBackIfZero ? kBranchIfZero : form;
}

}  // namespace

forthvm::Shortcut Source::FormAt(std::uint32_t place) const {
  using forthvm::Shortcut;
  const Shortcut form = Usual(forthvm::ShortcutAlone(vm_.dictionary, At(place)));
  if (static_cast<std::size_t>(form) >= kForms || !kHasForm[static_cast<std::size_t>(form)]) {
    return Shortcut::kNone;
  }
  if (form == Shortcut::kCall && !IsRecursion(place) && CalleeAt(place) == nullptr) {
    return Shortcut::kNone;
  }
  if (form == Shortcut::kThrow && catalogue_.Catching() == nullptr) {
    return Shortcut::kNone;
  }
  if (form == Shortcut::kCreated && HeaderAt(place).code_length != 0) {
    return Shortcut::kNone;
  }
  if (form == Shortcut::kDeferred &&
      static_cast<std::uint32_t>(At(place).operand) < shared_count()) {
    return Shortcut::kNone;
  }
  return form;
}

}  // namespace starkernel::native
