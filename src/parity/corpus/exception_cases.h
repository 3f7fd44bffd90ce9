#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kExceptionCases{.name = "exception", .line = __LINE__, .text = R"post(
\ CATCH gives 0 if nothing was thrown.
' DUP CATCH -> -4
5 ' DUP CATCH -> 5 5 0
: T 1 2 ; ' T CATCH -> 1 2 0
: T ; ' T CATCH -> 0
: T DROP ; 1 2 ' T CATCH -> 1 0
\ Otherwise the code, and the stack as deep as it was.
: T 5 THROW ; ' T CATCH -> 5
: T 1 2 3 5 THROW ; ' T CATCH -> 5
: T DROP DROP 5 THROW ; 1 2 ' T CATCH NIP NIP -> 5
: T -1 THROW ; ' T CATCH -> -1
: T ABORT ; ' T CATCH -> -1
: T 1 0 / ; ' T CATCH -> -10
: T 0 @ ; ' T CATCH -> -9
: T DROP ; ' T CATCH -> -4
: T -4095 THROW ; ' T CATCH -> -4095
: T $8000000000000000 THROW ; ' T CATCH -> $8000000000000000
: T $7FFFFFFFFFFFFFFF THROW ; ' T CATCH -> $7FFFFFFFFFFFFFFF
: T 0 THROW 7 ; ' T CATCH -> 7 0
0 THROW ->
5 0 THROW -> 5
THROW -> throw -4 "stack underflow: THROW"
CATCH -> throw -4
0 CATCH -> -13
: T 0 CATCH ; T -> -13
5 -1 CATCH -> 5 -13
\ They nest.
: A 5 THROW ; : B ['] A CATCH 1+ THROW ; ' B CATCH -> 6
: A 5 THROW ; : B ['] A CATCH ; ' B CATCH -> 5 0
: A 5 THROW ; : B A ; : C B ; ' C CATCH -> 5
: A 5 THROW ; : B ['] A CATCH DROP 7 ; B -> 7
: A 1 2 5 THROW ; : B 8 9 ['] A CATCH ; B -> 8 9 5
\ Loops and the return stack are as they were.
: A 5 THROW ; : T 3 0 DO ['] A CATCH I LOOP ; T -> 5 0 5 1 5 2
: A 3 0 DO I 5 THROW LOOP ; : T ['] A CATCH ; T -> 5
: A 1 >R 2 >R 5 THROW ; : T 7 >R ['] A CATCH R> ; T -> 5 7
: A 3 0 DO 5 THROW LOOP ; : T 2 0 DO ['] A CATCH DROP I LOOP ; T -> 0 1
\ So is the input, and a definition that was begun since is given up.
: A S" 1 2 5 THROW 3" EVALUATE ; ' A CATCH 9 -> 5 9
: A PARSE-NAME 2DROP 5 THROW ; ' A CATCH xyz -> throw -13 "undefined word: xyz"
: A S" : X 1 2" EVALUATE 5 THROW ; ' A CATCH STATE @ -> 5 0
: A S" : X 5 THROW" EVALUATE ; ' A CATCH STATE @ -> throw -39
\ Uncaught, with code and report
5 THROW -> throw 5 "uncaught exception"
-5 THROW -> throw -5 "return stack overflow"
-4000 THROW -> throw -4000 "uncaught exception"
-1 THROW -> throw -1
-2 THROW -> throw -2 "aborted"
1 2 3 5 THROW -> throw 5
ABORT -> throw -1
1 2 ABORT -> throw -1
: T ." a" ABORT ." b" ; T -> throw -1 | "a"
: A 1 0 / ; : T ['] A CATCH THROW ; T -> throw -10
\ ABORT"
: T ABORT" no" ; 0 T 7 -> 7
: T ABORT" no" ; 1 T -> throw -2 "no"
: T ABORT" no" ; -1 T -> throw -2 "no"
: T ABORT" no" ; 1 ' T CATCH NIP -> -2
: T ABORT" " ; 1 T -> throw -2
: T IF ABORT" no" THEN ; 0 T ->
: T ABORT" a" ; T -> throw -4
ABORT" no" -> throw -14
5 : T ABORT" no" 8 ; 0 T -> 5 8
\ CATCH nests 64 times.
VARIABLE N : T N @ 64 < IF 1 N +! ['] T CATCH ELSE 7 THEN ; -> throw -13
VARIABLE N DEFER T :NONAME N @ 64 < IF 1 N +! ['] T CATCH DROP ELSE 7 THEN ; IS T T -> 7
VARIABLE N DEFER T :NONAME N @ 65 < IF 1 N +! ['] T CATCH THROW ELSE 7 THEN ; IS T T -> throw -53
\ QUIT ends the file and keeps the data stack.
1 2 QUIT 3 -> 1 2
: T 1 QUIT 2 ; T 3 -> 1
: T 1 >R QUIT ; T ->
: T 5 0 DO I QUIT LOOP ; T -> 0
5 . QUIT -> | "5 \n"
' QUIT CATCH 7 ->
\ BYE ends the VM instance.
BYE -> bye
1 BYE 2 -> 1 bye
: T BYE ; ' T CATCH -> bye
." so long" BYE -> bye | "so long"
\ The locals of who caught it, BASE and STATE: the first come back, the others are left.
: A {: x :} 5 THROW ; : B {: y :} 1 ['] A CATCH NIP y ; 9 B -> 5 9
: A 16 BASE ! 5 THROW ; ' A CATCH 10 DECIMAL -> 5 16
\ CATCH takes its frame away when nothing was thrown.
: A ; : B ['] A CATCH DROP 5 THROW ; ' B CATCH -> 5
\ ABORT" takes its flag and nothing else, and its text is of no matter if it is caught.
: T ABORT" no" ; 7 8 0 T -> 7 8
: T ABORT" no" ; : U 7 8 1 ['] T CATCH NIP ; U -> 7 8 -2
\ Any bit makes ABORT" abort; it and ABORT empty all stacks, also out of a loop.
: T ABORT" no" ; $8000000000000000 T -> throw -2 "no"
: T ABORT" no" ; 256 T -> throw -2 "no"
5 6 : T ABORT" no" ; 1 T -> throw -2 "no"
: T 5 >R 3 0 DO ABORT LOOP ; T -> throw -1
\ ABORT and QUIT give up what is being compiled.
: A ABORT ; IMMEDIATE : OPEN S" : T A" EVALUATE ; ' OPEN CATCH STATE @ -> -1 0
: T 7 [ QUIT ] ; ->
)post"};

}  // namespace starkernel::parity
