#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kTextCases{.name = "text", .line = __LINE__, .text = R"post(
\ SEARCH
S" abcdef" S" cd" SEARCH -ROT TYPE -> -1 | "cdef"
S" abcdef" S" xy" SEARCH -ROT TYPE -> 0 | "abcdef"
S" abcdef" S" " SEARCH -ROT TYPE -> -1 | "abcdef"
S" abc" S" abcd" SEARCH NIP NIP -> 0
S" abc" S" abc" SEARCH NIP NIP -> -1
S" abcabc" S" c" SEARCH -ROT TYPE -> -1 | "cabc"
S" " S" a" SEARCH NIP NIP -> 0
S" aab" S" ab" SEARCH -ROT TYPE -> -1 | "ab"
S" abc" S" ABC" SEARCH NIP NIP -> 0
0 1 PAD 1 SEARCH -> throw -9
PAD 1 0 1 SEARCH -> throw -9
1 2 3 SEARCH -> throw -4
S" abc" 2DUP S" c" (SEARCH) 2SWAP TYPE -> -1 -1 | "c"
S" abc" 2DUP S" x" (SEARCH) 2SWAP TYPE -> 0 -1 | "abc"
\ REPLACES SUBSTITUTE
S" 5" S" n" REPLACES S" a%n%b" PAD 20 SUBSTITUTE -ROT TYPE -> 1 | "a5b"
S" 5" S" n" REPLACES S" %N%%n%" PAD 20 SUBSTITUTE -ROT TYPE -> 2 | "55"
S" 5" S" n" REPLACES S" 67" S" n" REPLACES S" %n%" PAD 20 SUBSTITUTE -ROT TYPE -> 1 | "67"
S" " S" n" REPLACES S" a%n%b" PAD 20 SUBSTITUTE -ROT TYPE -> 1 | "ab"
S" a%%b" PAD 20 SUBSTITUTE -ROT TYPE -> 0 | "a%b"
S" a%zz%b" PAD 20 SUBSTITUTE -ROT TYPE -> 0 | "a%zz%b"
S" a%zz" PAD 20 SUBSTITUTE -ROT TYPE -> 0 | "a%zz"
S" ab" PAD 2 SUBSTITUTE -ROT TYPE -> 0 | "ab"
S" ab" PAD 1 SUBSTITUTE NIP NIP -> -78
S" 12345" S" n" REPLACES S" %n%" PAD 5 SUBSTITUTE -ROT TYPE -> 1 | "12345"
S" 12345" S" n" REPLACES S" %n%" PAD 4 SUBSTITUTE NIP NIP -> -78
\ The target may lie over the source, also at its beginning
S" 12345" S" n" REPLACES S" %n%-%n%" PAD 3 + SWAP MOVE PAD 3 + 7 PAD 20 SUBSTITUTE -ROT TYPE -> 2 | "12345-12345"
S" 12345" S" n" REPLACES S" %n%-%n%" PAD SWAP MOVE PAD 7 PAD 3 + 20 SUBSTITUTE -ROT TYPE -> 2 | "12345-12345"
S" 12345" S" n" REPLACES S" %n%-%n%" PAD SWAP MOVE PAD 7 PAD 20 SUBSTITUTE -ROT TYPE -> 2 | "12345-12345"
S" 12345" S" n" REPLACES S" %n%" PAD SWAP MOVE PAD 3 PAD 4 SUBSTITUTE NIP NIP -> -78
0 1 PAD 5 SUBSTITUTE -> throw -9
PAD 1 PAD 256 REPLACES -> throw -79
PAD 1 PAD 0 REPLACES -> throw -79
1 2 3 REPLACES -> throw -4
\ UNESCAPE
S" 5% of %x%" PAD UNESCAPE TYPE -> | "5%% of %%x%%"
S" ab" PAD UNESCAPE TYPE -> | "ab"
PAD 0 HERE UNESCAPE NIP -> 0
S" 5% of %x%" HERE UNESCAPE PAD 50 SUBSTITUTE -ROT TYPE -> 0 | "5% of %x%"
S" %" $1FFFF UNESCAPE 2DROP -> throw -9
\ S\" (Forth-2012, 6.2.2266)
S\" plain" TYPE -> | "plain"
S\" a\tb\qc\"d" TYPE -> | "a\tb\"c\"d"
S\" \l\n\m\r" TYPE -> | "\n\n\r\n\r"
S\" \a\b\e\f\v\z" TYPE -> | "\x07\x08\x1b\x0c\x0b\x00"
S\" \\" TYPE -> | "\\"
S\" \x41\xfF" TYPE -> | "A\xff"
S\" \x4142" TYPE -> | "A42"
S\" " NIP -> 0
: T S\" a\tb" ; T NIP T DROP 1+ C@ -> 3 9
S\" a\d" -> throw -12 "argument type mismatch: no escape: \\d"
S\" a\x4" -> throw -12
\ What replaces is copied, is not replaced again, and may be nothing; a name may be long.
S" 5" PAD SWAP MOVE PAD 1 S" n" REPLACES 54 PAD C! S" %n%" HERE 20 SUBSTITUTE -ROT TYPE -> 1 | "5"
S" 5" S" n" PAD SWAP MOVE PAD 1 REPLACES 120 PAD C! S" %n%" HERE 20 SUBSTITUTE -ROT TYPE -> 1 | "5"
S" %n%" S" n" REPLACES S" %n%" PAD 20 SUBSTITUTE -ROT TYPE -> 1 | "%n%"
PAD 255 65 FILL S" 5" PAD 255 REPLACES ->
S" 5" S" a%b" REPLACES -> throw -79
\ Delimiters: an unknown name keeps both, the last one stays alone, two give one.
S" 5" S" n" REPLACES S" %zz%n%" PAD 20 SUBSTITUTE -ROT TYPE -> 0 | "%zz%n%"
S" 5" S" n" REPLACES S" %%%n%%%" PAD 20 SUBSTITUTE -ROT TYPE -> 1 | "%5%"
S" a%" PAD 20 SUBSTITUTE -ROT TYPE -> 0 | "a%"
S" %%%%" PAD 2 SUBSTITUTE -ROT TYPE -> 0 | "%%"
PAD 0 HERE 0 SUBSTITUTE -ROT TYPE -> 0
S" a" PAD 0 SUBSTITUTE NIP NIP -> -78
\ SEARCH and -TRAILING keep the address; UNESCAPE may go where its source is.
: T S" abc" OVER {: a :} S" c" SEARCH ROT a - ; T -> 1 -1 2
: T S" abc" OVER {: a :} S" x" SEARCH ROT a - ; T -> 3 0 0
: T S" a  " OVER {: a :} -TRAILING SWAP a - ; T -> 1 0
S\" a\t" -TRAILING NIP -> 2
S" %a" PAD SWAP MOVE PAD 2 PAD UNESCAPE TYPE -> | "%%a"
\ Lengths below zero are too long.
PAD -1 -TRAILING -> throw -9
PAD -1 BLANK -> throw -9
PAD 1 PAD -1 SEARCH -> throw -9
PAD HERE -1 CMOVE -> throw -9
PAD HERE -1 CMOVE> -> throw -9
PAD -1 PAD UNESCAPE -> throw -9
S\" \A" -> throw -12
S\" \X41" -> throw -12
S\" abc\ -> throw -12
S\" abc
TYPE -> | "abc"
)post"};

}  // namespace starkernel::parity
