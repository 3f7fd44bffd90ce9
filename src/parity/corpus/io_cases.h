#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kIoCases{.name = "io", .line = __LINE__, .text = R"post(
\ EMIT CR SPACE SPACES TYPE
65 EMIT -> | "A"
65 EMIT 66 EMIT -> | "AB"
321 EMIT -> | "A"
32 EMIT -> | " "
10 EMIT -> | "\n"
0 EMIT -> | "\x00"
7 EMIT -> | "\x07"
195 EMIT 164 EMIT -> | "\xc3\xa4"
EMIT -> throw -4 "stack underflow: EMIT"
CR -> | "\n"
CR CR -> | "\n\n"
65 EMIT CR 66 EMIT -> | "A\nB"
SPACE -> | " "
SPACE SPACE -> | "  "
0 SPACES ->
1 SPACES -> | " "
5 SPACES -> | "     "
-1 SPACES ->
$8000000000000000 SPACES ->
64 SPACES -> | "                                                                "
65 SPACES -> | "                                                                 "
: T 5 0 DO 60 SPACES CR LOOP ; T -> | "                                                            \n                                                            \n                                                            \n                                                            \n                                                            \n"
SPACES -> throw -4 "stack underflow: SPACES"
PAD 0 TYPE ->
0 0 TYPE ->
-1 0 TYPE ->
PAD 3 65 FILL PAD 3 TYPE -> | "AAA"
0 1 TYPE -> throw -9 "invalid memory address: 0x0 in TYPE, valid are 0x1000 to 0x1ffff"
131071 2 TYPE -> throw -9
131071 1 88 FILL 131071 1 TYPE -> | "X"
PAD -1 TYPE -> throw -9
1 TYPE -> throw -4 "stack underflow: TYPE"
: T PAD 5 65 FILL 2 0 DO PAD I 1+ TYPE SPACE LOOP ; T -> | "A AA "
\ What is written before an error is written.
65 EMIT 0 @ -> throw -9 | "A"
65 EMIT CR 0 @ -> throw -9 | "A\n"
: T ." ab" 1 THROW ." cd" ; T -> throw 1 | "ab"
: T ." ab" 1 THROW ; ' T CATCH ." cd" -> 1 | "abcd"
\ .S shows and keeps the stack.
.S -> | "<0> "
1 2 3 .S -> 1 2 3 | "<3> 1 2 3 "
-1 .S -> -1 | "<1> -1 "
255 HEX .S DECIMAL -> 255 | "<1> FF "
\ ?
VARIABLE V 5 V ! V ? -> | "5 "
VARIABLE V -5 V ! V ? -> | "-5 "
VARIABLE V 255 V ! HEX V ? DECIMAL -> | "FF "
0 ? -> throw -9 "invalid memory address: 0x0 in ?, valid are 0x1000 to 0x1ffff"
? -> throw -4
\ KEY waits, and takes one key after the other.
KEY -> 65 keys "A"
KEY KEY -> 65 66 keys "AB"
KEY -> 65 keys "AB"
KEY -> 10 keys "\n"
KEY -> 255 keys "\xff"
KEY -> waits 0
KEY KEY -> 65 waits 0 keys "A"
: T KEY KEY + ; T -> 131 keys "AB"
: T KEY EMIT ; T -> keys "A" | "A"
\ KEY? asks and takes nothing.
KEY? -> 0
KEY? -> -1 keys "A"
KEY? KEY KEY? -> -1 65 0 keys "A"
KEY? KEY? KEY -> -1 -1 65 keys "A"
\ The user's interrupt is a THROW.
KEY -> throw -28 keys "\x03"
: T KEY ; T -> throw -28 "user interrupt: KEY" keys "\x03"
: T KEY ; ' T CATCH -> -28 keys "\x03"
: T KEY ; ' T CATCH KEY -> -28 65 keys "\x03A"
\ ACCEPT reads a line, without its end, and shows what is typed.
PAD 10 ACCEPT -> 3 keys "abc\n" | "abc "
PAD 10 ACCEPT PAD SWAP TYPE -> keys "abc\n" | "abc abc"
PAD 10 ACCEPT -> 0 keys "\n" | " "
PAD 10 ACCEPT -> 3 keys "abc\r" | "abc "
PAD 10 ACCEPT KEY -> 3 65 keys "abc\r\nA" | "abc "
PAD 10 ACCEPT PAD 10 ACCEPT -> 1 2 keys "a\nbc\n" | "a bc "
PAD 3 ACCEPT PAD SWAP TYPE -> keys "abcd\n" | "abc\x07 abc"
PAD 0 ACCEPT -> 0 keys "a\n" | "\x07 "
PAD 10 ACCEPT PAD SWAP TYPE -> keys "ab\x08c\n" | "ab\x08 \x08c ac"
PAD 10 ACCEPT PAD SWAP TYPE -> keys "ab\x7fc\n" | "ab\x08 \x08c ac"
PAD 10 ACCEPT -> 1 keys "\x08a\n" | "a "
PAD 10 ACCEPT PAD SWAP TYPE -> keys "\xc3\xa4\x08b\n" | "\xc3\xa4\x08 \x08b b"
PAD 10 ACCEPT PAD SWAP TYPE -> keys "a\tb\n" | "a b a b"
PAD 10 ACCEPT PAD SWAP TYPE -> keys "a\x01b\n" | "ab ab"
: T PAD 10 ACCEPT ; T -> 2 keys "ab\n" | "ab "
0 1 ACCEPT -> throw -9 "invalid memory address: 0x0 in ACCEPT, valid are 0x1000 to 0x1ffff"
131071 2 ACCEPT -> throw -9
PAD -1 ACCEPT -> throw -9
1 ACCEPT -> throw -4 "stack underflow: ACCEPT"
: T PAD 10 ACCEPT ; ' T CATCH -> -28 keys "ab\x03" | "ab"
: T PAD 10 ACCEPT DROP ; T KEY -> 65 keys "ab\nA" | "ab "
\ ?TERMINAL is KEY? by its older name.
?TERMINAL -> 0
?TERMINAL -> -1 keys "A"
?TERMINAL KEY ?TERMINAL -> -1 65 0 keys "A"
: T BEGIN ?TERMINAL WHILE KEY REPEAT ; T -> 65 66 keys "AB"
\ Only the last byte of what EMIT is given counts, and TYPE writes any byte as it is.
-1 EMIT -> | "\xff"
$4142 EMIT -> | "B"
PAD 3 0 FILL PAD 3 TYPE -> | "\x00\x00\x00"
PAD 1 10 FILL PAD 1 TYPE -> | "\n"
S" a" TYPE S" b" TYPE SPACE S" c" TYPE -> | "ab c"
CR 65 EMIT CR -> | "\nA\n"
: T CR ." a" CR ; T -> | "\na\n"
\ ." and what it stands in
: T 3 0 DO ." x" LOOP ; T -> | "xxx"
: T IF ." yes" ELSE ." no" THEN ; 1 T 0 T -> | "yesno"
: T ." unfinished -> throw -39
: T ." a" ; IMMEDIATE : U T ; -> | "a"
\ KEY gives bytes, of whatever key; all graphic characters come and go as they are.
KEY KEY -> 27 91 keys "\x1b[A"
: T 127 32 DO I EMIT LOOP ; T -> | " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"
: T 95 0 DO I 32 + PAD I + C! LOOP PAD 95 TYPE ; T -> | " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"
: T 95 0 DO KEY I 32 + <> IF I LEAVE THEN LOOP ; T -> keys " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"
\ ACCEPT appends nothing, and may be given room for more than 32767 characters.
PAD 3 88 FILL PAD 3 ACCEPT PAD 2 + C@ -> 2 88 keys "ab\n" | "ab "
HERE 40000 ACCEPT -> 3 keys "abc\n" | "abc "
)post"};

}  // namespace starkernel::parity
