#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kStackCases{.name = "stack", .line = __LINE__, .text = R"post(
\ DUP
1 DUP -> 1 1
0 DUP -> 0 0
-1 DUP -> -1 -1
5 6 DUP -> 5 6 6
$8000000000000000 DUP -> $8000000000000000 $8000000000000000
DUP -> throw -4 "stack underflow: DUP"
\ ?DUP
0 ?DUP -> 0
1 ?DUP -> 1 1
-1 ?DUP -> -1 -1
$8000000000000000 ?DUP -> $8000000000000000 $8000000000000000
7 0 ?DUP -> 7 0
?DUP -> throw -4 "stack underflow: ?DUP"
\ DROP
1 DROP ->
1 2 DROP -> 1
1 2 3 DROP DROP -> 1
DROP -> throw -4 "stack underflow: DROP"
1 DROP DROP -> throw -4 "stack underflow: DROP"
\ SWAP
1 2 SWAP -> 2 1
1 2 3 SWAP -> 1 3 2
1 2 SWAP SWAP -> 1 2
1 SWAP -> throw -4 "stack underflow: SWAP"
SWAP -> throw -4
\ OVER
1 2 OVER -> 1 2 1
1 2 3 OVER -> 1 2 3 2
1 2 OVER OVER -> 1 2 1 2
1 OVER -> throw -4 "stack underflow: OVER"
OVER -> throw -4
\ NIP
1 2 NIP -> 2
1 2 3 NIP -> 1 3
1 NIP -> throw -4 "stack underflow: NIP"
NIP -> throw -4
\ TUCK
1 2 TUCK -> 2 1 2
0 1 2 TUCK -> 0 2 1 2
1 TUCK -> throw -4 "stack underflow: TUCK"
TUCK -> throw -4
\ ROT
1 2 3 ROT -> 2 3 1
0 1 2 3 ROT -> 0 2 3 1
1 2 3 ROT ROT ROT -> 1 2 3
1 2 ROT -> throw -4 "stack underflow: ROT"
1 ROT -> throw -4
ROT -> throw -4
\ -ROT
1 2 3 -ROT -> 3 1 2
0 1 2 3 -ROT -> 0 3 1 2
1 2 3 ROT -ROT -> 1 2 3
1 2 -ROT -> throw -4 "stack underflow: -ROT"
-ROT -> throw -4
\ DEPTH
DEPTH -> 0
7 DEPTH -> 7 1
7 8 DEPTH -> 7 8 2
DEPTH DEPTH DEPTH -> 0 1 2
1 2 3 DROP DROP DROP DEPTH -> 0
\ SP@ and SP!: the pointer of a stack without addresses is a count.
SP@ -> 0
7 8 SP@ -> 7 8 2
7 SP@ DEPTH -> 7 1 2
1 2 3 0 SP! ->
1 2 3 2 SP! -> 1 2
1 2 3 3 SP! -> 1 2 3
1 2 3 4 SP! -> throw -4 "stack underflow: SP!"
1 -1 SP! -> throw -4
0 SP! ->
1 SP! -> throw -4
SP! -> throw -4 "stack underflow: SP!"
1 SP@ 2 3 ROT SP! -> 1
: T SP@ >R 1 2 3 R> SP! ; 7 T -> 7
: FILL-UP 1024 0 DO I LOOP ; FILL-UP SP@ -> throw -3 "stack overflow: SP@"
\ PICK counts from 0 at the top, without itself.
10 0 PICK -> 10 10
10 20 1 PICK -> 10 20 10
10 20 30 0 PICK -> 10 20 30 30
10 20 30 1 PICK -> 10 20 30 20
10 20 30 2 PICK -> 10 20 30 10
10 20 30 3 PICK -> throw -4 "stack underflow: PICK"
10 20 -1 PICK -> throw -4
0 PICK -> throw -4
PICK -> throw -4
10 $8000000000000000 PICK -> throw -4
\ ROLL
10 0 ROLL -> 10
10 20 0 ROLL -> 10 20
10 20 1 ROLL -> 20 10
10 20 30 2 ROLL -> 20 30 10
1 2 3 4 3 ROLL -> 2 3 4 1
1 2 3 4 5 2 ROLL -> 1 2 4 5 3
10 20 2 ROLL -> throw -4 "stack underflow: ROLL"
10 20 -1 ROLL -> throw -4
0 ROLL -> throw -4
ROLL -> throw -4
\ 2DUP 2DROP 2SWAP 2OVER 2ROT
1 2 2DUP -> 1 2 1 2
0 1 2 2DUP -> 0 1 2 1 2
1 2DUP -> throw -4 "stack underflow: 2DUP"
2DUP -> throw -4
1 2 2DROP ->
1 2 3 2DROP -> 1
1 2DROP -> throw -4 "stack underflow: 2DROP"
2DROP -> throw -4
1 2 3 4 2SWAP -> 3 4 1 2
0 1 2 3 4 2SWAP -> 0 3 4 1 2
1 2 3 2SWAP -> throw -4 "stack underflow: 2SWAP"
1 2 2SWAP -> throw -4
2SWAP -> throw -4
1 2 3 4 2OVER -> 1 2 3 4 1 2
0 1 2 3 4 2OVER -> 0 1 2 3 4 1 2
1 2 3 2OVER -> throw -4 "stack underflow: 2OVER"
2OVER -> throw -4
1 2 3 4 5 6 2ROT -> 3 4 5 6 1 2
0 1 2 3 4 5 6 2ROT -> 0 3 4 5 6 1 2
1 2 3 4 5 6 2ROT 2ROT 2ROT -> 1 2 3 4 5 6
1 2 3 4 5 2ROT -> throw -4 "stack underflow: 2ROT"
2ROT -> throw -4
\ The stack holds 1024 items.
: FILL-UP 1024 0 DO I LOOP ; FILL-UP 1023 PICK -> throw -3 "stack overflow: a number"
: FILL-UP 1023 0 DO I LOOP ; FILL-UP DEPTH . : EMPTY-UP BEGIN DEPTH WHILE DROP REPEAT ; EMPTY-UP -> | "1023 "
: FILL-UP 1024 0 DO I LOOP ; FILL-UP . . : EMPTY-UP BEGIN DEPTH WHILE DROP REPEAT ; EMPTY-UP -> | "1023 1022 "
: FILL-UP 1025 0 DO I LOOP ; FILL-UP -> throw -3 "stack overflow: I"
: FILL-UP 1024 0 DO I LOOP ; FILL-UP DUP -> throw -3 "stack overflow: DUP"
: FILL-UP 1024 0 DO I LOOP ; FILL-UP OVER -> throw -3 "stack overflow: OVER"
: FILL-UP 1024 0 DO I LOOP ; FILL-UP TUCK -> throw -3 "stack overflow: TUCK"
: FILL-UP 1024 0 DO I LOOP ; FILL-UP ?DUP -> throw -3 "stack overflow: ?DUP"
: FILL-UP 1024 0 DO I LOOP ; FILL-UP DEPTH -> throw -3 "stack overflow: DEPTH"
: FILL-UP 1023 0 DO I LOOP ; FILL-UP 2DUP -> throw -3 "stack overflow: 2DUP"
: FILL-UP 1023 0 DO I LOOP ; FILL-UP 2OVER -> throw -3 "stack overflow: 2OVER"
: FILL-UP 1022 0 DO I LOOP ; FILL-UP 2DUP DEPTH -> throw -3 "stack overflow: DEPTH"
: FILL-UP 1022 0 DO I LOOP ; : T FILL-UP 2DUP ; ' T CATCH -> -3
: FILL-UP BEGIN 1 AGAIN ; ' FILL-UP CATCH -> -3
\ What is caught has its depth restored.
1 2 ' DROP CATCH -> 1 0
: U DROP DROP ; 7 ' U CATCH NIP -> -4
\ Words in combination
1 2 3 4 SWAP ROT DROP -> 1 4 3
1 2 OVER + SWAP -> 3 1
1 2 3 OVER TUCK -> 1 2 2 3 2
1 2 2DUP 2SWAP -> 1 2 1 2
1 2 3 DUP ROT 2SWAP -> 3 2 1 3
)post"};

}  // namespace starkernel::parity
