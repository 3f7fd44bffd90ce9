#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kQ48Cases{.name = "q48", .line = __LINE__, .text = R"post(
\ Q48.16: units of 1/65536. Products and quotients go to the nearest unit, halves to the even one.
Q.0 -> 0
Q.1 -> 65536
Q.SCALE -> 65536
3 Q.FROM-INT -> 196608
-3 Q.FROM-INT -> -196608
140737488355327 Q.FROM-INT -> $7FFFFFFFFFFF0000
-140737488355328 Q.FROM-INT -> $8000000000000000
140737488355328 Q.FROM-INT -> throw -11 "result out of range: Q.FROM-INT"
98304 Q.TO-INT -> 1
-98304 Q.TO-INT -> -2
-65536 Q.TO-INT -> -1
65535 Q.TO-INT -> 0
0 Q.TO-INT -> 0
3 Q.FROM-INT 2 Q.FROM-INT Q.+ -> 327680
Q.1 Q.0 Q.+ -> 65536
$7FFFFFFFFFFFFFFF 1 Q.+ -> throw -11 "result out of range: Q.+"
$8000000000000000 -1 Q.+ -> throw -11
3 Q.FROM-INT 2 Q.FROM-INT Q.- -> 65536
2 Q.FROM-INT 3 Q.FROM-INT Q.- -> -65536
$8000000000000000 1 Q.- -> throw -11
3 Q.FROM-INT 2 Q.FROM-INT Q.* -> 393216
Q.1 -5 Q.* -> -5
256 256 Q.* -> 1
1 1 Q.* -> 0
32768 1 Q.* -> 0
98304 1 Q.* -> 2
$7FFFFFFFFFFFFFFF 131072 Q.* -> throw -11
3 Q.FROM-INT 2 Q.FROM-INT Q./ -> 98304
Q.1 3 Q.FROM-INT Q./ -> 21845
-1 Q.FROM-INT 4 Q.FROM-INT Q./ -> -16384
Q.1 0 Q./ -> throw -10 "division by zero: Q./"
$7FFFFFFFFFFFFFFF 1 Q./ -> throw -11
-5 Q.ABS -> 5
5 Q.ABS -> 5
$8000000000000000 Q.ABS -> throw -11
5 Q.NEG -> -5
-5 Q.NEG -> 5
0 Q.NEG -> 0
$8000000000000000 Q.NEG -> throw -11
Q.+ -> throw -4 "stack underflow: Q.+"
\ Functions: ln, e to a power, square root
Q.1 Q.LOG -> 0
2 Q.FROM-INT Q.LOG -> 45426
10 Q.FROM-INT Q.LOG -> 150902
32768 Q.LOG -> -45426
0 Q.LOG -> throw -24 "invalid numeric argument: Q.LOG"
-1 Q.LOG -> throw -24
Q.0 Q.EXP -> 65536
Q.1 Q.EXP -> 178145
2 Q.FROM-INT Q.EXP -> 484249
-1 Q.FROM-INT Q.EXP -> 24109
33 Q.FROM-INT Q.EXP -> throw -11
Q.0 Q.SQRT -> 0
Q.1 Q.SQRT -> 65536
2 Q.FROM-INT Q.SQRT -> 92682
9 Q.FROM-INT Q.SQRT -> 196608
16384 Q.SQRT -> 32768
-1 Q.SQRT -> throw -24
\ Comparing
1 1 Q.= -> -1
1 2 Q.= -> 0
1 2 Q.< -> -1
2 1 Q.< -> 0
1 1 Q.< -> 0
-1 1 Q.< -> -1
2 1 Q.> -> -1
1 2 Q.> -> 0
1 1 Q.> -> 0
0 Q.0= -> -1
1 Q.0= -> 0
-1 2 Q.MAX -> 2
2 -1 Q.MAX -> 2
-1 2 Q.MIN -> -1
2 -1 Q.MIN -> -1
\ Q.PRINT is exact.
98304 Q.PRINT -> | "1.5 "
Q.1 Q.PRINT -> | "1 "
-32768 Q.PRINT -> | "-0.5 "
21845 Q.PRINT -> | "0.3333282470703125 "
0 Q.PRINT -> | "0 "
Q.PRINT -> throw -4
\ Comparisons and what is chosen by them
Q.1 Q.1 Q.= Q.1 Q.0 Q.= -> -1 0
Q.0 Q.1 Q.< Q.1 Q.0 Q.< Q.1 Q.1 Q.< -> -1 0 0
Q.0 Q.1 Q.> Q.1 Q.0 Q.> Q.1 Q.1 Q.> -> 0 -1 0
-1 0 Q.< 0 -1 Q.> -> -1 -1
$8000000000000000 0 Q.< -> -1
Q.0 Q.0= 1 Q.0= -1 Q.0= -> -1 0 0
Q.0 Q.1 Q.MAX Q.0 Q.1 Q.MIN -> 65536 0
-5 3 Q.MAX -5 3 Q.MIN -> 3 -5
$8000000000000000 $7FFFFFFFFFFFFFFF Q.MAX -> $7FFFFFFFFFFFFFFF
$8000000000000000 $7FFFFFFFFFFFFFFF Q.MIN -> $8000000000000000
Q.1 Q.SCALE = -> -1
7 Q.FROM-INT Q.SCALE / -> 7
0 1 Q.- -> -1
1 Q.= -> throw -4 "stack underflow: Q.="
1 Q.< -> throw -4
1 Q.> -> throw -4
1 Q.MAX -> throw -4
1 Q.MIN -> throw -4
1 Q.- -> throw -4
1 Q.* -> throw -4
1 Q./ -> throw -4
Q.0= -> throw -4
Q.ABS -> throw -4
Q.NEG -> throw -4
Q.FROM-INT -> throw -4
Q.TO-INT -> throw -4
Q.LOG -> throw -4
Q.EXP -> throw -4
Q.SQRT -> throw -4
Q.PRINT -> throw -4
)post"};

}  // namespace starkernel::parity
