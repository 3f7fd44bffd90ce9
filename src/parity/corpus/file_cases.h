#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kFileCases{.name = "file", .line = __LINE__, .text = R"post(
file five.txt "hello"
file lines.txt "one\ntwo\r\n\nlast"
file fit.txt "abcd\ne\n"
file two.fs "1\n2\n"
file once.fs "1\nREQUIRE once.fs\n"
file bad.fs "1 .\nNO-SUCH\n"
file id.fs "SOURCE-ID\n"
file cr.txt "a\rb\n"
file h.fs ": NAME S\" a.txt\" ; VARIABLE F : NEW NAME R/W CREATE-FILE THROW F ! ;\n: PUT F @ WRITE-FILE THROW ; : LINE F @ WRITE-LINE THROW ;\n: START 0. F @ REPOSITION-FILE THROW ;\n: READ PAD SWAP F @ READ-FILE THROW PAD SWAP TYPE ; : SHUT F @ CLOSE-FILE THROW ;\n"
file full.fs "INCLUDE h.fs : LENGTH F @ FILE-SIZE THROW DROP ; : END LENGTH 0 F @ REPOSITION-FILE THROW ;\n: GROW BEGIN DUP LENGTH + 0 F @ RESIZE-FILE UNTIL DROP ; : FULL NEW 65536 GROW 4096 GROW ;\n: NUMBERED 0 <# # # #> ;\n: MANY 0 BEGIN DUP NUMBERED R/W CREATE-FILE DUP 0= WHILE DROP CLOSE-FILE DROP 1+ REPEAT NIP ;\n: OPENED 0 BEGIN S\" five.txt\" R/O OPEN-FILE 0= WHILE NIP REPEAT DROP ;\n"
file save.fs "CREATE SAVED 5 CELLS ALLOT VARIABLE N\n: MARK SAVE-INPUT 5 0 DO SAVED I CELLS + ! LOOP ;\n: KEPT 5 0 DO SAVED 4 I - CELLS + @ LOOP ;\n: BACK 1 N +! N @ 3 < IF KEPT RESTORE-INPUT THEN ;\n"
\ R/O, W/O, R/W and BIN
R/O W/O = R/O R/W = W/O R/W = -> 0 0 0
R/O BIN R/O BIN = -> -1
W/O BIN W/O = R/W BIN R/W = R/O BIN BIN R/O BIN = -> 0 0 -1
BIN -> throw -4 "stack underflow: BIN"
\ CREATE-FILE makes a file or empties one; CLOSE-FILE ends its number.
S" a" R/W CREATE-FILE NIP -> 0
S" a" W/O CREATE-FILE THROW CLOSE-FILE -> 0
S" a" R/W BIN CREATE-FILE THROW CLOSE-FILE -> 0
S" a" R/W CREATE-FILE THROW DUP CLOSE-FILE SWAP CLOSE-FILE -> 0 -62
INCLUDE h.fs NEW S" abc" PUT SHUT NEW F @ FILE-SIZE -> 0 0 0
S" a" 99 CREATE-FILE NIP -> -63
S" " R/W CREATE-FILE NIP -> -63
S" ../a" R/W CREATE-FILE NIP -> -63
S" d/a" R/W CREATE-FILE NIP -> -38
S" /a" R/W CREATE-FILE NIP S" a/" R/W CREATE-FILE NIP S" a/../b" R/W CREATE-FILE NIP -> -63 -63 -63
S\" a\nb" R/W CREATE-FILE NIP -> -63
PAD 255 65 FILL PAD 255 R/W CREATE-FILE NIP PAD 255 R/O OPEN-FILE NIP -> 0 0
PAD 256 65 FILL PAD 256 R/W CREATE-FILE NIP -> -63
S" ./a" R/W CREATE-FILE NIP S" a" FILE-STATUS NIP S" ././a" DELETE-FILE S" ./" R/W CREATE-FILE NIP -> 0 0 0 -63
: T 0 BEGIN S" a" R/W CREATE-FILE NIP DUP 0= WHILE DROP 1+ REPEAT ; T -> 31 -63
0 10 R/W CREATE-FILE -> throw -9 "invalid memory address: 0x0 (10 bytes) in CREATE-FILE, valid are 0x1000 to 0x1ffff"
1 2 CREATE-FILE -> throw -4 "stack underflow: CREATE-FILE"
0 CLOSE-FILE -> -62
-1 CLOSE-FILE -> -62
CLOSE-FILE -> throw -4
: T -1 CLOSE-FILE THROW ; T -> throw -62 "CLOSE-FILE failed: no open file has the number -1"
\ OPEN-FILE begins at the beginning of what is there.
S" none" R/O OPEN-FILE NIP -> -38
S" five.txt" R/O OPEN-FILE NIP -> 0
S" broken.fs" R/O OPEN-FILE NIP -> -37
S" five.txt" 99 OPEN-FILE NIP -> -69
S" " R/O OPEN-FILE NIP -> -69
: T S" none" R/O OPEN-FILE THROW ; T -> throw -38 "no such file: none, not found"
INCLUDE h.fs NEW S" abc" PUT SHUT NAME R/O OPEN-FILE THROW FILE-SIZE -> 3 0 0
INCLUDE h.fs NEW S" abc" PUT SHUT NAME R/O OPEN-FILE THROW FILE-POSITION -> 0 0 0
INCLUDE h.fs NEW NAME R/O OPEN-FILE THROW S" abc" PUT FILE-SIZE -> 3 0 0
INCLUDE h.fs NEW S" A.TXT" R/O OPEN-FILE NIP -> -38
INCLUDE h.fs NEW S" abc" PUT NAME R/O OPEN-FILE THROW FILE-POSITION F @ FILE-POSITION -> 0 0 0 3 0 0
: T 0 BEGIN S" five.txt" R/O OPEN-FILE NIP DUP 0= WHILE DROP 1+ REPEAT ; T -> 31 -69
: T 99 0 DO S" five.txt" R/O OPEN-FILE THROW CLOSE-FILE THROW LOOP ; T ->
0 10 R/O OPEN-FILE -> throw -9
1 2 OPEN-FILE -> throw -4
\ READ-FILE gives fewer characters only at the end.
: T S" five.txt" R/O OPEN-FILE THROW >R PAD 3 R@ READ-FILE PAD 3 TYPE PAD 9 R@ READ-FILE PAD 2 TYPE PAD 9 R> READ-FILE ; T -> 3 0 2 0 0 0 | "hello"
: T S" five.txt" R/O OPEN-FILE THROW PAD 0 ROT READ-FILE ; T -> 0 0
: T S" five.txt" R/O OPEN-FILE THROW >R PAD 3 R@ READ-FILE R> FILE-POSITION ; T -> 3 0 3 0 0
: T S" five.txt" R/O OPEN-FILE THROW >R PAD 9 R@ READ-FILE PAD 0 R> READ-FILE ; T -> 5 0 0 0
PAD 1 0 READ-FILE -> 0 -70
S" a" W/O CREATE-FILE THROW PAD 1 ROT READ-FILE -> 0 -70
0 10 0 READ-FILE -> throw -9
PAD -1 0 READ-FILE -> throw -9
131071 1 S" five.txt" R/O OPEN-FILE THROW READ-FILE 131071 C@ -> 1 0 104
131071 2 0 READ-FILE -> throw -9
1 2 READ-FILE -> throw -4
\ READ-LINE takes the end of a line away, unless the line fills what it was given.
: T S" lines.txt" R/O OPEN-FILE THROW 5 0 DO DUP PAD 80 ROT READ-LINE THROW . PAD SWAP TYPE SPACE LOOP DROP ; T -> | "-1 one -1 two -1  -1 last 0  "
: T S" fit.txt" R/O OPEN-FILE THROW >R PAD 4 R@ READ-LINE PAD 4 R@ READ-LINE PAD 4 R@ READ-LINE PAD 4 R> READ-LINE ; T -> 4 -1 0 0 -1 0 1 -1 0 0 0 0
: T S" fit.txt" R/O OPEN-FILE THROW >R PAD 3 R@ READ-LINE PAD 3 R> READ-LINE ; T -> 3 -1 0 1 -1 0
: T PAD 9 46 FILL S" fit.txt" R/O OPEN-FILE THROW PAD 9 ROT READ-LINE PAD 9 TYPE ; T -> 4 -1 0 | "abcd....."
S" five.txt" R/O OPEN-FILE THROW PAD 0 ROT READ-LINE -> 0 -1 0
S" cr.txt" R/O OPEN-FILE THROW PAD 9 ROT READ-LINE -> 3 -1 0
: T S" lines.txt" R/O OPEN-FILE THROW >R PAD 9 R@ READ-LINE R> FILE-POSITION ; T -> 3 -1 0 4 0 0
: T S" five.txt" R/O OPEN-FILE THROW >R PAD 5 R@ READ-LINE PAD 5 R> READ-LINE ; T -> 5 -1 0 0 0 0
INCLUDE h.fs NEW HERE 2000 65 FILL HERE 2000 LINE START HERE 3000 F @ READ-LINE F @ FILE-POSITION -> 2000 -1 0 2001 0 0
PAD 1 0 READ-LINE -> 0 0 -71
S" a" W/O CREATE-FILE THROW PAD 1 ROT READ-LINE -> 0 0 -71
0 10 0 READ-LINE -> throw -9
1 2 READ-LINE -> throw -4
\ WRITE-FILE and WRITE-LINE move on.
INCLUDE h.fs NEW S" abc" PUT S" de" PUT START 9 READ -> | "abcde"
INCLUDE h.fs NEW S" abc" LINE S" d" LINE START 9 READ -> | "abc\nd\n"
INCLUDE h.fs NEW S" " LINE F @ FILE-SIZE -> 1 0 0
INCLUDE h.fs NEW S" " PUT F @ FILE-SIZE -> 0 0 0
INCLUDE h.fs NEW S" abcdef" PUT 2. F @ REPOSITION-FILE THROW S" XY" PUT START 9 READ -> | "abXYef"
S" x" 0 WRITE-FILE S" x" 0 WRITE-LINE -> -75 -76
S" five.txt" R/O OPEN-FILE THROW S" x" ROT WRITE-FILE -> -75
S" five.txt" R/O OPEN-FILE THROW S" x" ROT WRITE-LINE -> -76
0 10 0 WRITE-FILE -> throw -9
0 10 0 WRITE-LINE -> throw -9
1 2 WRITE-FILE -> throw -4
1 2 WRITE-LINE -> throw -4
\ FILE-SIZE, FILE-POSITION, REPOSITION-FILE, RESIZE-FILE
INCLUDE h.fs NEW F @ FILE-SIZE F @ FILE-POSITION -> 0 0 0 0 0 0
INCLUDE h.fs NEW S" abc" PUT F @ FILE-SIZE F @ FILE-POSITION -> 3 0 0 3 0 0
INCLUDE h.fs NEW S" abc" PUT 1. F @ REPOSITION-FILE F @ FILE-POSITION 9 READ -> 0 1 0 0 | "bc"
INCLUDE h.fs NEW S" abc" PUT START 3. F @ REPOSITION-FILE F @ FILE-POSITION -> 0 3 0 0
INCLUDE h.fs NEW S" abc" PUT START 4. F @ REPOSITION-FILE F @ FILE-POSITION -> -36 0 0 0
INCLUDE h.fs NEW 0 1 F @ REPOSITION-FILE -> -36
INCLUDE h.fs NEW S" abc" PUT 2. F @ RESIZE-FILE F @ FILE-SIZE START 9 READ -> 0 2 0 0 | "ab"
INCLUDE h.fs NEW S" a" PUT 3. F @ RESIZE-FILE F @ FILE-SIZE START 9 READ -> 0 3 0 0 | "a\x00\x00"
INCLUDE h.fs NEW 0 1 F @ RESIZE-FILE -> -74
S" five.txt" R/O OPEN-FILE THROW 0. ROT RESIZE-FILE -> -74
INCLUDE h.fs NEW S" abc" PUT 1. F @ RESIZE-FILE F @ FILE-POSITION -> 0 1 0 0
INCLUDE h.fs NEW S" abc" PUT 9. F @ RESIZE-FILE F @ FILE-POSITION -> 0 3 0 0
INCLUDE h.fs NEW S" abc" PUT 4194305. F @ RESIZE-FILE F @ FILE-SIZE -> -74 3 0 0
\ A full RAM disk: nothing more is written, what is there is kept, and what is given up is room.
INCLUDE full.fs FULL END S" x" F @ WRITE-FILE S" x" F @ WRITE-LINE -> -75 -76
INCLUDE full.fs FULL LENGTH END S" x" F @ WRITE-FILE LENGTH ROT = -> -75 -1
INCLUDE full.fs FULL START S" ab" PUT START 2 READ -> | "ab"
INCLUDE full.fs FULL S" b" R/W CREATE-FILE SWAP S" x" ROT WRITE-FILE -> 0 -75
INCLUDE full.fs FULL 0. F @ RESIZE-FILE S" x" F @ WRITE-FILE -> 0 0
INCLUDE full.fs FULL SHUT NAME DELETE-FILE S" b" R/W CREATE-FILE THROW S" x" ROT WRITE-FILE -> 0 0
\ There are 64 files at most, three of which the case has, and 31 open beside it.
INCLUDE full.fs MANY 0 NUMBERED DELETE-FILE -> 61 -63 0
INCLUDE full.fs MANY 1 NUMBERED R/W CREATE-FILE NIP 0 NUMBERED DELETE-FILE -> 61 -63 0 0
INCLUDE full.fs MANY 1 NUMBERED DELETE-FILE S" new" R/W CREATE-FILE NIP 0 NUMBERED DELETE-FILE -> 61 -63 0 0 0
INCLUDE full.fs MANY S" none" R/O OPEN-FILE NIP 0 NUMBERED DELETE-FILE -> 61 -63 -38 0
INCLUDE full.fs MANY 0 NUMBERED S" new" RENAME-FILE S" new" DELETE-FILE -> 61 -63 0 0
INCLUDE full.fs MANY 2DROP : T S" new" R/W CREATE-FILE THROW ; T -> throw -63 "CREATE-FILE failed: new, capacity exhausted"
INCLUDE full.fs OPENED INCLUDE two.fs -> throw -37 "file input error: two.fs, capacity exhausted"
INCLUDE full.fs OPENED CLOSE-FILE INCLUDE two.fs -> 0 1 2
: T S" five.txt" R/O OPEN-FILE THROW ; : U 99 0 DO T LOOP ; U -> throw -69 "OPEN-FILE failed: five.txt, capacity exhausted"
S" a" W/O CREATE-FILE THROW DUP 3. ROT RESIZE-FILE SWAP FILE-SIZE -> 0 3 0 0
0 FILE-SIZE -> 0 0 -66
0 FILE-POSITION -> 0 0 -65
0. 0 REPOSITION-FILE 0. 0 RESIZE-FILE -> -73 -74
FILE-SIZE -> throw -4
FILE-POSITION -> throw -4
1 2 REPOSITION-FILE -> throw -4
1 2 RESIZE-FILE -> throw -4
\ FLUSH-FILE
INCLUDE h.fs NEW S" abc" PUT F @ FLUSH-FILE F @ FILE-POSITION -> 0 3 0 0
S" five.txt" R/O OPEN-FILE THROW FLUSH-FILE -> 0
0 FLUSH-FILE -> -68
FLUSH-FILE -> throw -4
\ DELETE-FILE: who has the file open keeps it.
INCLUDE h.fs NEW SHUT NAME DELETE-FILE NAME DELETE-FILE -> 0 -38
INCLUDE h.fs NEW SHUT NAME DELETE-FILE NAME R/O OPEN-FILE NIP -> 0 -38
INCLUDE h.fs NEW S" abc" PUT NAME DELETE-FILE START 9 READ -> 0 | "abc"
INCLUDE h.fs NEW S" abc" PUT NAME DELETE-FILE NAME R/W CREATE-FILE THROW FILE-SIZE F @ FILE-SIZE -> 0 0 0 0 3 0 0
S" " DELETE-FILE -> -64
0 10 DELETE-FILE -> throw -9
1 DELETE-FILE -> throw -4
\ RENAME-FILE takes no name from another file.
INCLUDE h.fs NEW S" abc" PUT SHUT NAME S" b" RENAME-FILE S" b" R/O OPEN-FILE THROW F ! 9 READ -> 0 | "abc"
INCLUDE h.fs NEW SHUT NAME S" b" RENAME-FILE NAME FILE-STATUS NIP -> 0 -38
INCLUDE h.fs NEW S" b" R/W CREATE-FILE THROW CLOSE-FILE THROW NAME S" b" RENAME-FILE -> -72
INCLUDE h.fs NEW S" abc" PUT NAME S" b" RENAME-FILE START 9 READ -> 0 | "abc"
INCLUDE h.fs NEW NAME NAME RENAME-FILE NAME S" ../b" RENAME-FILE NAME FILE-STATUS NIP -> -72 -72 0
S" none" S" b" RENAME-FILE -> -38
0 10 S" b" RENAME-FILE -> throw -9
S" a" 0 10 RENAME-FILE -> throw -9
1 2 3 RENAME-FILE -> throw -4
\ FILE-STATUS
INCLUDE h.fs NEW NAME FILE-STATUS SWAP R/W = -> 0 -1
S" none" FILE-STATUS NIP -> -38
S" " FILE-STATUS NIP -> -67
0 10 FILE-STATUS -> throw -9
1 FILE-STATUS -> throw -4
\ INCLUDE-FILE takes what is left of a file and closes it.
S" two.fs" R/O OPEN-FILE THROW INCLUDE-FILE -> 1 2
: T S" two.fs" R/O OPEN-FILE THROW >R PAD 9 R@ READ-LINE 2DROP DROP R> INCLUDE-FILE ; T -> 2
: T S" two.fs" R/O OPEN-FILE THROW >R R@ INCLUDE-FILE R> CLOSE-FILE ; T -> 1 2 -62
S" id.fs" R/O OPEN-FILE THROW DUP INCLUDE-FILE = -> -1
S" a" W/O CREATE-FILE THROW INCLUDE-FILE -> throw -37
: T S" bad.fs" R/O OPEN-FILE THROW DUP >R ['] INCLUDE-FILE CATCH R> CLOSE-FILE ROT DROP ; T -> -13 -62 | "1 "
0 INCLUDE-FILE -> throw -37 "file input error: INCLUDE-FILE: no open file has the number 0"
INCLUDE-FILE -> throw -4
\ REQUIRED and REQUIRE interpret a file once.
REQUIRE two.fs REQUIRE two.fs -> 1 2
S" two.fs" REQUIRED S" two.fs" REQUIRED -> 1 2
INCLUDE two.fs REQUIRE two.fs -> 1 2
REQUIRE two.fs INCLUDE two.fs -> 1 2 1 2
REQUIRE once.fs -> 1
MARKER M REQUIRE two.fs M REQUIRE two.fs -> 1 2 1 2
REQUIRE two.fs MARKER M M REQUIRE two.fs -> 1 2
REQUIRE two.fs MARKER M INCLUDE two.fs M REQUIRE two.fs -> 1 2 1 2
: A ; REQUIRE two.fs FORGET A REQUIRE two.fs -> 1 2 1 2
: T S" bad.fs" REQUIRED ; ' T CATCH ' T CATCH -> -13 -13 | "1 1 "
S" TWO.FS" REQUIRED -> throw -38
\ A line of a file that is interpreted has up to 1024 characters.
INCLUDE h.fs NEW HERE 1024 BLANK 49 HERE C! HERE 1024 LINE SHUT INCLUDE a.txt -> 1
INCLUDE h.fs NEW HERE 1025 BLANK HERE 1025 LINE SHUT INCLUDE a.txt -> throw -18 "parsed string overflow: the line has too many characters, the limit is 1024"
REQUIRE none.fs -> throw -38 "no such file: none.fs"
S" broken.fs" REQUIRED -> throw -37
0 10 REQUIRED -> throw -9
1 REQUIRED -> throw -4
\ S\" translates escapes.
S\" plain" TYPE -> | "plain"
S\" \a\b\e\f\l\n\q\r\t\v\z\"\\" NIP -> 13
S\" \a\b\e\f\l\n\q" TYPE -> | "\x07\x08\x1b\x0c\n\n\""
S\" \r\t\v\z\"\\" TYPE -> | "\r\t\x0b\x00\"\\"
S\" \m" TYPE -> | "\r\n"
S\" \x41\x7a\x7A" TYPE -> | "Azz"
S\" \x414" TYPE -> | "A4"
S\" " NIP -> 0
: T S\" q\qq" ; T TYPE -> | "q\"q"
: T S\" a\"b" TYPE ; T -> | "a\"b"
S\" \c" -> throw -12
S\" \x4" -> throw -12
: T S\" \c" ; -> throw -12
\ SAVE-INPUT and RESTORE-INPUT
INCLUDE save.fs 1 MARK 2 BACK 3 -> 1 2 0 2 0 2 3
INCLUDE save.fs MARK 1
2 BACK
3 -> 1 2 0 1 2 0 1 2 3
INCLUDE save.fs S" 1 MARK 2 BACK 3" EVALUATE -> 1 2 0 2 0 2 3
: DROPS 0 ?DO DROP LOOP ; SAVE-INPUT DROPS ->
S" SAVE-INPUT" EVALUATE RESTORE-INPUT -> -1
0 RESTORE-INPUT -> -1
1 RESTORE-INPUT -> throw -4 "stack underflow: RESTORE-INPUT"
-1 RESTORE-INPUT -> throw -4
RESTORE-INPUT -> throw -4
file paren.fs "1 ( a\nb ) 2\n( c"
\ OPEN-FILE to write keeps what is there, and begins at its beginning.
INCLUDE h.fs NEW S" abc" PUT SHUT NAME W/O OPEN-FILE THROW F ! S" X" PUT SHUT NAME R/O OPEN-FILE THROW F ! 9 READ -> | "Xbc"
INCLUDE h.fs NEW SHUT NAME W/O OPEN-FILE THROW PAD 1 ROT READ-FILE -> 0 -70
\ FILE-SIZE and FLUSH-FILE leave the position; WRITE-LINE and READ-LINE move behind the line's end.
INCLUDE h.fs NEW S" abc" PUT START 1 READ F @ FILE-SIZE F @ FILE-POSITION -> 3 0 0 1 0 0 | "a"
INCLUDE h.fs NEW S" abc" PUT START 1 READ F @ FLUSH-FILE F @ FILE-POSITION -> 0 1 0 0 | "a"
INCLUDE h.fs NEW S" abc" LINE F @ FILE-POSITION -> 4 0 0
: T S" lines.txt" R/O OPEN-FILE THROW >R PAD 9 R@ READ-LINE 2DROP DROP PAD 9 R@ READ-LINE R> FILE-POSITION ; T -> 3 -1 0 9 0 0
: T S" lines.txt" R/O OPEN-FILE THROW >R PAD 2 R@ READ-LINE R> FILE-POSITION ; T -> 2 -1 0 2 0 0
\ A read that gives less, or nothing, stands at the end; one that fails moves nothing.
: T S" five.txt" R/O OPEN-FILE THROW >R PAD 9 R@ READ-FILE R> FILE-POSITION ; T -> 5 0 5 0 0
INCLUDE h.fs NEW S" abc" PUT START 4. F @ REPOSITION-FILE 1 READ F @ FILE-POSITION -> -36 1 0 0 | "a"
INCLUDE h.fs NEW S" abc" PUT 2. F @ REPOSITION-FILE THROW S" XYZ" PUT F @ FILE-SIZE F @ FILE-POSITION -> 5 0 0 5 0 0
\ A number that was closed is no file's.
INCLUDE h.fs NEW SHUT PAD 1 F @ READ-FILE PAD 1 F @ READ-LINE S" x" F @ WRITE-FILE F @ FILE-SIZE -> 0 -70 0 0 -71 -75 0 0 -66
\ Two that have one file open have a position each; who stands behind the end reads nothing.
INCLUDE h.fs NEW S" abc" PUT NAME R/O OPEN-FILE THROW PAD 2 ROT READ-FILE F @ FILE-POSITION -> 2 0 3 0 0
INCLUDE h.fs NEW S" abc" PUT NAME R/W OPEN-FILE THROW 1. ROT RESIZE-FILE THROW PAD 1 F @ READ-FILE F @ FILE-SIZE -> 0 0 1 0 0
INCLUDE h.fs NEW S" abc" PUT NAME R/W OPEN-FILE THROW 1. ROT RESIZE-FILE THROW PAD 1 F @ READ-LINE -> 0 0 0
\ RESIZE-FILE to the size that it has; a comment in parentheses goes over lines of a file.
INCLUDE h.fs NEW S" abc" PUT 3. F @ RESIZE-FILE F @ FILE-SIZE F @ FILE-POSITION -> 0 3 0 0 3 0 0
INCLUDE paren.fs -> throw -39 "unexpected end of file: ( of line 3 has no )"
\ BLK is 0 and the source a file's while it is interpreted; no file is of no characters.
S" " INCLUDED -> throw -38
S" " REQUIRED -> throw -38
)post"};

}  // namespace starkernel::parity
