#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kEditorCases{.name = "editor", .line = __LINE__, .text = R"post(
\ S replaces a line of the current screen by the rest of the input line.
ALSO STARFORTH 5 SCR ! 0 S 1 2
5 LOAD -> 1 2
ALSO STARFORTH 5 SCR ! 15 S 1 2
5 LOAD -> 1 2
ALSO STARFORTH 5 SCR ! 0 S 1 2
0 S 3
5 LOAD -> 3
ALSO STARFORTH 5 SCR ! 0 S 1
FLUSH 5 LOAD -> 1
ALSO STARFORTH 5 SCR ! 0 S 1
0 S
5 LOAD ->
ALSO STARFORTH 5 SCR ! 2 S xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
5 BLOCK 191 + C@ 5 BLOCK 192 + C@ -> 120 32
ALSO STARFORTH 5 SCR ! 2 S xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx -> throw -18 "parsed string overflow: the line is too long, the limit is 64"
ALSO STARFORTH 5 SCR ! 16 S x -> throw -24 "invalid numeric argument: line 16, valid are 0 to 15"
ALSO STARFORTH 5 SCR ! -1 S x -> throw -24
ALSO STARFORTH 0 S x -> throw -35
ALSO STARFORTH S -> throw -4
5 SCR ! 0 S x -> throw -13 "undefined word: S"
\ L shows the current screen, SHOW several.
ALSO STARFORTH 5 SCR ! 3 S third
L -> | "Block 5\n 0|\n 1|\n 2|\n 3|third\n 4|\n 5|\n 6|\n 7|\n 8|\n 9|\n10|\n11|\n12|\n13|\n14|\n15|\n"
ALSO STARFORTH L -> throw -35
5 6 SHOW SCR @ -> 6 | "Block 5\n 0|\n 1|\n 2|\n 3|\n 4|\n 5|\n 6|\n 7|\n 8|\n 9|\n10|\n11|\n12|\n13|\n14|\n15|\nBlock 6\n 0|\n 1|\n 2|\n 3|\n 4|\n 5|\n 6|\n 7|\n 8|\n 9|\n10|\n11|\n12|\n13|\n14|\n15|\n"
5 5 SHOW -> | "Block 5\n 0|\n 1|\n 2|\n 3|\n 4|\n 5|\n 6|\n 7|\n 8|\n 9|\n10|\n11|\n12|\n13|\n14|\n15|\n"
0 1 SHOW -> throw -35
1 SHOW -> throw -4
\ EDIT: the screen is drawn below its heading, with the cursor behind the line numbers. Ctrl-X ends.
5 EDIT SCR @ -> 5 keys "\x18" | "\x1b[2J\x1b[HBlock 5\n 0|\n 1|\n 2|\n 3|\n 4|\n 5|\n 6|\n 7|\n 8|\n 9|\n10|\n11|\n12|\n13|\n14|\n15|\n\x1b[2;4H\x1b[17;67H\n"
5 EDIT 5 BLOCK C@ 5 BLOCK 1+ C@ -> 65 32 keys "A\x18" | "\x1b[2J\x1b[HBlock 5\n 0|\n 1|\n 2|\n 3|\n 4|\n 5|\n 6|\n 7|\n 8|\n 9|\n10|\n11|\n12|\n13|\n14|\n15|\n\x1b[2;4H\x1b[2;4HA\x1b[2;5H\x1b[17;67H\n"
5 EDIT FLUSH 5 BLOCK C@ -> 65 keys "A\x18" | "\x1b[2J\x1b[HBlock 5\n 0|\n 1|\n 2|\n 3|\n 4|\n 5|\n 6|\n 7|\n 8|\n 9|\n10|\n11|\n12|\n13|\n14|\n15|\n\x1b[2;4H\x1b[2;4HA\x1b[2;5H\x1b[17;67H\n"
5 EDIT 5 BLOCK 64 + C@ -> 65 keys "\x1b[BA\x18" | "\x1b[2J\x1b[HBlock 5\n 0|\n 1|\n 2|\n 3|\n 4|\n 5|\n 6|\n 7|\n 8|\n 9|\n10|\n11|\n12|\n13|\n14|\n15|\n\x1b[2;4H\x1b[3;4H\x1b[3;4HA\x1b[3;5H\x1b[17;67H\n"
5 EDIT 5 BLOCK 1+ C@ -> 65 keys "\x1b[CA\x18" | "\x1b[2J\x1b[HBlock 5\n 0|\n 1|\n 2|\n 3|\n 4|\n 5|\n 6|\n 7|\n 8|\n 9|\n10|\n11|\n12|\n13|\n14|\n15|\n\x1b[2;4H\x1b[2;5H\x1b[2;4H A\x1b[2;6H\x1b[17;67H\n"
5 EDIT 5 BLOCK C@ -> 65 keys "\x1b[D\x1b[AA\x18" | "\x1b[2J\x1b[HBlock 5\n 0|\n 1|\n 2|\n 3|\n 4|\n 5|\n 6|\n 7|\n 8|\n 9|\n10|\n11|\n12|\n13|\n14|\n15|\n\x1b[2;4H\x1b[2;4H\x1b[2;4H\x1b[2;4HA\x1b[2;5H\x1b[17;67H\n"
5 EDIT 5 BLOCK 63 + C@ -> 65 keys "\x1bOFA\x18" | "\x1b[2J\x1b[HBlock 5\n 0|\n 1|\n 2|\n 3|\n 4|\n 5|\n 6|\n 7|\n 8|\n 9|\n10|\n11|\n12|\n13|\n14|\n15|\n\x1b[2;4H\x1b[2;67H\x1b[2;4H                                                               A\x1b[3;4H\x1b[17;67H\n"
5 EDIT 5 BLOCK C@ -> 66 keys "A\x1b[HB\x18" | "\x1b[2J\x1b[HBlock 5\n 0|\n 1|\n 2|\n 3|\n 4|\n 5|\n 6|\n 7|\n 8|\n 9|\n10|\n11|\n12|\n13|\n14|\n15|\n\x1b[2;4H\x1b[2;4HA\x1b[2;5H\x1b[2;4H\x1b[2;4HB\x1b[2;5H\x1b[17;67H\n"
5 EDIT 5 BLOCK 64 + C@ -> 65 keys "\rA\x18" | "\x1b[2J\x1b[HBlock 5\n 0|\n 1|\n 2|\n 3|\n 4|\n 5|\n 6|\n 7|\n 8|\n 9|\n10|\n11|\n12|\n13|\n14|\n15|\n\x1b[2;4H\x1b[3;4H\x1b[3;4HA\x1b[3;5H\x1b[17;67H\n"
5 EDIT 5 BLOCK C@ -> 32 keys "A\x7f\x18" | "\x1b[2J\x1b[HBlock 5\n 0|\n 1|\n 2|\n 3|\n 4|\n 5|\n 6|\n 7|\n 8|\n 9|\n10|\n11|\n12|\n13|\n14|\n15|\n\x1b[2;4H\x1b[2;4HA\x1b[2;5H\x1b[2;4H \x1b[2;4H\x1b[17;67H\n"
\ Ctrl-K erases to the end of the line, Ctrl-O makes a line, Ctrl-Y takes one out.
ALSO STARFORTH 5 SCR ! 0 S ab
1 S c
5 EDIT -> keys "\x1b[C\x0b\x18" | "\x1b[2J\x1b[HBlock 5\n 0|ab\n 1|c\n 2|\n 3|\n 4|\n 5|\n 6|\n 7|\n 8|\n 9|\n10|\n11|\n12|\n13|\n14|\n15|\n\x1b[2;4H\x1b[2;5H\x1b[2;5H \x1b[2;5H\x1b[17;67H\n"
ALSO STARFORTH 5 SCR ! 0 S ab
1 S c
5 EDIT -> keys "\x0f\x18" | "\x1b[2J\x1b[HBlock 5\n 0|ab\n 1|c\n 2|\n 3|\n 4|\n 5|\n 6|\n 7|\n 8|\n 9|\n10|\n11|\n12|\n13|\n14|\n15|\n\x1b[2;4H\x1b[2;4H  \x1b[3;4Hab\x1b[4;4Hc\x1b[2;4H\x1b[17;67H\n"
ALSO STARFORTH 5 SCR ! 0 S ab
1 S c
5 EDIT -> keys "\x19\x18" | "\x1b[2J\x1b[HBlock 5\n 0|ab\n 1|c\n 2|\n 3|\n 4|\n 5|\n 6|\n 7|\n 8|\n 9|\n10|\n11|\n12|\n13|\n14|\n15|\n\x1b[2;4H\x1b[2;4Hc \x1b[3;4H \x1b[2;4H\x1b[17;67H\n"
\ Another key rings the bell and changes nothing.
5 EDIT 5 BLOCK C@ -> 32 keys "\x01\x18" | "\x1b[2J\x1b[HBlock 5\n 0|\n 1|\n 2|\n 3|\n 4|\n 5|\n 6|\n 7|\n 8|\n 9|\n10|\n11|\n12|\n13|\n14|\n15|\n\x1b[2;4H\x07\x1b[17;67H\n"
\ The user's interrupt keeps what was typed.
: T 5 EDIT ; ' T CATCH 5 BLOCK C@ -> -28 65 keys "A\x03" | "\x1b[2J\x1b[HBlock 5\n 0|\n 1|\n 2|\n 3|\n 4|\n 5|\n 6|\n 7|\n 8|\n 9|\n10|\n11|\n12|\n13|\n14|\n15|\n\x1b[2;4H\x1b[2;4HA\x1b[2;5H"
5 EDIT 5 BLOCK C@ 5 BLOCK 1+ C@ -> 66 32 keys "AB\x1b[H\x1b[3~\x18" | "\x1b[2J\x1b[HBlock 5\n 0|\n 1|\n 2|\n 3|\n 4|\n 5|\n 6|\n 7|\n 8|\n 9|\n10|\n11|\n12|\n13|\n14|\n15|\n\x1b[2;4H\x1b[2;4HA\x1b[2;5H\x1b[2;5HB\x1b[2;6H\x1b[2;4H\x1b[2;4HB \x1b[2;4H\x1b[17;67H\n"
5 EDIT 5 BLOCK XC@+ SWAP C@ -> 8364 66 keys "\xe2\x82\xacA\x1b[DB\x18" | "\x1b[2J\x1b[HBlock 5\n 0|\n 1|\n 2|\n 3|\n 4|\n 5|\n 6|\n 7|\n 8|\n 9|\n10|\n11|\n12|\n13|\n14|\n15|\n\x1b[2;4H\x1b[2;4H\xe2\x82\xac\x1b[2;5H\x1b[2;5HA\x1b[2;6H\x1b[2;5H\x1b[2;5HB\x1b[2;6H\x1b[17;67H\n"
0 EDIT -> throw -35 "invalid block number: block 0, valid are 1 to 1023"
1024 EDIT -> throw -35
EDIT -> throw -4 "stack underflow: EDIT"
)post"};

}  // namespace starkernel::parity
