#pragma once

#include "src/parity/post_case.h"

namespace starkernel::parity {

inline constexpr PostModule kCapabilityCases{
    .name = "capabilities", .line = __LINE__, .text = R"post(
\ A case's VM instance has number 3 and holds the root capabilities in slots 1 to 10.
VM-SELF -> 3
TICKS TICKS -> 1000000 2000000
\ VM instances: it is alone, and there is no room for another.
YIELD 1 -> 1
: T 3 0 DO I YIELD LOOP ; T -> 0 1 2
-1 NEXT-VM 3 NEXT-VM 2 NEXT-VM -> 3 -1 3
NEXT-VM -> throw -4
3 VM-STATUS 4 VM-STATUS 4294967299 VM-STATUS -> 1 6 6
VM-STATUS -> throw -4
3 VM-REDUCTIONS 4 VM-REDUCTIONS -> 0 0
VM-REDUCTIONS -> throw -4
3 VM-TIME 4 VM-TIME -> 0 0
VM-TIME -> throw -4
2 DROP-CAP 3 VM-TIME -> throw -258 "capability refused: kill read 3: no capability"
3 .VM -> | "         3  runnable  normal                  0 reductions          0 us         0 windows  0 faults  mail 0 most 0 in 0 out 0  0 KiB  paged 0, 0/M\n"
4 .VM -> throw -260 "no such VM instance: 4"
.VM -> throw -4
VMS -> | "         3  runnable  normal                  0 reductions          0 us         0 windows  0 faults  mail 0 most 0 in 0 out 0  0 KiB  paged 0, 0/M\n"
VM-TOP -> keys "q" | "\x1b[2J\x1b[H\n         3  runnable  normal                  0 reductions          0 us         0 windows  0 faults  mail 0 most 0 in 0 out 0  0 KiB  paged 0, 0/M\n"
2 DROP-CAP VMS -> throw -258 "capability refused: kill read 3: no capability"
S" 1" SPAWN-VM -> throw -259 "no room in the kernel: no place for another VM instance: 1 of 1"
HERE 65537 SPAWN-VM -> throw -24 "invalid numeric argument: length of a program 65537, valid are 0 to 65536"
0 1 SPAWN-VM -> throw -9
1 DROP-CAP S" 1" SPAWN-VM -> throw -258 "capability refused: spawn invoke 0: no capability"
1 SPAWN-VM -> throw -4
3 START-VM -> throw -24 "invalid numeric argument: VM instance 3 is runnable, no embryo"
4 START-VM -> throw -260
START-VM -> throw -4
\ What can be set of them
0 3 VM-PRIORITY! 3 .VM -> | "         3  runnable  device                  0 reductions          0 us         0 windows  0 faults  mail 0 most 0 in 0 out 0  0 KiB  paged 0, 0/M\n"
4 3 VM-PRIORITY! -> throw -24 "invalid numeric argument: priority class 4, valid are 0 to 3"
3 4 VM-PRIORITY! -> throw -260
2 3 CAN-INVOKE 9 ATTENUATE-CAP DROP 9 DROP-CAP 2 3 VM-PRIORITY! 1 3 VM-PRIORITY! -> throw -258 "capability refused: time-admin invoke 1: outside the capability's range"
0 9 CAN-READ 2 ATTENUATE-CAP 2 DROP-CAP DROP 2 3 VM-PRIORITY! -> throw -258 "capability refused: kill write 3: right not included"
1 3 VM-QUANTUM! 1000000 3 VM-QUANTUM! ->
0 3 VM-QUANTUM! -> throw -24 "invalid numeric argument: quantum 0, valid are 1 to 1000000"
1000001 3 VM-QUANTUM! -> throw -24
0 500 CAN-WRITE 9 ATTENUATE-CAP DROP 9 DROP-CAP 500 3 VM-QUANTUM! 501 3 VM-QUANTUM! -> throw -258
5 MAKE-BUDGET -> throw -259 "no room in the kernel: as many budgets as there can be"
9 DROP-CAP 5 MAKE-BUDGET -> throw -258 "capability refused: time-admin write 5: no capability"
0 3 VM-BUDGET! ->
1 3 VM-BUDGET! -> throw -24 "invalid numeric argument: no such budget"
-1 3 VM-BUDGET! -> throw -24
9 DROP-CAP 0 3 VM-BUDGET! -> throw -258 "capability refused: time-admin write 1000000: no capability"
1 DROP-BUDGET -> throw -24 "invalid numeric argument: no such budget"
64 65536 3 VM-QUOTA! 0 0 3 VM-QUOTA! HERE 0 1 3 SEND? -> 0
65 9 3 VM-QUOTA! -> throw -24 "invalid numeric argument: messages of a mailbox 65, valid are 0 to 64"
9 65537 3 VM-QUOTA! -> throw -24 "invalid numeric argument: bytes of a mailbox 65537, valid are 0 to 65536"
9 9 4 VM-QUOTA! -> throw -260
S" abcdefghijklmnop" 3 VM-NAME! 3 .VM -> | "         3  runnable  normal                  0 reductions          0 us         0 windows  0 faults  mail 0 most 0 in 0 out 0  0 KiB  paged 0, 0/M  abcdefghijklmnop\n"
S" abcdefghijklmnopq" 3 VM-NAME! -> throw -24 "invalid numeric argument: length of a name 17, valid are 0 to 16"
S" a b" 3 VM-NAME! -> throw -24 "invalid numeric argument: a name is of visible ASCII characters"
0 1 3 VM-NAME! -> throw -9
S" a" 4 VM-NAME! -> throw -260
1 VM-PRIORITY! -> throw -4
1 VM-QUANTUM! -> throw -4
MAKE-BUDGET -> throw -4
DROP-BUDGET -> throw -4
1 VM-BUDGET! -> throw -4
1 2 VM-QUOTA! -> throw -4
1 2 VM-NAME! -> throw -4
4 KILL-VM -> throw -260
3 BLOCK-VM 3 VM-STATUS 3 RESUME-VM 3 VM-STATUS -> 4 1
3 BLOCK-VM 3 .VM 3 BLOCK-VM -> throw -24 "invalid numeric argument: VM instance 3 is blocked, and cannot be blocked" | "         3  blocked   normal                  0 reductions          0 us         0 windows  0 faults  mail 0 most 0 in 0 out 0  0 KiB  paged 0, 0/M\n"
4 BLOCK-VM -> throw -260
2 DROP-CAP 3 BLOCK-VM -> throw -258 "capability refused: kill invoke 3: no capability"
BLOCK-VM -> throw -4
3 RESUME-VM -> throw -24 "invalid numeric argument: VM instance 3 is runnable, not blocked"
4 RESUME-VM -> throw -260
2 DROP-CAP 3 RESUME-VM -> throw -258 "capability refused: kill invoke 3: no capability"
RESUME-VM -> throw -4
TRUE 3 SUPERVISE-VM -> throw -24 "invalid numeric argument: VM instance 3 cannot supervise itself"
FALSE 4 SUPERVISE-VM -> throw -260 "no such VM instance: 4"
2 DROP-CAP TRUE 3 SUPERVISE-VM -> throw -258 "capability refused: kill invoke 3: no capability"
3 SUPERVISE-VM -> throw -4
0 9 CAN-INVOKE 2 ATTENUATE-CAP 2 DROP-CAP DROP 10 KILL-VM -> throw -258 "capability refused: kill invoke 10: outside the capability's range"
3 KILL-VM 3 VM-STATUS -> 6
KILL-VM -> throw -4
SLEEP -> throw -4
5 SLEEP ->
-1 SLEEP -> -1 waits 0
\ Types and rights
CAP-SPAWN CAP-KILL CAP-SEND CAP-RECV CAP-SHARE -> 0 1 2 3 4
CAP-MMIO CAP-PORT CAP-IRQ CAP-TIME CAP-LOG -> 5 6 7 8 9
CAN-READ CAN-WRITE CAN-INVOKE CAN-DELEGATE -> 1 2 4 8
\ What is held
: T 10 0 DO I HAS-CAP? LOOP ; T -> -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
10 HAS-CAP? -> throw -24 "invalid numeric argument: capability type 10, valid are 0 to 9"
-1 HAS-CAP? -> throw -24
HAS-CAP? -> throw -4
0 NEXT-CAP -> 10
10 NEXT-CAP -> 9
1 NEXT-CAP -> 0
NEXT-CAP -> throw -4
1 CAP@ -> 0 0 0 15 0
2 CAP@ -> 0 -1 0 15 1
7 CAP@ -> 0 65535 0 15 6
8 CAP@ -> 0 255 0 15 7
0 CAP@ -> throw -258 "capability refused: slot 0: no capability"
11 CAP@ -> throw -258
-1 CAP@ -> throw -258 "capability refused: slot -1: no capability"
CAP@ -> throw -4
1 .CAP -> | "         1  spawn       0, read write invoke delegate\n"
2 .CAP -> | "         2  kill        all, read write invoke delegate\n"
11 .CAP -> throw -258
.CAP -> throw -4
: T 9 2 DO I DROP-CAP LOOP 10 DROP-CAP 1 DROP-CAP ; T .CAPS -> | "         9  time-admin  all, read write invoke delegate\n"
\ What HELP says is needed
HELP CAP-TIME -> | "CAP-TIME  ( -- type )  [capabilities]\n  Capabilities to give time: priority classes, and reductions.\n  capability needed: none\n"
HELP GRANT-CAP -> | "GRANT-CAP  ( vmid slot1 -- slot2 )  [capabilities]\n  Derive one like slot1 for another VM instance.\n  capability needed: delegate in slot1\n"
HELP PROTECT -> | "PROTECT  ( addr u rights -- )  [shared memory]\n  CAN-READ lets mapped memory only be read, CAN-READ CAN-WRITE OR written too.\n  capability needed: rights in what MEM-CAP gives\n"
\ Deriving
5 6 CAN-READ 7 ATTENUATE-CAP CAP@ -> 5 6 0 1 6
5 6 CAN-READ 7 ATTENUATE-CAP .CAP -> | "        11  port        5 to 6, read\n"
5 5 0 7 ATTENUATE-CAP .CAP -> | "        11  port        5, no right\n"
0 65536 15 7 ATTENUATE-CAP -> throw -258 "capability refused: slot 7: more than it is derived from: range 0 to 65536, of 0 to 65535"
-1 5 15 7 ATTENUATE-CAP -> throw -258 "capability refused: slot 7: more than it is derived from: range -1 to 5, of 0 to 65535"
6 5 15 7 ATTENUATE-CAP -> throw -258
5 6 16 7 ATTENUATE-CAP -> throw -24 "invalid numeric argument: rights 16, valid are 0 to 15"
5 6 -1 7 ATTENUATE-CAP -> throw -24
5 6 15 12 ATTENUATE-CAP -> throw -258
5 6 CAN-READ 7 ATTENUATE-CAP CONSTANT C 5 6 CAN-WRITE C ATTENUATE-CAP -> throw -258 "capability refused: slot 11: more than it is derived from: right write, of read"
1 2 3 ATTENUATE-CAP -> throw -4
9 3 BADGE-CAP CAP@ -> 0 -1 9 15 2
9 3 BADGE-CAP .CAP -> | "        11  send        all, read write invoke delegate, badge 9\n"
9 3 BADGE-CAP 8 SWAP BADGE-CAP -> throw -258
0 3 BADGE-CAP -> throw -24
4294967295 3 BADGE-CAP -> 11
4294967296 3 BADGE-CAP -> throw -24
9 12 BADGE-CAP -> throw -258
9 BADGE-CAP -> throw -4
3 7 GRANT-CAP CAP@ -> 0 65535 0 15 6
4 7 GRANT-CAP -> throw -260 "no such VM instance: 4"
3 11 GRANT-CAP -> throw -258
7 GRANT-CAP -> throw -4
\ Giving up and taking back
2 DROP-CAP CAP-KILL HAS-CAP? -> 0
2 DROP-CAP 2 DROP-CAP -> throw -258
DROP-CAP -> throw -4
5 6 1 7 ATTENUATE-CAP 7 DROP-CAP CAP@ -> 5 6 0 1 6
5 6 1 7 ATTENUATE-CAP 7 REVOKE-CAP 0 NEXT-CAP -> 11 10
5 6 1 7 ATTENUATE-CAP 7 REVOKE-CAP CAP@ -> throw -258
7 REVOKE-CAP 7 CAP@ -> 0 65535 0 15 6
12 REVOKE-CAP -> throw -258
REVOKE-CAP -> throw -4
: T BEGIN 0 -1 15 3 ATTENUATE-CAP DROP AGAIN ; ' T CATCH -> -259
: T BEGIN 0 -1 15 3 ATTENUATE-CAP DROP AGAIN ; T -> throw -259 "no room in the kernel: slot 3: no room for another capability: 24 of 24"
: T BEGIN 0 -1 15 3 ATTENUATE-CAP DROP AGAIN ; ' T CATCH 3 REVOKE-CAP 0 -1 15 3 ATTENUATE-CAP 0< -> -259 0
\ The record of uses
.REFUSALS -> | "0 uses of capabilities refused, 1 allowed\n"
TRUE RECORD-ALLOWED .REFUSALS -> | "       1  VM[3]  log read 0: allowed\n0 uses of capabilities refused, 2 allowed\n"
TRUE RECORD-ALLOWED FALSE RECORD-ALLOWED .REFUSALS -> | "       1  VM[3]  log write 0: allowed\n0 uses of capabilities refused, 3 allowed\n"
10 DROP-CAP .REFUSALS -> throw -258 "capability refused: log read 0: no capability"
0 0 1 10 ATTENUATE-CAP 10 DROP-CAP DROP TRUE RECORD-ALLOWED -> throw -258
RECORD-ALLOWED -> throw -4
\ Memory to share: a case's VM instance has no room for it
8 CAN-READ MAP-MEM -> throw -257 "out of memory: no 1 pages in a row are free of 0 to map"
262144 CAN-READ CAN-WRITE OR MAP-MEM -> throw -257 "out of memory: no 64 pages in a row are free of 0 to map"
262145 CAN-READ MAP-MEM -> throw -24 "invalid numeric argument: size 262145, valid are 1 to 262144"
0 CAN-READ MAP-MEM -> throw -24
8 2 MAP-MEM -> throw -24 "invalid numeric argument: rights 2, valid are 1 and 3"
5 DROP-CAP 8 CAN-READ MAP-MEM -> throw -258 "capability refused: share invoke 0: no capability"
8 MAP-MEM -> throw -4
HERE 8 UNMAP-MEM -> throw -24
8 UNMAP-MEM -> throw -4
HERE 8 3 SHARE-MEM -> throw -24
8 3 SHARE-MEM -> throw -4
HERE 8 1 PROTECT -> throw -24
HERE 8 5 PROTECT -> throw -24 "invalid numeric argument: rights 5, valid are 1 and 3"
8 1 PROTECT -> throw -4
1 5 MAP-CAP -> throw -258 "capability refused: slot 5: outside the capability's range"
1 7 MAP-CAP -> throw -258 "capability refused: slot 7: capability of another type"
0 0 CAN-READ 5 ATTENUATE-CAP 1 SWAP MAP-CAP -> throw -258 "capability refused: slot 11: right not included"
1 11 MAP-CAP -> throw -258
1 MAP-CAP -> throw -4
HERE MEM-CAP -> throw -24
MEM-CAP -> throw -4
HERE 8 3 GIVE-MEM -> throw -24
8 3 GIVE-MEM -> throw -4
5 TAKE-MEM -> throw -258 "capability refused: slot 5: outside the capability's range"
TAKE-MEM -> throw -4
)post"};

}  // namespace starkernel::parity
