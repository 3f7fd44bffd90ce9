#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kKeyboardCases{.name = "keyboard", .line = __LINE__, .text = R"post(
\ XKEY reads one character, whatever its length.
XKEY -> 65 keys "A"
XKEY -> 233 keys "\xc3\xa9"
XKEY -> 8364 keys "\xe2\x82\xac"
XKEY -> 128512 keys "\xf0\x9f\x98\x80"
XKEY XKEY -> 65533 65 keys "\x80A"
XKEY XKEY -> 65533 121 keys "\xc3y"
XKEY? -> 0
XKEY? -> -1 keys "A"
XKEY? XKEY XKEY? -> -1 65 0 keys "A"
\ Its parts
65 (XKEY) -> 65 1 0
$C3 (XKEY) -> 3 2 1
$E2 (XKEY) -> 2 3 2
$F0 (XKEY) -> 0 4 3
$80 (XKEY) -> 65533 0 0
3 2 1 (XKEY+) -> 233 2 0 keys "\xa9"
2 3 2 (XKEY+) -> 130 3 1 keys "\x82"
2 3 2 (XKEY+) (XKEY+) -> 8364 3 0 keys "\x82\xac"
3 2 1 (XKEY+) KEY -> 65533 2 0 121 keys "y"
(ESC) K-DELETE = -> -1 keys "[3~"
(ESC) K-F1 = -> -1 keys "OP"
(ESC) 113 K-ALT-MASK OR = -> -1 keys "q"
(EVENT) -> 8364 keys "\xe2\x82\xac"
(EVENT) K-UP = -> -1 keys "\x1b[A"
\ (CSI): numbers go on, a letter ends.
0 0 '5' (CSI) -> 0 5 0
0 5 '1' (CSI) -> 0 51 0
1 5 ';' (CSI) -> 5 0 0
0 0 'A' (CSI) SWAP K-UP = -> -1 -1
0 15 '~' (CSI) SWAP K-F5 = -> -1 -1
1 2 'A' (CSI) SWAP K-UP K-SHIFT-MASK OR = -> -1 -1
\ EKEY: characters and function keys
EKEY -> 65 keys "A"
EKEY -> 8364 keys "\xe2\x82\xac"
EKEY K-LEFT = -> -1 keys "\x1b[D"
EKEY K-RIGHT = -> -1 keys "\x1b[C"
EKEY K-RIGHT = -> -1 keys "\x1bOC"
EKEY K-UP = -> -1 keys "\x1b[A"
EKEY K-DOWN = -> -1 keys "\x1b[B"
EKEY K-HOME = -> -1 keys "\x1b[H"
EKEY K-HOME = -> -1 keys "\x1b[1~"
EKEY K-END = -> -1 keys "\x1b[F"
EKEY K-END = -> -1 keys "\x1b[4~"
EKEY K-INSERT = -> -1 keys "\x1b[2~"
EKEY K-DELETE = -> -1 keys "\x1b[3~"
EKEY K-PRIOR = -> -1 keys "\x1b[5~"
EKEY K-NEXT = -> -1 keys "\x1b[6~"
EKEY K-F1 = -> -1 keys "\x1bOP"
EKEY K-F2 = -> -1 keys "\x1bOQ"
EKEY K-F3 = -> -1 keys "\x1bOR"
EKEY K-F4 = -> -1 keys "\x1bOS"
EKEY K-F5 = -> -1 keys "\x1b[15~"
EKEY K-F6 = -> -1 keys "\x1b[17~"
EKEY K-F7 = -> -1 keys "\x1b[18~"
EKEY K-F8 = -> -1 keys "\x1b[19~"
EKEY K-F9 = -> -1 keys "\x1b[20~"
EKEY K-F10 = -> -1 keys "\x1b[21~"
EKEY K-F11 = -> -1 keys "\x1b[23~"
EKEY K-F12 = -> -1 keys "\x1b[24~"
EKEY K-F12 = -> 0 keys "\x1b[23~"
EKEY K-UP K-SHIFT-MASK OR = -> -1 keys "\x1b[1;2A"
EKEY K-F5 K-CTRL-MASK OR = -> -1 keys "\x1b[15;5~"
EKEY K-DELETE K-ALT-MASK OR = -> -1 keys "\x1b[3;3~"
EKEY 'x' K-ALT-MASK OR = -> -1 keys "\x1bx"
EKEY -> 27 keys "\x1b"
\ Masks are bits of their own, and no key has one.
K-SHIFT-MASK K-CTRL-MASK AND -> 0
K-SHIFT-MASK K-ALT-MASK AND -> 0
K-CTRL-MASK K-ALT-MASK AND -> 0
K-F12 K-SHIFT-MASK K-CTRL-MASK OR K-ALT-MASK OR AND -> 0
\ What an event is
EKEY? -> 0
EKEY? -> -1 keys "A"
65 EKEY>CHAR -> 65 -1
127 EKEY>CHAR -> 127 -1
128 EKEY>CHAR -> 128 0
K-UP EKEY>CHAR SWAP K-UP = -> 0 -1
8364 EKEY>XCHAR -> 8364 -1
$110000 EKEY>XCHAR -> $110000 0
K-UP EKEY>XCHAR NIP -> 0
K-UP EKEY>FKEY SWAP K-UP = -> -1 -1
65 EKEY>FKEY NIP -> 0
EKEY EKEY>FKEY SWAP K-UP = -> -1 0 keys "\x1b[99~"
EKEY>CHAR -> throw -4
)post"};

}  // namespace starkernel::parity
