#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kReturnStackCases{
    .name = "return stack", .line = __LINE__, .text = R"post(
\ >R R> R@ are for definitions.
: T 1 >R R> ; T -> 1
: T 1 >R R@ R> ; T -> 1 1
: T >R >R R> R> ; 1 2 T -> 1 2
: T >R DUP R> ; 1 2 T -> 1 1 2
: T >R R@ R@ R@ R> ; 5 T -> 5 5 5 5
: T 1 >R 2 >R 3 >R R> R> R> ; T -> 3 2 1
: T >R R> 1 + ; 41 T -> 42
: T $8000000000000000 >R R> ; T -> $8000000000000000
1 >R -> throw -14 "interpreting a compile-only word: >R"
R> -> throw -14 "interpreting a compile-only word: R>"
R@ -> throw -14 "interpreting a compile-only word: R@"
1 2 2>R -> throw -14 "interpreting a compile-only word: 2>R"
2R> -> throw -14 "interpreting a compile-only word: 2R>"
2R@ -> throw -14 "interpreting a compile-only word: 2R@"
\ A pair keeps its order, also as single items.
: T 2>R 2R> ; 1 2 T -> 1 2
: T 2>R R> R> ; 1 2 T -> 2 1
: T >R >R 2R> ; 1 2 T -> 2 1
: T 2>R 2R@ 2R> ; 1 2 T -> 1 2 1 2
: T 2>R R@ 2R> ; 1 2 T -> 2 1 2
: T 2>R 2>R 2R> 2R> ; 1 2 3 4 T -> 1 2 3 4
\ Nothing of a caller's can be reached, and nothing left behind.
: T R> ; T -> throw -6 "return stack underflow: R>"
: T R@ ; T -> throw -6 "return stack underflow: R@"
: T 2R> ; T -> throw -6 "return stack underflow: 2R>"
: T 2R@ ; T -> throw -6 "return stack underflow: 2R@"
: T 1 >R 2R> ; T -> throw -6 "return stack underflow: 2R>"
: T 1 >R 2R@ ; T -> throw -6
: INNER R> ; : T 1 >R INNER R> ; T -> throw -6 "return stack underflow: R>"
: T 1 >R ; T -> throw -25 "return stack imbalance: T"
: T 1 >R EXIT ; T -> throw -25 "return stack imbalance: T"
: T 1 2 2>R R> ; T -> throw -25
: INNER 1 >R ; : T INNER R> ; T -> throw -25 "return stack imbalance: INNER"
: T >R ; T -> throw -4 "stack underflow: >R"
: T 2>R ; 1 T -> throw -4 "stack underflow: 2>R"
\ Counted loops do not mind.
: T 5 >R 3 0 DO I LOOP R> ; T -> 0 1 2 5
: T 3 0 DO I >R R@ R> + LOOP ; T -> 0 2 4
: T 7 >R 2 0 DO R@ LOOP R> DROP ; T -> 7 7
\ It holds 1024 items.
: T 1024 0 DO I >R LOOP KEY ; T -> waits 1024
: T 1025 0 DO I >R LOOP ; T -> throw -5 "return stack overflow: >R"
: T 1023 0 DO I >R LOOP 1 2 2>R ; T -> throw -5 "return stack overflow: 2>R"
: T 1022 0 DO I >R LOOP 1 2 2>R KEY ; T -> waits 1024
: T 1024 0 DO I >R LOOP 1024 0 DO R> DROP LOOP ; T ->
: T BEGIN 1 >R AGAIN ; ' T CATCH -> -5
\ Calls are as many as frames, of which the interpreter takes one.
: T RECURSE 1 ; T -> throw -5 "return stack overflow: T"
: T ?DUP IF 1- RECURSE 1+ ELSE 0 THEN ; 1000 T -> 1000
: T ?DUP IF 1- RECURSE 1+ ELSE 0 THEN ; 2000 T -> throw -5
\ What lies there while a case waits.
: T 1 >R KEY R> ; T -> waits 1
: T 1 2 2>R 3 >R KEY ; T -> waits 3
: INNER 2 >R KEY R> ; : T 1 >R INNER R> ; T -> waits 2
: INNER 2 >R KEY R> ; : T 1 >R INNER R> ; T -> 65 2 1 keys "A"
: T KEY ; T -> waits 0
: T 1 >R 9 KEY R> ; T -> 9 waits 1
\ A THROW gives back what was parked since the CATCH.
: INNER 1 >R 2 >R 99 THROW ; : T 7 >R ['] INNER CATCH R> ; T -> 99 7
: INNER R> ; : T 1 >R ['] INNER CATCH R> ; T -> -6 1
)post"};

}  // namespace starkernel::parity
