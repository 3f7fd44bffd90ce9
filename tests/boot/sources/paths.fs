\ What the kernel's paths cost, in nanoseconds; where the machine counts one for each instruction, in
\ instructions. Each line has what a round of a loop takes beyond that of the same loop without it.

1000 CONSTANT ROUNDS
VARIABLE BARE
: TIMED ( xt -- u ) TICKS >R EXECUTE TICKS R> - ROUNDS / ;
: PATH ( c-addr u xt -- ) TIMED BARE @ - ." path: " . TYPE CR ;
: SPAWNED ( c-addr u -- vmid ) \ One that may send and take messages, and runs.
  SPAWN-VM DUP 4 GRANT-CAP DROP DUP 3 GRANT-CAP DROP DUP START-VM ;

: BARE-LOOP ROUNDS 0 DO PAD 8 1 0 2DROP 2DROP PAD 99 2DROP LOOP ;
' BARE-LOOP TIMED BARE !

: SENDS ROUNDS 0 DO PAD 8 1 0 SEND PAD 99 RECV 2DROP DROP LOOP ;
S" SEND of 8 bytes to itself, and RECV" ' SENDS PATH

S" : SERVE BEGIN PAD 99 RECV 2DROP PAD SWAP 7 REPLY AGAIN ; SERVE" SPAWNED CONSTANT SERVER
: CALLS ROUNDS 0 DO PAD 8 1 SERVER PAD 99 CALL 2DROP LOOP ;
S" CALL of another VM instance, its RECV and REPLY" ' CALLS PATH
SERVER KILL-VM

S" : T BEGIN YIELD AGAIN ; T" SPAWNED CONSTANT OTHER
: YIELDS ROUNDS 0 DO YIELD LOOP ;
S" YIELD to another VM instance and back, two transitions" ' YIELDS PATH
OTHER KILL-VM

: SPAWNS ROUNDS 0 DO S" 1" SPAWN-VM KILL-VM LOOP ;
S" SPAWN-VM and KILL-VM of what it gave" ' SPAWNS PATH

\ The clock's line rises with each enabling of an interrupt that it would raise already.
: CLOCK! ( u1 u2 -- ) 112 1 PORT! 113 1 PORT! ;
8 1 IRQ-REGISTER  18 11 CLOCK!  1 WAIT-EVENTS DROP  2 11 CLOCK!
: RAISE 18 113 1 PORT! ;
: LOWER 2 113 1 PORT! ;
: INTERRUPTS ROUNDS 0 DO RAISE 1 WAIT-EVENTS DROP 8 IRQ-ACK DROP LOWER LOOP ;
8 IRQ-RELEASE
: NO-RAISES ROUNDS 0 DO RAISE LOWER LOOP ;
' NO-RAISES TIMED BARE !
8 1 IRQ-REGISTER
S" interrupt to WAIT-EVENTS of its VM instance, and IRQ-ACK" ' INTERRUPTS PATH
BYE
