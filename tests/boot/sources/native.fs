\ What machine code does as the interpreters do, to the reduction; and that pages which it touches
\ come, or are refused, as ever.
: FIB ( n -- n ) DUP 2 < IF EXIT THEN DUP 1- RECURSE SWAP 2 - RECURSE + ;
: SUM ( n -- n ) 0 SWAP 0 DO I + LOOP ;
CREATE FLAGS 1000 ALLOT
: CROSS-OUT ( n -- ) 1000 OVER DO 0 I FLAGS + C! DUP +LOOP DROP ;
: SIEVE ( -- n ) FLAGS 1000 1 FILL 0 1000 2 DO I FLAGS + C@ IF 1+ I CROSS-OUT THEN LOOP ;

: SPENT ( i*x xt -- ) YIELD VM-SELF VM-REDUCTIONS >R EXECUTE . YIELD VM-SELF VM-REDUCTIONS R> - . CR ;
: ALL ( -- ) 15 ['] FIB SPENT 1000 ['] SUM SPENT ['] SIEVE SPENT ;
: EACH ( -- ) 3 0 DO I ENGINE! ." engine " I . CR ALL LOOP ;
: SILENTLY ( -- ) 1 >R 17 FIB DROP 1000 SUM DROP SIEVE DROP R> DROP ;
\ So that there is room on all stacks already.
SILENTLY EACH

: WAIT-FOR ( vmid -- ) BEGIN DUP VM-STATUS 6 <> WHILE YIELD REPEAT DROP ;
: RUN-VM ( c-addr u -- ) SPAWN-VM DUP 10 GRANT-CAP DROP DUP START-VM WAIT-FOR ;
: RUN-EACH ( c-addr u -- ) 3 0 DO I [CHAR] 0 + 2 PICK C! 2DUP RUN-VM LOOP 2DROP ;
CREATE PROGRAM
  \ Pages of its own, and the last ones, where nothing is mapped.
  S" 0 ENGINE! : FILL 250 0 DO 1 HERE I 4096 * + ! LOOP ; : LOOK 240 4096 * @ ;" DUP ALLOT
  PROGRAM SWAP MOVE
  S"  : LIFT 1 240 4096 * +! ; : PUT 1 240 4096 * C! ; : TAKE 240 4096 * C@ ;" HERE OVER ALLOT SWAP MOVE
  S"  : TRY CATCH . ; ' FILL TRY ' LOOK TRY ' LIFT TRY ' PUT TRY ' TAKE TRY ENGINE@ ." HERE OVER ALLOT SWAP MOVE
  HERE PROGRAM - CONSTANT LENGTH
PROGRAM LENGTH RUN-EACH
