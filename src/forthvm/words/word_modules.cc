#include <span>

#include "src/forthvm/word_module.h"
#include "src/forthvm/words/all_words.h"

namespace starkernel::forthvm {

std::span<const WordModule> WordModules() { return kWordModules; }

}  // namespace starkernel::forthvm
