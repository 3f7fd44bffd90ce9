#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kControlCases{.name = "control", .line = __LINE__, .text = R"post(
\ IF ELSE THEN
: T IF 1 THEN ; 0 T ->
: T IF 1 THEN ; 1 T -> 1
: T IF 1 THEN ; -1 T -> 1
: T IF 1 THEN ; $8000000000000000 T -> 1
: T IF 1 ELSE 2 THEN ; 0 T -> 2
: T IF 1 ELSE 2 THEN ; 5 T -> 1
: T IF 1 ELSE 2 THEN 3 ; 0 T 1 T -> 2 3 1 3
: T IF IF 1 ELSE 2 THEN ELSE 3 THEN ; 0 T -> 3
: T IF IF 1 ELSE 2 THEN ELSE 3 THEN ; 0 1 T -> 2
: T IF IF 1 ELSE 2 THEN ELSE 3 THEN ; 1 1 T -> 1
: T IF ELSE 2 THEN ; 1 T 0 T -> 2
: T IF THEN ; 1 T 0 T ->
: T IF 1 ELSE 2 ELSE 3 ELSE 4 THEN ; 1 T -> 1 3
: T IF 1 ELSE 2 ELSE 3 ELSE 4 THEN ; 0 T -> 2 4
: T IF ; -> throw -22 "control structure mismatch: a structure is not finished at ;"
: T THEN ; -> throw -22 "control structure mismatch: THEN"
: T ELSE ; -> throw -22 "control structure mismatch: ELSE"
: T IF ELSE ; -> throw -22
IF -> throw -14 "interpreting a compile-only word: IF"
ELSE -> throw -14
THEN -> throw -14
: T IF ; T -> throw -22
: T IF 1 THEN ; T -> throw -4
\ BEGIN with AGAIN, UNTIL, WHILE and REPEAT
: T 0 BEGIN 1+ DUP 5 = UNTIL ; T -> 5
: T BEGIN 1 UNTIL 7 ; T -> 7
: T 0 BEGIN DUP 3 < WHILE DUP SWAP 1+ REPEAT ; T -> 0 1 2 3
: T BEGIN 0 WHILE 1 REPEAT 7 ; T -> 7
: T 0 BEGIN 1+ DUP 4 = IF EXIT THEN AGAIN ; T -> 4
: T BEGIN ; -> throw -22
: T UNTIL ; -> throw -22 "control structure mismatch: UNTIL"
: T AGAIN ; -> throw -22 "control structure mismatch: AGAIN"
: T REPEAT ; -> throw -22 "control structure mismatch: REPEAT"
: T WHILE ; -> throw -22 "control structure mismatch: WHILE"
: T BEGIN WHILE ; -> throw -22
: T BEGIN REPEAT ; -> throw -22
: T BEGIN THEN ; -> throw -22
: T IF UNTIL ; -> throw -22
: T IF BEGIN THEN ; -> throw -22
BEGIN -> throw -14
UNTIL -> throw -14
AGAIN -> throw -14
WHILE -> throw -14
REPEAT -> throw -14
\ More than one way out, as in Forth-2012, A.3.2.3.2
: T BEGIN DUP 5 > WHILE DUP 20 < WHILE 2 * REPEAT 1 ELSE 2 THEN ; 6 T -> 24 1
: T BEGIN DUP 5 > WHILE DUP 20 < WHILE 2 * REPEAT 1 ELSE 2 THEN ; 3 T -> 3 2
: T BEGIN 1+ DUP 9 > IF EXIT THEN DUP 5 = UNTIL 100 ; 0 T -> 5 100
: T BEGIN 1+ DUP 9 > IF EXIT THEN DUP 5 = UNTIL 100 ; 5 T -> 10
\ AHEAD
: T AHEAD 1 THEN 2 ; T -> 2
: T 1 AHEAD 2 THEN 3 ; T -> 1 3
: T AHEAD ; -> throw -22
AHEAD -> throw -14
\ DO LOOP
: T 3 0 DO I LOOP ; T -> 0 1 2
: T 1 0 DO I LOOP ; T -> 0
: T 5 2 DO I LOOP ; T -> 2 3 4
: T 2 -1 DO I LOOP ; T -> -1 0 1
: T $8000000000000000 $7FFFFFFFFFFFFFFE DO I LOOP ; T -> $7FFFFFFFFFFFFFFE $7FFFFFFFFFFFFFFF
: T 0 -2 DO I LOOP ; T -> -2 -1
: T 0 0 DO I 3 = IF LEAVE THEN 1 LOOP ; T -> 1 1 1
: T 0 5 0 DO I + LOOP ; T -> 10
: T DO I LOOP ; 3 1 T -> 1 2
: T DO LOOP ; 1 T -> throw -4 "stack underflow: DO"
: T DO ; -> throw -22
: T LOOP ; -> throw -22 "control structure mismatch: LOOP"
: T +LOOP ; -> throw -22 "control structure mismatch: +LOOP"
: T DO THEN ; -> throw -22
: T IF LOOP ; -> throw -22
: T BEGIN LOOP ; -> throw -22
: T DO UNTIL ; -> throw -22
DO -> throw -14
LOOP -> throw -14
+LOOP -> throw -14
?DO -> throw -14
LEAVE -> throw -14
\ ?DO does nothing if there is nothing to do.
: T 0 0 ?DO 1 LOOP 7 ; T -> 7
: T 5 5 ?DO 1 LOOP 7 ; T -> 7
: T 3 0 ?DO I LOOP ; T -> 0 1 2
: T 0 -1 ?DO I LOOP ; T -> -1
: T ?DO LOOP ; 1 T -> throw -4 "stack underflow: ?DO"
: T 0 3 ?DO I LEAVE LOOP ; T -> 3
\ +LOOP ends when the boundary below the limit is crossed, either way.
: T 10 0 DO I 3 +LOOP ; T -> 0 3 6 9
: T 9 0 DO I 3 +LOOP ; T -> 0 3 6
: T 1 0 DO I 5 +LOOP ; T -> 0
: T 0 10 DO I -5 +LOOP ; T -> 10 5 0
: T 0 9 DO I -5 +LOOP ; T -> 9 4
: T 0 0 DO I -1 +LOOP ; T -> 0
: T 1 3 DO I -1 +LOOP ; T -> 3 2 1
: T 4 4 DO I -1 +LOOP ; T -> 4
: T -5 0 DO I -2 +LOOP ; T -> 0 -2 -4
: T $7FFFFFFFFFFFFFFF $7FFFFFFFFFFFFFFD DO I 1 +LOOP ; T -> $7FFFFFFFFFFFFFFD $7FFFFFFFFFFFFFFE
: T $8000000000000001 $7FFFFFFFFFFFFFFE DO I 2 +LOOP ; T -> $7FFFFFFFFFFFFFFE $8000000000000000
: T 0 3 0 DO 1+ DUP 4 = IF LEAVE THEN 0 +LOOP ; T -> 4
: T 3 0 DO I $4000000000000000 +LOOP ; T -> 0
: T 10 0 DO I DUP 1+ +LOOP ; T -> 0 1 3 7
: T 3 0 DO +LOOP ; T -> throw -4 "stack underflow: +LOOP"
\ I and J
: T 2 0 DO 2 0 DO J I LOOP LOOP ; T -> 0 0 0 1 1 0 1 1
: T 2 0 DO 12 10 DO J LOOP LOOP ; T -> 0 0 1 1
: T 2 0 DO I >R R@ I R> DROP LOOP ; T -> 0 0 1 1
: T 1 0 DO 1 0 DO 1 0 DO J LOOP LOOP LOOP ; T -> 0
I -> throw -14 "interpreting a compile-only word: I"
J -> throw -14
: T I ; T -> throw -26 "loop parameters unavailable: I"
: T J ; T -> throw -26 "loop parameters unavailable: J"
: T 1 0 DO J LOOP ; T -> throw -26 "loop parameters unavailable: J"
: INNER I ; : T 1 0 DO INNER LOOP ; T -> throw -26 "loop parameters unavailable: I"
\ LEAVE, UNLOOP and EXIT
: T 5 0 DO I LEAVE LOOP 9 ; T -> 0 9
: T 5 0 DO I 2 = IF LEAVE THEN I LOOP ; T -> 0 1
: T 5 0 DO I 1 = IF LEAVE THEN I 3 = IF LEAVE THEN I LOOP ; T -> 0
: T 2 0 DO 5 0 DO I 1 = IF LEAVE THEN J I LOOP LOOP ; T -> 0 0 1 0
: T 5 0 DO I 3 = IF I UNLOOP EXIT THEN LOOP 99 ; T -> 3
: T 2 0 DO 2 0 DO UNLOOP UNLOOP 7 EXIT LOOP LOOP ; T -> 7
: T LEAVE ; -> throw -22 "control structure mismatch: LEAVE"
: T BEGIN LEAVE AGAIN ; -> throw -22
: T UNLOOP ; T -> throw -26 "loop parameters unavailable: UNLOOP"
: T 1 0 DO EXIT LOOP ; T -> throw -25 "return stack imbalance: T"
: T 1 0 DO UNLOOP LOOP ; T -> throw -26
: T 1 EXIT 2 ; T -> 1
: T IF EXIT THEN 2 ; 0 T 1 T -> 2
EXIT -> throw -14
UNLOOP -> throw -14
: T EXIT ; T 5 -> 5
\ CASE
: T CASE 1 OF 10 ENDOF 2 OF 20 ENDOF 30 SWAP ENDCASE ; 1 T 2 T 3 T -> 10 20 30
: T CASE 1 OF 10 ENDOF ENDCASE ; 1 T 2 T -> 10
: T CASE ENDCASE ; 5 T ->
: T CASE DUP OF 1 ENDOF ENDCASE ; 7 T -> 1
: T CASE 1 OF ENDOF 2 OF 5 ENDOF ENDCASE 9 ; 1 T 2 T -> 9 5 9
: T CASE DUP 0< OF DROP -1 ENDOF DUP 0= OF 0 ENDOF 1 SWAP ENDCASE ; 5 T -> 1
: T CASE 1 OF CASE 2 OF 12 ENDOF 10 SWAP ENDCASE ENDOF 99 SWAP ENDCASE ; 2 1 T 3 1 T 5 T -> 12 10 99
: T CASE ; -> throw -22
: T ENDCASE ; -> throw -22 "control structure mismatch: ENDCASE"
: T OF ; -> throw -22 "control structure mismatch: OF"
: T ENDOF ; -> throw -22 "control structure mismatch: ENDOF"
: T CASE ENDOF ENDCASE ; -> throw -22
: T CASE 1 OF ENDCASE ; -> throw -22
: T CASE THEN ; -> throw -22
CASE -> throw -14
OF -> throw -14
ENDOF -> throw -14
ENDCASE -> throw -14
: T CASE 1 OF 2 ENDOF ENDCASE ; T -> throw -4 "stack underflow: OF"
\ RECURSE
: FACT DUP 2 < IF DROP 1 ELSE DUP 1- RECURSE * THEN ; 5 FACT -> 120
: FACT DUP 2 < IF DROP 1 ELSE DUP 1- RECURSE * THEN ; 20 FACT -> 2432902008176640000
: FIB DUP 2 < IF DROP 1 ELSE DUP 1- RECURSE SWAP 2 - RECURSE + THEN ; 10 FIB -> 89
:NONAME DUP IF DUP 1- RECURSE THEN ; 3 SWAP EXECUTE -> 3 2 1 0
RECURSE -> throw -14
: T 1 ; : T ?DUP IF 1- RECURSE ELSE 7 THEN ; 3 T -> 7
\ Structures nest, 256 at a time.
: DEEP 257 0 DO POSTPONE IF LOOP ; IMMEDIATE : T DEEP ; -> throw -52 "control-flow stack overflow: structures nested too deeply, the limit is 256"
: DEEP 256 0 DO POSTPONE IF LOOP ; IMMEDIATE : CLOSE 256 0 DO POSTPONE THEN LOOP ; IMMEDIATE : T DEEP 5 CLOSE ; 1 : FILL-UP 256 0 DO 1 LOOP ; DROP FILL-UP T 7 -> 5 7
\ Loops nest, 1024 at a time.
: T 1 0 DO RECURSE LOOP ; T -> throw -5
: T 0 10 0 DO 10 0 DO 10 0 DO 1+ LOOP LOOP LOOP ; T -> 1000
\ The control-flow stack
: W POSTPONE IF 1 CS-ROLL ; IMMEDIATE : T BEGIN DUP 5 < W 1+ REPEAT ; 1 T -> 5
: R POSTPONE IF 1 CS-PICK POSTPONE AGAIN POSTPONE THEN ; IMMEDIATE : T 1 BEGIN 1+ DUP 9 < R TRUE UNTIL ; T -> 9
: P 0 CS-PICK ; IMMEDIATE : T IF P THEN ; -> throw -22
\ Steps of 2^56 take 256 rounds, wherever the circle of numbers has its seam.
VARIABLE B : G B ! DO 1+ B @ +LOOP ; 0 -1 0 $100000000000000 G -> 256
VARIABLE B : G B ! DO 1+ B @ +LOOP ; 0 0 -1 -$100000000000000 G -> 256
VARIABLE B : G B ! DO 1+ B @ +LOOP ; 0 $7FFFFFFFFFFFFFFF $8000000000000000 $100000000000000 G -> 256
VARIABLE B : G B ! DO 1+ B @ +LOOP ; 0 $8000000000000000 $7FFFFFFFFFFFFFFF -$100000000000000 G -> 256
\ However a loop ends, what was parked before it is there again.
: T 5 >R 3 0 DO 1 +LOOP R> ; T -> 5
: T 5 >R 0 0 ?DO LOOP R> ; T -> 5
: T 5 >R 3 0 DO LEAVE LOOP R> ; T -> 5
: T 5 >R 3 0 DO UNLOOP R> EXIT LOOP ; T -> 5
: T 3 0 DO UNLOOP 1 +LOOP ; T -> throw -26
: T 1 0 DO UNLOOP LEAVE LOOP ; T -> throw -26
: T 1 0 DO UNLOOP I LOOP ; T -> throw -26
\ LEAVE, J and ?DO go with +LOOP too.
: T 9 0 DO I DUP 4 > IF LEAVE THEN 2 +LOOP ; T -> 0 2 4 6
: T 4 0 DO 4 0 DO J I + 2 +LOOP 2 +LOOP ; T -> 0 2 2 4
: T ?DO I 2 +LOOP ; 5 0 T 5 5 T -> 0 2 4
\ Any bit makes a flag true.
: T IF 1 ELSE 2 THEN ; $100000000 T 256 T -> 1 1
: T BEGIN DUP UNTIL ; $8000000000000000 T -> $8000000000000000
: T BEGIN DUP WHILE 1 RSHIFT REPEAT ; $8000000000000000 T -> 0
)post"};

}  // namespace starkernel::parity
