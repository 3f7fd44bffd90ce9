#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kDictionaryCases{.name = "dictionary", .line = __LINE__, .text = R"post(
\ HERE ALLOT , C,
HERE HERE = -> -1
HERE 1 ALLOT HERE SWAP - -> 1
HERE 0 ALLOT HERE = -> -1
HERE 10 ALLOT -10 ALLOT HERE = -> -1
HERE 5 , HERE SWAP - -> 8
HERE 5 , @ -> 5
HERE 1 , 2 , DUP @ SWAP CELL+ @ -> 1 2
HERE 65 C, C@ -> 65
HERE 65 C, HERE SWAP - -> 1
HERE 321 C, C@ -> 65
HERE 1 C, 2 C, 3 C, DUP C@ SWAP 1+ DUP C@ SWAP 1+ C@ -> 1 2 3
, -> throw -4 "stack underflow: ,"
C, -> throw -4 "stack underflow: C,"
ALLOT -> throw -4 "stack underflow: ALLOT"
\ Data space ends with the envelope, and begins where it begins.
UNUSED ALLOT UNUSED -> 0
UNUSED ALLOT 0 ALLOT UNUSED -> 0
UNUSED 1+ ALLOT -> throw -8 "dictionary overflow: data space is used up, the limit is 131072"
UNUSED ALLOT 1 C, -> throw -8
UNUSED 1- ALLOT 1 C, UNUSED -> 0
UNUSED 7 - ALLOT 1 , -> throw -8
UNUSED 8 - ALLOT 1 , UNUSED -> 0
$7FFFFFFFFFFFFFFF ALLOT -> throw -8
-1 ALLOT -> throw -24
HERE 5 ALLOT DUP HERE - ALLOT HERE = -> -1
$8000000000000000 ALLOT -> throw -24
UNUSED 8 ALLOT UNUSED - -> 8
UNUSED HERE + -> 131072
: T UNUSED 1+ ALLOT ; : S HERE >R ['] T CATCH HERE R> = ; S -> -8 -1
\ ALIGN
ALIGN HERE 7 AND -> 0
ALIGN HERE ALIGN HERE = -> -1
ALIGN 1 ALLOT ALIGN HERE 7 AND -> 0
ALIGN HERE 1 ALLOT ALIGN HERE SWAP - -> 8
ALIGN HERE 7 ALLOT ALIGN HERE SWAP - -> 8
ALIGN HERE 8 ALLOT ALIGN HERE SWAP - -> 8
ALIGN HERE 9 ALLOT ALIGN HERE SWAP - -> 16
1 C, CREATE A A 7 AND -> 0
1 C, VARIABLE V V 7 AND -> 0
\ CREATE gives the address of the data behind it.
CREATE A HERE A = -> -1
CREATE A 5 , A @ -> 5
CREATE A CREATE B A B = -> -1
CREATE A 1 ALLOT CREATE B B A - -> 8
CREATE -> throw -16 "a name is missing"
: T CREATE ; T FOO 5 , FOO @ -> 5
\ Later words are found first, and old ones stay what they were.
: A 1 ; : B A ; : A 2 ; A B -> 2 1
: A 1 ; : A A 1+ ; A -> 2
: DUP 5 ; DUP -> 5
\ Names are found whatever their case; they are listed as they were made.
: foo 5 ; FOO Foo fOO -> 5 5 5
1 dup -> 1 1
: Foo 1 ; : fOO 2 ; FOO -> 2
: A-NAME-WITH-31-CHARACTERS-IN-ALL 5 ; A-NAME-WITH-31-CHARACTERS-IN-ALL -> 5
: [x]_{y}!? 5 ; [X]_{Y}!? -> 5
: 5 6 ; 5 -> 6
: A.B 1 ; : A.C 2 ; A.B A.C -> 1 2
\ A name has at most 255 characters.
: T S" : " PAD SWAP MOVE PAD 2 + 255 [CHAR] A FILL S"  5 ; " PAD 257 + SWAP MOVE PAD 262 EVALUATE PAD 2 + 255 EVALUATE ; T -> 5
: T S" : " PAD SWAP MOVE PAD 2 + 256 [CHAR] A FILL S"  5 ; " PAD 258 + SWAP MOVE PAD 263 EVALUATE ; ' T CATCH -> -19
\ FIND: a counted string, 1 for immediate words.
: T C" DUP" FIND SWAP ['] DUP = ; T -> -1 -1
: T C" dup" FIND SWAP ['] DUP = ; T -> -1 -1
: T C" IF" FIND SWAP DROP ; T -> 1
: T C" NO-SUCH" FIND SWAP COUNT S" NO-SUCH" COMPARE ; T -> 0 0
: X 5 ; : T C" X" FIND DROP EXECUTE ; T -> 5
: X 5 ; IMMEDIATE : T C" X" FIND NIP ; T -> 1
BL WORD DUP FIND NIP -> -1
BL WORD NO-SUCH FIND NIP -> 0
CREATE A 0 C, A FIND NIP -> 0
0 FIND -> throw -9
131072 FIND -> throw -9
131071 FIND NIP -> 0
5 131071 C! 131071 FIND -> throw -9
FIND -> throw -4
\ ' gives what EXECUTE takes.
1 ' DUP EXECUTE -> 1 1
' DUP ' DUP = -> -1
' DUP ' dup = -> -1
' DUP ' SWAP = -> 0
' -> throw -16 "a name is missing"
' NO-SUCH -> throw -13 "undefined word: NO-SUCH"
0 EXECUTE -> throw -13
-1 EXECUTE -> throw -13
$7FFFFFFFFFFFFFFF EXECUTE -> throw -13
EXECUTE -> throw -4 "stack underflow: EXECUTE"
: T 5 ; ' T EXECUTE -> 5
: A 1 ; ' A : A 2 ; EXECUTE -> 1
' >R EXECUTE -> throw -4
: A ' EXECUTE ; 3 A DUP -> 3 3
\ LATEST
: A ; LATEST ' A = -> -1
: A ; 5 CONSTANT B LATEST NAME>STRING TYPE -> | "B"
CREATE A LATEST NAME>STRING TYPE -> | "A"
VOCABULARY V LATEST ' V = -> -1
: A ; : B ; FORGET B LATEST ' A = -> -1
: A ; :NONAME ; DROP LATEST -> 0
: A ; : T LATEST NAME>STRING TYPE ; T -> | "T"
: A ; S" : B NO-SUCH ;" ' EVALUATE CATCH NIP NIP LATEST ' A = -> -13 -1
: A ; WORDLIST DROP LATEST ' A = -> -1
\ >BODY
CREATE A ' A >BODY A = -> -1
VARIABLE V ' V >BODY V = -> -1
CREATE A HERE ' A >BODY = -> -1
' DUP >BODY -> throw -31 "not a word made by CREATE: >BODY"
: T ; ' T >BODY -> throw -31
0 >BODY -> throw -31
5 CONSTANT C ' C >BODY -> throw -31
>BODY -> throw -4
\ Blanks before a name are skipped.
'    DUP ' DUP = -> -1
CREATE    A A HERE = -> -1
VARIABLE    V V @ -> 0
\ Data space is aligned when a definition is finished.
: T [ 1 C, ] ; HERE ALIGNED HERE = -> -1
: T S" abc" ; HERE ALIGNED HERE = -> -1
: T [ HERE 3 ALLOT ] LITERAL ; HERE T - -> 8
: T [ HERE 8 ALLOT ] LITERAL ; HERE T - -> 8
:NONAME [ 1 C, ] ; DROP HERE ALIGNED HERE = -> -1
\ FIND gives the same while compiling, and its argument back if there is no such word.
: F BL WORD FIND NIP . ; IMMEDIATE : T F DUP F IF ; -> | "-1 1 "
BL WORD NO-SUCH DUP FIND DROP = -> -1
\ >BODY of all that CREATE is in
2VARIABLE V ' V >BODY V = -> -1
8 BUFFER: B ' B >BODY B = -> -1
)post"};

}  // namespace starkernel::parity
