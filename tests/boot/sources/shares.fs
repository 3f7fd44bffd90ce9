\ Two VM instances that behave, beside one at a time that does not: they have as much as it has, and as
\ each other, within a twentieth. Reductions are counted, so that every machine says the same.

: TALKING ( c-addr u -- vmid ) \ One that may send and take messages, and runs in short windows.
  SPAWN-VM DUP 4 GRANT-CAP DROP DUP 3 GRANT-CAP DROP DUP 5 GRANT-CAP DROP
  1000 OVER VM-QUANTUM! DUP START-VM ;

S" : T 0 BEGIN 1+ AGAIN ; T" TALKING CONSTANT COUNTS
S" : T BEGIN PAD 99 RECV? 2DROP 2DROP AGAIN ; T" TALKING CONSTANT SERVES
2VARIABLE PROGRAM  VARIABLE BAD  VARIABLE TOLD  VARIABLE COUNTED  VARIABLE SERVED

: NEAR? ( u1 u2 -- flag ) \ Whether they differ by no more than a twentieth.
  2DUP - ABS 20 * -ROT MAX U> 0= ;
: MISBEHAVES ( -- ) PROGRAM 2@ TALKING BAD ! ;
: GONE ( -- ) BAD @ ['] KILL-VM CATCH IF DROP THEN ;
: IN-ITS-PLACE ( vmid -- ) \ Who faulted or ended is gone, and another comes.
  BAD @ = IF 1 TOLD +! GONE MISBEHAVES THEN ;
: TIME-PASSES ( -- )
  PAD 24 VM-NOTICE 1000000 RECV-TAGGED IF IN-ITS-PLACE ELSE DROP THEN DROP ;
: BESIDE ( c-addr u -- u1 u2 u3 ) \ What the two have had meanwhile, and what it has had.
  PROGRAM 2!  0 TOLD !  COUNTS VM-REDUCTIONS COUNTED !  SERVES VM-REDUCTIONS SERVED !  MISBEHAVES
  BEGIN COUNTS VM-REDUCTIONS COUNTED @ - 100000 U< WHILE TIME-PASSES REPEAT
  COUNTS VM-REDUCTIONS COUNTED @ -  SERVES VM-REDUCTIONS SERVED @ -  BAD @ VM-REDUCTIONS
  GONE ;
: GREEDY ( c-addr u -- ) \ It takes what it can get, which is as much as each of them.
  BESIDE >R 2DUP NEAR? SWAP R> NEAR? . . DROP CR ;
: MODEST ( c-addr u -- ) BESIDE DROP NEAR? . CR ;
: FAULTY ( c-addr u -- ) BESIDE DROP NEAR? . TOLD @ 0> . CR ;

.( loops for ever: )  S" : T BEGIN AGAIN ; T" GREEDY
.( floods a mailbox and never waits: )  S" : T BEGIN PAD 64 1 2 SEND? DROP AGAIN ; T" GREEDY
.( floods a mailbox until it waits: )  S" : T BEGIN PAD 8 1 1 SEND AGAIN ; T" MODEST
.( takes all memory: )
S" : T BEGIN 10000 ALLOCATE IF DROP ELSE 10000 ERASE THEN AGAIN ; T" GREEDY
.( fills files: )
S\" : U BEGIN PAD 4096 2 PICK WRITE-FILE UNTIL CLOSE-FILE DROP ; : T BEGIN S\q f\q W/O CREATE-FILE IF DROP ELSE U THEN AGAIN ; T" GREEDY
.( fills blocks: )
S" : U BUFFER DROP UPDATE FLUSH ; : T BEGIN 1024 1 DO I ['] U CATCH IF DROP THEN LOOP AGAIN ; T" GREEDY
.( maps memory: )
S" : T BEGIN 4096 3 ['] MAP-MEM CATCH IF 2DROP ELSE DROP THEN AGAIN ; T" GREEDY
.( reads beyond its envelope: )  S" : T BEGIN 1000000000 ['] @ CATCH 2DROP AGAIN ; T" GREEDY
.( writes beyond its envelope: )  S" : T BEGIN 1 1000000000 ['] ! CATCH DROP 2DROP AGAIN ; T" GREEDY
.( forges slots: )  S" : T 0 BEGIN 1+ DUP ['] DROP-CAP CATCH IF DROP THEN AGAIN ; T" GREEDY
.( forges execution tokens: )  S" : T 100000 BEGIN 1+ DUP ['] EXECUTE CATCH 2DROP AGAIN ; T" GREEDY
.( answers what nobody asked: )  S" : T BEGIN PAD 8 1 ['] REPLY CATCH 2DROP 2DROP AGAIN ; T" GREEDY
.( kills others: )  S" : T BEGIN 1 ['] KILL-VM CATCH 2DROP AGAIN ; T" GREEDY
.( raises its own priority: )
S" : T BEGIN 0 VM-SELF ['] VM-PRIORITY! CATCH 2DROP DROP AGAIN ; T" GREEDY
.( recurses: )  S" : T RECURSE ; : U BEGIN ['] T CATCH DROP AGAIN ; U" GREEDY
.( gives up each window: )  S" : T BEGIN YIELD AGAIN ; T" MODEST
.( divides by zero: )  S" 1 0 /" FAULTY
.( reads the null page: )  S" 0 @" FAULTY
.( writes before its memory: )  S" 7 -1 !" FAULTY
.( writes where it may only read: )  S" 8 1 MAP-MEM 7 SWAP !" FAULTY
.( takes more than is there: )  S" DROP DROP DROP" FAULTY
.( takes what nobody returned: )  S" R> R> R>" FAULTY
.( recurses without end: )  S" : T RECURSE 1 ; T" FAULTY
.( uses a word that is not there: )  S" undefined" FAULTY
.( executes what is no word: )  S" 1234567 EXECUTE" FAULTY
.( takes all memory for itself: )  S" : T BEGIN 100000 ALLOCATE THROW DROP AGAIN ; T" FAULTY
.( gives up what it has not: )  S" 99 DROP-CAP" FAULTY
.( throws: )  S" 7 THROW" FAULTY
.( ends: )  S" BYE" FAULTY
