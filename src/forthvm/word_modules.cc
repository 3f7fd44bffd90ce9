#include <span>

#include "src/forthvm/all_words.h"
#include "src/forthvm/word_module.h"

namespace starkernel::forthvm {

std::span<const WordModule> WordModules() { return kWordModules; }

}  // namespace starkernel::forthvm
