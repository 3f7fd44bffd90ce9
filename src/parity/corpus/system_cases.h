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
)post"};

}  // namespace starkernel::parity
