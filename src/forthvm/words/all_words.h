#pragma once

#include <array>

#include "src/forthvm/word_module.h"
#include "src/forthvm/words/arithmetic_words.h"
#include "src/forthvm/words/block_memory_words.h"
#include "src/forthvm/words/compiler_words.h"
#include "src/forthvm/words/control_words.h"
#include "src/forthvm/words/defining_words.h"
#include "src/forthvm/words/double_words.h"
#include "src/forthvm/words/exception_words.h"
#include "src/forthvm/words/execution_words.h"
#include "src/forthvm/words/help_words.h"
#include "src/forthvm/words/logic_words.h"
#include "src/forthvm/words/memory_words.h"
#include "src/forthvm/words/output_words.h"
#include "src/forthvm/words/picture_words.h"
#include "src/forthvm/words/return_stack_words.h"
#include "src/forthvm/words/search_order_words.h"
#include "src/forthvm/words/source_words.h"
#include "src/forthvm/words/stack_words.h"
#include "src/forthvm/words/starforth_words.h"
#include "src/forthvm/words/string_words.h"
#include "src/forthvm/words/terminal_words.h"

namespace starkernel::forthvm {

/// Every module, seen whole by the compiler: WordModules() for all who need no handlers.
inline constexpr std::array kWordModules{
    WordModule{"stack", stack_words::kWords},
    WordModule{"return stack", return_stack_words::kWords},
    WordModule{"memory", memory_words::kWords},
    WordModule{"block memory", block_memory_words::kWords},
    WordModule{"arithmetic", arithmetic_words::kWords},
    WordModule{"logic", logic_words::kWords},
    WordModule{"double", double_words::kWords},
    WordModule{"output", output_words::kWords},
    WordModule{"pictured output", picture_words::kWords},
    WordModule{"string", string_words::kWords},
    WordModule{"terminal", terminal_words::kWords},
    WordModule{"control", control_words::kWords},
    WordModule{"execution", execution_words::kWords},
    WordModule{"exception", exception_words::kWords},
    WordModule{"compiler", compiler_words::kWords},
    WordModule{"defining", defining_words::kWords},
    WordModule{"source", source_words::kWords},
    WordModule{"search order", search_order_words::kWords},
    WordModule{"help", help_words::kWords},
    WordModule{"StarForth", starforth_words::kWords, "STARFORTH"},
};

}  // namespace starkernel::forthvm
