#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kSystemCases{.name = "system", .line = __LINE__, .text = R"post(
\ COLD and REBOOT make the VM instance anew: it then waits at its prompt.
1 2 COLD -> waits 0 | "ok\n"
1 REBOOT 3 -> waits 0 | "ok\n"
: T COLD 5 ; T -> waits 0 | "ok\n"
\ WARM keeps the words.
1 2 WARM -> throw -1
HEX 10 ' WARM CATCH BASE @ -> 16 -1 10
: MINE 5 ; ' WARM CATCH MINE -> -1 5
SAVE-SYSTEM -> throw -21 "unsupported operation: SAVE-SYSTEM"
1 79-STANDARD 2 -> 1 2
1 NOP 2 -> 1 2
: T NOP 1 NOP ; T -> 1
VOCABULARY V ALSO V DEFINITIONS : ONE-WORD ; VLIST -> | "ONE-WORD\n1 word in V\n"
\ BYE ends the VM instance, and what stands behind it is not done.
: T 1 BYE 2 ; T -> 1 bye
: T 5 . BYE ; ' T CATCH . -> bye | "5 "
\ PAGE WORDS ( and \ are of this module too.
65 EMIT PAGE -> | "A\x1b[2J\x1b[H"
1 ( 2 ) 3 -> 1 3
1 ( ) 2 -> 1 2
1 \ 2 3
4 -> 1 4
: T 1 ( 2 ) 3 ; T -> 1 3
: T 1 \ 2
3 ; T -> 1 3
VOCABULARY V ALSO V DEFINITIONS : AB ; : CD ; WORDS -> | "CD        AB\n2 words in V\n"
VOCABULARY V ALSO V WORDS -> | "0 words in V\n"
\ Machine code is no part of a VM instance.
CODE X -> throw -21 "unsupported operation: CODE"
: M CREATE ;CODE -> throw -21 "unsupported operation: ;CODE"
;CODE -> throw -14 "interpreting a compile-only word: ;CODE"
' CODE CATCH X -> throw -13 "undefined word: X"
ALSO ASSEMBLER CONTEXT @ ' ASSEMBLER = -> -1
ALSO ASSEMBLER DEFINITIONS : MOV 5 ; PREVIOUS DEFINITIONS MOV -> throw -13
ALSO ASSEMBLER DEFINITIONS : MOV 5 ; PREVIOUS DEFINITIONS ASSEMBLER MOV -> 5
ASSEMBLER 1 2 + -> 3
ALSO EDITOR CONTEXT @ ' STARFORTH = -> -1
\ What SEE-CODE shows
1 ENGINE! : T DUP 2 < IF DROP 5000000000 . THEN ; SEE-CODE T -> | "    0  DUP\n    1  a literal 2\n    2  <\n    3  a conditional branch to 8\n    4  DROP\n    5  a literal 5000000000\n    7  .  plain\n    8  EXIT\n\\ 9 instructions\n"
1 ENGINE! : T {: a :} 3 0 DO a LOOP ; SEE-CODE T -> | "    0  {: 1\n    1  a literal 3\n    2  a literal 0\n    3  DO\n    4  a local 0\n    5  LOOP to 4\n    6  EXIT\n\\ 7 instructions\n"
1 ENGINE! 4 VALUE V : T 5 TO V V ; SEE-CODE T -> | "    0  a literal 5\n    1  TO V\n    2  V\n    3  EXIT\n\\ 4 instructions\n"
SEE-CODE DUP -> | "\\ 0 instructions\n"
SEE-CODE -> throw -16
SEE-CODE NOT-THERE -> throw -13 "undefined word: NOT-THERE"
\ All engines do the same.
0 ENGINE! ENGINE@ -> 0
1 ENGINE! ENGINE@ -> 1
ENGINE@ 0 ENGINE! ENGINE@ SWAP ENGINE! -> 0
: T 0 10 0 DO I 1 AND ENGINE! I + LOOP ; T -> 45
: T DUP 1 AND ENGINE! DUP IF 1- RECURSE 1+ THEN ; 20 T -> 20
-1 ENGINE! -> throw -24
99 ENGINE! -> throw -24
0 ENGINE! 1 0 / -> throw -10 "division by zero: /"
ENGINE! -> throw -4
)post"};

}  // namespace starkernel::parity
