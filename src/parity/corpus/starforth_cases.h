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
)post"};

}  // namespace starkernel::parity
