\ What messages between VM instances take, and one that begins and ends: in nanoseconds, each less the
\ loop around it. messages.erl does the same.

20000 CONSTANT ROUNDS
VARIABLE BARE
: TIMED ( xt -- u ) TICKS >R EXECUTE TICKS R> - ROUNDS / ;
: PATH ( c-addr u xt -- ) TIMED BARE @ - 0 MAX ." path: " . TYPE CR ;

: BARE-LOOP ROUNDS 0 DO PAD 8 1 0 2DROP 2DROP PAD 99 2DROP LOOP ;
' BARE-LOOP TIMED BARE !

: SENDS ROUNDS 0 DO PAD 8 1 0 SEND PAD 99 RECV 2DROP DROP LOOP ;
S" 8 bytes sent to oneself and received" ' SENDS PATH

S" : SERVE BEGIN PAD 99 RECV 2DROP PAD SWAP 7 REPLY AGAIN ; SERVE" SPAWN-VM CONSTANT SERVER
SERVER 4 GRANT-CAP DROP  SERVER 3 GRANT-CAP DROP  SERVER START-VM
: CALLS ROUNDS 0 DO PAD 8 1 SERVER PAD 99 CALL 2DROP LOOP ;
S" 8 bytes to another and back" ' CALLS PATH
SERVER KILL-VM

: SPAWNS ROUNDS 0 DO S" 1" SPAWN-VM KILL-VM LOOP ;
S" another begun and killed" ' SPAWNS PATH
BYE
