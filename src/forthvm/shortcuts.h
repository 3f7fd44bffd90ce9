#pragma once

#include <cstdint>

#include "src/forthvm/code_space.h"
#include "src/forthvm/dictionary.h"

namespace starkernel::forthvm {

/// Gives the instructions from `begin` to `end`, which are finished and not shared, their
/// shortcuts.
void AddShortcuts(CodeSpace& code, const Dictionary& dictionary, std::uint32_t begin,
                  std::uint32_t end);

}  // namespace starkernel::forthvm
