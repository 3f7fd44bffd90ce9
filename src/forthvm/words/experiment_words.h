#pragma once

#include <array>

#include "src/forthvm/checked.h"
#include "src/forthvm/experiment_actions.h"
#include "src/forthvm/word_module.h"

/// Words that find out by an experiment what each loop of physics costs and gains
/// (docs/physics.md).
namespace starkernel::forthvm::experiment_words {

inline constexpr std::array kWords{
    Word{"(DOE-BEGIN)", Checked<1, 1, experiment_actions::Begin>, "( +n -- u )",
         "Show the names of the columns; n repetitions, at most 100, are u runs."},
    Word{"(DOE-POINT)", Checked<1, 3, experiment_actions::Point>, "( u1 -- u2 u3 x )",
         "The repetition u2, workload u3 and loops x of run u1."},
    Word{"(DOE-ROW)", Checked<1, 0, experiment_actions::WriteRow>, "( u -- )",
         "Show what was seen since PHYSICS-ON as the row of run u."},
    Word{"(DOE-DONE)", Checked<2, 0, experiment_actions::Done>, "( u1 u2 -- )",
         "Log now and then that u1 of u2 runs are done."},
    Word{"(DOE-LEAVES)", nullptr, "( -- xt1 ... xt12 )", "Twelve words to be hot.", kPlain,
         "[: 4 0 DO LOOP ;] [: 4 0 DO LOOP ;] [: 4 0 DO LOOP ;] [: 4 0 DO LOOP ;] "
         "[: 4 0 DO LOOP ;] [: 4 0 DO LOOP ;] [: 4 0 DO LOOP ;] [: 4 0 DO LOOP ;] "
         "[: 4 0 DO LOOP ;] [: 4 0 DO LOOP ;] [: 4 0 DO LOOP ;] [: 4 0 DO LOOP ;]"},
    // Steady: words at random, some of them more often. In phases: one word more often than its
    // successor, another one in each phase. Adversarial: one word for a random while, then any for
    // another.
    Word{"(DOE-WORK)", nullptr, "( u -- )", "Do workload u: 0 steady, 1 in phases, 2 adversarial.",
         kPlain,
         ">R (DOE-LEAVES) R> CASE "
         "0 OF 8000 0 DO 0 3 RANDOM 0 3 RANDOM MIN PICK EXECUTE LOOP ENDOF "
         "1 OF 12 0 DO 650 0 DO 0 3 RANDOM 0= NEGATE J + 12 MOD PICK EXECUTE LOOP LOOP ENDOF "
         "80 0 DO 0 11 RANDOM 1 200 RANDOM 0 DO "
         "J 1 AND IF DUP ELSE 0 11 RANDOM THEN 2 + PICK EXECUTE LOOP DROP LOOP "
         "ENDCASE 2DROP 2DROP 2DROP 2DROP 2DROP 2DROP"},
    Word{"DOE-RUN", nullptr, "( n u -- )",
         "Do run u of the experiment with the random numbers n and show its row.", kPlain,
         "DUP >R (DOE-POINT) PHYSICS-ON PHYSICS-LOOPS! 16 PHYSICS-PERIOD! "
         "SWAP 1000003 * ROT + SEED (DOE-WORK) R> (DOE-ROW)"},
    // In the order of Fisher and Yates, lest what changes in time look like a loop's effect.
    Word{"(DOE-RUNS)", nullptr, "( n a-addr u -- )",
         "Do the first u runs in a random order, kept at a-addr.", kPlain,
         "DUP 0 ?DO I 2 PICK I CELLS + ! LOOP 2 PICK SEED "
         "DUP BEGIN DUP 1 > WHILE 1- 0 OVER RANDOM CELLS 3 PICK + OVER CELLS 4 PICK + "
         "2DUP @ SWAP @ ROT ! SWAP ! REPEAT DROP "
         "DUP 0 ?DO 2 PICK 2 PICK I CELLS + @ DOE-RUN I 1+ OVER (DOE-DONE) LOOP 2DROP DROP"},
    Word{"EXEC-DOE", nullptr, "( n +n -- )",
         "Do the experiment with the random numbers n: all settings with all workloads, +n times.",
         kPlain,
         "(DOE-BEGIN) DUP CELLS ALLOCATE THROW DUP >R SWAP "
         "['] (DOE-RUNS) CATCH R> FREE DROP PHYSICS-OFF THROW"},
};

}  // namespace starkernel::forthvm::experiment_words
