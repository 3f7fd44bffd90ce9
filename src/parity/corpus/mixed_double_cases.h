#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kMixedDoubleCases{
    .name = "mixed double", .line = __LINE__, .text = R"post(
\ DU<
0 0 0 0 DU< -> 0
0 0 1 0 DU< -> -1
1 0 0 0 DU< -> 0
-1 -1 0 0 DU< -> 0
0 0 -1 -1 DU< -> -1
0 1 -1 0 DU< -> 0
-1 0 0 1 DU< -> -1
-1 $7FFFFFFFFFFFFFFF 0 $8000000000000000 DU< -> -1
0 $8000000000000000 -1 $7FFFFFFFFFFFFFFF DU< -> 0
0 -1 -1 -2 DU< -> 0
0 5 1 5 DU< -> -1
1 5 0 5 DU< -> 0
-1 -1 1 0 DU< -> 0
5 0 5 0 DU< -> 0
1 2 3 DU< -> throw -4
\ M*/ goes through 192 bits.
0 0 1 1 M*/ -> 0 0
10 0 3 2 M*/ -> 15 0
-10 -1 3 2 M*/ -> -15 -1
10 0 -3 2 M*/ -> -15 -1
$161401484A000000 542101 $2540BE400 $174876E800 M*/ -> $1BCECCEDA1000000 54210
0 1 $7FFFFFFFFFFFFFFF $7FFFFFFFFFFFFFFF M*/ -> 0 1
-1 $7FFFFFFFFFFFFFFF 1 1 M*/ -> -1 $7FFFFFFFFFFFFFFF
-1 $7FFFFFFFFFFFFFFF 2 2 M*/ -> -1 $7FFFFFFFFFFFFFFF
0 $8000000000000000 1 1 M*/ -> 0 $8000000000000000
\ One above the largest quotient wraps to the lowest; what is further out throws.
0 $8000000000000000 -3 3 M*/ -> 0 $8000000000000000
0 $4000000000000000 2 1 M*/ -> 0 $8000000000000000
0 $4000000000000000 -2 1 M*/ -> 0 $8000000000000000
1 $4000000000000000 2 1 M*/ -> throw -11
1 $4000000000000000 -2 1 M*/ -> throw -11
7 0 3 2 M*/ -> 10 0
-7 -1 3 2 M*/ -> -10 -1
1 0 1 0 M*/ -> throw -10
-1 $7FFFFFFFFFFFFFFF 2 1 M*/ -> throw -11
1 2 3 M*/ -> throw -4
\ M- M/MOD
5 0 7 M- -> -2 -1
5 0 -7 M- -> 12 0
0 0 1 M- -> -1 -1
0 1 1 M- -> -1 0
0 0 $8000000000000000 M- -> $8000000000000000 0
1 2 M- -> throw -4
100 0 7 M/MOD -> 2 14 0
0 1 2 M/MOD -> 0 $8000000000000000 0
-1 -1 10 M/MOD -> 5 $9999999999999999 $1999999999999999
-1 -1 -1 M/MOD -> 0 1 1
0 0 5 M/MOD -> 0 0 0
1 0 0 M/MOD -> throw -10
1 2 M/MOD -> throw -4
\ A divisor below zero, which the stack diagram does not have, counts with its sign.
10 0 3 -2 M*/ -> -15 -1
-10 -1 -3 -2 M*/ -> -15 -1
)post"};

}  // namespace starkernel::parity
