#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kMamaCases{.name = "mama", .line = __LINE__, .text = R"post(
\ The mother of all VM instances is VM[0]: what an instance is born with, and keeps whatever
\ happens to it. Sizes are those of POST's envelope of 128 KiB.
file first.fs ": FIRST 1 ;\n"
file second.fs ": SECOND FIRST 1+ ;\n"
file broken-off.fs "5\n1 0 /\n6\n"
DEPTH SP@ -> 0 1
BASE @ STATE @ -> 10 0
HERE -> $7000
HERE ALIGNED HERE = -> -1
HERE UNUSED + -> $20000
HERE UNUSED OVER + SWAP DO I C@ IF I LEAVE THEN 4096 +LOOP -> throw -14
: T HERE UNUSED OVER + SWAP DO I C@ IF I LEAVE THEN LOOP ; HERE 4096 ERASE T ->
4095 C@ -> throw -9
4096 C@ DROP ->
GET-ORDER NIP GET-CURRENT FORTH-WORDLIST = -> 1 -1
ORDER -> | "search: FORTH definitions: FORTH "
SOURCE-ID 0> -> -1
LOG-LEVEL@ -> 2
0 999 RANDOM 0 999 RANDOM -> 78 101
LATEST -> 0
: A ; FORGET A LATEST -> 0
: A ; FORGET A IMMEDIATE -> throw -32
' DUP -> 1
\ Its words have the ids that they are listed with, and none of them can be taken away.
: T 0 SWAP BEGIN DUP WHILE NIP DUP -1 TRAVERSE REPEAT DROP ; LATEST T ' DUP = -> -1
: Y ; : X ; ' X 1- NAME>STRING DROP C@ 0> -> -1
FORGET DUP -> throw -15
FORGET FORTH -> throw -15
: DUP 5 ; DUP FORGET DUP 1 DUP -> 5 1 1
\ A word's number is never used again.
: A ; ' A FORGET A : B ; ' B - -> -1
: A ; ' A FORGET A : B ; EXECUTE -> throw -13
MARKER M : A ; ' A M MARKER M : A ; ' A < -> -1
\ Files are done one after the other, and each knows what those before it defined.
INCLUDE first.fs INCLUDE second.fs SECOND -> 2
S" second.fs" INCLUDED -> throw -13 "undefined word: FIRST"
S" broken-off.fs" ' INCLUDED CATCH NIP NIP -> -10
S" broken-off.fs" ' INCLUDED CATCH DROP 2DROP INCLUDE first.fs FIRST -> 1
\ Made anew, it knows nothing of what it was.
: MINE 5 ; 1 2 COLD -> waits 0 | "ok\n"
HEX VOCABULARY V ALSO V DEFINITIONS COLD -> waits 0 | "ok\n"
: COLD-LATER 0 ?DO LOOP COLD ; 100 COLD-LATER -> waits 0 | "ok\n"
\ What one instance cannot do to itself
: T BEGIN 1 AGAIN ; ' T CATCH DEPTH -> -3 1
: T RECURSE 1 ; ' T CATCH -> -5
)post"};

}  // namespace starkernel::parity
