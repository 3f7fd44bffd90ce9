\ Two VM instances that count, beside one at a time whose reductions take far more time than theirs:
\ they have as much time as each other, it has no more than they, and nobody less than a quarter.

: STARTED ( c-addr u -- vmid ) SPAWN-VM DUP START-VM ;
: COUNTING ( -- vmid ) S" : T 0 BEGIN 1+ AGAIN ; T" STARTED ;
COUNTING CONSTANT ONE  COUNTING CONSTANT OTHER
VARIABLE BAD  VARIABLE OF-ONE  VARIABLE OF-OTHER
: DEAR ( c-addr u -- ) \ With all capabilities that there are.
  SPAWN-VM DUP BAD !  11 1 DO DUP I GRANT-CAP DROP LOOP  START-VM ;
: NEAR? ( u1 u2 -- flag ) 2DUP - ABS 20 * -ROT MAX U> 0= ;
: NO-MORE? ( u1 u2 -- flag ) \ Whether the first is more by no more than a twentieth.
  DUP 20 / + U> 0= ;
: BESIDE ( c-addr u -- ) \ For so long that each window is a small part of it.
  DEAR  ONE VM-TIME OF-ONE !  OTHER VM-TIME OF-OTHER !
  BEGIN 1000000 SLEEP ONE VM-TIME OF-ONE @ - 120000000 U< 0= UNTIL
  ONE VM-TIME OF-ONE @ -  OTHER VM-TIME OF-OTHER @ -  BAD @ VM-TIME  BAD @ KILL-VM
  >R 2DUP NEAR? . R@ OVER NO-MORE? . R> 4 * U> 0= . DROP ;

S" : T BEGIN AGAIN ; T" BESIDE  .( loops for ever) CR
S" : T BEGIN 1234567 . AGAIN ; T" BESIDE  .( writes numbers) CR
S" : T BEGIN CR AGAIN ; T" BESIDE  .( writes lines) CR
S" : T BEGIN 4096 3 MAP-MEM 4096 UNMAP-MEM AGAIN ; T" BESIDE  .( maps memory and takes it out) CR
S" : T BEGIN 131072 3 MAP-MEM 131072 UNMAP-MEM AGAIN ; T" BESIDE  .( maps all that it may and takes it out) CR
S\" : U S\q 1 DROP\q SPAWN-VM DUP START-VM KILL-VM ; : T BEGIN ['] U CATCH DROP AGAIN ; T" BESIDE  .( makes VM instances) CR
S\" : U S\q 1 DROP\q SPAWN-VM KILL-VM ; : T BEGIN ['] U CATCH DROP AGAIN ; T" BESIDE  .( makes embryos) CR
S" : U VM-SELF 0 NEXT-CAP GRANT-CAP DROP-CAP ; : T BEGIN ['] U CATCH DROP AGAIN ; T" BESIDE  .( grants itself what it has) CR
S\" : T BEGIN S\q 1 DROP\q EVALUATE AGAIN ; T" BESIDE  .( evaluates) CR
