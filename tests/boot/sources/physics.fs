\ A program with phases, observed in virtual time: what it is like follows from it alone.
: leaf  ( n -- n' )  3 XOR ;
: branch  ( n -- n' )  leaf 1+ leaf ;
: tree  ( n -- n' )  branch branch ;
: steady  ( u -- )  0 DO I leaf DROP LOOP ;
: mixed  ( u -- )
   0 DO I 3 AND CASE 0 OF I leaf ENDOF 1 OF I branch ENDOF I tree SWAP ENDCASE DROP LOOP ;
: fill  ( u -- )  0 DO HERE 4000 ERASE LOOP ;
: thrower  ( -- )  -5 THROW ;
: failing  ( u -- )  0 DO ['] thrower CATCH DROP LOOP ;
: phases  ( u -- )  0 DO 900 steady 300 mixed 40 fill 500 failing LOOP ;
\ Words that are hot for a while and never seen again.
: a1 ; : a2 ; : a3 ; : a4 ; : a5 ; : a6 ; : a7 ; : a8 ; : a9 ;
: turns  ( u -- )
   DUP 0 DO a1 LOOP DUP 0 DO a2 LOOP DUP 0 DO a3 LOOP DUP 0 DO a4 LOOP DUP 0 DO a5 LOOP
   DUP 0 DO a6 LOOP DUP 0 DO a7 LOOP DUP 0 DO a8 LOOP 0 DO a9 LOOP ;
: report  ( -- )  TICK-ROWS WINDOW TRANSITIONS 8 TOP-WORDS ;
PHYSICS-ON 16 PHYSICS-PERIOD!
6 phases report
127 PHYSICS-LOOPS! RESET-ENTROPY 700 turns 700 turns report
.( slope moved, fitted, narrower: ) DECAY-RATE@ 21845 <> . INFER-FIT@ 0> . INFER-WINDOW@ 4096 < . CR
255 PHYSICS-LOOPS! RESET-ENTROPY 400000 steady report
.( mode, early exit: ) L8-MODE . INFER-EARLY-EXIT@ . CR
PHYSICS-OFF
