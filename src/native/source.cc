#include "src/native/source.h"

#include <cstdint>

#include "src/forthvm/instruction.h"
#include "src/forthvm/shortcut.h"
#include "src/forthvm/shortcuts.h"

namespace starkernel::native {

forthvm::Shortcut Source::FormAt(std::uint32_t place) const {
  using forthvm::Shortcut;
  const Shortcut form = forthvm::ShortcutAlone(vm_.dictionary, At(place));
  if (form == Shortcut::kCall && !IsRecursion(place) && CalleeAt(place) == nullptr) {
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
