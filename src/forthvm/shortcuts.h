#pragma once

#include <cstdint>

#include "src/forthvm/code_space.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/shortcut.h"

namespace starkernel::forthvm {

/// How the fast engine does an instruction alone, or how the native one does if it does not.
[[nodiscard]] Shortcut ShortcutAlone(const Dictionary& dictionary, Instruction instruction);

/// Gives the instructions from `begin` to `end`, which are finished and not shared, their
/// shortcuts.
void AddShortcuts(CodeSpace& code, const Dictionary& dictionary, std::uint32_t begin,
                  std::uint32_t end);

}  // namespace starkernel::forthvm
