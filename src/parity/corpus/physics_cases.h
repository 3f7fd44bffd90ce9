#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kPhysicsCases{.name = "physics", .line = __LINE__, .text = R"post(
\ Off at first, and again.
HEAT -> throw -21 "unsupported operation: physics is off, PHYSICS-ON switches it on"
PHYSICS-LOOPS@ -> throw -21
' DUP HEAT@ -> throw -21
TICK-ROWS -> throw -21
TRANSITIONS -> throw -21
-1 HEARTBEAT-LOG! -> throw -21
PHYSICS-OFF ->
PHYSICS-ON PHYSICS-OFF WINDOW -> throw -21
\ Settings
PHYSICS-ON 0 HEARTBEAT-LOG! ->
HEARTBEAT-LOG! -> throw -4
PHYSICS-ON PHYSICS-LOOPS@ -> 255
PHYSICS-ON 5 PHYSICS-LOOPS! PHYSICS-LOOPS@ -> 5
PHYSICS-ON 256 PHYSICS-LOOPS! -> throw -24 "invalid numeric argument: loops 256, valid are 0 to 255"
PHYSICS-ON -1 PHYSICS-PERIOD! -> throw -24 "invalid numeric argument: period -1, valid are 0 to 1048576"
PHYSICS-ON 1048576 PHYSICS-PERIOD! 1 PHYSICS-PERIOD! ->
PHYSICS-ON 5 PHYSICS-LOOPS! PHYSICS-ON PHYSICS-LOOPS@ -> 255
\ L1: each call and each round but the last is seen with a period of 1.
: A ; : RUN 0 DO A LOOP ; PHYSICS-ON 1 PHYSICS-PERIOD! 1 PHYSICS-LOOPS! 200 RUN ' A ENTROPY@ ' RUN ENTROPY@ -> 200 200
: A ; : RUN 0 DO A LOOP ; PHYSICS-ON 1 PHYSICS-PERIOD! 0 PHYSICS-LOOPS! 200 RUN ' A ENTROPY@ -> 0
: A ; : RUN 0 DO A LOOP ; PHYSICS-ON 1 PHYSICS-PERIOD! 1 PHYSICS-LOOPS! 2 RUN ' A SHOW-HEAT -> | "heat 2, temperature 176, latency 2\n"
\ Exact: each word that is executed, primitives too.
: A ; : RUN 0 DO A I DROP LOOP ; PHYSICS-ON 0 PHYSICS-PERIOD! 1 PHYSICS-LOOPS! 50 RUN ' A ENTROPY@ ' I ENTROPY@ ' DROP ENTROPY@ ' RUN ENTROPY@ ' LOOP ENTROPY@ -> 50 50 50 1 0
PHYSICS-ON 0 PHYSICS-PERIOD! 2048 PHYSICS-PERIOD! 1 PHYSICS-LOOPS! 1 DROP ' DROP ENTROPY@ -> 0
PHYSICS-ON 98304 ' DUP HEAT! ' DUP HEAT@ ' DUP ENTROPY@ -> 98304 1
PHYSICS-ON 3 ' DUP ENTROPY! ' DUP HEAT@ RESET-ENTROPY ' DUP HEAT@ -> 196608 0
PHYSICS-ON -1 ' DUP HEAT! -> throw -24
PHYSICS-ON 0 HEAT@ -> throw -13 "undefined word: no word has the execution token 0"
PHYSICS-ON 0 PHYSICS-LOOPS! 8 ' DUP ENTROPY! 4 ' SWAP ENTROPY! HEAT -> | "       8 ################################ DUP\n       4 ################                 SWAP\n"
PHYSICS-ON 33 TOP-WORDS -> throw -24
\ L2: what was seen last.
: A ; : RUN 0 DO A LOOP ; PHYSICS-ON 2 PHYSICS-LOOPS! WINDOW -> | "0 words seen, 0 kept, 4096 count, diversity 0\n  counts ################################\n  differ                                 \nnewest:\n"
\ L3: frozen words keep their heat, others lose a third in a beat.
: RUN 0 DO LOOP ; PHYSICS-ON 4 PHYSICS-LOOPS! 1 PHYSICS-PERIOD! 9 ' DUP ENTROPY! 9 ' SWAP ENTROPY! ' SWAP FREEZE-WORD 20000 RUN ' DUP HEAT@ ' SWAP HEAT@ ' SWAP FROZEN? -> 0 589824 -1
PHYSICS-ON ' DUP FREEZE-WORD ' DUP UNFREEZE-WORD ' DUP FROZEN? -> 0
\ L4: what comes by turns is foreseen.
: A ; : RUN 0 DO A LOOP ; PHYSICS-ON 8 PHYSICS-LOOPS! 1 PHYSICS-PERIOD! 200 RUN PIPELINING-STATS 300 > SWAP 300 > -> -1 -1
PHYSICS-ON 8 PHYSICS-LOOPS! TRANSITIONS -> | "0 predicted, 0 came\n"
\ L7: where nothing changes ticks come more rarely.
: RUN 0 DO LOOP ; PHYSICS-ON 64 PHYSICS-LOOPS! 1 PHYSICS-PERIOD! 20000 RUN INFER-EARLY-EXIT@ INFER-VARIANCE@ -> -1 0
\ L8: and nothing is inferred.
: RUN 0 DO LOOP ; PHYSICS-ON 1 PHYSICS-PERIOD! L8-MODE 60000 RUN L8-MODE PHYSICS-LOOPS@ -> 0 0 207
\ Names of hot words in front of the search, which finds what the search would.
PHYSICS-CACHE-STATS -> throw -21
PHYSICS-TOGGLE-CACHE -> throw -21
PHYSICS-ON PHYSICS-CACHE-STATS -> | "off: 0 lookups, 0 hits, 0 of 32 names\n"
: T 1 ; PHYSICS-ON PHYSICS-TOGGLE-CACHE 60 ' T ENTROPY! T T PHYSICS-CACHE-STATS -> 1 1 | "on: 5 lookups, 1 hits, 1 of 32 names\n"
: T 1 ; PHYSICS-ON PHYSICS-TOGGLE-CACHE 60 ' T ENTROPY! T T : T 2 ; T t FORGET T T -> 1 1 2 2 1
\ Before the first tick
PHYSICS-ON DECAY-RATE@ INFER-WINDOW@ INFER-FIT@ WINDOW-DIVERSITY -> 0 0 0 0
PHYSICS-ON TICK-ROWS -> | "tick_number,elapsed,samples,tick_interval,warm_word_count,hot_word_count,avg_word_heat_q48,variance_q48,window_width,actual_window_size,diversity_q48,predictions,predicted_label_hits,decay_slope_q48,fit_q48,levene_q48,vm_call_depth_max,loops,mode,steady,lost,window_hash\n"
\ The experiment
1 0 EXEC-DOE -> throw -24 "invalid numeric argument: repetitions 0, valid are 1 to 100"
101 (DOE-BEGIN) -> throw -24
0 (DOE-POINT) 386 (DOE-POINT) -> 0 0 0 0 2 255
38700 (DOE-POINT) -> throw -24 "invalid numeric argument: run 38700, valid are 0 to 38699"
: T (DOE-LEAVES) DEPTH 12 0 DO SWAP EXECUTE LOOP ; T -> 12
1 (DOE-WORK) ->
1 20 (DOE-DONE) -> | "info: DOE: 1 of 20 runs done\n"
1 387 (DOE-DONE) ->
0 (DOE-ROW) -> throw -21
1 PAD 0 (DOE-RUNS) ->
1 0 2 (DOE-RUNS) -> throw -9
1 38700 DOE-RUN -> throw -24
)post"};

}  // namespace starkernel::parity
