#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kMessageCases{.name = "messages", .line = __LINE__, .text = R"post(
\ A case's VM instance, number 3, is alone: it sends to itself. Its mailbox holds 3 messages and 2048
\ bytes.
S" abc" 7 3 SEND HERE 10 RECV HERE 3 TYPE -> 3 7 3 | "abc"
S" abc" 7 3 SEND? HERE 10 RECV? HERE 3 TYPE -> -1 3 7 3 -1 | "abc"
HERE 0 -9 3 SEND HERE 0 RECV -> 0 -9 3
S" one" 1 3 SEND S" two" 2 3 SEND HERE 9 RECV HERE 9 RECV -> 3 1 3 3 2 3
HERE 10 RECV? -> 0 0 0 0
HERE 10 RECV -> 28672 10 waits 0
HERE 0 1 3 SEND HERE 0 2 3 SEND HERE 0 3 3 SEND HERE 0 4 3 SEND? -> 0
HERE 0 1 3 SEND HERE 0 2 3 SEND HERE 0 3 3 SEND HERE 0 4 3 SEND -> throw -24 "invalid numeric argument: would wait for itself"
HERE 2048 1 3 SEND? HERE 0 2 3 SEND? HERE 1 3 3 SEND? -> -1 -1 0
HERE 2049 1 3 SEND -> throw -24 "invalid numeric argument: message too long"
HERE 65537 1 3 SEND -> throw -24 "invalid numeric argument: length of a message 65537, valid are 0 to 65536"
HERE 65537 1 3 SEND? -> throw -24
0 1 1 3 SEND -> throw -9
0 1 1 3 SEND? -> throw -9
HERE 0 1 4 SEND -> throw -260 "no such VM instance: 4"
HERE 0 1 4 SEND? -> throw -260
HERE 0 1 -1 SEND -> throw -260
3 DROP-CAP HERE 0 1 3 SEND -> throw -258 "capability refused: send invoke 3: no capability"
3 DROP-CAP HERE 0 1 3 SEND? -> throw -258
S" abcd" 1 3 SEND HERE 3 RECV -> throw -24 "invalid numeric argument: a message of 4 bytes for a buffer of 3"
: T HERE 3 ['] RECV CATCH DROP 2DROP HERE 4 RECV ; S" abcd" 5 3 SEND T -> 4 5 3
S" abcd" 1 3 SEND HERE 3 RECV? -> throw -24
0 1 RECV -> throw -9
0 1 RECV? -> throw -9
4 DROP-CAP HERE 1 RECV -> throw -258 "capability refused: receive invoke all: no capability"
4 DROP-CAP HERE 1 RECV? -> throw -258
1 5 CAN-INVOKE 4 ATTENUATE-CAP DROP 4 DROP-CAP HERE 1 RECV? -> throw -258 "capability refused: receive invoke all: outside the capability's range"
SEND -> throw -4
1 2 3 SEND -> throw -4
1 2 3 SEND? -> throw -4
1 RECV -> throw -4
1 RECV? -> throw -4
\ With a time, by sender and by tag
HERE 10 0 RECV-WITHIN -> 0 0 0 0
HERE 10 5000 RECV-WITHIN -> 0 0 0 0
HERE 10 -1 RECV-WITHIN -> 28672 10 -1 waits 0
S" abc" 7 3 SEND HERE 10 0 RECV-WITHIN -> 3 7 3 -1
S" abcd" 1 3 SEND HERE 3 0 RECV-WITHIN -> throw -24 "invalid numeric argument: a message of 4 bytes for a buffer of 3"
S" a" 1 3 SEND S" bc" 2 3 SEND HERE 9 2 0 RECV-TAGGED HERE 9 2 0 RECV-TAGGED HERE 9 1 -1 RECV-TAGGED -> 2 3 -1 0 0 0 1 3 -1
S" a" 1 3 SEND HERE 9 3 0 RECV-FROM HERE 9 3 10 RECV-FROM -> 1 1 -1 0 0 0
HERE 9 4 0 RECV-FROM -> throw -260 "no such VM instance: 4"
HERE 9 4 -1 RECV-FROM -> throw -260
HERE 9 3 -1 RECV-FROM -> throw -24 "invalid numeric argument: would wait for itself"
S" abc" 7 3 10 SEND-WITHIN HERE 10 RECV -> -1 3 7 3
: T 4 0 DO HERE 0 I 3 0 SEND-WITHIN LOOP ; T -> -1 -1 -1 0
: T 3 0 DO HERE 0 I 3 SEND LOOP HERE 0 3 3 9 SEND-WITHIN ; T -> throw -24 "invalid numeric argument: would wait for itself"
HERE 0 1 4 9 SEND-WITHIN -> throw -260
5 6 CAN-INVOKE 4 ATTENUATE-CAP DROP 4 DROP-CAP S" a" 5 3 SEND HERE 9 5 0 RECV-TAGGED -> 1 3 -1
5 6 CAN-INVOKE 4 ATTENUATE-CAP DROP 4 DROP-CAP HERE 9 7 0 RECV-TAGGED -> throw -258 "capability refused: receive invoke 7: outside the capability's range"
4 DROP-CAP HERE 9 3 0 RECV-FROM -> throw -258
0 1 0 RECV-WITHIN -> throw -9
1 2 RECV-WITHIN -> throw -4
1 2 3 RECV-FROM -> throw -4
1 2 3 RECV-TAGGED -> throw -4
1 2 3 4 SEND-WITHIN -> throw -4
0 HERE ! 0 HERE CELL+ ! HERE 5 .NOTICE -> | "VM[5] ended\n"
1 HERE ! 6 HERE CELL+ CELL+ ! HERE 5 .NOTICE -> | "VM[5] killed by VM[6]\n"
2 HERE ! -10 HERE CELL+ ! HERE 4294967301 .NOTICE -> | "VM[5.1] faulted (THROW -10)\n"
0 5 .NOTICE -> throw -9
5 .NOTICE -> throw -4
.NOTICES ->
4 DROP-CAP .NOTICES -> throw -258
\ Notices: nobody but the kernel tells
VM-NOTICE 1- 0 > VM-NOTICE 0< -> -1 -1
HERE 0 VM-NOTICE 3 SEND -> throw -24 "invalid numeric argument: the tag is the kernel's"
HERE 0 VM-NOTICE 3 SEND? -> throw -24
1 HERE ! -10 HERE CELL+ ! 5 HERE CELL+ CELL+ ! HERE NOTICE@ -> 5 -10 1
NOTICE@ -> throw -4
\ Badges
RECV-BADGE -> 0
77 3 BADGE-CAP 3 DROP-CAP DROP HERE 0 1 3 SEND HERE 0 RECV RECV-BADGE -> 0 1 3 77
\ Calls and answers
HERE 0 1 3 HERE 8 CALL -> throw -24 "invalid numeric argument: would wait for itself"
HERE 0 1 4 HERE 8 CALL -> throw -260
HERE 0 1 3 0 8 CALL -> throw -9
0 1 1 3 HERE 8 CALL -> throw -9
3 DROP-CAP HERE 0 1 3 HERE 8 CALL -> throw -258
1 2 3 4 5 CALL -> throw -4
HERE 0 1 REPLY -> throw -24 "invalid numeric argument: nobody waits for the answer"
HERE 0 1 3 SEND HERE 0 RECV HERE 0 1 REPLY -> throw -24
0 1 1 REPLY -> throw -9
1 2 REPLY -> throw -4
\ Events
5 3 NOTIFY 4 EVENTS 4 EVENTS 1 EVENTS -> 4 0 1
1 3 NOTIFY 1 3 NOTIFY 2 3 NOTIFY -1 EVENTS -1 EVENTS -> 3 0
1 3 NOTIFY 3 WAIT-EVENTS -> 1
1 3 NOTIFY 2 WAIT-EVENTS -> 2 waits 0
1 4 NOTIFY -> throw -260
3 DROP-CAP 1 3 NOTIFY -> throw -258
1 NOTIFY -> throw -4
EVENTS -> throw -4
0 WAIT-EVENTS -> throw -24 "invalid numeric argument: events 0, valid are 1 to 18446744073709551615"
WAIT-EVENTS -> throw -4
)post"};

}  // namespace starkernel::parity
