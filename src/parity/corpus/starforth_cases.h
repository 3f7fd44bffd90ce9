#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kStarforthCases{.name = "starforth", .line = __LINE__, .text = R"post(
\ Words that mean something else in StarForth than in the standard
STARFORTH FIND DUP ' DUP = -> -1
STARFORTH FIND NO-SUCH -> 0
STARFORTH FIND -> 0
STARFORTH FIND DUP 0= -> 0
STARFORTH 10 20 30 0 ROLL -> 20 30 10
STARFORTH 10 20 30 1 ROLL -> 10 30 20
STARFORTH 10 20 30 2 ROLL -> 10 20 30
STARFORTH 10 20 30 3 ROLL -> throw -4 "stack underflow: ROLL"
STARFORTH 10 20 30 -1 ROLL -> throw -4
STARFORTH ROLL -> throw -4
STARFORTH 10 20 30 FORTH 2 ROLL -> 20 30 10
STARFORTH FORTH BL WORD DUP FIND NIP -> -1
10 20 30 2 ROLL -> 20 30 10
S" FIND" ALSO STARFORTH (FIND) SWAP PREVIOUS ' FIND = -> -1 0
S" FIND" ' STARFORTH SEARCH-WORDLIST NIP -> -1
S" DUP" ' STARFORTH SEARCH-WORDLIST -> 0
STARFORTH 1 2 + -> 3
STARFORTH ORDER -> | "search: STARFORTH FORTH definitions: FORTH "
\ Comments, what INIT and VERSION do, random numbers
5 SEED 4 LOG-LEVEL! INIT LOG-LEVEL@ -> 2
5 SEED INIT 0 999 RANDOM 0 SEED 0 999 RANDOM = -> -1
VERSION -> | "StarKernel, StarForth on Forth-2012 with cells of 64 bits\n"
1 (- a comment ) 2 -> 1 2
: T 1 (- a comment ) 2 ; T -> 1 2
\ RANDOM: x := 6364136223846793005 x + 1442695040888963407 modulo 2^64, scaled by its upper bits.
0 SEED $8000000000000000 $7FFFFFFFFFFFFFFF RANDOM -> $94057B7EF767814F
0 SEED 0 999 RANDOM 0 999 RANDOM -> 78 101
5 SEED 0 999 RANDOM -> 803
0 SEED 0 999 RANDOM 0 SEED 0 999 RANDOM = -> -1
5 5 RANDOM -> 5
-3 -3 RANDOM -> -3
: T 1000 0 DO -3 3 RANDOM -3 4 WITHIN 0= IF I LEAVE THEN LOOP ; T ->
2 1 RANDOM -> throw -24
1 RANDOM -> throw -4
SEED -> throw -4
1 (- ) 2 -> 1 2
: T [ 1 (- a ) ] LITERAL (- b ) ; T -> 1
7 SEED 0 9 RANDOM 7 SEED 0 9 RANDOM = -> -1
0 WAIT ->
-1 WAIT ->
WAIT -> throw -4
)post"};

}  // namespace starkernel::parity
