#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kDefiningCases{.name = "defining", .line = __LINE__, .text = R"post(
\ : and ;
: T 5 ; T -> 5
: T ; T ->
: T DUP * ; 7 T -> 49
: A 1 ; : B A A ; B -> 1 1
: T
  1
  2 ;
T -> 1 2
: -> throw -16 "a name is missing"
; -> throw -14 "interpreting a compile-only word: ;"
: A : B ; -> throw -13 "undefined word: B"
: A [ : B ; -> throw -29 "compiler nesting: B"
: A CREATE ; A FOO FOO HERE = -> -1
: T 5 -> throw -39 "unexpected end of file: the definition of T is not finished"
: T NO-SUCH ; -> throw -13 "undefined word: NO-SUCH"
\ A definition is found when it is finished, so a redefinition can use the old one.
: T 1 ; : T T 1+ ; T -> 2
: T T ; -> throw -13 "undefined word: T"
\ A definition that failed leaves nothing.
: OPEN S" : T NO-SUCH ;" EVALUATE ; HERE ' OPEN CATCH SWAP HERE = -> -13 -1
: OPEN S" : T NO-SUCH ;" EVALUATE ; ' OPEN CATCH T -> throw -13 "undefined word: T"
: T 1 ; : OPEN S" : T NO-SUCH ;" EVALUATE ; ' OPEN CATCH T -> -13 1
: OPEN S" : T NO-SUCH ;" EVALUATE ; ' OPEN CATCH STATE @ -> -13 0
\ :NONAME
:NONAME 5 ; EXECUTE -> 5
:NONAME 5 ; DUP EXECUTE SWAP EXECUTE -> 5 5
:NONAME ; EXECUTE ->
: A :NONAME ; A -> throw -39
:NONAME [ : A ; -> throw -29 "compiler nesting: A"
: A [ CREATE B -> throw -29
: A [ VARIABLE B -> throw -29
: A [ 5 CONSTANT B -> throw -29
: A [ :NONAME -> throw -29
:NONAME 5 -> throw -39 "unexpected end of file: the definition of :NONAME is not finished"
DEFER D :NONAME 7 ; IS D D -> 7
\ CONSTANT
5 CONSTANT C C C -> 5 5
-1 CONSTANT C C -> -1
$8000000000000000 CONSTANT C C -> $8000000000000000
5 CONSTANT C : T C ; T -> 5
5 CONSTANT C 6 CONSTANT C C -> 6
5 CONSTANT C : T C ; 6 CONSTANT C T -> 5
CONSTANT C -> throw -4 "stack underflow: CONSTANT"
5 CONSTANT -> throw -16
: T CONSTANT ; 5 T C C -> 5
\ VARIABLE
VARIABLE V 5 V ! V @ -> 5
VARIABLE V V @ -> 0
VARIABLE V V V = -> -1
VARIABLE V HERE V - -> 8
VARIABLE A VARIABLE B 1 A ! 2 B ! A @ B @ -> 1 2
VARIABLE -> throw -16
: T VARIABLE ; T V 7 V ! V @ -> 7
VARIABLE V : T V @ ; 9 V ! T -> 9
\ VALUE and TO
5 VALUE V V -> 5
5 VALUE V 6 TO V V -> 6
5 VALUE V : T TO V ; 7 T V -> 7
5 VALUE V : T V ; 8 TO V T -> 8
5 VALUE V 0 TO V V -> 0
5 VALUE A 6 VALUE B 7 TO A A B -> 7 6
VALUE V -> throw -4
5 VALUE -> throw -16
6 TO DUP -> throw -32 "invalid name argument: DUP"
6 TO NO-SUCH -> throw -13 "undefined word: NO-SUCH"
6 TO -> throw -16
5 VALUE V TO V -> throw -4
5 CONSTANT C 6 TO C -> throw -32
: T 5 TO DUP ; -> throw -32
\ DEFER and IS
DEFER D ' DUP IS D 5 D -> 5 5
DEFER D : T D ; ' DUP IS D 5 T ' DROP IS D T -> 5
DEFER D ' DUP IS D ' D DEFER@ ' DUP = -> -1
DEFER D ' DUP ' D DEFER! 5 D -> 5 5
DEFER D : T ['] DUP IS D ; T 5 D -> 5 5
DEFER D : T IS D ; ' DUP T 5 D -> 5 5
DEFER A DEFER B ' A IS B ' DUP IS A 5 B -> 5 5
DEFER D D -> throw -13 "undefined word: D was not given a meaning with IS"
DEFER D ' D DEFER@ -> 0
DEFER D 0 IS D D -> throw -13
DEFER D -1 IS D D -> throw -13
DEFER -> throw -16
' DUP IS DUP -> throw -32 "invalid name argument: DUP"
' DUP IS NO-SUCH -> throw -13
' DUP IS -> throw -16
DEFER D IS D -> throw -4
' DUP DEFER@ -> throw -31 "not a word made by CREATE: DEFER@"
0 DEFER@ -> throw -31
DEFER@ -> throw -4
' DUP ' DUP DEFER! -> throw -31 "not a word made by CREATE: DEFER!"
' DUP DEFER! -> throw -4
\ CREATE and DOES>
: M CREATE , DOES> @ ; 5 M X X -> 5
: M CREATE , DOES> @ ; 5 M X 6 M Y X Y -> 5 6
: M CREATE DOES> ; M X HERE X = -> -1
: M CREATE , DOES> @ + ; 5 M X 1 X -> 6
: M CREATE , , DOES> DUP @ SWAP CELL+ @ ; 1 2 M X X -> 2 1
: M CREATE 5 , ; M X X @ -> 5
: M DOES> @ ; CREATE X 5 , M X -> 5
: M DOES> @ ; : N DOES> CELL+ @ ; CREATE X 5 , 6 , M X N X -> 5 6
: M CREATE DOES> DROP 1 DOES> DROP 2 ; M X X X -> 1 2
: M CREATE , DOES> @ ; 5 M X ' X >BODY @ -> 5
: M CREATE , DOES> @ ; 5 M X : T X X ; T -> 5 5
: T DOES> ; : U ; T -> throw -31 "not a word made by CREATE: U"
: T DOES> ; 5 CONSTANT C T -> throw -31 "not a word made by CREATE: C"
: T IF DOES> THEN ; -> throw -22 "control structure mismatch: a structure is not finished at DOES>"
DOES> -> throw -14
: M CREATE DOES> DROP 1 >R ; M X X -> throw -25
\ BUFFER:
16 BUFFER: B HERE B - -> 16
16 BUFFER: B B @ B CELL+ @ -> 0 0
0 BUFFER: B HERE B = -> -1
-1 BUFFER: B -> throw -24
UNUSED 1+ BUFFER: B -> throw -8
16 BUFFER: -> throw -16
BUFFER: B -> throw -4
\ IMMEDIATE
: T 5 ; IMMEDIATE : U T ; -> 5
: T 5 ; IMMEDIATE T -> 5
: T ." now " ; IMMEDIATE : U T ; U -> | "now "
5 CONSTANT C IMMEDIATE : T C ; -> 5
CREATE X IMMEDIATE : T X ; HERE = -> -1
: T 1 ; : U 2 ; IMMEDIATE : V T U ; V -> 2 1
: T 5 ; IMMEDIATE IMMEDIATE : U T ; -> 5
\ Locals
: T {: a b | c -- d :} b a c ; 1 2 T -> 2 1 0
: T LOCALS| a b | a b ; 1 2 T -> 2 1
: T {: a :} a 1+ TO a a ; 1 T -> 2
: L PARSE-NAME (LOCAL) ; IMMEDIATE : E 0 0 (LOCAL) ; IMMEDIATE : T L a E a a ; 1 T -> 1 1
: T {: a :} a 0= IF 7 EXIT THEN a 1- RECURSE a + ; 3 T -> 13
{: a :} -> throw -14
\ Quotations, SYNONYM, ACTION-OF, 2VALUE
: T [: 5 ;] EXECUTE 6 ; T -> 5 6
[: 7 ;] EXECUTE -> 7
: T ;] ; -> throw -22
SYNONYM D DUP 5 D ' D ' DUP = -> 5 5 -1
SYNONYM X NO-SUCH -> throw -13
DEFER D ' DUP IS D ACTION-OF D ' DUP = -> -1
1 2 2VALUE P P 3 4 TO P P -> 1 2 3 4
\ 13, Locals: what a name means ends with its definition; letters' case is of no matter.
: T {: zz :} zz ; zz -> throw -13
: T {: a :} A ; 5 T -> 5
: T {: a | b c :} b c ; 1 T -> 0 0
: T {: a -- | b :} a ; 1 T -> 1
: T {: a :} TO a a ; 1 2 T -> 1
: D CREATE , DOES> {: a :} a @ ; 5 D X X -> 5
:NONAME {: a :} a 1+ ; 5 SWAP EXECUTE -> 6
\ No name may be there twice in a definition; a list may go on over lines.
: T {: a A :} a ; -> throw -32 "invalid name argument: A is a local of this definition already"
: T LOCALS| a a | a ; -> throw -32
: T {: a :} [: {: a :} a 1+ ;] EXECUTE a ; 1 2 T -> 2 2
: T {: a
b | c
-- d
:} a b - ; 7 5 T -> 2
: T S" {: a" EVALUATE ; IMMEDIATE : U T -> throw -16 "a name is missing: :} is missing before the end of the source"
: T LOCALS| a
b | a b - ; 5 7 T -> 2
\ Where locals cannot be made: behind >R, within a structure; nor do quotations see them.
: T 1 >R {: a :} a R> ; 5 T -> throw -25
: T 2 0 DO I {: a :} LOOP ; -> throw -22
: T {: a :} [: a ;] ; -> throw -13
\ There may be 64.
: T {: | n1 n2 n3 n4 n5 n6 n7 n8 n9 n10 n11 n12 n13 n14 n15 n16 n17 n18 n19 n20 n21 n22 n23 n24 n25 n26 n27 n28 n29 n30 n31 n32 n33 n34 n35 n36 n37 n38 n39 n40 n41 n42 n43 n44 n45 n46 n47 n48 n49 n50 n51 n52 n53 n54 n55 n56 n57 n58 n59 n60 n61 n62 n63 n64 :} n64 ; T -> 0
: T {: | n1 n2 n3 n4 n5 n6 n7 n8 n9 n10 n11 n12 n13 n14 n15 n16 n17 n18 n19 n20 n21 n22 n23 n24 n25 n26 n27 n28 n29 n30 n31 n32 n33 n34 n35 n36 n37 n38 n39 n40 n41 n42 n43 n44 n45 n46 n47 n48 n49 n50 n51 n52 n53 n54 n55 n56 n57 n58 n59 n60 n61 n62 n63 n64 n65 :} n65 ; -> throw -8
:    T 5 ; T -> 5
5 CONSTANT    C C -> 5
5 VALUE V 6 TO    V V -> 6
5 VALUE    V V -> 5
8 BUFFER:    B B @ -> 0
DEFER    D ' DUP IS    D 5 D -> 5 5
DEFER D ' DUP IS D ACTION-OF    D ' DUP = -> -1
MARKER    M M ->
: T [COMPILE]    DUP ; 5 T -> 5 5
\ DOES> returns to who called it; the definition it stands in cannot be found before ; .
: M CREATE DOES> DROP 9 ; : N M 7 ; N X X -> 7 9
: M CREATE 5 . DOES> DROP 6 . ; M X X -> | "5 6 "
: M CREATE DOES> DROP 1 EXIT 2 ; M X X -> 1
: M DOES> [ BL WORD M FIND NIP . ] ; -> | "0 "
: T DOES> DROP 5 ; T -> throw -31
: M DOES> @ 1+ ; VARIABLE V 5 V ! M V -> 6
\ IMMEDIATE: nothing was defined yet, and a synonym is what it stands for.
IMMEDIATE -> throw -32
SYNONYM A DUP IMMEDIATE : T A ; 5 T -> 5 5
SYNONYM A DUP IMMEDIATE : T DUP ; 5 T -> 5 5
\ IS and ACTION-OF while compiling
: T IS DUP ; -> throw -32
: T IS NO-SUCH ; -> throw -13
: T ACTION-OF DUP ; -> throw -32
: T ACTION-OF NO-SUCH ; -> throw -13
DEFER D : T ACTION-OF D ; T -> 0
\ Words that define words, within definitions
: T VALUE ; 5 T V V 6 TO V V -> 5 6
: T BUFFER: ; 8 T B B @ -> 0
: T DEFER ; T D ' DUP IS D 5 D -> 5 5
: A 1 ; : T MARKER ; T M : A 2 ; M A -> 1
)post"};

}  // namespace starkernel::parity
