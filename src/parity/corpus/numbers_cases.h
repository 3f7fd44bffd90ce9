#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kNumbersCases{.name = "numbers", .line = __LINE__, .text = R"post(
\ What is no word is a number: Forth-2012, 3.4.1.3.
0 -> 0
00 -> 0
-0 -> 0
7 -> 7
-7 -> -7
0007 -> 7
9223372036854775807 -> $7FFFFFFFFFFFFFFF
-9223372036854775808 -> $8000000000000000
-9223372036854775809 -> throw -11 "result out of range: -9223372036854775809"
18446744073709551615 -> -1
18446744073709551616 -> throw -11 "result out of range: 18446744073709551616"
9223372036854775808 -> $8000000000000000
#10 -> 10
#-10 -> -10
-#10 -> -10
HEX #10 DECIMAL -> 10
$10 -> 16
$-10 -> -16
-$10 -> -16
$ff -> 255
$FF -> 255
$FFFFFFFFFFFFFFFF -> -1
$10000000000000000 -> throw -11
%101 -> 5
%-101 -> -5
-%101 -> -5
%102 -> throw -13 "undefined word: %102"
'A' -> 65
'a' -> 97
'0' -> 48
''' -> 39
'AB' -> throw -13 "undefined word: 'AB'"
'A -> throw -13
HEX 'A' DECIMAL -> 65
$ -> throw -13 "undefined word: $"
% -> throw -13 "undefined word: %"
-- -> throw -13 "undefined word: --"
--5 -> throw -13
+5 -> throw -13 "undefined word: +5"
5- -> throw -13
1_000 -> throw -13
1,000 -> throw -13
$G -> throw -13
#A -> throw -13
A -> throw -13 "undefined word: A"
HEX A DECIMAL -> 10
HEX G -> throw -13
8 OCTAL 10 DECIMAL -> 8 8
OCTAL 8 -> throw -13 "undefined word: 8"
2 BASE ! 2 -> throw -13
\ A point at the end makes a double number.
7. -> 7 0
-7. -> -7 -1
$F. -> 15 0
. -> throw -4 "stack underflow: ."
5.0 -> throw -13 "undefined word: 5.0"
.5 -> throw -13
18446744073709551615. -> -1 0
18446744073709551616. -> 0 1
-18446744073709551616. -> 0 -1
HEX 10. DECIMAL -> 16 0
\ In a definition the number is compiled.
: T 7 ; T -> 7
: T -7 ; T -> -7
: T $123456789ABCDEF ; T -> $123456789ABCDEF
: T $FFFFFFFFFFFFFFFF ; T -> -1
: T $80000000 ; T -> 2147483648
: T $7FFFFFFF ; T -> 2147483647
: T -$80000000 ; T -> -2147483648
: T -$80000001 ; T -> -2147483649
: T $8000000000000000 ; T -> $8000000000000000
: T 7. ; T -> 7 0
: T -1. ; T -> -1 -1
: T 'A' ; T -> 65
: T 18446744073709551616 ; -> throw -11
: T $5 %11 #9 ; T -> 5 3 9
\ >NUMBER goes on with a double number as far as there are digits.
0. S" 123" >NUMBER NIP -> 123 0 0
0. S" 12A" >NUMBER NIP -> 12 0 1
0. S" A" >NUMBER NIP -> 0 0 1
0. S" " >NUMBER NIP -> 0 0 0
5. S" 6" >NUMBER NIP -> 56 0 0
0. S" -5" >NUMBER NIP -> 0 0 2
0. S" 12." >NUMBER NIP -> 12 0 1
0. S" 18446744073709551616" >NUMBER NIP -> 0 1 0
0. S" 12A" >NUMBER DROP C@ NIP NIP -> 65
0. S" ff" HEX >NUMBER DECIMAL NIP -> 255 0 0
0. S" FF" HEX >NUMBER DECIMAL NIP -> 255 0 0
0. S" 102" 2 BASE ! >NUMBER DECIMAL NIP -> 2 0 1
0. 0 1 >NUMBER -> throw -9
0. 0 0 >NUMBER NIP -> 0 0 0
1 2 3 >NUMBER -> throw -4 "stack underflow: >NUMBER"
0. S" 1" 0 BASE ! ' >NUMBER CATCH NIP NIP NIP NIP -> -24
\ A plus sign ends it as any character does; what exceeds 128 bits is lost.
0. S" +5" >NUMBER NIP -> 0 0 2
0. S" 1 2" >NUMBER NIP -> 1 0 2
0. S" $1" >NUMBER NIP -> 0 0 2
0. S" zZ" 36 BASE ! >NUMBER DECIMAL NIP -> 1295 0 0
-1. S" 0" >NUMBER NIP -> -10 -1 0
0. S" 340282366920938463463374607431768211457" >NUMBER NIP -> 1 0 0
)post"};

}  // namespace starkernel::parity
