#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kFaultsCases{.name = "faults", .line = __LINE__, .text = R"post(
\ Every code that the system throws is raised here once more, caught and uncaught, by name.
: T ABORT ; ' T CATCH -> -1
: T -1 ABORT" x" ; ' T CATCH -> -2
: T BEGIN 1 AGAIN ; ' T CATCH -> -3
: T + ; ' T CATCH -> -4
: T RECURSE 1 ; ' T CATCH -> -5
: T R> ; ' T CATCH -> -6
: T 1 0 DO RECURSE LOOP ; ' T CATCH -> -5
DEFER D : T 1 0 DO 1 0 DO D LOOP LOOP ; ' T IS D ' T CATCH -> -7
: T UNUSED 1+ ALLOT ; ' T CATCH -> -8
: T 0 C@ ; ' T CATCH -> -9
: T 1 0 MOD ; ' T CATCH -> -10
: T $8000000000000000 -1 / ; ' T CATCH -> -11
: T S" NO-SUCH" EVALUATE ; ' T CATCH -> -13
: T S" IF" EVALUATE ; ' T CATCH -> -14
: T S" CREATE" EVALUATE ; ' T CATCH -> -16
: T <# PAD 300 HOLDS ; ' T CATCH -> -17
: T PAD 300 65 FILL PAD 300 + 1 BLANK PAD 301 EVALUATE ; ' T CATCH -> -13
: T PAD 300 65 FILL S" BL WORD " PAD SWAP MOVE PAD 300 EVALUATE ; ' T CATCH -> -18
: T S" CREATE " PAD SWAP MOVE PAD 7 + 256 65 FILL PAD 263 EVALUATE ; ' T CATCH -> -19
: T S" CREATE " PAD SWAP MOVE PAD 7 + 255 65 FILL PAD 262 EVALUATE ; ' T CATCH -> 0
: T S" : X THEN ;" EVALUATE ; ' T CATCH -> -22
: T 0 BASE ! 1 . ; ' T CATCH -> -24
: INNER 1 >R ; : T INNER ; ' T CATCH -> -25
: T I ; ' T CATCH -> -26
: T BEGIN KEY? DROP KEY DROP AGAIN ; ' T CATCH -> -28 keys "ab\x03"
: T S" : X [ : Y ;" EVALUATE ; ' T CATCH -> -29
: T ['] DUP >BODY ; ' T CATCH -> -31
: T S" 1 TO DUP" EVALUATE ; ' T CATCH -> -32
: T S" broken.fs" INCLUDED ; ' T CATCH -> -37
: T S" no-such.fs" INCLUDED ; ' T CATCH -> -38
file unfinished.fs ": X"
: T S" unfinished.fs" INCLUDED ; ' T CATCH -> -39
: MANY 300 0 DO POSTPONE BEGIN LOOP ; IMMEDIATE : T S" : X MANY" EVALUATE ; ' T CATCH -> -52
DEFER D : T ['] D CATCH DUP -53 = IF THROW THEN DROP ; ' T IS D ' T CATCH -> -53
: T S" T" EVALUATE ; ' T CATCH -> -256
\ After each the VM instance goes on as if nothing had been.
: T 1 2 3 BEGIN 1 AGAIN ; ' T CATCH DROP 1 2 + -> 3
: T RECURSE 1 ; ' T CATCH DROP : U 5 ; U -> 5
: T 0 @ ; ' T CATCH DROP VARIABLE V 5 V ! V @ -> 5
: T S" : X IF" EVALUATE 0 @ ; ' T CATCH DROP : X 5 ; X -> 5
: T 3 0 DO 1 0 / LOOP ; ' T CATCH DROP 2 0 ' DROP CATCH -> 2 0
: T S" T" EVALUATE ; ' T CATCH DROP S" 1 2 +" EVALUATE -> 3
: T <# PAD 300 HOLDS ; ' T CATCH DROP 5 0 <# #S #> TYPE -> | "5"
\ A definition has 16384 instructions at most: one that is longer is forgotten.
: MANY 16384 0 DO POSTPONE DUP LOOP ; IMMEDIATE : T S" : X MANY ;" EVALUATE ; ' T CATCH -> -8
: MANY 16384 0 DO POSTPONE DUP LOOP ; IMMEDIATE : T S" : X MANY ;" EVALUATE ; ' T CATCH X -> throw -13 "undefined word: X"
: MANY 16384 0 DO POSTPONE DUP LOOP ; IMMEDIATE : T S" : X MANY ;" EVALUATE ; ' T CATCH DROP : U 1 2 ; U -> 1 2
: MANY 16000 0 DO POSTPONE DUP LOOP ; IMMEDIATE : X MANY ; ' X 0> -> -1
\ Numbers and the stack
: T BEGIN 1 AGAIN ; ' T CATCH DEPTH -> -3 1
: T DROP DROP DROP ; 1 2 ' T CATCH NIP NIP -> -4
: T 5 PICK ; ' T CATCH -> -4
: T -1 PICK ; ' T CATCH -> -4
: T 100 ROLL ; ' T CATCH -> -4
\ A token may be any number.
: T -5 EXECUTE ; ' T CATCH -> -13
: T $8000000000000000 EXECUTE ; ' T CATCH -> -13
: T 4294967297 EXECUTE ; ' T CATCH -> -13
: T 0 EXECUTE ; T -> throw -13 "undefined word: no word has the execution token 0"
: T 9999999 EXECUTE ; ' T CATCH -> -13
\ A definition that is not finished cannot be executed, whoever knows its token.
: T [ ' T ] ; -> throw -13
)post"};

}  // namespace starkernel::parity
