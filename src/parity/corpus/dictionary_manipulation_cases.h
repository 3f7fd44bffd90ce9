#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kDictionaryManipulationCases{
    .name = "dictionary manipulation", .line = __LINE__, .text = R"post(
\ STATE, [ and ]
STATE @ -> 0
: T STATE @ ; IMMEDIATE : U T ; U -> -1
: T STATE @ ; T -> 0
: T [ STATE @ ] ; -> 0
: T [ 1 2 + ] LITERAL ; T -> 3
: T [ ] 5 ; T -> 5
] -> throw -14 "interpreting a compile-only word: ] outside a definition"
: T [ 5 . ] ; -> | "5 "
[ 5 -> 5
-1 STATE ! 5 -> 5
: T [ 5 ] [ 6 ] ; -> 5 6
\ LITERAL
: T [ 5 ] LITERAL ; T -> 5
: T [ -1 ] LITERAL ; T -> -1
: T [ $123456789ABCDEF ] LITERAL ; T -> $123456789ABCDEF
: L POSTPONE LITERAL ; IMMEDIATE : T [ 5 ] L ; T -> 5
5 LITERAL -> throw -14
: T LITERAL ; -> throw -4
\ LIT
: T LIT 5 ; T -> 5
: T LIT -1 LIT $FF ; T -> -1 255
: T LIT 'A' LIT 7. ; T -> 65 7
HEX : T LIT 10 ; DECIMAL T -> 16
: T LIT DUP ; -> throw -13 "undefined word: DUP"
: T LIT 99999999999999999999 ; -> throw -11
: T LIT -> throw -13
LIT 5 -> throw -14 "interpreting a compile-only word: LIT"
: T [ LIT 5 ] ; -> throw -14
\ [']
: T ['] DUP ; T ' DUP = -> -1
: T ['] DUP EXECUTE ; 5 T -> 5 5
: A 1 ; : T ['] A ; : A 2 ; T EXECUTE -> 1
['] DUP -> throw -14
: T ['] NO-SUCH ; -> throw -13
: T ['] -> throw -16
\ POSTPONE
: IF-NOT POSTPONE 0= POSTPONE IF ; IMMEDIATE : T IF-NOT 1 ELSE 2 THEN ; 0 T 1 T -> 1 2
: D POSTPONE DUP ; IMMEDIATE : T D ; 5 T -> 5 5
: A 5 ; : P POSTPONE A ; IMMEDIATE : T P ; T -> 5
: A 5 ; IMMEDIATE : P POSTPONE A ; P -> 5
: P POSTPONE DUP ; P -> throw -14
POSTPONE DUP -> throw -14
: T POSTPONE ; -> throw -39
: T POSTPONE NO-SUCH ; -> throw -13 "undefined word: NO-SUCH"
: ENDIF POSTPONE THEN ; IMMEDIATE : T IF 1 ENDIF ; 1 T -> 1
: TIMES POSTPONE 0 POSTPONE ?DO ; IMMEDIATE : T TIMES I LOOP ; 3 T -> throw -13
\ [COMPILE]
: T [COMPILE] DUP ; 5 T -> 5 5
: T [COMPILE] IF ; IMMEDIATE : U T 1 THEN ; 1 U -> 1
: A 5 ; IMMEDIATE : T [COMPILE] A ; T -> 5
[COMPILE] DUP -> throw -14
: T [COMPILE] NO-SUCH ; -> throw -13
: T [COMPILE] -> throw -16
\ COMPILE,
: T [ ' DUP COMPILE, ] ; 5 T -> 5 5
: C ['] DUP COMPILE, ; IMMEDIATE : T C C ; 5 T -> 5 5 5
:NONAME 7 ; : T [ COMPILE, ] ; T -> 7
:NONAME 7 ; CONSTANT N : T [ N COMPILE, ] ; T -> 7
' DUP COMPILE, -> throw -14
: T [ 0 COMPILE, ] ; -> throw -13
: T [ -1 COMPILE, ] ; -> throw -13
: T [ COMPILE, ] ; -> throw -4
\ EXECUTE
' + 1 2 ROT EXECUTE -> 3
: T EXECUTE ; 5 ' DUP T -> 5 5
5 CONSTANT C ' C EXECUTE -> 5
VARIABLE V ' V EXECUTE V = -> -1
: M CREATE , DOES> @ ; 5 M X ' X EXECUTE -> 5
5 VALUE V ' V EXECUTE -> 5
1 2 2CONSTANT C ' C EXECUTE -> 1 2
\ INTERPRET does the rest of the line.
: T INTERPRET 9 ; T 1 2 + -> 3 9
: T INTERPRET ; T ->
\ HELP and WORDS
HELP DUP -> | "DUP  ( x -- x x )  [stack]\n  Duplicate the top item.\n  capability needed: none\n"
5 . HELP DUP -> | "5 \nDUP  ( x -- x x )  [stack]\n  Duplicate the top item.\n  capability needed: none\n"
: T ; HELP T -> | "T  a colon definition\n  capability needed: none\n"
: T ; IMMEDIATE HELP T -> | "T  a colon definition, immediate\n  capability needed: none\n"
5 CONSTANT C HELP C -> | "C  a constant\n  capability needed: none\n"
1 2 2CONSTANT C HELP C -> | "C  a constant\n  capability needed: none\n"
5 VALUE V HELP V -> | "V  a VALUE\n  capability needed: none\n"
VARIABLE V HELP V -> | "V  made by CREATE or VARIABLE\n  capability needed: none\n"
DEFER D HELP D -> | "D  a deferred word\n  capability needed: none\n"
HELP NO-SUCH -> throw -13 "undefined word: NO-SUCH"
HELP -> | "HELP name tells what a word does, WORDS lists all words, BYE ends.\n"
: WORDS-ARE 5 ; ' WORDS DROP ->
\ Name tokens
S" DUP" FIND-NAME ' DUP = -> -1
S" NO-SUCH" FIND-NAME -> 0
S" DUP" FORTH-WORDLIST FIND-NAME-IN ' DUP = -> -1
WORDLIST S" DUP" ROT FIND-NAME-IN -> 0
' DUP NAME>STRING TYPE -> | "DUP"
0 NAME>STRING -> throw -32
' DUP NAME>INTERPRET ' DUP = -> -1
' IF NAME>INTERPRET -> 0
' DUP NAME>COMPILE ' COMPILE, = NIP -> -1
' IF NAME>COMPILE ' EXECUTE = NIP -> -1
: A ; : B ; : T NAME>STRING TYPE FALSE ; ' T FORTH-WORDLIST TRAVERSE-WORDLIST -> | "T"
: T DROP 1+ TRUE ; 0 ' T WORDLIST TRAVERSE-WORDLIST -> 0
\ StarForth's fields
: X 1 ; : X 2 ; SMUDGE X SMUDGE X -> 1 2
: X 1 ; : X 2 ; ' X HIDDEN X -> 1
: A ; ' A >NAME NAME> ' A = -> -1
: A ; ' A NFA CFA ' A = -> -1
: A ; : B ; ' B >LINK LINK> ' A = -> -1
: A ; : B ; ' B LFA ' A = -> -1
: A ; : B ; ' A 1 TRAVERSE ' B = ' B -1 TRAVERSE ' A = -> -1 -1
CREATE A 5 , ' A PFA @ -> 5
' DUP PFA -> throw -31
\ FORGET and MARKER
: A 1 ; : A 2 ; FORGET A A -> 1
FORGET DUP -> throw -15
: A 1 ; MARKER M : A 2 ; HERE 8 ALLOT M HERE = A -> -1 1
MARKER M : X M ; X -> throw -15
: A ; ' A FORGET A EXECUTE -> throw -13
\ COMPILE
: C COMPILE DUP ; IMMEDIATE : T C ; 5 T -> 5 5
: D POSTPONE    DUP ; IMMEDIATE : T D ; 5 T -> 5 5
: T [']    DUP ; T ' DUP = -> -1
5 VALUE V : P POSTPONE V ; IMMEDIATE : T P ; 6 TO V T -> 6
: Q STATE @ 0= 0= . ; IMMEDIATE :NONAME Q [ Q ] Q ; DROP Q -> | "-1 0 -1 0 "
\ IS and ACTION-OF by their tokens and behind [COMPILE] do what they do at the prompt.
DEFER D ' DUP IS D ' ACTION-OF EXECUTE D ' DUP = -> -1
DEFER D ' DUP ' IS EXECUTE D 5 D -> 5 5
DEFER D : T ['] IS EXECUTE ; ' DUP T D 5 D -> 5 5
DEFER D : T [COMPILE] IS ; ' DUP T D 5 D -> 5 5
DEFER D ' DUP IS D : T [COMPILE] ACTION-OF ; T D ' DUP = -> -1
\ A MARKER brings back dictionary, data space and search order, and nothing else.
MARKER M HEX M BASE @ DECIMAL -> 16
VARIABLE V MARKER M 5 V ! M V @ -> 5
DEFER D MARKER M : X 5 ; ' X IS D M D -> throw -13
: A 1 ; MARKER M : A 2 ; : B A ; M A -> 1
MARKER M ALSO M ORDER -> | "search: FORTH definitions: FORTH "
VOCABULARY V MARKER M ALSO V DEFINITIONS M ORDER -> | "search: FORTH definitions: FORTH "
\ POSTPONE gives each word's compilation semantics to another.
: DEF : ; DEF T 5 ; T -> 5
: N : POSTPONE ; ; N A N B A B ->
: N :NONAME POSTPONE ; ; N EXECUTE ->
: D POSTPONE DOES> POSTPONE @ ; IMMEDIATE : M CREATE , D ; 5 M X X -> 5
: L POSTPONE LEAVE ; IMMEDIATE : T 5 0 DO I L LOOP ; T -> 0
: X POSTPONE EXIT ; IMMEDIATE : T 1 X 2 ; T -> 1
: R POSTPONE RECURSE ; IMMEDIATE : T ?DUP IF 1- R ELSE 7 THEN ; 3 T -> 7
: Q POSTPONE S" ; IMMEDIATE : T Q abc" TYPE ; T -> | "abc"
: Q POSTPONE C" ; IMMEDIATE : T Q abc" COUNT TYPE ; T -> | "abc"
: Q POSTPONE S\" ; IMMEDIATE : T Q a\tb" TYPE ; T -> | "a\tb"
: Q POSTPONE ." ; IMMEDIATE : T Q abc" ; T -> | "abc"
: Q POSTPONE ABORT" ; IMMEDIATE : T Q no" ; 0 T 1 T -> throw -2 "no"
: C POSTPONE [CHAR] ; IMMEDIATE : T C A ; T -> 65
: K POSTPONE ['] ; IMMEDIATE : T K DUP ; T ' DUP = -> -1
: P POSTPONE POSTPONE ; IMMEDIATE : D P DUP ; IMMEDIATE : T D ; 5 T -> 5 5
: B POSTPONE [ ; IMMEDIATE : T B 5 ] ; -> 5
: P POSTPONE ( ; IMMEDIATE : T 1 P 2 ) 3 ; T -> 1 3
: P POSTPONE \ ; IMMEDIATE 1 P 2 -> 1
: P POSTPONE >R ; IMMEDIATE : T P R> ; 5 T -> 5
: D POSTPONE DO ; IMMEDIATE : L POSTPONE +LOOP ; IMMEDIATE : T D I 2 L ; 5 0 T -> 0 2 4
: D POSTPONE ?DO ; IMMEDIATE : L POSTPONE LOOP ; IMMEDIATE : T D I L ; 2 0 T 2 2 T -> 0 1
: C POSTPONE CASE ; IMMEDIATE : O POSTPONE OF ; IMMEDIATE : T C 1 O 10 ENDOF DUP ENDCASE ; 1 T 2 T -> 10 2
: E POSTPONE ENDOF ; IMMEDIATE : X POSTPONE ENDCASE ; IMMEDIATE : T CASE 1 OF 10 E DUP X ; 1 T 2 T -> 10 2
)post"};

}  // namespace starkernel::parity
