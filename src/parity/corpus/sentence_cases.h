#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kSentenceCases{.name = "sentences", .line = __LINE__, .text = R"post(
file two.fs "1\n2\n"
file reads.fs "REFILL >IN @ SOURCE NIP 5\nabc\n6\n"
file at-end.fs "REFILL"
file id.fs "SOURCE-ID 0>\n"
file twice.fs "SAVE-INPUT 7\n"
file nested-if.fs "0 [IF]\n[IF]\n[ELSE]\n[THEN]\n1\n[ELSE]\n2\n[THEN]\n"
\ Sentences of Forth-2012's definitions that stand in no other module. 6.1, Core
\ FILL: "If u is greater than zero"; MOVE: "exactly what it held before".
HERE 4 CHAR a FILL HERE 4 + C@ -> 0
CREATE A 1 C, 2 C, 3 C, A A 1+ 2 MOVE A C@ A 1+ C@ A 2 + C@ -> 1 1 2
CREATE A 1 C, 2 C, 3 C, A 1+ A 2 MOVE A C@ A 1+ C@ A 2 + C@ -> 2 3 3
\ >NUMBER: "c-addr2 is the location of the first unconverted character or the first past the end".
0. S" 12" 2DUP + >R >NUMBER DROP R> = NIP NIP -> throw -14
: T 0. S" 12" 2DUP + >R >NUMBER DROP R> = NIP NIP ; T -> -1
: T 0. S" 1x" OVER 1+ >R >NUMBER DROP R> = NIP NIP ; T -> -1
\ ACCEPT: "until a line terminator is received"; it is not stored.
CREATE A 9 ALLOT A 9 ERASE A 8 ACCEPT A 2 + C@ -> 2 0 keys "ab\n" | "ab "
\ ALIGN and ALIGNED agree.
1 ALLOT HERE ALIGNED ALIGN HERE = -> -1
\ CHARS and CHAR+: a character takes one address unit.
5 CHARS -> 5
-3 CHARS -> -3
PAD CHAR+ PAD - -> 1
PAD CHAR+ PAD 1 CHARS + = -> -1
\ CREATE: "does not allocate data space in name's data field"; it aligns.
CREATE A HERE A - -> 0
1 C, CREATE A A ALIGNED A = -> -1
\ DOES>: what a program did before stays; it may be replaced.
: A DOES> @ 1+ ; : B DOES> @ 2 + ; CREATE X 5 , A X B X -> 6 7
: D CREATE DUP , , DOES> 2@ ; 5 D X X -> 5 5
\ EXIT: "Return control to the calling definition".
: A 1 EXIT 2 ; : B A 3 ; B -> 1 3
: T 0 BEGIN 1+ DUP 3 = IF EXIT THEN AGAIN ; T 9 -> 3 9
\ IMMEDIATE makes the most recent definition so, however it was made.
VARIABLE V IMMEDIATE : T V ; V = -> -1
VOCABULARY V IMMEDIATE : T [ GET-ORDER NIP ] V [ GET-ORDER NIP NIP ] ; -> 1 2
\ J: "the next-outer loop"; an exit by LEAVE leaves one loop.
: T 2 0 DO 9 0 DO I 1 = IF LEAVE THEN J 10 * I + LOOP LOOP ; T -> 0 10
\ LITERAL and 2LITERAL: the run-time places what was there while compiling.
: T [ 1 2 ] 2LITERAL ; T -> 1 2
: T [ -1. ] 2LITERAL [ 7 ] LITERAL ; T -> -1 -1 7
: L 2 POSTPONE LITERAL ; IMMEDIATE : T L L ; T -> 2 2
\ POSTPONE appends the compilation semantics, also of a word that comes later in a chain.
: A POSTPONE IF ; IMMEDIATE : B POSTPONE A ; IMMEDIATE : T B 1 THEN ; 5 T 0 T -> 1
\ QUIT: "Make the user input device the input source": what stands behind is not done.
: T S" 1 QUIT 2" EVALUATE 3 ; T -> 1
\ SOURCE and >IN: what is parsed is behind >IN.
SOURCE NIP -> 10
: T SOURCE >IN @ /STRING ; T xyz
NIP -> throw -13 "undefined word: xyz"
: T >IN @ SOURCE NIP = ; T
7 -> -1 7
\ 12 >IN ! does part of a line twice, 1 >IN +! passes a character over.
VARIABLE N
N @ 3 < [IF] 1 N +! 0 >IN ! [THEN] N @ -> 3
: T 3 >IN +! ; T xx 7 -> 7
\ STATE: only words named by the standard change it; reading it tells.
: T STATE @ ; IMMEDIATE T -> 0
: T STATE @ 0= 0= ; IMMEDIATE : U T ; U -> -1
\ S" copies: two strings at least are there at a time.
S" one" S" two" 2SWAP TYPE TYPE -> | "onetwo"
\ U. and . leave one space; SPACES of a negative number nothing.
5 . 6 U. -> | "5 6 "
-3 SPACES -> 
\ UM/MOD and */: the intermediate product has two cells.
$4000000000000000 4 8 */ -> $2000000000000000
-1 -1 UM* -1 UM/MOD -> 0 -1
$7FFFFFFFFFFFFFFF DUP M* $7FFFFFFFFFFFFFFF SM/REM -> 0 $7FFFFFFFFFFFFFFF
7 -3 /MOD -> 1 -2
-7 3 /MOD -> -1 -2
-7. 3 FM/MOD -> 2 -3
-7. 3 SM/REM -> -1 -2
\ WORD: leading delimiters are skipped, and the string may be empty.
CHAR , WORD ,,ab, COUNT TYPE PARSE-NAME xy TYPE -> | "abxy"
CHAR , WORD  ab, COUNT NIP -> 3
BL WORD	 a COUNT NIP -> 1
\ 6.2, Core extensions
FALSE -> 0
FALSE INVERT TRUE = -> -1
TRUE IF 1 THEN -> throw -14
: T FALSE IF 1 ELSE 2 THEN ; T -> 2
\ .( and ( do not wait for the definition to run.
: T .( now) ; -> | "now"
( a ) 1 ( b ) 2 -> 1 2
\ :NONAME leaves the token when it begins.
:NONAME 5 ; :NONAME 6 ; EXECUTE SWAP EXECUTE -> 6 5
\ ACTION-OF while compiling asks when executed.
DEFER D ' DUP IS D : T ACTION-OF D ; ' DROP IS D T ' DROP = -> -1
DEFER D ACTION-OF D -> 0
ACTION-OF DUP -> throw -32 "invalid name argument: DUP"
ACTION-OF -> throw -16
\ BUFFER: is zeroed here, and aligned.
1 ALLOT 8 BUFFER: B B ALIGNED B = B @ -> -1 0
\ C" is a counted string.
: T C" abc" DUP C@ SWAP 1+ C@ ; T -> 3 97
: T C" " COUNT NIP ; T -> 0
\ CASE: ENDCASE drops the selector, ENDOF does not.
: T CASE 1 OF 11 ENDOF DUP ENDCASE ; 1 T 5 T -> 11 5
: T CASE ENDCASE 7 ; 5 T -> 7
\ COMPILE, appends execution semantics, whatever the word's flags.
: T [ ' IF COMPILE, ] ; T -> throw -14
: A 5 ; IMMEDIATE : T [ ' A COMPILE, ] ; T -> 5
\ DEFER! and DEFER@ take tokens.
DEFER D ' SWAP ' D DEFER! 1 2 D ' D DEFER@ ' SWAP = -> 2 1 -1
DEFER D :NONAME 9 ; ' D DEFER! D -> 9
\ MARKER brings back what was: dictionary, data space, search order.
HERE MARKER M 100 ALLOT VARIABLE V M HERE = -> -1
MARKER M : A ; : B ; M S" A" (FIND) S" B" (FIND) -> 0 0
MARKER M M M -> throw -13 "undefined word: M"
MARKER A MARKER B A B -> throw -13 "undefined word: B"
MARKER M VOCABULARY V ALSO V DEFINITIONS : X ; M ORDER -> | "search: FORTH definitions: FORTH "
MARKER -> throw -16
: T MARKER ; T M : X ; M X -> throw -13
\ PARSE: "delimited by char"; an empty parse area gives an empty string.
CHAR x PARSE x NIP -> 0
CHAR x PARSE
NIP -> 0
CHAR ) PARSE a b) NIP -> 3
\ PARSE-NAME skips leading spaces and control characters.
PARSE-NAME   ab	cd NIP PARSE-NAME NIP -> throw -13
\ REFILL: the next line of a file becomes the input; false at its end, and for a string.
INCLUDE reads.fs -> throw -13 "undefined word: abc"
INCLUDE at-end.fs -> 0
S" REFILL" EVALUATE -> 0
INCLUDE id.fs -> -1
S" SOURCE-ID" EVALUATE -> -1
\ SAVE-INPUT tells how many items follow; RESTORE-INPUT gives a flag, false for success.
VARIABLE N SAVE-INPUT N @ 0= [IF] 1 N ! RESTORE-INPUT [THEN] 9 -> 0 9
SAVE-INPUT DUP >IN @ 0> NIP NIP NIP NIP NIP NIP -> -1
: T SAVE-INPUT 0 DO DROP LOOP 5 ; T -> 5
\ TO stores where VALUE reads, in definitions too.
1 VALUE A 2 VALUE B : T TO A TO B ; 7 8 T A B -> 8 7
\ UNUSED counts down with ALLOT.
UNUSED 1 C, UNUSED - -> 1
\ [COMPILE] of a word that is not immediate is the word.
: T [COMPILE] NIP ; 1 2 T -> 2
\ 8, Double
1. 2. 2VALUE V V -> 1 0 2 0
: T 1. 2LITERAL ; -> throw -4
5. 2CONSTANT C : T C ; T -> 5 0
2VARIABLE V V ALIGNED V = V 2@ -> -1 0 0
1 2 2VALUE V : T V ; 3 4 TO V T -> 3 4
1 2 2VALUE V V -> 1 2
1 2 2VALUE A 3 4 2VALUE B 5 6 TO A A B -> 5 6 3 4
\ 9, Exception: the stack is as deep as it was, n on top; the input source is what it was.
: T 1 2 3 99 THROW ; 7 8 ' T CATCH -> 7 8 99
: T S" 5 99 THROW" EVALUATE ; ' T CATCH SOURCE-ID 0> -> 99 -1
: T INCLUDE two.fs ; ' T CATCH -> throw -13
: T S" two.fs" INCLUDED 99 THROW ; ' T CATCH -> 99
\ 10, Facility
BEGIN-STRUCTURE S FIELD: .A CFIELD: .B 3 +FIELD .C END-STRUCTURE S 0 .A 0 .B 0 .C -> 12 0 8 9
BEGIN-STRUCTURE A 8 +FIELD .X END-STRUCTURE BEGIN-STRUCTURE B A +FIELD .Y CFIELD: .Z END-STRUCTURE B 0 .Z 0 .Y .X -> 9 8 0
0 1 +FIELD .A 2 +FIELD .B 10 .A 10 .B ROT -> 10 11 3
0 CFIELD: .A CFIELD: .B 0 .A 0 .B ROT -> 0 1 2
1 FIELD: .A 0 .A SWAP -> 8 16
0 0 +FIELD .A 5 .A SWAP -> 5 0
+FIELD .A -> throw -4
0 FIELD: -> throw -16
CFIELD: .A -> throw -4
BEGIN-STRUCTURE S FIELD: .A END-STRUCTURE CREATE X S ALLOT 7 X .A ! X .A @ X .A X = -> 7 -1
EKEY? EKEY EKEY? -> -1 65 0 keys "A"
EKEY? EKEY K-UP = EKEY? -> -1 -1 0 keys "\x1b[A"
EKEY EKEY>CHAR -> 65 -1 keys "A"
EKEY EKEY>FKEY NIP -> -1 keys "\x1b[A"
EKEY EKEY>XCHAR -> 8364 -1 keys "\xe2\x82\xac"
EKEY EKEY>CHAR -> 8364 0 keys "\xe2\x82\xac"
EKEY>FKEY -> throw -4
EKEY>XCHAR -> throw -4
: T EMIT? IF 65 EMIT THEN ; T -> | "A"
1 1 AT-XY 65 EMIT -> | "\x1b[2;2HA"
: T MS@ 7 MS MS@ SWAP - ; T 8 U> -> -1
TIME&DATE 2DROP 2DROP DROP 0 60 WITHIN -> -1
\ 13, Locals: initialised from the stack, the last from its top; what is behind | is not.
: T {: a b c :} a b c ; 1 2 3 T -> 1 2 3
: T {: a | b :} 5 TO b a b ; 1 T -> 1 5
: T {: a -- b c d :} a ; 1 T -> 1
: T {: :} 5 ; T -> 5
: T {: a :} {: b :} a b ; 1 2 T -> 2 1
: T LOCALS| a b c | a b c ; 1 2 3 T -> 3 2 1
: T LOCALS| a | a 1+ TO a a ; 5 T -> 6
LOCALS| a | -> throw -14
: T {: DUP :} DUP DUP ; 7 T -> 7 7
: T {: a :} [: 5 ;] EXECUTE a ; 1 T -> 5 1
: T {: a :} 3 0 DO a I + LOOP ; 10 T -> 10 11 12
: T {: a :} a IF 5 EXIT THEN 6 ; 1 T 0 T -> 5 6
: T {: a :} a 5 > IF a THROW THEN a ; 9 ' T CATCH NIP -> 9
: A {: x :} x 1+ ; : B {: x :} x A x ; 5 B -> 6 5
\ 14, Memory
10 ALLOCATE DROP 20 RESIZE SWAP FREE -> 0 0
\ 15, Programming tools
: T 5 ; : U T ; FORGET T U -> throw -13 "undefined word: U"
HERE : T 5 ; VARIABLE V FORGET T HERE = -> -1
: T BEGIN 1+ DUP 5 < WHILE DUP 3 = UNTIL 100 ELSE 200 THEN ; 0 T 3 T -> 3 100 5 200
: R 1 CS-ROLL ; IMMEDIATE : T AHEAD BEGIN 5 EXIT R THEN 6 AGAIN ; T -> 6 5
[DEFINED] NO-SUCH [IF] 1 [ELSE] 2 [THEN] -> 2
[UNDEFINED] NO-SUCH [IF] 1 [ELSE] 2 [THEN] -> 1
: T ; [UNDEFINED] T [DEFINED] t -> 0 -1
[UNDEFINED] -> throw -16
INCLUDE nested-if.fs -> 2
SYNONYM MY-DUP DUP 3 MY-DUP -> 3 3
SYNONYM MY-IF IF : T MY-IF 1 THEN ; 1 T 0 T -> 1
SYNONYM A DUP SYNONYM B A 3 B -> 3 3
SYNONYM A -> throw -16
SYNONYM -> throw -16
SYNONYM A DUP ' A NAME>STRING TYPE -> | "DUP"
5 VALUE V SYNONYM W V 6 TO W V W -> 6 6
: T 1 2 2 N>R 3 NR> ; T -> 3 1 2 2
: T N>R NR> ; 7 8 9 3 T -> 7 8 9 3
: T -1 N>R ; T -> throw -4
S" DUP" FIND-NAME NAME>STRING S" DUP" COMPARE -> 0
S" dup" FIND-NAME ' DUP = -> -1
S" " FIND-NAME -> 0
0 1 FIND-NAME -> throw -9
1 FIND-NAME -> throw -4
S" X" WORDLIST FIND-NAME-IN -> 0
S" DUP" 0 FIND-NAME-IN -> throw -24
1 2 FIND-NAME-IN -> throw -4
-1 NAME>INTERPRET -> throw -32
NAME>INTERPRET -> throw -4
0 NAME>COMPILE -> throw -32
: T [ S" DUP" FIND-NAME NAME>COMPILE EXECUTE ] ; 5 T -> 5 5
: T [ S" IF" FIND-NAME NAME>COMPILE EXECUTE ] 1 THEN ; 5 T -> 1
5 ' DUP NAME>INTERPRET EXECUTE -> 5 5
WORDLIST CONSTANT W W SET-CURRENT : A ; : B ; : C ; : T NAME>STRING TYPE TRUE ; ' T W TRAVERSE-WORDLIST -> throw -13 "undefined word: T"
WORDLIST CONSTANT W : T NAME>STRING TYPE TRUE ; W SET-CURRENT : A ; : B ; : C ; ' T W TRAVERSE-WORDLIST -> | "CBA"
WORDLIST CONSTANT W : T DROP 1+ DUP 2 < ; W SET-CURRENT : A ; : B ; : C ; 0 ' T W TRAVERSE-WORDLIST -> 2
0 WORDLIST TRAVERSE-WORDLIST ->
' DUP 0 TRAVERSE-WORDLIST -> throw -24
1 TRAVERSE-WORDLIST -> throw -4
\ 16, Search order
WORDLIST WORDLIST = -> 0
VOCABULARY V ' V SET-CURRENT : X 5 ; S" X" ' V SEARCH-WORDLIST NIP -> -1
ALSO FORTH GET-ORDER DUP . 2DROP DROP -> | "2 "
ONLY FORTH DEFINITIONS GET-CURRENT FORTH-WORDLIST = -> -1
\ 17, String: SEARCH finds the first; COMPARE looks at the shorter length first.
S" abab" S" ab" SEARCH ROT DROP -> 4 -1
S" aab" S" ab" SEARCH ROT DROP -> 2 -1
S" abc" S" abd" COMPARE S" abd" S" abc" COMPARE + -> 0
S"   " -TRAILING NIP -> 0
S" abc" 1 /STRING 1 /STRING TYPE -> | "c"
CREATE A 3 ALLOT A 3 BLANK A 3 -TRAILING NIP -> 0
: T S" abc" PAD SWAP MOVE PAD 3 ; T TYPE -> | "abc"
\ 18, Extended characters
S\" \xE2\x82\xAC" X-WIDTH -> 1
S\" a\xCC\x81" X-WIDTH -> 2
0 1 X-WIDTH -> throw -9
S\" \xE2\x82\xAC" DROP XC@+ XC-WIDTH NIP -> 1
$20AC HERE SWAP XC, HERE SWAP - -> 3
HERE $E9 XC, $20AC XC, HERE OVER - TYPE -> | "\xc3\xa9\xe2\x82\xac"
XC, -> throw -4
XEMIT -> throw -4
XHOLD -> throw -4
XCHAR+ -> throw -4
XC@+ -> throw -4
1 XC!+ -> throw -4
1 2 XC!+? -> throw -4
1 +X/STRING -> throw -4
1 X\STRING- -> throw -4
1 -TRAILING-GARBAGE -> throw -4
0 1 X\STRING- -> throw -9
PAD 0 XC!+? -> throw -4
CHAR é -> 233
: T [CHAR] € ; T -> 8364
CHAR é PARSE abé TYPE -> | "ab"
: T $20AC 0 <# #S $20AC XHOLD #> ; T TYPE -> | "\xe2\x82\xac8364"
XKEY? XKEY -> -1 8364 keys "\xe2\x82\xac"
XKEY? KEY XKEY? -> -1 65 0 keys "A"
)post"};

}  // namespace starkernel::parity
