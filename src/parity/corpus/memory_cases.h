#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kMemoryCases{.name = "memory", .line = __LINE__, .text = R"post(
\ @ and !
VARIABLE V V @ -> 0
VARIABLE V 5 V ! V @ -> 5
VARIABLE V -1 V ! V @ -> -1
VARIABLE V $8000000000000000 V ! V @ -> $8000000000000000
VARIABLE V $123456789ABCDEF V ! V C@ -> $EF
VARIABLE V VARIABLE W 1 V ! 2 W ! V @ W @ -> 1 2
CREATE A 1 , 2 , 3 , A @ A CELL+ @ A 2 CELLS + @ -> 1 2 3
\ An address need not be aligned.
CREATE A 16 ALLOT A 16 ERASE 7 A 1+ ! A 1+ @ A 1+ C@ A C@ -> 7 7 0
@ -> throw -4 "stack underflow: @"
! -> throw -4 "stack underflow: !"
1 ! -> throw -4
\ The first page and what lies beyond the end are no memory: 4096 to 131071.
0 @ -> throw -9 "invalid memory address: 0x0 in @, valid are 0x1000 to 0x1ffff"
1 0 ! -> throw -9 "invalid memory address: 0x0 in !, valid are 0x1000 to 0x1ffff"
4095 C@ -> throw -9 "invalid memory address: 0xfff in C@, valid are 0x1000 to 0x1ffff"
4096 C@ DROP ->
4088 @ -> throw -9
4089 @ -> throw -9
4095 @ -> throw -9
4096 @ DROP ->
131064 @ -> 0
131065 @ -> throw -9 "invalid memory address: 0x1fff9 in @, valid are 0x1000 to 0x1ffff"
131071 C@ -> 0
131072 C@ -> throw -9 "invalid memory address: 0x20000 in C@, valid are 0x1000 to 0x1ffff"
-1 C@ -> throw -9
-8 @ -> throw -9
$8000000000000000 @ -> throw -9
$7FFFFFFFFFFFFFFF @ -> throw -9
5 131064 ! 131064 @ -> 5
5 131065 ! -> throw -9
5 131071 C! 131071 C@ -> 5
5 131072 C! -> throw -9 "invalid memory address: 0x20000 in C!, valid are 0x1000 to 0x1ffff"
5 4095 C! -> throw -9
5 4095 ! -> throw -9
0 0 C! -> throw -9
\ What faults leaves memory and stack as they were.
: T 5 131068 ! ; ' T CATCH 131064 @ -> -9 0
\ +! -!
VARIABLE V 5 V ! 3 V +! V @ -> 8
VARIABLE V 5 V ! -3 V +! V @ -> 2
VARIABLE V 0 V +! V @ -> 0
VARIABLE V $7FFFFFFFFFFFFFFF V ! 1 V +! V @ -> $8000000000000000
VARIABLE V -1 V ! 1 V +! V @ -> 0
VARIABLE V 5 V ! 3 V -! V @ -> 2
VARIABLE V 5 V ! -3 V -! V @ -> 8
VARIABLE V $8000000000000000 V ! 1 V -! V @ -> $7FFFFFFFFFFFFFFF
1 0 +! -> throw -9
1 131065 +! -> throw -9 "invalid memory address: 0x1fff9 in +!, valid are 0x1000 to 0x1ffff"
1 0 -! -> throw -9
+! -> throw -4
1 -! -> throw -4
\ C@ and C!: a character is a byte.
VARIABLE V 65 V C! V C@ -> 65
VARIABLE V 255 V C! V C@ -> 255
VARIABLE V 256 V C! V C@ -> 0
VARIABLE V 321 V C! V C@ -> 65
VARIABLE V -1 V C! V C@ -> 255
VARIABLE V -1 V ! 0 V C! V @ -> $FFFFFFFFFFFFFF00
VARIABLE V -1 V ! 0 V 7 + C! V @ -> $00FFFFFFFFFFFFFF
C@ -> throw -4
1 C! -> throw -4
\ 2@ and 2!: the item on top is at the address, the other behind it.
2VARIABLE V 1 2 V 2! V 2@ -> 1 2
2VARIABLE V 1 2 V 2! V @ V CELL+ @ -> 2 1
2VARIABLE V V 2@ -> 0 0
CREATE A 1 , 2 , A 2@ -> 2 1
-5. 2VARIABLE V V 2! V 2@ -> -5 -1
131056 2@ -> 0 0
131057 2@ -> throw -9 "invalid memory address: 0x1fff1 (16 bytes) in 2@, valid are 0x1000 to 0x1ffff"
1 2 131056 2! 131064 @ -> 1
1 2 131057 2! -> throw -9
1 2 4088 2! -> throw -9
0 2@ -> throw -9
2@ -> throw -4
1 2 2! -> throw -4
\ Address arithmetic
0 CELLS -> 0
1 CELLS -> 8
3 CELLS -> 24
-2 CELLS -> -16
CELLS -> throw -4
100 CELL+ -> 108
0 CELL+ -> 8
-8 CELL+ -> 0
CELL+ -> throw -4
0 CHARS -> 0
7 CHARS -> 7
CHARS -> throw -4
100 CHAR+ -> 101
-1 CHAR+ -> 0
CHAR+ -> throw -4
0 ALIGNED -> 0
1 ALIGNED -> 8
7 ALIGNED -> 8
8 ALIGNED -> 8
9 ALIGNED -> 16
-1 ALIGNED -> 0
-8 ALIGNED -> -8
-9 ALIGNED -> -8
ALIGNED -> throw -4
1 CELLS 1 CHARS / -> 8
\ FILL ERASE BLANK
CREATE A 8 ALLOT A 8 65 FILL A @ -> $4141414141414141
CREATE A 8 ALLOT A 8 ERASE A 3 1 FILL A @ -> $10101
CREATE A 8 ALLOT A 8 ERASE A 1+ 2 255 FILL A @ -> $FFFF00
CREATE A 8 ALLOT A 8 256 FILL A @ -> 0
CREATE A 8 ALLOT A 8 -1 FILL A @ -> -1
CREATE A 5 , A 0 65 FILL A @ -> 5
0 0 65 FILL ->
-1 0 65 FILL ->
0 1 65 FILL -> throw -9
131071 1 65 FILL 131071 C@ -> 65
131071 2 65 FILL -> throw -9 "invalid memory address: 0x1ffff in FILL, valid are 0x1000 to 0x1ffff"
: T 131071 2 65 FILL ; ' T CATCH 131071 C@ -> -9 0
4096 -1 65 FILL -> throw -9
1 2 FILL -> throw -4
CREATE A -1 , A 8 ERASE A @ -> 0
CREATE A -1 , A 4 ERASE A @ -> $FFFFFFFF00000000
CREATE A -1 , A 0 ERASE A @ -> -1
0 1 ERASE -> throw -9
131071 2 ERASE -> throw -9
1 ERASE -> throw -4
CREATE A -1 , A 8 BLANK A @ -> $2020202020202020
CREATE A -1 , A 1 BLANK A C@ -> 32
CREATE A -1 , A 0 BLANK A @ -> -1
0 1 BLANK -> throw -9
131071 2 BLANK -> throw -9
1 BLANK -> throw -4
\ MOVE copies what was there, however the two overlap.
CREATE A 1 , 2 , 3 , A A CELL+ 16 MOVE A @ A CELL+ @ A 16 + @ -> 1 1 2
CREATE A 1 , 2 , 3 , A CELL+ A 16 MOVE A @ A CELL+ @ A 16 + @ -> 2 3 3
CREATE A 1 , 2 , A A CELL+ 0 MOVE A CELL+ @ -> 2
CREATE A 1 , A A 8 MOVE A @ -> 1
CREATE A 5 , A PAD 8 MOVE PAD @ -> 5
0 4096 1 MOVE -> throw -9
4096 0 1 MOVE -> throw -9
0 0 0 MOVE ->
131071 4096 2 MOVE -> throw -9
4096 131071 2 MOVE -> throw -9
4096 4104 -1 MOVE -> throw -9
1 2 MOVE -> throw -4
\ CMOVE goes upward, so that what was copied is copied on; CMOVE> goes downward.
CREATE A 8 ALLOT A 8 ERASE 7 A C! A A 1+ 7 CMOVE A @ -> $0707070707070707
CREATE A 1 , 2 , 3 , A CELL+ A 16 CMOVE A @ A CELL+ @ A 16 + @ -> 2 3 3
CREATE A 1 , A PAD 8 CMOVE PAD @ -> 1
CREATE A 1 , 9 PAD ! A PAD 0 CMOVE PAD @ -> 9
0 4096 1 CMOVE -> throw -9
4096 131071 2 CMOVE -> throw -9
1 2 CMOVE -> throw -4
CREATE A 8 ALLOT A 8 ERASE 7 A 7 + C! A 1+ A 7 CMOVE> A @ -> $0707070707070707
CREATE A 1 , 2 , 3 , A A CELL+ 16 CMOVE> A @ A CELL+ @ A 16 + @ -> 1 1 2
CREATE A 1 , A PAD 8 CMOVE> PAD @ -> 1
CREATE A 1 , 9 PAD ! A PAD 0 CMOVE> PAD @ -> 9
0 4096 1 CMOVE> -> throw -9
4096 131071 2 CMOVE> -> throw -9
1 2 CMOVE> -> throw -4
\ PAD has 1024 characters and stays where it is.
PAD 1024 65 FILL PAD 1023 + C@ -> 65
PAD 1 , PAD = -> -1
PAD 4096 U< -> 0
\ , and ALLOT of cells keep what is aligned aligned; what is reserved follows what was.
ALIGN 1 , HERE ALIGNED HERE = -> -1
ALIGN 5 CELLS ALLOT HERE ALIGNED HERE = -> -1
ALIGN 5 CELLS ALLOT -2 CELLS ALLOT HERE ALIGNED HERE = -> -1
CREATE A 1 , 2 C, 3 ALLOT 4 C, HERE A - -> 13
\ 2! and 2@ in terms of ! and @
CREATE A 0 , 0 , 1 2 A SWAP OVER ! CELL+ ! A 2@ -> 1 2
CREATE A 1 , 2 , A DUP CELL+ @ SWAP @ A 2@ -> 2 1 2 1
\ PAD is the program's alone: no word that makes a text uses it.
PAD 4 65 FILL BL WORD abc DROP 1 0 <# #S #> 2DROP S" x" 2DROP PAD 4 TYPE -> | "AAAA"
: T PAD 4 65 FILL 12345 . S" 1 2 + ." EVALUATE PAD 4 TYPE ; T -> | "12345 3 AAAA"
)post"};

}  // namespace starkernel::parity
