#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kFacilityCases{.name = "facility", .line = __LINE__, .text = R"post(
\ The screen, by the control sequences of ECMA-48
PAGE -> | "\x1b[2J\x1b[H"
0 0 AT-XY -> | "\x1b[1;1H"
9 3 AT-XY -> | "\x1b[4;10H"
HEX 9 3 AT-XY -> | "\x1b[4;10H"
9998 9998 AT-XY -> | "\x1b[9999;9999H"
-1 0 AT-XY -> throw -24
0 9999 AT-XY -> throw -24 "invalid numeric argument: AT-XY to row 9999, valid are 0 to 9998"
1 AT-XY -> throw -4
EMIT? -> -1
\ Time: each look at POST's clock makes it a millisecond later.
MS@ MS@ SWAP - -> 1
0 MS ->
MS@ 5 MS MS@ SWAP - 4 > -> -1
MS@ 20 MS MS@ SWAP - 20 29 WITHIN -> -1
MS -> throw -4 "stack underflow: 2DUP"
-5 WAIT ->
0 WAIT ->
MS@ 3 WAIT MS@ SWAP - 2 > -> -1
TIME&DATE -> 58 59 23 29 2 2024
\ Structures
BEGIN-STRUCTURE P FIELD: X FIELD: Y END-STRUCTURE P 100 X 100 Y -> 16 100 108
BEGIN-STRUCTURE M CFIELD: A FIELD: B CFIELD: C 5 +FIELD D END-STRUCTURE M 0 A 0 B 0 C 0 D -> 22 0 8 16 17
BEGIN-STRUCTURE E END-STRUCTURE E -> 0
BEGIN-STRUCTURE P FIELD: X FIELD: Y END-STRUCTURE CREATE Q P ALLOT 7 Q X ! 8 Q Y ! Q X @ Q Y @ -> 7 8
0 FIELD: O CONSTANT S S 5 O -> 8 5
3 FIELD: O 0 O -> 16 8
3 CFIELD: O 0 O -> 4 3
3 10 +FIELD O 0 O -> 13 3
BEGIN-STRUCTURE -> throw -16
0 0 END-STRUCTURE -> throw -9
\ Pairs by name, and what is deferred
1 2 2VALUE V V 3 4 TO V V -> 1 2 3 4
5 6 2VALUE V : T TO V ; 7 8 T V -> 7 8
1 2VALUE V -> throw -4
DEFER D ' DUP IS D ACTION-OF D ' DUP = -> -1
DEFER D ' DUP IS D : T ACTION-OF D ; T ' DUP = ' SWAP IS D T ' SWAP = -> -1 -1
ACTION-OF NO-SUCH -> throw -13 "undefined word: NO-SUCH"
\ +FIELD adds what is on the stack, below zero too; an item too many is not the structure's place.
8 -3 +FIELD O 10 O -> 5 18
BEGIN-STRUCTURE S FIELD: A 0 A END-STRUCTURE -> throw -9
BEGIN-STRUCTURE S 5 +FIELD A FIELD: B END-STRUCTURE S 0 B -> 16 8
\ An unfinished structure has no size yet: its name gives what lies in its place.
BEGIN-STRUCTURE S 7 + END-STRUCTURE S -> 7
BEGIN-STRUCTURE S S NIP NIP -> 0
\ EKEY? takes nothing.
EKEY? EKEY? EKEY -> -1 -1 65 keys "A"
)post"};

}  // namespace starkernel::parity
