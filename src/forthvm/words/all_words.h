#pragma once

#include <array>

#include "src/forthvm/word_module.h"
#include "src/forthvm/words/allocation_words.h"
#include "src/forthvm/words/arithmetic_words.h"
#include "src/forthvm/words/block_memory_words.h"
#include "src/forthvm/words/block_source_words.h"
#include "src/forthvm/words/block_words.h"
#include "src/forthvm/words/capability_words.h"
#include "src/forthvm/words/classic_words.h"
#include "src/forthvm/words/compiler_words.h"
#include "src/forthvm/words/conditional_words.h"
#include "src/forthvm/words/control_words.h"
#include "src/forthvm/words/defining_words.h"
#include "src/forthvm/words/device_words.h"
#include "src/forthvm/words/double_words.h"
#include "src/forthvm/words/dump_words.h"
#include "src/forthvm/words/editor_words.h"
#include "src/forthvm/words/engine_words.h"
#include "src/forthvm/words/environment_words.h"
#include "src/forthvm/words/escaped_string_words.h"
#include "src/forthvm/words/exception_words.h"
#include "src/forthvm/words/execution_words.h"
#include "src/forthvm/words/experiment_words.h"
#include "src/forthvm/words/file_transfer_words.h"
#include "src/forthvm/words/file_words.h"
#include "src/forthvm/words/forget_words.h"
#include "src/forthvm/words/heat_words.h"
#include "src/forthvm/words/help_words.h"
#include "src/forthvm/words/inference_words.h"
#include "src/forthvm/words/key_words.h"
#include "src/forthvm/words/local_words.h"
#include "src/forthvm/words/log_words.h"
#include "src/forthvm/words/logic_words.h"
#include "src/forthvm/words/machine_code_words.h"
#include "src/forthvm/words/memory_words.h"
#include "src/forthvm/words/message_words.h"
#include "src/forthvm/words/mixed_words.h"
#include "src/forthvm/words/name_token_words.h"
#include "src/forthvm/words/output_words.h"
#include "src/forthvm/words/parking_words.h"
#include "src/forthvm/words/physics_words.h"
#include "src/forthvm/words/picture_words.h"
#include "src/forthvm/words/q48_words.h"
#include "src/forthvm/words/random_words.h"
#include "src/forthvm/words/region_words.h"
#include "src/forthvm/words/return_stack_words.h"
#include "src/forthvm/words/saved_input_words.h"
#include "src/forthvm/words/screen_words.h"
#include "src/forthvm/words/search_order_words.h"
#include "src/forthvm/words/search_words.h"
#include "src/forthvm/words/see_words.h"
#include "src/forthvm/words/session_words.h"
#include "src/forthvm/words/source_words.h"
#include "src/forthvm/words/stack_words.h"
#include "src/forthvm/words/starforth_words.h"
#include "src/forthvm/words/string_words.h"
#include "src/forthvm/words/structure_words.h"
#include "src/forthvm/words/substitution_words.h"
#include "src/forthvm/words/terminal_words.h"
#include "src/forthvm/words/time_words.h"
#include "src/forthvm/words/vm_words.h"
#include "src/forthvm/words/xchar_words.h"

namespace starkernel::forthvm {

/// Every module, seen whole by the compiler: WordModules() for all who need no handlers.
inline constexpr std::array kWordModules{
    WordModule{"stack", stack_words::kWords},
    WordModule{"return stack", return_stack_words::kWords},
    WordModule{"parking", parking_words::kWords},
    WordModule{"memory", memory_words::kWords},
    WordModule{"block memory", block_memory_words::kWords},
    WordModule{"allocation", allocation_words::kWords},
    WordModule{"arithmetic", arithmetic_words::kWords},
    WordModule{"logic", logic_words::kWords},
    WordModule{"double", double_words::kWords},
    WordModule{"mixed", mixed_words::kWords},
    WordModule{"q48", q48_words::kWords},
    WordModule{"random", random_words::kWords},
    WordModule{"output", output_words::kWords},
    WordModule{"dump", dump_words::kWords},
    WordModule{"pictured output", picture_words::kWords},
    WordModule{"string", string_words::kWords},
    WordModule{"xchar", xchar_words::kWords},
    WordModule{"search", search_words::kWords},
    WordModule{"substitution", substitution_words::kWords},
    WordModule{"escaped strings", escaped_string_words::kWords},
    WordModule{"classic", classic_words::kWords},
    WordModule{"terminal", terminal_words::kWords},
    WordModule{"keyboard", key_words::kWords},
    WordModule{"screen", screen_words::kWords},
    WordModule{"time", time_words::kWords},
    WordModule{"log", log_words::kWords},
    WordModule{"control", control_words::kWords},
    WordModule{"execution", execution_words::kWords},
    WordModule{"exception", exception_words::kWords},
    WordModule{"compiler", compiler_words::kWords},
    WordModule{"defining", defining_words::kWords},
    WordModule{"structure", structure_words::kWords},
    WordModule{"forgetting", forget_words::kWords},
    WordModule{"locals", local_words::kWords},
    WordModule{"source", source_words::kWords},
    WordModule{"saved input", saved_input_words::kWords},
    WordModule{"file", file_words::kWords},
    WordModule{"file transfer", file_transfer_words::kWords},
    WordModule{"block", block_words::kWords},
    WordModule{"block source", block_source_words::kWords},
    WordModule{"editor", editor_words::kWords},
    WordModule{"conditional", conditional_words::kWords},
    WordModule{"environment", environment_words::kWords},
    WordModule{"help", help_words::kWords},
    WordModule{"session", session_words::kWords},
    WordModule{"VM instances", vm_words::kWords},
    WordModule{"messages", message_words::kWords},
    WordModule{"shared memory", region_words::kWords},
    WordModule{"capabilities", capability_words::kWords},
    WordModule{"devices", device_words::kWords},
    WordModule{"physics", physics_words::kWords},
    WordModule{"heat", heat_words::kWords},
    WordModule{"inference", inference_words::kWords},
    WordModule{"experiment", experiment_words::kWords},
    WordModule{"search order", search_order_words::kWords},
    WordModule{"machine code", machine_code_words::kWords},
    WordModule{"engine", engine_words::kWords},
    WordModule{"name token", name_token_words::kWords},
    WordModule{"source text", see_words::kWords},
    WordModule{"editor lines", editor_words::kShortWords, "STARFORTH"},
    WordModule{"StarForth", starforth_words::kWords, "STARFORTH"},
};

}  // namespace starkernel::forthvm
