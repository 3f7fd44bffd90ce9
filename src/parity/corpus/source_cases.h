#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kSourceCases{.name = "source", .line = __LINE__, .text = R"post(
file one.fs "1\n2 3\n"
file empty.fs ""
file no-end.fs "7"
file def.fs ": FROM-FILE 42 ;\n"
file open.fs ": NEVER 5\n"
file fails.fs "1\n2 NO-SUCH\n3\n"
file throws.fs "8\n9 THROW\n"
file nested.fs "1 INCLUDE one.fs 4\n"
file refill.fs "REFILL 5\n6\n"
file unclosed.fs "1\n( a\nb\n"
file mark.fs "\xef\xbb\xbf7\n\xef\xbb\xbf8\n"
file marked.fs "\xef\xbb\xbf7 \\ a\n8\n"
file comment.fs "1 ( a\nb\nc ) 2 \\ 3\n4\n"
file crlf.fs "1\r\n2\r\n"
file itself.fs "INCLUDE itself.fs\n"
file refill-empty.fs ": T REFILL >IN @ SOURCE NIP ; T\n\n7\n"
file blank.fs "\n\n\n5\n\n"
\ EVALUATE
S" 1 2 +" EVALUATE -> 3
S" " EVALUATE ->
S" : T 5 ;" EVALUATE T -> 5
: T S" 5" EVALUATE ; T -> 5
: T S" DUP" EVALUATE ; 5 T -> 5 5
: T S" 1 S" EVALUATE ; T -> throw -13 "undefined word: S"
: E EVALUATE ; S" 1 2" E -> 1 2
S" 5 ." EVALUATE -> | "5 "
S" NO-SUCH" EVALUATE -> throw -13
: T [ S" ] 5 [" EVALUATE ] ; T -> 5
: X [ S" 1 2" EVALUATE ] ; -> 1 2
: L S" 5 LITERAL" EVALUATE ; IMMEDIATE : T L ; -> throw -4
0 0 EVALUATE ->
0 1 EVALUATE -> throw -9
PAD -1 EVALUATE -> throw -9
1 EVALUATE -> throw -4
S" >IN @" EVALUATE -> 5
S" SOURCE NIP" EVALUATE -> 10
S" SOURCE-ID" EVALUATE -> -1
S" 1 \ 2" EVALUATE 3 -> 1 3
S" 1 ( 2" EVALUATE 3 -> 1 3
S" REFILL" EVALUATE -> 0
: T S" T2" EVALUATE ; : T2 7 ; T -> 7
: DEEP S" DEEP" EVALUATE ; DEEP -> throw -256 "input sources nested too deeply: no more input sources, the limit is 16"
VARIABLE N : DEEP 1 N +! N @ 14 < IF S" DEEP" EVALUATE THEN ; DEEP N @ -> 14
\ INCLUDED and INCLUDE
S" one.fs" INCLUDED -> 1 2 3
INCLUDE one.fs -> 1 2 3
S" empty.fs" INCLUDED 5 -> 5
INCLUDE no-end.fs -> 7
INCLUDE def.fs FROM-FILE -> 42
INCLUDE nested.fs -> 1 1 2 3 4
INCLUDE one.fs 9 -> 1 2 3 9
INCLUDE refill.fs -> -1 6
INCLUDE comment.fs -> 1 2 4
INCLUDE crlf.fs -> 1 2
INCLUDE blank.fs -> 5
: T S" one.fs" INCLUDED 9 ; T -> 1 2 3 9
INCLUDE unclosed.fs -> throw -39 "unexpected end of file: ( of line 2 has no )"
INCLUDE mark.fs -> throw -13 "undefined word: \xef\xbb\xbf8"
INCLUDE marked.fs INCLUDE ./marked.fs -> 7 8 7 8
INCLUDE open.fs -> throw -39 "unexpected end of file: the definition of NEVER is not finished"
INCLUDE fails.fs -> throw -13 "undefined word: NO-SUCH"
: T S" fails.fs" INCLUDED ; ' T CATCH 5 -> -13 5
INCLUDE throws.fs -> throw 9
INCLUDE itself.fs -> throw -256
INCLUDE no-such.fs -> throw -38 "no such file: no-such.fs"
S" no-such.fs" INCLUDED -> throw -38
S" broken.fs" INCLUDED -> throw -37
S" " INCLUDED -> throw -38
INCLUDE -> throw -38
PAD 256 65 FILL PAD 256 INCLUDED -> throw -38 "no such file: the name's length is 256, valid are 1 to 255"
0 1 INCLUDED -> throw -9
1 INCLUDED -> throw -4
\ SOURCE and >IN
SOURCE NIP -> 10
SOURCE TYPE -> | "SOURCE TYPE"
SOURCE DROP C@ -> 83
>IN @ -> 5
1 >IN @ 2 -> 1 8 2
SOURCE NIP >IN ! 1 2 3 ->
1 >IN +! 23 -> 3
100 >IN ! 1 2
3 -> 3
-1 >IN ! 1 2
3 -> 3
: SKIP-ONE PARSE-NAME 2DROP ; 1 SKIP-ONE 2 3 -> 1 3
SOURCE-ID 0> -> -1
\ REFILL reads the next line of the file.
REFILL 1
2 -> -1 2
1 REFILL 2
DROP 3 -> 1 3
REFILL -> 0
: NEXT-LINE REFILL DROP ; NEXT-LINE ignored
5 -> 5
\ Comments
1 ( 2 ) 3 -> 1 3
1 (2 -> throw -13
( 1 ) 2 -> 2
( ) 1 -> 1
1 ( 2
3 ) 4 -> 1 4
1 ( 2
3
4 ) 5 -> 1 5
1 ( 2 -> throw -39 "unexpected end of file: ( of line 1 has no )"
: T 1 ( 2 ) 3 ; T -> 1 3
1 \ 2
3 -> 1 3
: T 1 \ 2
3 ; T -> 1 3
1 \
2 -> 1 2
1 ( ( 2 ) 3 -> 1 3
\ An empty line is one that REFILL has read.
INCLUDE refill-empty.fs -> -1 0 0 7
\ The string is the input buffer; what was read before goes on behind EVALUATE.
: T S" SOURCE DROP" 2DUP DROP >R EVALUATE R> = ; T -> -1
S" 5" EVALUATE SOURCE NIP -> 5 25
S" 5" EVALUATE SOURCE-ID 0> -> 5 -1
>IN >IN = -> -1
\ RESTORE-INPUT goes back over lines.
VARIABLE N SAVE-INPUT
N @ 0= [IF] 1 N ! RESTORE-INPUT [ELSE] 5 [THEN] -> 0 5
)post"};

}  // namespace starkernel::parity
