#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kFormatCases{.name = "format", .line = __LINE__, .text = R"post(
\ Numbers as text. A digit is followed by a space in . U. D. and UD., by nothing in the right-
\ aligned ones.
0 . -> | "0 "
0 U. -> | "0 "
1 . -> | "1 "
1 U. -> | "1 "
-1 . -> | "-1 "
-1 U. -> | "18446744073709551615 "
10 . -> | "10 "
10 U. -> | "10 "
-10 . -> | "-10 "
-10 U. -> | "18446744073709551606 "
$7FFFFFFFFFFFFFFF . -> | "9223372036854775807 "
$7FFFFFFFFFFFFFFF U. -> | "9223372036854775807 "
$8000000000000000 . -> | "-9223372036854775808 "
$8000000000000000 U. -> | "9223372036854775808 "
123456789 . -> | "123456789 "
123456789 U. -> | "123456789 "
#0 2 BASE ! . -> | "0 "
#0 2 BASE ! U. -> | "0 "
#1 2 BASE ! . -> | "1 "
#1 2 BASE ! U. -> | "1 "
#-1 2 BASE ! . -> | "-1 "
#-1 2 BASE ! U. -> | "1111111111111111111111111111111111111111111111111111111111111111 "
#255 2 BASE ! . -> | "11111111 "
#255 2 BASE ! U. -> | "11111111 "
#-255 2 BASE ! . -> | "-11111111 "
#-255 2 BASE ! U. -> | "1111111111111111111111111111111111111111111111111111111100000001 "
#-9223372036854775808 2 BASE ! . -> | "-1000000000000000000000000000000000000000000000000000000000000000 "
#-9223372036854775808 2 BASE ! U. -> | "1000000000000000000000000000000000000000000000000000000000000000 "
#0 OCTAL . -> | "0 "
#0 OCTAL U. -> | "0 "
#1 OCTAL . -> | "1 "
#1 OCTAL U. -> | "1 "
#-1 OCTAL . -> | "-1 "
#-1 OCTAL U. -> | "1777777777777777777777 "
#255 OCTAL . -> | "377 "
#255 OCTAL U. -> | "377 "
#-255 OCTAL . -> | "-377 "
#-255 OCTAL U. -> | "1777777777777777777401 "
#-9223372036854775808 OCTAL . -> | "-1000000000000000000000 "
#-9223372036854775808 OCTAL U. -> | "1000000000000000000000 "
#0 HEX . -> | "0 "
#0 HEX U. -> | "0 "
#1 HEX . -> | "1 "
#1 HEX U. -> | "1 "
#-1 HEX . -> | "-1 "
#-1 HEX U. -> | "FFFFFFFFFFFFFFFF "
#255 HEX . -> | "FF "
#255 HEX U. -> | "FF "
#-255 HEX . -> | "-FF "
#-255 HEX U. -> | "FFFFFFFFFFFFFF01 "
#-9223372036854775808 HEX . -> | "-8000000000000000 "
#-9223372036854775808 HEX U. -> | "8000000000000000 "
#0 36 BASE ! . -> | "0 "
#0 36 BASE ! U. -> | "0 "
#1 36 BASE ! . -> | "1 "
#1 36 BASE ! U. -> | "1 "
#-1 36 BASE ! . -> | "-1 "
#-1 36 BASE ! U. -> | "3W5E11264SGSF "
#255 36 BASE ! . -> | "73 "
#255 36 BASE ! U. -> | "73 "
#-255 36 BASE ! . -> | "-73 "
#-255 36 BASE ! U. -> | "3W5E11264SGLD "
#-9223372036854775808 36 BASE ! . -> | "-1Y2P0IJ32E8E8 "
#-9223372036854775808 36 BASE ! U. -> | "1Y2P0IJ32E8E8 "
#0 3 BASE ! . -> | "0 "
#0 3 BASE ! U. -> | "0 "
#1 3 BASE ! . -> | "1 "
#1 3 BASE ! U. -> | "1 "
#-1 3 BASE ! . -> | "-1 "
#-1 3 BASE ! U. -> | "11112220022122120101211020120210210211220 "
#255 3 BASE ! . -> | "100110 "
#255 3 BASE ! U. -> | "100110 "
#-255 3 BASE ! . -> | "-100110 "
#-255 3 BASE ! U. -> | "11112220022122120101211020120210210111111 "
#-9223372036854775808 3 BASE ! . -> | "-2021110011022210012102010021220101220222 "
#-9223372036854775808 3 BASE ! U. -> | "2021110011022210012102010021220101220222 "
0 0 D. -> | "0 "
0 0 UD. -> | "0 "
1 0 D. -> | "1 "
1 0 UD. -> | "1 "
-1 -1 D. -> | "-1 "
-1 -1 UD. -> | "340282366920938463463374607431768211455 "
0 1 D. -> | "18446744073709551616 "
0 1 UD. -> | "18446744073709551616 "
0 -1 D. -> | "-18446744073709551616 "
0 -1 UD. -> | "340282366920938463444927863358058659840 "
-1 $7FFFFFFFFFFFFFFF D. -> | "170141183460469231731687303715884105727 "
-1 $7FFFFFFFFFFFFFFF UD. -> | "170141183460469231731687303715884105727 "
0 $8000000000000000 D. -> | "-170141183460469231731687303715884105728 "
0 $8000000000000000 UD. -> | "170141183460469231731687303715884105728 "
$161401484A000000 542101 D. -> | "10000000000000000000000000 "
$161401484A000000 542101 UD. -> | "10000000000000000000000000 "
0 $8000000000000000 HEX D. -> | "-80000000000000000000000000000000 "
-1. HEX UD. -> | "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF "
-1. 2 BASE ! UD. -> | "11111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111 "
0 1 .R -> | "0"
0 1 U.R -> | "0"
5 1 .R -> | "5"
5 1 U.R -> | "5"
5 2 .R -> | " 5"
5 2 U.R -> | " 5"
5 5 .R -> | "    5"
5 5 U.R -> | "    5"
-5 1 .R -> | "-5"
-5 1 U.R -> | "18446744073709551611"
-5 2 .R -> | "-5"
-5 2 U.R -> | "18446744073709551611"
-5 3 .R -> | " -5"
-5 3 U.R -> | "18446744073709551611"
123 0 .R -> | "123"
123 0 U.R -> | "123"
123 3 .R -> | "123"
123 3 U.R -> | "123"
123 4 .R -> | " 123"
123 4 U.R -> | " 123"
123 -5 .R -> | "123"
123 -5 U.R -> | "123"
$8000000000000000 5 .R -> | "-9223372036854775808"
$8000000000000000 5 U.R -> | "9223372036854775808"
$8000000000000000 20 .R -> | "-9223372036854775808"
$8000000000000000 20 U.R -> | " 9223372036854775808"
$8000000000000000 21 .R -> | " -9223372036854775808"
$8000000000000000 21 U.R -> | "  9223372036854775808"
0 0 1 D.R -> | "0"
5 0 3 D.R -> | "  5"
-5 -1 3 D.R -> | " -5"
-5 -1 1 D.R -> | "-5"
0 1 25 D.R -> | "     18446744073709551616"
0 -1 25 D.R -> | "    -18446744073709551616"
$161401484A000000 542101 10 D.R -> | "10000000000000000000000000"
$161401484A000000 542101 30 D.R -> | "    10000000000000000000000000"
5 0 -1 D.R -> | "5"
1 100 .R -> | "                                                                                                   1"
1 1000 .R -> | "                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                       1"
5 $8000000000000000 .R -> | "5"
. -> throw -4 "stack underflow: ."
U. -> throw -4 "stack underflow: U."
1 .R -> throw -4 "stack underflow: .R"
1 U.R -> throw -4 "stack underflow: U.R"
1 D. -> throw -4 "stack underflow: D."
1 UD. -> throw -4 "stack underflow: UD."
1 1 D.R -> throw -4 "stack underflow: D.R"
\ BASE
BASE @ -> 10
HEX BASE @ DECIMAL -> 16
OCTAL BASE @ DECIMAL -> 8
DECIMAL BASE @ -> 10
16 BASE ! FF DECIMAL -> 255
HEX ff DECIMAL -> 255
2 BASE ! 101 DECIMAL -> 5
36 BASE ! ZZ DECIMAL -> 1295
HEX 10 DECIMAL 10 -> 16 10
0 BASE ! 1 . -> throw -24 "invalid numeric argument: BASE is set to 10, it was 0, valid are 2 to 36"
1 BASE ! 1 . -> throw -24
37 BASE ! 1 . -> throw -24 "invalid numeric argument: BASE is set to 10, it was 37, valid are 2 to 36"
-1 BASE ! 1 . -> throw -24
1 37 BASE ! ' . CATCH NIP BASE @ -> -24 10
1 0 BASE ! ' U. CATCH NIP -> -24
1 1 0 BASE ! ' .R CATCH NIP NIP -> -24
1. 0 BASE ! ' D. CATCH NIP NIP -> -24
0 BASE ! ' .S CATCH -> -24
\ Pictured numeric output
0. <# #> NIP -> 0
5. <# # #> TYPE -> | "5"
123. <# #S #> TYPE -> | "123"
0. <# #S #> TYPE -> | "0"
123. <# # # #> TYPE -> | "23"
123. <# # #S #> TYPE -> | "123"
5. <# # # # #> TYPE -> | "005"
123. <# # # # #S #> TYPE -> | "0123"
123. <# # -> 12 0
123. <# # # -> 1 0
123. <# # # # # -> 0 0
123. <# #S -> 0 0
0 1 <# #S #> TYPE -> | "18446744073709551616"
-1. <# #S #> TYPE -> | "340282366920938463463374607431768211455"
1234. <# # # CHAR . HOLD #S #> TYPE -> | "12.34"
5. <# CHAR X HOLD #S CHAR Y HOLD #> TYPE -> | "Y5X"
-5 DUP ABS 0 <# #S ROT SIGN #> TYPE -> | "-5"
5 DUP ABS 0 <# #S ROT SIGN #> TYPE -> | "5"
0. <# 0 SIGN #> NIP -> 0
0. <# -1 SIGN #> TYPE -> | "-"
0. <# $8000000000000000 SIGN #> TYPE -> | "-"
0. <# 321 HOLD #> TYPE -> | "A"
255. HEX <# #S #> TYPE DECIMAL -> | "FF"
5. 2 BASE ! <# #S #> TYPE DECIMAL -> | "101"
35. 36 BASE ! <# #S #> TYPE DECIMAL -> | "Z"
0. <# S" abc" HOLDS #> TYPE -> | "abc"
0. <# S" abc" HOLDS S" def" HOLDS #> TYPE -> | "defabc"
0. <# S" " HOLDS #> NIP -> 0
0. <# CHAR b HOLD CHAR a HOLD #> TYPE -> | "ab"
1. <# #S #> NIP 5. <# #S #> NIP -> 1 1
1. <# #S 2DROP 2. <# #S #> TYPE -> | "2"
# -> throw -4 "stack underflow: #"
1 # -> throw -4
#S -> throw -4 "stack underflow: #S"
1 #S -> throw -4
1 #> -> throw -4 "stack underflow: #>"
HOLD -> throw -4 "stack underflow: HOLD"
SIGN -> throw -4 "stack underflow: SIGN"
1 HOLDS -> throw -4 "stack underflow: HOLDS"
\ The buffer has 256 characters.
: T <# 256 0 DO 65 HOLD LOOP 0. #> NIP ; T -> 256
: T <# 257 0 DO 65 HOLD LOOP ; T -> throw -17 "pictured numeric output overflow: the buffer is full, the limit is 256"
: T <# 256 0 DO 65 HOLD LOOP -1 SIGN ; T -> throw -17
: T <# 256 0 DO 65 HOLD LOOP 0. # ; T -> throw -17
: T <# 256 0 DO 65 HOLD LOOP 0. #S ; T -> throw -17
: T <# 256 0 DO 65 HOLD LOOP 0 SIGN 0. #> NIP ; T -> 256
0. <# PAD 256 HOLDS #> NIP -> 256
<# PAD 257 HOLDS -> throw -17
<# 65 HOLD PAD 256 HOLDS -> throw -17
0. <# 0 1 HOLDS -> throw -9
1. 0 BASE ! <# ' # CATCH NIP NIP -> -24
\ What #> gives may be changed; it drops whatever is left of the number.
1. <# #S #> OVER 88 SWAP C! TYPE -> | "X"
7 123. <# # #> TYPE -> 7 | "3"
\ BASE counts when the digit is made; <# forgets what was made before.
31. <# HEX # DECIMAL # #> TYPE -> | "1F"
10. <# # #S -> 0 0
1. <# #S <# #S #> TYPE -> | "0"
255 4 HEX .R DECIMAL -> | "  FF"
-255 5 HEX .R DECIMAL -> | "  -FF"
-1 18 HEX U.R DECIMAL -> | "  FFFFFFFFFFFFFFFF"
)post"};

}  // namespace starkernel::parity
