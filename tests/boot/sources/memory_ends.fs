\ VM instances that take all the memory that there is, each in a way of its own, and VM[0], which has a
\ prompt all the same, and memory to work with, and ends them.

: RUN ( c-addr u -- vmid ) \ One that may send, share memory and spawn.
  SPAWN-VM DUP 3 GRANT-CAP DROP DUP 5 GRANT-CAP DROP DUP 1 GRANT-CAP DROP DUP START-VM ;
: HOG ( c-addr u -- ) RUN DROP ;

.( Each takes what it may have) CR
S" : T BEGIN 10000 ALLOCATE IF DROP 1 WAIT-EVENTS ELSE 10000 ERASE THEN AGAIN ; T" HOG
S\" : T S\q f\q W/O CREATE-FILE THROW BEGIN PAD 4096 2 PICK WRITE-FILE UNTIL ; T 1 WAIT-EVENTS" HOG
S" : T 1024 1 DO I BUFFER DROP UPDATE FLUSH LOOP ; ' T CATCH DROP 1 WAIT-EVENTS" HOG
S\" : T BEGIN S\q CREATE X\q EVALUATE AGAIN ; ' T CATCH DROP 1 WAIT-EVENTS" HOG
S" : T BEGIN 4096 3 MAP-MEM DROP AGAIN ; ' T CATCH DROP 1 WAIT-EVENTS" HOG
S" : T RECURSE 1 ; ' T CATCH DROP : U BEGIN 1 AGAIN ; ' U CATCH DROP 1 WAIT-EVENTS" HOG
S" : T BEGIN PAD 88 1 VM-SELF SEND? 0= UNTIL ; T PHYSICS-ON 1 WAIT-EVENTS" HOG
S\" : T BEGIN S\q : U 900000 16384 DO I C@ DROP 4096 +LOOP ; U\q SPAWN-VM START-VM AGAIN ; ' T CATCH DROP 1 WAIT-EVENTS" HOG

: PAGES ( -- n ) \ How many one more finds that touches 216; none if it faults for want of memory.
  S" : T 0 900000 16384 DO I ['] C@ CATCH NIP 0= IF 1+ THEN 4096 +LOOP PAD ! PAD 8 1 0 SEND 1 WAIT-EVENTS ; T" RUN
  BEGIN PAD 24 RECV 3 PICK <> WHILE 2DROP REPEAT \ Others may end meanwhile.
  NIP NIP VM-NOTICE = IF 0 ELSE PAD @ THEN ;
: MEMORY-ENDS ( -- ) BEGIN PAGES 100 < UNTIL ;

.( Together they take all) CR
MEMORY-ENDS PAGES 100 < . CR

.( VM[0] goes on) CR
: WORKS ( -- n ) HERE 100000 ALLOT DUP 100000 65 FILL 99999 + C@ ;
WORKS . 1 2 + . S" 3 4 + ." EVALUATE CR

.( And ends them) CR
: END-ALL ( -- ) \ One may end by itself meanwhile.
  BEGIN 0 NEXT-VM DUP 0> WHILE ['] KILL-VM CATCH IF DROP THEN REPEAT DROP ;
END-ALL 0 NEXT-VM 0> . PAGES 200 > . END-ALL CR
