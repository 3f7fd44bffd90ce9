#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kXcharCases{.name = "xchar", .line = __LINE__, .text = R"post(
\ Extended characters, as UTF-8 (RFC 3629) has them.
\ XC-SIZE: both sides of each length.
0 XC-SIZE -> 1
$7F XC-SIZE -> 1
$80 XC-SIZE -> 2
$7FF XC-SIZE -> 2
$800 XC-SIZE -> 3
$FFFF XC-SIZE -> 3
$10000 XC-SIZE -> 4
$10FFFF XC-SIZE -> 4
$110000 XC-SIZE -> throw -77
-1 XC-SIZE -> throw -77
$D7FF XC-SIZE -> 3
$D800 XC-SIZE -> throw -77
$DFFF XC-SIZE -> throw -77
$E000 XC-SIZE -> 3
XC-SIZE -> throw -4 "stack underflow: XC-SIZE"
\ X-SIZE looks at the first character only.
S\" \xC3\xA9x" X-SIZE -> 2
S\" \xE2\x82\xACx" X-SIZE -> 3
S\" \xF0\x9F\x98\x80x" X-SIZE -> 4
S" x" X-SIZE -> 1
PAD 0 X-SIZE -> 0
S\" \x80x" X-SIZE -> 1
0 1 X-SIZE -> throw -9
1 X-SIZE -> throw -4
\ XC-WIDTH X-WIDTH
65 XC-WIDTH -> 1
$E9 XC-WIDTH -> 1
$20AC XC-WIDTH -> 1
-1 XC-WIDTH -> throw -77
S\" \xC3\xA9\xE2\x82\xACx" X-WIDTH -> 3
S" abc" X-WIDTH -> 3
PAD 0 X-WIDTH -> 0
\ XC@+ XC!+
S\" \xE2\x82\xACx" DROP XC@+ SWAP C@ -> 8364 120
S\" \xC3\xA9x" DROP XC@+ SWAP C@ -> 233 120
S\" \xF0\x9F\x98\x80x" DROP XC@+ SWAP C@ -> 128512 120
S" ab" DROP XC@+ SWAP C@ -> 97 98
S\" \x80y" DROP XC@+ SWAP C@ -> 65533 121
S\" \xC3y" DROP XC@+ SWAP C@ -> 65533 121
0 XC@+ -> throw -9 "invalid memory address: 0x0 in XC@+, valid are 0x1000 to 0x1ffff"
$1FFFF XC@+ -> $20000 0
$20000 XC@+ -> throw -9
$20AC PAD XC!+ PAD - -> 3
$20AC PAD XC!+ DROP PAD C@ PAD 1+ C@ PAD 2 + C@ -> $E2 $82 $AC
$E9 PAD XC!+ DROP PAD C@ PAD 1+ C@ -> $C3 $A9
$1F600 PAD XC!+ DROP PAD XC@+ NIP -> $1F600
65 PAD XC!+ PAD - PAD C@ -> 1 65
$10FFFF PAD XC!+ DROP PAD 4 TYPE -> | "\xf4\x8f\xbf\xbf"
$20AC $1FFFE XC!+ -> throw -9
$20AC $1FFFD XC!+ -> $20000
$D800 PAD XC!+ DROP -> throw -77
\ XC!+? tells whether it fits.
$20AC PAD 3 XC!+? ROT PAD - -> 0 -1 3
$20AC PAD 2 XC!+? ROT PAD - -> 2 0 0
$20AC PAD 9 XC!+? ROT PAD - -> 6 -1 3
65 PAD 0 XC!+? ROT PAD - -> 0 0 0
\ XC,
HERE $20AC XC, HERE SWAP - -> 3
HERE $1F600 XC, XC@+ NIP -> $1F600
HERE 65 XC, C@ -> 65
-1 XC, -> throw -77
\ XCHAR+ XCHAR-
S\" \xE2\x82\xACx" DROP DUP XCHAR+ SWAP - -> 3
S\" \xE2\x82\xACx" DROP XCHAR+ C@ -> 120
S" ab" DROP DUP XCHAR+ SWAP - -> 1
S\" a\xE2\x82\xAC" OVER + XCHAR- SWAP - -> 1
S\" a\xC3\xA9" OVER + XCHAR- SWAP - -> 1
S" ab" OVER + XCHAR- SWAP - -> 1
S\" ab\x80" OVER + XCHAR- SWAP - -> 2
$20000 XCHAR+ -> throw -9
$20000 XCHAR- -> $1FFFF
$1001 XCHAR- -> $1000
$1000 XCHAR- -> throw -9
0 XCHAR- -> throw -9
\ +X/STRING X\STRING-
S\" \xC3\xA9x" +X/STRING TYPE -> | "x"
S\" \xE2\x82\xAC" +X/STRING NIP -> 0
S" ab" +X/STRING TYPE -> | "b"
PAD 0 +X/STRING NIP -> 0
S\" x\xC3\xA9" X\STRING- TYPE -> | "x"
S\" x\xE2\x82\xAC" X\STRING- TYPE -> | "x"
S" ab" X\STRING- TYPE -> | "a"
PAD 0 X\STRING- NIP -> 0
\ -TRAILING-GARBAGE takes off a character that is cut.
S\" ab\xE2\x82" -TRAILING-GARBAGE TYPE -> | "ab"
S\" ab\xC3" -TRAILING-GARBAGE TYPE -> | "ab"
S\" a\xE2\x82\xAC" -TRAILING-GARBAGE NIP -> 4
S" abc" -TRAILING-GARBAGE NIP -> 3
PAD 0 -TRAILING-GARBAGE NIP -> 0
\ XEMIT XHOLD
$E9 XEMIT -> | "\xc3\xa9"
$20AC XEMIT -> | "\xe2\x82\xac"
65 XEMIT -> | "A"
$D800 XEMIT -> throw -77 "malformed extended character: no character: 55296, valid are 0 to 1114111"
5 0 <# #S $20AC XHOLD #> TYPE -> | "\xe2\x82\xac5"
7 0 <# 65 XHOLD #S #> TYPE -> | "7A"
<# -1 XHOLD -> throw -77
\ What is too long for its value, a surrogate and what is beyond the last are no characters.
S\" \xC0\x80" DROP XC@+ NIP -> 65533
S\" \xED\xA0\x80" DROP XC@+ NIP -> 65533
S\" \xF4\x90\x80\x80" DROP XC@+ NIP -> 65533
\ Cut characters: each byte counts alone, unless -TRAILING-GARBAGE takes them off.
S\" \xE2\x82" X-SIZE -> 1
S\" a\xE2\x82" X\STRING- NIP -> 2
S\" \xF0\x9F\x98" -TRAILING-GARBAGE NIP -> 0
S\" a\xF0\x9F\x98" -TRAILING-GARBAGE TYPE -> | "a"
S\" a\xF0\x9F\x98\x80" -TRAILING-GARBAGE NIP -> 5
\ XC!+? that does not fit stores nothing; both sides of each length
0 PAD ! $20AC PAD 2 XC!+? 2DROP DROP PAD @ -> 0
$E9 PAD 1 XC!+? NIP NIP $E9 PAD 2 XC!+? NIP NIP -> 0 -1
$1F600 PAD 3 XC!+? NIP NIP $1F600 PAD 4 XC!+? NIP NIP -> 0 -1
\ Four bytes backwards and forwards
S\" a\xF0\x9F\x98\x80" OVER + XCHAR- SWAP - -> 1
S\" \xF0\x9F\x98\x80x" OVER XCHAR+ NIP SWAP - -> 4
S\" a\xF0\x9F\x98\x80" X\STRING- TYPE -> | "a"
S\" \xF0\x9F\x98\x80x" +X/STRING TYPE -> | "x"
$1F600 XEMIT -> | "\xf0\x9f\x98\x80"
PAD -1 X-WIDTH -> throw -9
PAD -1 +X/STRING -> throw -9
PAD -1 -TRAILING-GARBAGE -> throw -9
)post"};

}  // namespace starkernel::parity
