#pragma once

#include <array>

#include "src/forthvm/checked.h"
#include "src/forthvm/inference_actions.h"
#include "src/forthvm/word_module.h"

/// Words that let single loops of physics do their work now (docs/physics.md).
namespace starkernel::forthvm::inference_words {

inline constexpr std::array kWords{
    Word{"(Q.SUM)", nullptr, "( a-addr u -- q )", "The sum of u numbers.", kPlain,
         "0 ROT ROT 0 ?DO DUP @ ROT Q.+ SWAP CELL+ LOOP DROP"},
    Word{"Q.VARIANCE", nullptr, "( a-addr u -- q )",
         "The variance of u numbers, Q48.16, in the cells at a-addr; 0 of none.", kPlain,
         "DUP 0= IF NIP EXIT THEN 2DUP (Q.SUM) OVER / ROT ROT DUP >R 0 SWAP 0 "
         "?DO OVER @ 3 PICK Q.- DUP Q.* Q.+ SWAP CELL+ SWAP LOOP NIP NIP R> /"},
    Word{"INFER-DECAY-SLOPE", Checked<0, 1, inference_actions::PushFittedSlope>, "( -- q )",
         "How fast the logarithm of heat falls in a beat, by all warm words now; 0 if none tells."},
    Word{"INFER-DECAY@", Checked<0, 1, inference_actions::PushSlope>, "( -- q )",
         "The heat that a word loses in a beat, now."},
    Word{"INFER-WINDOW-WIDTH", Checked<0, 1, inference_actions::PushInferredWidth>, "( -- u )",
         "The width that Levene's test gives for the window now; 0 if too little was seen."},
    Word{"INFER-RUN", inference_actions::Infer, "( -- )",
         "Infer the window's width and the decay now, and use both."},
    Word{"L8-UPDATE", inference_actions::UpdateMode, "( -- )",
         "Let the mode selector look at the last tick once more."},
    Word{"L8-APPLY", inference_actions::ApplyMode, "( -- )",
         "Switch L5 and L6 on or off as the mode has them, now."},
    Word{"PIPELINING-ENABLE", nullptr, "( flag -- )", "Switch L4 on or off.", kPlain,
         "PHYSICS-LOOPS@ 8 OR SWAP 0= 8 AND XOR PHYSICS-LOOPS!"},
    Word{"PIPELINING-SHOW-STATS", nullptr, "( -- )",
         "Show how many successors were predicted, and how many of them came.", kPlain,
         "PIPELINING-STATS SWAP U. U. CR"},
    Word{"PIPELINING-SHOW-TOP-TRANSITIONS", nullptr, "( -- )", "The same as TRANSITIONS.", kPlain,
         "TRANSITIONS"},
    Word{"PIPELINING-RESET-ALL", inference_actions::ForgetTransitions, "( -- )",
         "Forget what was seen after what, and what was predicted."},
    Word{"PIPELINING-ANALYZE-WORD", Checked<1, 0, inference_actions::ShowSuccessors>, "( xt -- )",
         "Show which words were seen after a word, and how often."},
};

}  // namespace starkernel::forthvm::inference_words
