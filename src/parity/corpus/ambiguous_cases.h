#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kAmbiguousCases{
    .name = "ambiguous conditions", .line = __LINE__, .text = R"post(
file one.fs "1\n"
file skips.fs "1 [ELSE] 2\n3 [THEN] 4\n"
\ What Forth-2012 leaves open has an answer here: 4.1.2, in its order.
NO-SUCH -> throw -13 "undefined word: NO-SUCH"
: T NO-SUCH ; -> throw -13
: T S" : " PAD SWAP MOVE PAD 2 + 300 [CHAR] A FILL PAD 302 EVALUATE ; ' T CATCH -> -19
0 @ -> throw -9
5 0 ! -> throw -9
-1 C@ -> throw -9
\ A token of another kind of word is a token like any.
VARIABLE V ' V EXECUTE V = -> -1
\ The token of a compile-only word can be had; executing it is what is refused.
' IF 0> -> -1
' IF EXECUTE -> throw -14
' >R EXECUTE -> throw -4
: T ['] IF ; T ' IF = -> -1
1 0 / -> throw -10
1 0 MOD -> throw -10
1 0 /MOD -> throw -10
1 1 0 */ -> throw -10
1 1 0 */MOD -> throw -10
1. 0 FM/MOD -> throw -10
1. 0 SM/REM -> throw -10
1. 0 UM/MOD -> throw -10
: T BEGIN 1 AGAIN ; ' T CATCH -> -3
: T BEGIN 1 >R AGAIN ; ' T CATCH -> -5
DEFER D : T 1 0 DO 1 0 DO D LOOP LOOP ; ' T IS D ' T CATCH -> -7
UNUSED 1+ ALLOT -> throw -8
IF -> throw -14
DOES> -> throw -14
\ A string literal and the input line may be written to.
S" abc" OVER 88 SWAP C! TYPE -> | "Xbc"
: T S" abc" ; T DROP 88 SWAP C! T TYPE -> | "Xbc"
SOURCE DROP 48 + 49 SWAP C! 5 5 5 5 5 5 5 5 5 5 2 -> 5 5 5 5 5 5 5 5 5 5 1
S" 2 SOURCE DROP 34 + CHAR 7 SWAP C! 3" EVALUATE -> 2 7
<# PAD 257 HOLDS -> throw -17
: T PAD 300 65 FILL S" BL WORD " PAD SWAP MOVE PAD 300 EVALUATE ; ' T CATCH -> -18
$7FFFFFFFFFFFFFFF 1+ -> $8000000000000000
$7FFFFFFFFFFFFFFF 2 * -> -2
$8000000000000000 NEGATE ABS -> $8000000000000000
$8000000000000000 -1 / -> throw -11
1. 1 0 D+ 0 1 1 UM/MOD -> throw -11
0 1 1 SM/REM -> throw -11
0 1 1 FM/MOD -> throw -11
DROP -> throw -4
: T R> ; T -> throw -6
CREATE -> throw -16
' -> throw -16
CHAR -> throw -16
\ >IN beyond the line is its end.
1 1000 >IN ! 2
3 -> 1 3
-1 >IN ! 5
7 -> 7
S" 1 99 >IN ! 2" EVALUATE 3 -> 1 3
: T 1000 >IN ! SOURCE NIP >IN @ U< ; T 5
7 -> -1 7
\ RECURSE behind DOES> means the definition that has it.
: M CREATE , DOES> @ DUP 0> IF DROP 7 ELSE RECURSE THEN ; 1 M X X -> 7
\ RESTORE-INPUT of another source fails, and changes nothing.
SAVE-INPUT S" RESTORE-INPUT 5" EVALUATE -> -1 5
\ Data space given back takes what lies there along, not the words.
HERE CREATE A 5 , HERE - ALLOT 9 HERE CELL+ ! ' A 0> -> -1
CREATE A 3 ALLOT 5 A 1+ ! A 1+ @ -> 5
1 ALLOT HERE 5 , @ -> 5
1 ALLOT HERE 1 2 2, 2@ -> 1 2
1 2 5 PICK -> throw -4
1 2 5 ROLL -> throw -4
: T UNLOOP ; T -> throw -26
: T LEAVE ; -> throw -22
: T I ; T -> throw -26
:NONAME 5 ; IMMEDIATE EXECUTE -> 5
: A 1 ; :NONAME ; DROP : T A ; T -> 1
5 TO DUP -> throw -32
VARIABLE V 5 TO V -> throw -32
: T POSTPONE NO-SUCH ; -> throw -13
\ Limits of other kinds than each other are compared as numbers.
: T 3 0 DO I LOOP ; T -> 0 1 2
5 -1 10 WITHIN -> -1
5 10 -1 WITHIN -> 0
\ TO, IS and ACTION-OF are words like any to POSTPONE and [COMPILE].
5 VALUE V : T POSTPONE TO ; IMMEDIATE : U 7 T V ; U V -> 7
5 VALUE V : T [COMPILE] TO ; 8 T V V -> 8
DEFER D : T POSTPONE IS ; IMMEDIATE : U ['] DUP T D ; U 5 D -> 5 5
DEFER D ' DUP IS D : T POSTPONE ACTION-OF ; IMMEDIATE : U T D ; U ' DUP = -> -1
5 VALUE V ' TO 6 SWAP EXECUTE V V -> 6
1 64 LSHIFT -> 0
-1 64 RSHIFT -> 0
1 -1 LSHIFT -> 0
-1 1000 RSHIFT -> 0
' DUP >BODY -> throw -31
: T DOES> ; : U ; T -> throw -31
\ <# is only where the text begins: without it #> gives what was there.
5. # # #> NIP -> 2
65 HOLD 0. #> TYPE -> | "A"
-1 SIGN 0. #> TYPE -> | "-"
5. #S #> TYPE -> | "5"
DEFER D D -> throw -13 "undefined word: D was not given a meaning with IS"
' DUP DEFER@ -> throw -31
5 ' DUP DEFER! -> throw -31
S\" \x4" -> throw -12
S\" \xG0" -> throw -12
S\" \d" -> throw -12
\ A definition within a definition
: T [ : U ; -> throw -29
: T CREATE ; T -> throw -16
\ DOUBLE: 8.4.1.2
0 1 D>S -> 0
-1 $7FFFFFFFFFFFFFFF D>S -> -1
1 2 3 0 M*/ -> throw -10
-1 $7FFFFFFFFFFFFFFF 2 1 M*/ -> throw -11
\ EXCEPTION: 9.4.1.2
12345 THROW -> throw 12345 "uncaught exception"
\ FACILITY: 10.4.1.2
-1 0 AT-XY -> throw -24
0 0 AT-XY -> | "\x1b[1;1H"
$7FFFFFFFFFFFFFFF $7FFFFFFFFFFFFFFF AT-XY -> throw -24
\ LOCALS: 13.4.1.2
{: A :} -> throw -14
: T {: A :} ; T -> throw -4
S" A" (LOCAL) -> throw -14
: T {: A :} 5 TO NO-SUCH ; -> throw -13
: T {: A :} ['] A ; -> throw -13
: T {: A :} POSTPONE A ; -> throw -13
\ MEMORY: 14.4.1.2
PAD FREE -> -60
PAD 5 RESIZE SWAP PAD = -> -61 -1
\ PROGRAMMING-TOOLS: 15.4.1.2
: P CS-PICK ; IMMEDIATE : T P ; -> throw -4
: P 0 CS-PICK ; IMMEDIATE : T P ; -> throw -22
: P 5 CS-ROLL ; IMMEDIATE : T IF P THEN ; -> throw -22
: P 0 CS-ROLL ; IMMEDIATE : T IF P THEN 5 ; 0 T -> 5
0 CS-PICK -> throw -14
FORGET NO-SUCH -> throw -13
FORGET DUP -> throw -15
: T ; WORDLIST SET-CURRENT FORGET T -> throw -13
0 [IF] 1 [ELSE] 2 -> 2
0 [IF] 1 -> throw -58
POSTPONE [IF] -> throw -14
: T POSTPONE [IF] ; IMMEDIATE TRUE T 1 [ELSE] 2 [THEN] -> 1
: T 0 N>R ; T -> throw -25
\ SEARCH-ORDER: 16.4.1.2
WORDLIST SET-CURRENT GET-ORDER NIP -> 1
: T 17 0 DO FORTH-WORDLIST LOOP 17 SET-ORDER ; ' T CATCH -> -49
0 SET-ORDER PREVIOUS -> throw -13
: T 0 SET-ORDER PREVIOUS ; ' T CATCH ONLY -> throw -13
: T 16 0 DO ALSO LOOP ; ' T CATCH ONLY -> -49
\ STRING: 17.4.1.2
: T [ 0 1 ] SLITERAL ; -> throw -9
S" a" PAD -1 SUBSTITUTE -> throw -9
\ XCHAR: 18.4.1.2
$110000 XEMIT -> throw -77
-1 XEMIT -> throw -77
$D800 XEMIT -> throw -77
)post"};

}  // namespace starkernel::parity
