#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kStringCases{.name = "string", .line = __LINE__, .text = R"post(
\ S" while interpreting
S" abc" TYPE -> | "abc"
S" abc" NIP -> 3
S" " NIP -> 0
S"  a" NIP -> 2
S" a b  c" TYPE -> | "a b  c"
S" abc" S" def" 2SWAP TYPE TYPE -> | "abcdef"
S" abc" OVER C@ NIP NIP -> 97
S" abc def
TYPE -> | "abc def"
S" a\n" NIP -> 3
\ S" C" and ." in a definition
: T S" abc" ; T TYPE -> | "abc"
: T S" " ; T NIP -> 0
: T S" abc" ; T T ROT = -ROT = -> -1 -1
: T S" abc" S" de" ; T TYPE TYPE -> | "deabc"
: T C" abc" ; T COUNT TYPE -> | "abc"
: T C" abc" ; T C@ -> 3
: T C" " ; T C@ -> 0
C" abc" -> throw -14 "interpreting a compile-only word: C\""
: T ." abc" ; T T -> | "abcabc"
: T ." " ; T ->
." abc" -> | "abc"
." a b" ." c" -> | "a bc"
." " ->
.( abc) -> | "abc"
: T .( abc) ; -> | "abc"
: T .( abc) 5 ; T -> 5 | "abc"
.( a"b) -> | "a\"b"
.( ) ->
\ COUNT
CREATE A 3 C, 65 C, 66 C, 67 C, A COUNT TYPE -> | "ABC"
CREATE A 3 C, A COUNT NIP -> 3
CREATE A 0 C, A COUNT NIP -> 0
CREATE A 255 C, A COUNT NIP -> 255
CREATE A 3 C, A COUNT DROP A - -> 1
131071 COUNT NIP -> 0
131072 COUNT -> throw -9 "invalid memory address: 0x20000 in COUNT, valid are 0x1000 to 0x1ffff"
0 COUNT -> throw -9
COUNT -> throw -4 "stack underflow: COUNT"
\ COMPARE: characters first, then lengths, by byte without a sign.
S" abc" S" abc" COMPARE -> 0
S" abc" S" abd" COMPARE -> -1
S" abd" S" abc" COMPARE -> 1
S" abc" S" ab" COMPARE -> 1
S" ab" S" abc" COMPARE -> -1
S" " S" " COMPARE -> 0
S" " S" a" COMPARE -> -1
S" a" S" " COMPARE -> 1
S" ABC" S" abc" COMPARE -> -1
S" b" S" abc" COMPARE -> 1
CREATE A 255 C, CREATE B 1 C, A 1 B 1 COMPARE -> 1
CREATE A 128 C, CREATE B 127 C, A 1 B 1 COMPARE -> 1
PAD 0 0 0 COMPARE -> 0
0 1 PAD 1 COMPARE -> throw -9
PAD 1 0 1 COMPARE -> throw -9
PAD -1 PAD 1 COMPARE -> throw -9
1 2 3 COMPARE -> throw -4 "stack underflow: COMPARE"
\ -TRAILING
S" abc  " -TRAILING TYPE -> | "abc"
S" abc" -TRAILING TYPE -> | "abc"
S"  a b " -TRAILING TYPE -> | " a b"
S"    " -TRAILING NIP -> 0
S" " -TRAILING NIP -> 0
0 1 -TRAILING -> throw -9
0 0 -TRAILING NIP -> 0
1 -TRAILING -> throw -4 "stack underflow: -TRAILING"
\ /STRING does not look at the length.
S" abcdef" 2 /STRING TYPE -> | "cdef"
S" abcdef" 0 /STRING TYPE -> | "abcdef"
S" abcdef" 6 /STRING NIP -> 0
S" abcdef" 7 /STRING NIP -> -1
100 5 -1 /STRING -> 99 6
100 5 2 /STRING -> 102 3
S" abcdef" 2 /STRING -2 /STRING TYPE -> | "abcdef"
1 2 /STRING -> throw -4 "stack underflow: /STRING"
\ CHAR and [CHAR]
CHAR A -> 65
CHAR ABC -> 65
CHAR -> throw -16
: T [CHAR] A ; T -> 65
: T [CHAR] ABC ; T -> 65
: T [CHAR] ( [CHAR] ) ; T -> 40 41
[CHAR] A -> throw -14
: T CHAR ; T X -> 88
BL -> 32
: T [CHAR] -> throw -16
\ SLITERAL
: T [ S" abc" ] SLITERAL ; T TYPE -> | "abc"
: T [ S" " ] SLITERAL ; T NIP -> 0
: T [ S" abc" ] SLITERAL ; S" xyz" 2DROP S" xyz" 2DROP T TYPE -> | "abc"
: T [ 0 1 ] SLITERAL ; -> throw -9
: T [ 1 ] SLITERAL ; -> throw -4
S" a" SLITERAL -> throw -14
\ WORD
BL WORD abc COUNT TYPE -> | "abc"
BL WORD    abc   COUNT TYPE -> | "abc"
CHAR ) WORD abc def) COUNT TYPE -> | "abc def"
CHAR x WORD xxabcx COUNT TYPE -> | "abc"
CHAR x WORD abc
COUNT TYPE -> | "abc"
BL WORD
COUNT NIP -> 0
: T BL WORD COUNT ; T abc TYPE -> | "abc"
BL WORD abc COUNT + C@ -> 32
WORD -> throw -4
\ PARSE takes what comes first, even nothing.
CHAR ) PARSE abc) TYPE -> | "abc"
CHAR ) PARSE ) NIP -> 0
CHAR ) PARSE  abc) TYPE -> | " abc"
CHAR x PARSE abcx TYPE -> | "abc"
CHAR ) PARSE abc
TYPE -> | "abc"
BL PARSE abc TYPE -> | "abc"
PARSE -> throw -4
\ PARSE-NAME
PARSE-NAME abc TYPE -> | "abc"
PARSE-NAME    abc   TYPE -> | "abc"
PARSE-NAME abc DROP PARSE-NAME def DROP - -> -20
: T PARSE-NAME PARSE-NAME ; T ab cde TYPE TYPE -> | "cdeab"
PARSE-NAME
NIP -> 0
\ Words of the STRING set
\ WORD: an empty result from delimiters alone; 255 characters; the closing delimiter is taken along.
CHAR , WORD ,,,
COUNT NIP -> 0
BL WORD abc DUP 1+ 88 SWAP C! COUNT TYPE -> | "Xbc"
CHAR x WORD  abx COUNT TYPE -> | " ab"
CHAR , WORD ab,5 SWAP COUNT NIP -> 5 2
: T S" BL WORD " PAD SWAP MOVE PAD 8 + 255 65 FILL PAD 263 EVALUATE COUNT NIP ; T -> 255
: T S" BL WORD " PAD SWAP MOVE PAD 8 + 256 65 FILL PAD 264 EVALUATE ; ' T CATCH -> -18
\ What PARSE and PARSE-NAME give lies in the input buffer.
CHAR x PARSE abx DROP SOURCE DROP - -> 13
CHAR , PARSE ab,5 NIP NIP -> 5
PARSE-NAME abc DROP SOURCE DROP - -> 11
S" PARSE-NAME   " EVALUATE NIP -> 0
\ Blanks before a name are skipped.
CHAR    A -> 65
: T [CHAR]    A ; T -> 65
\ A counted string has 255 characters at most.
: T S\" : X C\" " PAD SWAP MOVE PAD 7 + 255 65 FILL S\" \" ;" PAD 262 + SWAP MOVE PAD 265 EVALUATE ; T X C@ -> 255
: T S\" : X C\" " PAD SWAP MOVE PAD 7 + 256 65 FILL S\" \" ;" PAD 263 + SWAP MOVE PAD 266 EVALUATE ; ' T CATCH -> -18
\ Without its delimiter a text ends with the line.
S" abc
NIP -> 3
.( abc -> | "abc"
." abc -> | "abc"
-1 PARSE abc -> throw -77
)post"};

}  // namespace starkernel::parity
