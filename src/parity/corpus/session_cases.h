#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kSessionCases{.name = "session", .line = __LINE__, .text = R"post(
\ COLD and REBOOT make the VM instance anew: it then waits at its prompt.
1 2 COLD -> waits 0 | "ok\n"
1 REBOOT 3 -> waits 0 | "ok\n"
: T COLD 5 ; T -> waits 0 | "ok\n"
\ WARM keeps the words.
1 2 WARM -> throw -1
HEX 10 ' WARM CATCH BASE @ -> 16 -1 10
: MINE 5 ; ' WARM CATCH MINE -> -1 5
SAVE-SYSTEM -> throw -21 "unsupported operation: SAVE-SYSTEM"
5 SEED 4 LOG-LEVEL! INIT LOG-LEVEL@ -> 2
5 SEED INIT 0 999 RANDOM 0 SEED 0 999 RANDOM = -> -1
VERSION -> | "StarKernel, StarForth on Forth-2012 with cells of 64 bits\n"
1 79-STANDARD 2 -> 1 2
1 NOP 2 -> 1 2
: T NOP 1 NOP ; T -> 1
1 (- a comment ) 2 -> 1 2
: T 1 (- a comment ) 2 ; T -> 1 2
WORDLIST CONSTANT W W SET-CURRENT : ONE-WORD ; GET-ORDER W SWAP 1+ SET-ORDER VLIST -> | "ONE-WORD\n"
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
)post"};

}  // namespace starkernel::parity
