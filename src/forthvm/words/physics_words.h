#pragma once

#include <array>

#include "src/forthvm/checked.h"
#include "src/forthvm/physics_actions.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"
#include "src/physics/tick_row.h"

/// Words about the VM instance's physics (docs/physics.md).
namespace starkernel::forthvm::physics_words {

using physics::Column;

/// Pushes a value of the last tick.
template <Column kColumn>
Status Last(VmState& vm, Instruction /*instruction*/) {
  return physics_actions::PushLast(vm, kColumn);
}
template <Column kColumn>
constexpr Handler kLast = Checked<0, 1, Last<kColumn>>;

inline constexpr std::array kWords{
    Word{"PHYSICS-ON", physics_actions::SwitchOn, "( -- )",
         "Observe this VM instance from now on, all loops on, nothing seen yet."},
    Word{"PHYSICS-OFF", physics_actions::SwitchOff, "( -- )",
         "Observe it no longer and give the memory back."},
    Word{"PHYSICS-PERIOD!", Checked<1, 0, physics_actions::SetPeriod>, "( u -- )",
         "Look about every u reductions, up to 1048576, 16384 at first; 0: at each word executed."},
    Word{"PHYSICS-LOOPS@", Checked<0, 1, physics_actions::Loops>, "( -- x )",
         "The loops that are on: bit 0 is L1, bit 7 is L8."},
    Word{"PHYSICS-LOOPS!", Checked<1, 0, physics_actions::SetLoops>, "( x -- )",
         "Switch on these loops and all others off."},
    Word{"HEARTBEAT-LOG!", Checked<1, 0, physics_actions::SetLogging>, "( flag -- )",
         "Log the row of each tick from now on, or no longer."},
    Word{"HEARTBEAT-MS!", Checked<1, 0, physics_actions::SetBeats>, "( u -- )",
         "Log a row about every u milliseconds while this VM instance runs, or no longer: 0."},
    Word{"TICK-ROWS", physics_actions::ShowTicks, "( -- )", "Show the last 32 ticks as CSV."},
    Word{"TOP-WORDS", Checked<1, 0, physics_actions::ShowTopWords>, "( u -- )",
         "Show the u hottest words, at most 32, with bars."},
    Word{"HEAT", nullptr, "( -- )", "Show the ten hottest words, with bars.", kPlain,
         "10 TOP-WORDS"},
    Word{"WINDOW", physics_actions::ShowWindow, "( -- )",
         "Show the window of truth: its width, its diversity, its newest and most frequent words."},
    Word{"TRANSITIONS", physics_actions::ShowTransitions, "( -- )",
         "Show which words were seen after which most often."},
    Word{"PHYSICS-TOGGLE-CACHE", physics_actions::ToggleCache, "( -- )",
         "Find names by way of those of hot words, or no longer; off at first."},
    Word{"PHYSICS-CACHE-STATS", physics_actions::ShowCache, "( -- )",
         "Show how many names were looked up so, and how many were there."},
    Word{"HEAT@", Checked<1, 1, physics_actions::Heat>, "( xt -- q )",
         "The heat of a word, Q48.16."},
    Word{"HEAT!", Checked<2, 0, physics_actions::SetHeat>, "( q xt -- )",
         "Set the heat of a word, Q48.16."},
    Word{"SHOW-HEAT", Checked<1, 0, physics_actions::ShowHeat>, "( xt -- )",
         "Show heat, temperature and latency of a word."},
    Word{"FREEZE-WORD", Checked<1, 0, physics_actions::Freeze>, "( xt -- )",
         "Let a word cool no longer."},
    Word{"UNFREEZE-WORD", Checked<1, 0, physics_actions::Unfreeze>, "( xt -- )",
         "Let a word cool again."},
    Word{"FROZEN?", Checked<1, 1, physics_actions::IsFrozen>, "( xt -- flag )",
         "Does the word not cool?"},
    Word{"ENTROPY@", nullptr, "( xt -- u )", "The heat of a word, without its fraction.", kPlain,
         "HEAT@ Q.TO-INT"},
    Word{"ENTROPY!", nullptr, "( u xt -- )", "Set the heat of a word.", kPlain,
         "SWAP Q.FROM-INT SWAP HEAT!"},
    Word{"RESET-ENTROPY", physics_actions::ResetHeat, "( -- )", "Make all words cold."},
    Word{"PIPELINING-STATS", Checked<0, 2, physics_actions::Predictions>, "( -- u1 u2 )",
         "How many successors were predicted, and how many of them came."},
    Word{"WINDOW-DIVERSITY", kLast<Column::kDiversity>, "( -- q )",
         "The share of unequal neighbours in the window, by the last tick."},
    Word{"DECAY-RATE@", kLast<Column::kSlope>, "( -- q )",
         "The heat that a word loses in 256 samples, by the last tick."},
    Word{"INFER-WINDOW@", kLast<Column::kWidth>, "( -- u )",
         "The words in the window that count, by the last tick."},
    Word{"INFER-VARIANCE@", kLast<Column::kVariance>, "( -- q )",
         "The variance of all heats, by the last tick."},
    Word{"INFER-FIT@", kLast<Column::kFit>, "( -- q )",
         "How well the decay was fitted, from 0 to 1, by the last tick."},
    Word{"INFER-EARLY-EXIT@", Checked<0, 1, physics_actions::EarlyExit>, "( -- flag )",
         "Did the variance move by 5 % or less in the last tick?"},
    Word{"L8-MODE", kLast<Column::kMode>, "( -- n )",
         "The mode by the last tick: 0 steady, 1 shifting, 2 turbulent."},
};

}  // namespace starkernel::forthvm::physics_words
