\ VM instances that VM[0] spawns, looks at and ends: the same on every machine.

: COMES-TO ( vmid status -- ) \ Wait for a VM instance to get there.
  BEGIN 2DUP SWAP VM-STATUS <> WHILE YIELD REPEAT 2DROP ;
: SPAWNED ( c-addr u -- vmid ) \ One that may write to the console, and runs.
  SPAWN-VM DUP 10 GRANT-CAP DROP DUP START-VM ;

.( One that works) CR
S" : T 5 0 DO I DUP * . LOOP ; T" SPAWNED DUP 6 COMES-TO VM-STATUS . CR

.( One that may not be heard) CR
S" .( nobody hears this) CR" SPAWN-VM DUP START-VM 6 COMES-TO

.( One that holds nothing) CR
S" -1 NEXT-VM VM-STATUS" SPAWNED CONSTANT POOR
POOR 5 COMES-TO POOR KILL-VM POOR VM-STATUS . CR

.( One for ever, beside others that have their turns) CR
S" : T BEGIN AGAIN ; T" SPAWNED CONSTANT BUSY
S" : T 100000 0 DO LOOP ; T .( counted) CR" SPAWNED 6 COMES-TO
BUSY VM-STATUS . BUSY KILL-VM BUSY VM-STATUS . CR

.( One for each kind of fault) CR
: FAULTS ( c-addr u -- ) SPAWNED DUP 5 COMES-TO KILL-VM ;
S" 0 @" FAULTS
S" 1000000000 C@" FAULTS
S" 1 0 /" FAULTS
S" DROP" FAULTS
S" : T RECURSE ; T" FAULTS
S" : T BEGIN 1 AGAIN ; T" FAULTS
S" 123456 EXECUTE" FAULTS
S" 2000000 ALLOT" FAULTS
S" NO-SUCH-WORD" FAULTS
S" -5 THROW" FAULTS
S" 7 KILL-VM" FAULTS

.( What became of them, as their parent was told) CR
: TOLD ( -- ) \ Take all notices: who, whether it is one; who killed it, the code, what happened.
  BEGIN PAD 24 RECV? WHILE . VM-NOTICE = . DROP PAD NOTICE@ ROT . SWAP . . CR REPEAT 2DROP DROP ;
TOLD

.( One that sleeps) CR
S" 1000000 SLEEP .( slept) CR" SPAWNED 6 COMES-TO

.( One that answers) CR
: TALKING ( c-addr u -- vmid ) \ One that may send and take messages, too.
  SPAWN-VM DUP 10 GRANT-CAP DROP DUP 4 GRANT-CAP DROP DUP 3 GRANT-CAP DROP DUP START-VM ;
S" : SERVE BEGIN PAD 99 RECV 2DROP PAD SWAP 2DUP TYPE CR 7 REPLY AGAIN ; SERVE" TALKING CONSTANT ECHO
: ASK ( c-addr u -- ) 1 ECHO PAD 99 CALL . PAD SWAP TYPE CR ;
S" hello" ASK S" again" ASK ECHO VM-STATUS . ECHO KILL-VM CR
S" nobody" ' ASK CATCH . 2DROP CR

.( One that sends more than fits, and all of it comes) CR
: TAKE-ALL ( -- n ) \ How many are not what was sent.
  0 1000 0 DO PAD 8 RECV DROP I <> SWAP 8 <> OR PAD @ I <> OR - LOOP ;
TOLD S" : T 1000 0 DO I PAD ! PAD 8 I 0 SEND LOOP ; T" TALKING TAKE-ALL . CR 6 COMES-TO TOLD

.( One that tells of an event) CR
S" 6 0 NOTIFY" TALKING 2 WAIT-EVENTS . 4 EVENTS . 6 COMES-TO CR

.( Hundreds, one after the other) CR
: MANY 300 0 DO S" 1 2 + DROP" SPAWN-VM FALSE OVER SUPERVISE-VM DUP START-VM 6 COMES-TO LOOP ; MANY

.( As many as there can be) CR
VARIABLE ALIVE
: SPAWN-ALL BEGIN S" 1" ['] SPAWN-VM CATCH 0= WHILE DROP 1 ALIVE +! REPEAT 2DROP ;
SPAWN-ALL ALIVE @ 100 > .
: KILL-ALL BEGIN 0 NEXT-VM DUP -1 <> WHILE KILL-VM REPEAT DROP ; KILL-ALL
0 NEXT-VM . CR
