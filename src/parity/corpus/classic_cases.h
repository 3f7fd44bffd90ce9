#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kClassicCases{.name = "classic", .line = __LINE__, .text = R"post(
\ Words from FORTH-79 and fig-FORTH
PAD 5 EXPECT SPAN @ -> 3 keys "abc\n" | "abc "
PAD 5 EXPECT PAD SPAN @ TYPE -> keys "abc\n" | "abc abc"
PAD 2 EXPECT SPAN @ -> 0 keys "\n" | " "
SPAN @ -> 0
SPAN CONTEXT <> SPAN CURRENT <> -> -1 -1
TIB -> $1680
QUERY -> throw -21 "unsupported operation: QUERY"
?TERMINAL -> 0
?TERMINAL -> -1 keys "A"
\ CONVERT begins behind the address.
: C C" 123x" ; 0 0 C CONVERT C@ -> 123 0 120
: C C" 123x" ; 7 0 C CONVERT DROP -> 7123 0
: C C" 12" ; HEX 0 0 C CONVERT DROP DECIMAL -> 18 0
: C C" x" ; 0 0 C CONVERT C@ -> 0 0 120
0 0 -1 CONVERT -> throw -9
0 CONVERT -> throw -4
\ NUMBER
BL WORD 42 NUMBER -> 42 0
BL WORD -42 NUMBER -> -42 -1
BL WORD $FF NUMBER -> 255 0
BL WORD 18446744073709551616. NUMBER -> 0 1
BL WORD 18446744073709551616 NUMBER -> throw -11
BL WORD 4x NUMBER -> throw -13 "undefined word: 4x"
0 NUMBER -> throw -9
NUMBER -> throw -4
\ ENCLOSE: begin, end, where to go on; a zero ends the text.
: T S\" ab cd\z" DROP ; T BL ENCLOSE 3 ROLL DROP -> 0 2 3
: T S\"   ab cd\z" DROP ; T BL ENCLOSE 3 ROLL DROP -> 2 4 5
: T S\" cd\z" DROP ; T BL ENCLOSE 3 ROLL DROP -> 0 2 2
: T S\" \z" DROP ; T BL ENCLOSE 3 ROLL DROP -> 0 1 1
: T S\" axb\z" DROP ; T CHAR x ENCLOSE 3 ROLL DROP -> 0 1 2
0 BL ENCLOSE -> throw -9
\ SCAN SKIP
S" aabb" CHAR b SCAN TYPE -> | "bb"
S" aabb" CHAR x SCAN NIP -> 0
S" aabb" CHAR a SCAN NIP -> 4
PAD 0 BL SCAN NIP -> 0
S" aabb" CHAR a SKIP TYPE -> | "bb"
S" aa" CHAR a SKIP NIP -> 0
S" ab" CHAR b SKIP TYPE -> | "ab"
0 1 BL SCAN -> throw -9
1 BL SKIP -> throw -4
\ 2,
HERE 1 2 2, HERE OVER - SWAP 2@ -> 16 1 2
1 2, -> throw -4
\ Name tokens stand where older systems have the addresses of fields.
: A ; ' A >NAME NAME>STRING TYPE -> | "A"
: A ; ' A NFA NAME>STRING TYPE -> | "A"
' DUP >NAME ' DUP = -> -1
0 >NAME -> throw -32 "invalid name argument: no word has the name token 0"
:NONAME ; >NAME -> throw -32
>NAME -> throw -4 "stack underflow: >NAME"
NFA -> throw -4
: A 5 ; ' A NFA NAME> EXECUTE -> 5
: A 5 ; ' A CFA EXECUTE -> 5
SYNONYM A DUP S" A" FIND-NAME NAME> ' DUP = -> -1
0 NAME> -> throw -32
NAME> -> throw -4
CFA -> throw -4
: A ; : B ; : C ; ' C >LINK ' B = ' C >LINK >LINK ' A = -> -1 -1
WORDLIST DUP SET-CURRENT CREATE A FORTH-WORDLIST SET-CURRENT S" A" ROT FIND-NAME-IN >LINK -> 0
: A ; WORDLIST SET-CURRENT : B ; FORTH-WORDLIST SET-CURRENT : C ; ' C >LINK ' A = -> -1
0 >LINK -> throw -32
>LINK -> throw -4
LFA -> throw -4
LINK> -> throw -4
0 LINK> -> throw -32
CREATE A 8 ALLOT ' A PFA A = -> -1
VARIABLE V 5 V ! ' V PFA @ -> 5
: T ; ' T PFA -> throw -31 "not a word made by CREATE: PFA"
0 PFA -> throw -32
PFA -> throw -4
: A ; : B ; ' A 1 TRAVERSE ' B = -> -1
: A ; ' A 1 TRAVERSE -> 0
: A ; : B ; ' B 0 TRAVERSE ' A = -> -1
0 1 TRAVERSE -> throw -32
1 TRAVERSE -> throw -4
\ SMUDGE and HIDDEN take a name away and bring it back; the word stays what it is.
: A 5 ; SMUDGE A -> throw -13
: A 5 ; SMUDGE SMUDGE A -> 5
: A 5 ; : B A ; ' A HIDDEN B -> 5
: A 5 ; ' A DUP HIDDEN EXECUTE -> 5
: A 5 ; ' A DUP HIDDEN HIDDEN A -> 5
: A 1 ; : B ; SMUDGE A -> 1
0 HIDDEN -> throw -32
HIDDEN -> throw -4
: A ; ' A HIDDEN S" A" (FIND) -> 0
: A ; ' A HIDDEN : T DROP 1+ DUP 2 < ; WORDLIST DROP S" A" FIND-NAME -> 0
\ COMPILE compiles the next word later, also an immediate one.
: C COMPILE + ; IMMEDIATE : T 1 2 C ; T -> 3
: C COMPILE DUP COMPILE * ; IMMEDIATE : SQ C ; 7 SQ -> 49
: A 5 ; IMMEDIATE : C COMPILE A ; IMMEDIATE : T C ; T -> 5
COMPILE DUP -> throw -14
: T COMPILE NO-SUCH ; -> throw -13
: T COMPILE -> throw -16
\ INTERPRET does what is left of the line, and no more.
: T INTERPRET ; T 1 2
3 -> 1 2 3
: T 9 INTERPRET 8 ; T 1 2 -> 9 1 2 8
: T S" 1 INTERPRET 2" EVALUATE ; T -> 1 2
: T INTERPRET ; ' T CATCH NO-SUCH -> throw -13
\ SPAN counts what EXPECT stored; TIB is where the line is.
PAD 0 EXPECT SPAN @ -> 0 keys "a\n" | "\x07 "
PAD 2 EXPECT SPAN @ PAD C@ -> 2 97 keys "abc\n" | "ab\x07 "
0 1 EXPECT -> throw -9
1 EXPECT -> throw -4
TIB ALIGNED TIB = -> -1
TIB C@ DROP ->
\ SCAN and SKIP leave an empty string where nothing is.
S" aXb" CHAR X SCAN NIP -> 2
S" aXb" CHAR X SCAN CHAR X SKIP TYPE -> | "b"
S"   a" BL SKIP TYPE -> | "a"
S" a b" BL SCAN BL SKIP TYPE -> | "b"
1 2 SCAN -> throw -4
PAD -1 BL SKIP -> throw -9
\ M+ M- 1+ 2+ and their kin by their older names
5 2+ 5 2- -> 7 3
-1 2+ -2 2- -> 1 -4
5 NOT 0 NOT -1 NOT -> 0 -1 0
5 3 <= 3 3 <= 3 5 <= -> 0 -1 -1
5 3 >= 3 3 >= 3 5 >= -> -1 -1 0
)post"};

}  // namespace starkernel::parity
