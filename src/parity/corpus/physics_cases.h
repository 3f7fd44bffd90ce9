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
1 HEARTBEAT-MS! -> throw -21
PHYSICS-ON -1 HEARTBEAT-MS! -> throw -24 "invalid numeric argument: milliseconds -1, valid are 0 to 86400000"
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
: RUN 0 DO LOOP ; PHYSICS-ON 4 PHYSICS-LOOPS! 1 PHYSICS-PERIOD! 9 ' DUP ENTROPY! 9 ' SWAP ENTROPY! ' SWAP FREEZE-WORD 20000 RUN ' DUP HEAT@ ' SWAP HEAT@ ' SWAP FROZEN? -> 0 589654 -1
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
\ All heats
PHYSICS-ON 0 PHYSICS-LOOPS! ALL-HEATS WORD-ENTROPY ->
PHYSICS-ON 0 PHYSICS-LOOPS! 3 ' DUP ENTROPY! ' DUP FREEZE-WORD ALL-HEATS -> | "       3 frozen DUP\n"
PHYSICS-ON 0 PHYSICS-LOOPS! 3 ' DUP ENTROPY! WORD-ENTROPY -> | "       3        DUP\n"
99999999 (NEXT-WARM) -> throw -21
PHYSICS-ON -1 (NEXT-WARM) -> throw -24
PHYSICS-ON 0 PHYSICS-LOOPS! 4 ' DUP ENTROPY! 8 ' SWAP ENTROPY! 50 HEAT-PERCENTILE 51 HEAT-PERCENTILE -> 4 8
PHYSICS-ON 101 HEAT-PERCENTILE -> throw -24 "invalid numeric argument: percent 101, valid are 0 to 100"
PHYSICS-ON 0 PHYSICS-LOOPS! 4 ' DUP ENTROPY! HEAT-PERCENTILES -> | " 25%        4\n 50%        4\n 75%        4\n 90%        4\n 99%        4\n100%        4\n"
PHYSICS-ON 0 PHYSICS-LOOPS! 50 ' DUP ENTROPY! 49 ' SWAP ENTROPY! FREEZE-CRITICAL ' DUP FROZEN? ' SWAP FROZEN? -> -1 0
\ Lookups
LOOKUP-STRATEGY@ -> throw -21
PHYSICS-ON LOOKUP-STRATEGY@ 1 LOOKUP-STRATEGY! LOOKUP-STRATEGY@ -> 0 1
PHYSICS-ON 2 LOOKUP-STRATEGY! -> throw -24 "invalid numeric argument: strategy 2, valid are 0 to 1"
: T 1 ; PHYSICS-ON 0 PHYSICS-LOOPS! 3 ' T ENTROPY! REORG-BUCKETS 1 LOOKUP-STRATEGY! T T (LOOKUPS) -> 1 1 2 2
PHYSICS-ON 1 LOOKUP-STRATEGY! DEPTH DROP PHYSICS-RESET-STATS (LOOKUPS) -> 0 0
PHYSICS-ON (HOT-PLACE) 1 1000 (LOOK-UP) 1 1001 (LOOK-UP) -> throw -24
PHYSICS-ON 0 1 (LOOK-UP) -> throw -24
PHYSICS-ON 4 1000 (.LOOKUPS) -> | "4 lookups, by search alone: 1000 ns, 250000 ps each\n"
1 BENCH-DICT-LOOKUP -> throw -21
COMPARE-LOOKUPS -> throw -21
\ Shares of which nothing is known: a half, give or take all.
0 0 (BAYES) -> 32768 37081
PHYSICS-ON (CACHE) (BUCKET) -> 32768 37081 32768 37081
PHYSICS-ON BAYES-CACHE-MEAN BAYES-CACHE-LOWER BAYES-CACHE-UPPER -> 32768 0 65536
PHYSICS-ON BAYES-BUCKET-MEAN BAYES-BUCKET-LOWER BAYES-BUCKET-UPPER -> 32768 0 65536
PHYSICS-ON PHYSICS-BAYESIAN-REPORT -> | "0.5 0 1 \n0.5 0 1 \n"
SHOW-HEAT-OPTIMIZATION -> throw -21
PHYSICS-ON PHYSICS-BUILD-INFO -> | "window     256 to 4096 words, warm from 1024, looked at each 512\nheat       at most 8388608, hot from 50, 256 samples in a beat\ndecay      21845 units of 1/65536 in a beat at first, 64 words cool in a tick\nfollowers  8 of each of 128 words, foretold from 10 sights on\nnames      32, of at most 8 characters, cold from 10\nmemory     48816 bytes, 40 for each word\n"
\ Inference at once
HERE 2 Q.FROM-INT , 4 Q.FROM-INT , 4 Q.FROM-INT , 6 Q.FROM-INT , DUP 4 Q.VARIANCE SWAP 4 (Q.SUM) -> 131072 1048576
PAD 0 Q.VARIANCE -> 0
PHYSICS-ON INFER-DECAY-SLOPE INFER-WINDOW-WIDTH INFER-RUN INFER-DECAY@ -> 0 0 21845
: RUN 0 DO LOOP ; PHYSICS-ON 127 PHYSICS-LOOPS! 1 PHYSICS-PERIOD! 4000 RUN L8-UPDATE L8-UPDATE L8-UPDATE L8-UPDATE L8-APPLY PHYSICS-LOOPS@ L8-UPDATE L8-APPLY PHYSICS-LOOPS@ -> 127 79
PHYSICS-ON 0 PIPELINING-ENABLE PHYSICS-LOOPS@ 1 PIPELINING-ENABLE PHYSICS-LOOPS@ -> 247 255
PHYSICS-ON PIPELINING-SHOW-STATS -> | "0 0 \n"
PHYSICS-ON PIPELINING-SHOW-TOP-TRANSITIONS -> | "0 predicted, 0 came\n"
: A ; : RUN 0 DO A LOOP ; PHYSICS-ON 8 PHYSICS-LOOPS! 1 PHYSICS-PERIOD! 200 RUN 0 PHYSICS-LOOPS! PIPELINING-RESET-ALL ' A PIPELINING-ANALYZE-WORD PIPELINING-STATS -> 0 0 | "nothing was seen after A\n"
PHYSICS-ON 0 PIPELINING-ANALYZE-WORD -> throw -13
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
