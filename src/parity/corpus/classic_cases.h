#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kClassicCases{.name = "classic", .line = __LINE__, .text = R"post(
\ Words from FORTH-79 and fig-FORTH
PAD 5 EXPECT SPAN @ -> 3 keys "abc\n" | "abc "
PAD 5 EXPECT PAD SPAN @ TYPE -> keys "abc\n" | "abc abc"
PAD 2 EXPECT SPAN @ -> 0 keys "\n" | " "
SPAN @ -> 0
SPAN CONTEXT <> SPAN CURRENT <> -> -1 -1
TIB -> $2000
QUERY -> throw -21 "unsupported operation: QUERY"
?TERMINAL -> 0
?TERMINAL -> -1 keys "A"
\ CONVERT begins behind the address.
: C C" 123x" ; 0 0 C CONVERT C@ -> 123 0 120
: C C" 123x" ; 7 0 C CONVERT DROP -> 7123 0
: C C" 12" ; HEX 0 0 C CONVERT DROP DECIMAL -> 18 0
: C C" x" ; 0 0 C CONVERT C@ -> 0 0 120
0 0 -1 CONVERT -> throw -9
0 CONVERT -> throw -4
\ NUMBER
BL WORD 42 NUMBER -> 42 0
BL WORD -42 NUMBER -> -42 -1
BL WORD $FF NUMBER -> 255 0
BL WORD 18446744073709551616. NUMBER -> 0 1
BL WORD 18446744073709551616 NUMBER -> throw -11
BL WORD 4x NUMBER -> throw -13 "undefined word: 4x"
0 NUMBER -> throw -9
NUMBER -> throw -4
\ ENCLOSE: begin, end, where to go on; a zero ends the text.
: T S\" ab cd\z" DROP ; T BL ENCLOSE 3 ROLL DROP -> 0 2 3
: T S\"   ab cd\z" DROP ; T BL ENCLOSE 3 ROLL DROP -> 2 4 5
: T S\" cd\z" DROP ; T BL ENCLOSE 3 ROLL DROP -> 0 2 2
: T S\" \z" DROP ; T BL ENCLOSE 3 ROLL DROP -> 0 1 1
: T S\" axb\z" DROP ; T CHAR x ENCLOSE 3 ROLL DROP -> 0 1 2
0 BL ENCLOSE -> throw -9
\ SCAN SKIP
S" aabb" CHAR b SCAN TYPE -> | "bb"
S" aabb" CHAR x SCAN NIP -> 0
S" aabb" CHAR a SCAN NIP -> 4
PAD 0 BL SCAN NIP -> 0
S" aabb" CHAR a SKIP TYPE -> | "bb"
S" aa" CHAR a SKIP NIP -> 0
S" ab" CHAR b SKIP TYPE -> | "ab"
0 1 BL SCAN -> throw -9
1 BL SKIP -> throw -4
\ 2,
HERE 1 2 2, HERE OVER - SWAP 2@ -> 16 1 2
1 2, -> throw -4
)post"};

}  // namespace starkernel::parity
