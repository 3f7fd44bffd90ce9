#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kToolsCases{.name = "tools", .line = __LINE__, .text = R"post(
\ [IF] [ELSE] [THEN]
TRUE [IF] 1 [ELSE] 2 [THEN] 3 -> 1 3
FALSE [IF] 1 [ELSE] 2 [THEN] 3 -> 2 3
0 [IF] 1 [THEN] 3 -> 3
5 [if] 4 [then] -> 4
0 [IF] 1 [IF] 1 [ELSE] 2 [THEN] [ELSE] 3 0 [IF] 4 [ELSE] 5 [THEN] [THEN] 6 -> 3 5 6
1 [IF] 1 [ELSE] 0 [IF] 2 [ELSE] 3 [THEN] [THEN] 4 -> 1 4
: T [ 1 ] [IF] 1 [ELSE] 2 [THEN] ; T -> 1
: T [ 0 ] [IF] 1 [ELSE] 2 [THEN] ; T -> 2
0 [IF]
1
[ELSE] 2
[THEN] 3 -> 2 3
0 [IF] 5 -> throw -58 "[IF], [ELSE] or [THEN] error: [THEN] is missing for what began in line 1"
1 [IF] 5 [ELSE] -> throw -58
[IF] -> throw -4
1 (SKIP) a b [THEN] 7 -> 0 -1 7
1 (SKIP) a [ELSE] 7 -> 0 -1 7
2 (SKIP) a [THEN] b -> 1 0
1 (SKIP) a [IF] -> 2 0
0 (UNFINISHED) -> throw -58 "[IF], [ELSE] or [THEN] error: [THEN] is missing"
7 (UNFINISHED) -> throw -58 "[IF], [ELSE] or [THEN] error: [THEN] is missing for what began in line 7"
(UNFINISHED) -> throw -4
(PLACE)
(PLACE) -> 1 2
\ [DEFINED] [UNDEFINED]
[DEFINED] DUP -> -1
[DEFINED] dup -> -1
[DEFINED] NO-SUCH -> 0
[UNDEFINED] DUP -> 0
[UNDEFINED] NO-SUCH -> -1
: T [ [DEFINED] T ] LITERAL ; T -> 0
[DEFINED] -> throw -16
\ N>R NR>
: T 1 2 3 3 N>R 9 NR> ; T -> 9 1 2 3 3
: T 7 0 N>R NR> ; T -> 7 0
: T 1 2 2 N>R 3 1 N>R NR> NR> ; T -> 3 1 1 2 2
: T 1 2 2 N>R R> R> R> ; T -> 2 2 1
1 1 N>R -> throw -14
: T 1 2 3 N>R ; T -> throw -4
: T NR> ; T -> throw -6
: T 1 >R NR> ; T -> throw -6
\ CS-PICK CS-ROLL
: C 0 CS-PICK POSTPONE AGAIN ; IMMEDIATE : D BEGIN DUP 1- DUP 0= IF EXIT THEN C AGAIN ; 3 D -> 3 2 1 0
: ?DONE POSTPONE IF 1 CS-ROLL ; IMMEDIATE : U BEGIN DUP 5 < ?DONE DUP 1+ REPEAT ; 3 U -> 3 4 5
0 CS-ROLL -> throw -14
\ DUMP
HERE 16 CHAR A FILL HERE 16 DUMP -> | "0x7000  41 41 41 41 41 41 41 41  41 41 41 41 41 41 41 41  AAAAAAAAAAAAAAAA\n"
HERE 0 DUMP ->
0 1 DUMP -> throw -9 "invalid memory address: 0x0 in DUMP, valid are 0x1000 to 0x1ffff"
1 DUMP -> throw -4
\ SAVE-INPUT RESTORE-INPUT
VARIABLE N SAVE-INPUT 1 N +! N @ 1 = [IF] RESTORE-INPUT [ELSE] [THEN] N @ -> 0 2
: T SAVE-INPUT >R 2DROP 2DROP R> ; T -> 4
SAVE-INPUT S" RESTORE-INPUT" EVALUATE -> -1
0 0 0 0 0 5 RESTORE-INPUT -> -1
0 0 0 0 5 RESTORE-INPUT -> throw -4
0 0 0 4 RESTORE-INPUT -> throw -4
\ SEE
: T ( n -- n*n ) DUP * ; SEE T -> | ": T ( n -- n*n ) DUP * ;\n"
: T 0 ?DO I . LOOP ; SEE T -> | ": T 0 ?DO I . LOOP ;\n"
: T BEGIN DUP WHILE 1- REPEAT DROP ; SEE T -> | ": T BEGIN DUP WHILE 1- REPEAT DROP ;\n"
: T CASE 1 OF 2 ENDOF ENDCASE ; SEE T -> | ": T CASE 1 OF 2 ENDOF ENDCASE ;\n"
: T [: 1 ;] EXECUTE ; IMMEDIATE SEE T -> | ": T [: 1 ;] EXECUTE ; IMMEDIATE\n"
: T {: a | b :} a TO b ; SEE T -> | ": T {: x0 | x1 :} x0 TO x1 ;\n"
: T ." a" S" b" ; SEE T -> | ": T .\" a\" S\" b\" ;\n"
5 CONSTANT T SEE T -> | "5 CONSTANT T\n"
VARIABLE T 5 T ! SEE T -> | "VARIABLE T 5 T !\n"
CREATE T 1 , 2 C, SEE T -> | "CREATE T 1 , 2 C,\n"
DEFER T ' DUP IS T SEE T -> | "DEFER T ' DUP IS T\n"
SEE DUP -> | "\\ DUP ( x -- x x ) is built in: Duplicate the top item.\n"
SEE -> throw -16
SEE NO-SUCH -> throw -13 "undefined word: NO-SUCH"
\ WORDS-LIKE
WORDS-LIKE CS-RO -> | "CS-ROLL\n1 word in FORTH\n"
WORDS-LIKE cs-ro -> | "CS-ROLL\n1 word in FORTH\n"
WORDS-LIKE NO-SUCH -> | "0 words in FORTH\n"
VOCABULARY V ALSO V DEFINITIONS : CS-ROLLED ; WORDS-LIKE CS-RO -> | "CS-ROLLED\n1 word in V\nCS-ROLL\n1 word in FORTH\n"
WORDS-LIKE -> throw -16 "a name is missing: WORDS-LIKE needs a part of a name"
S\" : N\x7f ; WORDS-LIKE N\x7f" EVALUATE -> | "N\\x7F\n1 word in FORTH\n"
\ N>R leaves the count on top; NAME>INTERPRET of what has no interpretation gives 0.
: T 7 8 2 N>R R@ NR> ; T -> 2 7 8 2
S" IF" FIND-NAME NAME>INTERPRET -> 0
5 S" DUP" FIND-NAME NAME>INTERPRET EXECUTE -> 5 5
\ SYNONYM: no such word; a word's own name, which still means what it did
SYNONYM A NO-SUCH -> throw -13
SYNONYM DUP DUP 3 DUP -> 3 3
: A 5 ; IMMEDIATE SYNONYM B A : T [ B ] LITERAL ; T -> 5
\ TRAVERSE-WORDLIST: a definition without a name is not there, one that is hidden is, behind the newer.
WORDLIST CONSTANT W : T NAME>STRING TYPE TRUE ; W SET-CURRENT :NONAME ; DROP : A ; ' T W TRAVERSE-WORDLIST -> | "A"
WORDLIST CONSTANT W : T NAME>INTERPRET EXECUTE TRUE ; W SET-CURRENT : A 1 ; : B 2 ; : A 3 ; ' T W TRAVERSE-WORDLIST -> 3 2 1
WORDLIST CONSTANT W : T DROP FALSE ; W SET-CURRENT : A ; : B ; 7 ' T W TRAVERSE-WORDLIST -> 7
\ FORGET takes what was made since, of every wordlist.
: A ; : B ; FORGET A B -> throw -13
: A 1 ; : A 2 ; FORGET A A -> 1
\ (NAMES) and (NAMES+) are its steps: a list, a place, a count and a column.
0 0 (NAMES) NIP NIP NIP -> 0 0 0
0 0 1 0 0 0 (NAMES+) -> -1
VOCABULARY V ALSO V DEFINITIONS : AB ; 0 0 0 3 7 5 (NAMES+) 2DROP 2DROP -> 0 0 1 | "7 words in V\n"
PAD 5 9 0 0 0 (NAMES+) -> -1
0 5 0 0 0 0 (NAMES+) -> throw -9
(NAMES) -> throw -4
)post"};

}  // namespace starkernel::parity
