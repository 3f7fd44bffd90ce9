#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kBlockCases{.name = "block", .line = __LINE__, .text = R"post(
file put.fs ": PUT ( c-addr u line block -- ) BLOCK SWAP 64 * + SWAP MOVE UPDATE ;\n"
\ BLOCK: a block that was never written is blank.
1 BLOCK C@ 1 BLOCK 1023 + C@ -> 32 32
1023 BLOCK C@ -> 32
1 BLOCK 1 BLOCK = 1 BLOCK 2 BLOCK = -> -1 0
1 BLOCK ALIGNED 1 BLOCK = -> -1
0 BLOCK -> throw -35 "invalid block number: block 0, valid are 1 to 1023"
1024 BLOCK -> throw -35 "invalid block number: block 1024, valid are 1 to 1023"
-1 BLOCK -> throw -35
$8000000000000000 BLOCK -> throw -35 "invalid block number: block -9223372036854775808, valid are 1 to 1023"
$7FFFFFFFFFFFFFFF BLOCK -> throw -35
BLOCK -> throw -4 "stack underflow: BLOCK"
\ There are four buffers, and the one that was not used for longest is taken.
65 1 BLOCK C! 2 BLOCK DROP 1 BLOCK C@ -> 65
1 BLOCK 2 BLOCK DROP 3 BLOCK DROP 4 BLOCK DROP 1 BLOCK = -> -1
1 BLOCK 2 BLOCK 3 BLOCK 4 BLOCK 5 BLOCK DROP DROP 2DROP 5 BLOCK = -> -1
1 BLOCK 2 BLOCK 3 BLOCK 4 BLOCK 1 BLOCK DROP 5 BLOCK NIP NIP 5 BLOCK = NIP NIP -> -1
1 BLOCK 2 BLOCK - ABS 1024 U< -> 0
\ UPDATE marks the block that was used last, whose number was valid.
65 1 BLOCK C! 2 BLOCK DROP UPDATE FLUSH 1 BLOCK C@ -> 32
65 1 BLOCK C! 2 BLOCK DROP 1 BLOCK DROP UPDATE FLUSH 1 BLOCK C@ -> 65
65 1 BLOCK C! 0 ' BLOCK CATCH UPDATE FLUSH 1 BLOCK C@ -> 0 -35 65
65 1 BLOCK C! 1024 ' BUFFER CATCH UPDATE FLUSH 1 BLOCK C@ -> 1024 -35 65
65 1 BLOCK C! UPDATE UPDATE FLUSH 1 BLOCK C@ -> 65
\ UPDATE, SAVE-BUFFERS, FLUSH, EMPTY-BUFFERS: what is not marked is not written.
65 1 BLOCK C! FLUSH 1 BLOCK C@ -> 32
65 1 BLOCK C! UPDATE FLUSH 1 BLOCK C@ -> 65
65 1 BLOCK C! UPDATE SAVE-BUFFERS EMPTY-BUFFERS 1 BLOCK C@ -> 65
65 1 BLOCK C! UPDATE EMPTY-BUFFERS 1 BLOCK C@ -> 32
65 1 BLOCK C! UPDATE SAVE-BUFFERS 1 BLOCK C@ -> 65
65 1 BLOCK C! UPDATE 66 2 BLOCK C! UPDATE FLUSH 1 BLOCK C@ 2 BLOCK C@ -> 65 66
65 1 BLOCK C! 66 2 BLOCK C! UPDATE FLUSH 1 BLOCK C@ 2 BLOCK C@ -> 32 66
65 1 BLOCK C! UPDATE FLUSH 66 1 BLOCK C! EMPTY-BUFFERS 1 BLOCK C@ -> 65
65 1023 BLOCK 1023 + C! UPDATE FLUSH 1023 BLOCK 1023 + C@ -> 65
FLUSH SAVE-BUFFERS EMPTY-BUFFERS ->
\ SAVE-BUFFERS keeps the blocks where they are, as not changed; FLUSH does not.
65 1 BLOCK C! UPDATE SAVE-BUFFERS 66 1 BLOCK C! FLUSH 1 BLOCK C@ -> 65
65 1 BLOCK C! UPDATE SAVE-BUFFERS 66 1 BLOCK C! UPDATE FLUSH 1 BLOCK C@ -> 66
1 BLOCK SAVE-BUFFERS 65 SWAP C! UPDATE FLUSH 1 BLOCK C@ -> 65
66 1 BLOCK C! SAVE-BUFFERS 1 BLOCK C@ -> 66
65 1 BLOCK C! UPDATE EMPTY-BUFFERS SAVE-BUFFERS 1 BLOCK C@ -> 32
1 BLOCK DROP FLUSH UPDATE -> throw -35
UPDATE -> throw -35 "invalid block number: UPDATE without a block"
1 BLOCK DROP EMPTY-BUFFERS UPDATE -> throw -35
\ A changed block is written before another takes its buffer.
: USE 2 + 2 DO I BLOCK DROP LOOP ; 65 1 BLOCK C! UPDATE 20 USE EMPTY-BUFFERS 1 BLOCK C@ -> 65
: USE 2 + 2 DO I BLOCK DROP LOOP ; 65 1 BLOCK C! 20 USE 1 BLOCK C@ -> 32
: FILLS 21 1 DO I I BLOCK C! UPDATE LOOP FLUSH ; : SUM 0 21 1 DO I BLOCK C@ + LOOP ; FILLS SUM -> 210
\ BUFFER does not read, and is the block's buffer from then on.
1 BUFFER 1024 66 FILL UPDATE FLUSH 1 BLOCK C@ 1 BLOCK 1023 + C@ -> 66 66
1 BUFFER 1 BLOCK = -> -1
65 1 BLOCK C! 1 BUFFER C@ -> 65
0 BUFFER -> throw -35
1024 BUFFER -> throw -35
-1 BUFFER -> throw -35
1 BUFFER 2 BUFFER = -> 0
66 1 BUFFER C! 2 BUFFER DROP 1 BLOCK C@ -> 66
65 1 BLOCK C! UPDATE FLUSH 1 BUFFER 1 BLOCK = -> -1
1 BUFFER 1024 66 FILL EMPTY-BUFFERS 1 BLOCK C@ -> 32
66 1 BUFFER C! 67 2 BUFFER C! UPDATE FLUSH 1 BLOCK C@ 2 BLOCK C@ -> 32 67
: USE 2 + 2 DO I BUFFER DROP LOOP ; 65 1 BLOCK C! UPDATE 20 USE EMPTY-BUFFERS 1 BLOCK C@ -> 65
BUFFER -> throw -4
\ LIST shows a screen and remembers it in SCR.
7 LIST SCR @ -> 7 | "Block 7\n 0|\n 1|\n 2|\n 3|\n 4|\n 5|\n 6|\n 7|\n 8|\n 9|\n10|\n11|\n12|\n13|\n14|\n15|\n"
INCLUDE put.fs S" : HI ;" 0 7 PUT S" end" 15 7 PUT 7 LIST -> | "Block 7\n 0|: HI ;\n 1|\n 2|\n 3|\n 4|\n 5|\n 6|\n 7|\n 8|\n 9|\n10|\n11|\n12|\n13|\n14|\n15|end\n"
7 7 BLOCK C! 7 LIST -> | "Block 7\n 0|\n 1|\n 2|\n 3|\n 4|\n 5|\n 6|\n 7|\n 8|\n 9|\n10|\n11|\n12|\n13|\n14|\n15|\n"
SCR @ -> 0
5 SCR ! SCR @ -> 5
5 SCR ! 0 ' LIST CATCH SCR @ -> 0 -35 5
SCR ALIGNED SCR = SCR SCR = -> -1 -1
0 LIST -> throw -35
1024 LIST -> throw -35
1024 SCR ! ALSO STARFORTH L -> throw -35 "invalid block number: block 1024, valid are 1 to 1023"
1024 BUFFER -> throw -35 "invalid block number: block 1024, valid are 1 to 1023"
INCLUDE put.fs S" REFILL" 0 1023 PUT 1023 LOAD -> 0
INCLUDE put.fs S" 0 [IF]" 0 1020 PUT 1020 LOAD -> throw -58 "[IF], [ELSE] or [THEN] error: [THEN] is missing for what began in block 1020"
INCLUDE put.fs S" 0 [IF]" 0 5 PUT S" 1 [THEN] 2" 0 6 PUT 5 LOAD BLK @ -> 2 0
LIST -> throw -4
\ LOAD interprets a block and comes back; BLK is its number.
1 LOAD ->
INCLUDE put.fs S" 1 2" 0 3 PUT 3 LOAD 4 -> 1 2 4
INCLUDE put.fs S" 1" 0 3 PUT S" 2" 15 3 PUT 3 LOAD -> 1 2
INCLUDE put.fs S" : T 7 ;" 0 3 PUT 3 LOAD T -> 7
INCLUDE put.fs S" 1 4 LOAD 3" 0 3 PUT S" 2" 0 4 PUT 3 LOAD -> 1 2 3
INCLUDE put.fs S" 1 5 BLOCK 6 BLOCK 7 BLOCK 8 BLOCK 2DROP 2DROP 2" 0 3 PUT 3 LOAD -> 1 2
INCLUDE put.fs S" 1" 0 3 PUT : T 3 LOAD 2 ; T -> 1 2
\ The input buffer is the block's, until another block gets it.
INCLUDE put.fs S" SOURCE DROP 3 BLOCK =" 0 3 PUT 3 LOAD -> -1
INCLUDE put.fs S" SOURCE DROP" 0 3 PUT 3 LOAD 65 SWAP C! UPDATE FLUSH 3 BLOCK C@ -> 65
INCLUDE put.fs S" '2' 3 BLOCK 64 + C!" 0 3 PUT S" 1" 1 3 PUT 3 LOAD -> 2
INCLUDE put.fs S" 5 BLOCK 6 BLOCK 7 BLOCK 8 BLOCK 2DROP 2DROP 3 BLOCK 1024 BLANK" 0 3 PUT S" 1" 1 3 PUT 3 LOAD -> 1
BLK @ -> 0
INCLUDE put.fs S" BLK @" 0 3 PUT BLK @ 3 LOAD BLK @ -> 0 3 0
INCLUDE put.fs S" 4 LOAD BLK @" 0 3 PUT S" BLK @" 0 4 PUT 3 LOAD -> 4 3
INCLUDE put.fs : E S" BLK @" EVALUATE ; S" E BLK @" 0 3 PUT 3 LOAD -> 0 3
INCLUDE put.fs S" SOURCE NIP SOURCE-ID" 0 3 PUT 3 LOAD -> 1024 0
INCLUDE put.fs S" >IN @" 1 3 PUT 3 LOAD -> 70
INCLUDE put.fs S" NO-SUCH" 2 3 PUT 3 LOAD -> throw -13 "undefined word: NO-SUCH"
INCLUDE put.fs S" NO-SUCH" 0 3 PUT : T 3 LOAD ; ' T CATCH BLK @ -> -13 0
INCLUDE put.fs S" 3 LOAD" 0 3 PUT 3 LOAD -> throw -256
INCLUDE put.fs S" BLK @ >IN @" 0 3 PUT 3 LOAD -> 3 12
INCLUDE put.fs S" 4 5" 0 3 PUT 1 3 LOAD + -> 1 9
INCLUDE put.fs S" : T 1" 0 3 PUT S" 2 ;" 1 3 PUT 3 LOAD T -> 1 2
INCLUDE put.fs S" : T 1" 0 3 PUT 3 LOAD 2 ; T -> 1 2
INCLUDE put.fs S" 12" 3 BLOCK 63 + SWAP MOVE UPDATE 3 LOAD -> 12
INCLUDE put.fs S" 1 3 BLOCK 1024 BLANK 2" 0 3 PUT 3 LOAD 3 LOAD -> 1
INCLUDE put.fs S" 1 EMPTY-BUFFERS 2" 0 3 PUT 3 LOAD 3 LOAD -> 1 2
INCLUDE put.fs S" INCLUDE put.fs BLK @" 0 3 PUT 3 LOAD -> 3
INCLUDE put.fs S\" S\q ab\q TYPE" 0 3 PUT 3 LOAD -> | "ab"
INCLUDE put.fs S" 0 [IF] 1" 0 3 PUT S" 2 [THEN] 3" 0 4 PUT 3 LOAD -> 3
INCLUDE put.fs S" 4 LOAD" 0 3 PUT S" NO-SUCH" 0 4 PUT 3 ' LOAD CATCH NIP BLK @ -> -13 0
INCLUDE put.fs S" 1024 LOAD" 0 3 PUT 3 LOAD -> throw -35
\ What a program stores in BLK is what it reads there, and changes no input source.
5 BLK ! 1 \ 2
BLK @ -> 1 5
INCLUDE put.fs S" 0 BLK ! 1 \ 2" 0 3 PUT S" 3" 1 3 PUT 3 LOAD -> 1 3
0 LOAD -> throw -35 "invalid block number: block 0, valid are 1 to 1023"
1024 LOAD -> throw -35
LOAD -> throw -4
\ In a block a line is 64 characters, and a comment in parentheses may span lines.
INCLUDE put.fs S" 1 \ 2" 0 3 PUT S" 3" 1 3 PUT 3 LOAD -> 1 3
INCLUDE put.fs S" \" 0 3 PUT S" 3" 1 3 PUT 3 LOAD -> 3
INCLUDE put.fs S" 1 ( 2" 0 3 PUT S" 3 ) 4" 1 3 PUT 3 LOAD -> 1 4
INCLUDE put.fs S" 1 ( 2" 0 3 PUT 3 LOAD 3 -> 1 3
INCLUDE put.fs S" 1 \" 15 3 PUT 3 LOAD 2 -> 1 2
\ THRU
1 0 THRU ->
INCLUDE put.fs S" 1+" 0 3 PUT S" 2*" 0 4 PUT 5 3 4 THRU -> 12
INCLUDE put.fs S" 1 5 6 THRU" 0 3 PUT S" 2" 0 5 PUT S" 3" 0 6 PUT 3 4 THRU -> 1 2 3
INCLUDE put.fs S" NO-SUCH" 0 4 PUT : T 3 5 THRU ; ' T CATCH BLK @ -> -13 0
INCLUDE put.fs S" 1" 0 3 PUT S" 2" 0 4 PUT 3 4 THRU -> 1 2
INCLUDE put.fs S" 1" 0 3 PUT 3 3 THRU -> 1
INCLUDE put.fs S" BLK @" 0 3 PUT S" BLK @" 0 5 PUT 3 5 THRU -> 3 5
1023 1024 THRU -> throw -35
0 1 THRU -> throw -35
1 THRU -> throw -4 "stack underflow: THRU"
\ REFILL and --> go on with the next block.
INCLUDE put.fs S" 1 REFILL 2" 0 3 PUT S" 3 BLK @" 0 4 PUT 3 LOAD -> 1 -1 3 4
INCLUDE put.fs S" REFILL" 0 1023 PUT 1023 LOAD -> 0
INCLUDE put.fs S" REFILL" 0 3 PUT S" >IN @ BLK @" 0 4 PUT 3 LOAD -> -1 6 4
INCLUDE put.fs S" REFILL 7" 0 1023 PUT 1023 LOAD -> 0 7
INCLUDE put.fs S" 4 LOAD 9" 0 3 PUT S" 1 -->" 0 4 PUT S" 2" 0 5 PUT 3 LOAD -> 1 2 9
INCLUDE put.fs : E S" -->" EVALUATE ; S" E" 0 3 PUT 3 LOAD -> throw -35
INCLUDE put.fs S" 1 --> 2" 0 3 PUT S" 3 BLK @" 0 4 PUT 3 LOAD -> 1 3 4
INCLUDE put.fs S" : T 1 -->" 0 3 PUT S" 2 ; T" 0 4 PUT 3 LOAD -> 1 2
INCLUDE put.fs S" -->" 0 1023 PUT 1023 LOAD -> throw -35 "invalid block number: block 1024, valid are 1 to 1023"
--> -> throw -35 "invalid block number: --> outside a block"
\ SAVE-INPUT and RESTORE-INPUT within a block, whose buffer another took meanwhile, and of none
VARIABLE N INCLUDE put.fs S" SAVE-INPUT N @ 0= [IF] 1 N ! RESTORE-INPUT [THEN] 9" 0 3 PUT 3 LOAD -> 0 9
: USE 9 5 DO I BLOCK DROP LOOP ; VARIABLE N INCLUDE put.fs S" SAVE-INPUT N @ 0= [IF] 1 N ! USE RESTORE-INPUT [THEN] 9" 0 3 PUT 3 LOAD -> 0 9
\ SCR is as it was behind LOAD; BUFFER of a block that is there leaves it marked.
INCLUDE put.fs 5 SCR ! S" 1" 0 3 PUT 3 LOAD SCR @ -> 1 5
65 1 BLOCK C! UPDATE 1 BUFFER DROP FLUSH 1 BLOCK C@ -> 65
\ An error in a block gives back the line that loaded it.
INCLUDE put.fs S" 1 0 /" 0 3 PUT : T 3 LOAD ; ' T CATCH 7 -> -10 7
)post"};

}  // namespace starkernel::parity
