\ What a program might try in order to get at what is not its own, with each engine: every try ends
\ in a THROW, whose code is written, and what is sound goes on as before.

\ Return addresses do not lie on the return stack, nor can it be taken from a caller.
: JUMP 4096 >R ;
: JUMP-EXIT -1 >R EXIT ;
: TAKE R> DROP ;
: TAKE-TWO 2R> 2DROP ;
: CALLED R> R> 2DROP ;
: ROB 5 >R CALLED R> DROP ;
: LEAVE-MANY 3 0 DO 1 >R LOOP ;
: LEAVE-LOOP 3 0 DO EXIT LOOP ;
: NO-LOOP UNLOOP ;
: NO-INDEX I DROP ;

\ Tokens are looked up.
: FORGED 12345678 EXECUTE ;
: NEGATIVE -1 EXECUTE ;
: NONE 0 EXECUTE ;
: WIDE ['] DUP 4294967296 + EXECUTE ;
DEFER NOWHERE
: WAYLESS NOWHERE ;

\ Stacks and calls end.
: ENDLESS RECURSE 1+ ;
: FILL-DATA BEGIN 1 AGAIN ;
: FILL-RETURNS BEGIN 1 >R AGAIN ;
: FILL-LOOPS 1 0 DO RECURSE LOOP ;
: EMPTY-DATA BEGIN DROP AGAIN ;
: DEEP-CATCH ['] ENDLESS CATCH 95 - THROW ;

\ The envelope has edges.
: FIRST-PAGE 4095 @ DROP ;
: STORE-FIRST 1 0 ! ;
: BEYOND 1 62 LSHIFT @ DROP ;
: BELOW -8 @ DROP ;
: BYTE-BEYOND 1 62 LSHIFT C@ DROP ;
: STORE-BEYOND 1 -8 ! ;
: ADD-BEYOND 1 -1 +! ;
: BYTE-STORE 1 -1 C! ;
: ERASE-ALL 4096 -1 ERASE ;
: MOVE-ALL 4096 8192 -1 MOVE ;
: DIVIDE 1 0 / DROP ;

\ Windows end in the midst of these.
: SUM ( -- n ) 0 60000 0 DO I + LOOP ;
: COUNT-UP ( n1 -- n2 ) DUP IF 1- RECURSE 1+ THEN ;
: CALLS ( -- n ) 0 200 0 DO 500 COUNT-UP + LOOP ;
: PREEMPTED SUM 1799970000 <> CALLS 100000 <> OR THROW ;

: TRY ( i*x xt -- ) CATCH . 0 SP! ;
: TRY-ALL ( -- )
  ['] JUMP TRY ['] JUMP-EXIT TRY ['] TAKE TRY ['] TAKE-TWO TRY ['] ROB TRY
  ['] LEAVE-MANY TRY ['] LEAVE-LOOP TRY ['] NO-LOOP TRY ['] NO-INDEX TRY CR
  ['] FORGED TRY ['] NEGATIVE TRY ['] NONE TRY ['] WIDE TRY ['] WAYLESS TRY CR
  ['] ENDLESS TRY ['] FILL-DATA TRY ['] FILL-RETURNS TRY ['] FILL-LOOPS TRY
  ['] EMPTY-DATA TRY ['] DEEP-CATCH TRY CR
  ['] FIRST-PAGE TRY ['] STORE-FIRST TRY ['] BEYOND TRY ['] BELOW TRY ['] BYTE-BEYOND TRY
  ['] STORE-BEYOND TRY ['] ADD-BEYOND TRY ['] BYTE-STORE TRY ['] ERASE-ALL TRY
  ['] MOVE-ALL TRY ['] DIVIDE TRY CR ;
: PREEMPTED-EVERYWHERE ( xt -- ) \ By windows of one reduction.
  1 VM-SELF VM-QUANTUM! CATCH 10000 VM-SELF VM-QUANTUM! THROW ;

\ Whether there is an engine of that number, which executes what follows.
: ENGINE? ( n -- flag ) ['] ENGINE! CATCH 0= DUP 0= IF NIP THEN ;
: ATTACK ( -- )
  0 BEGIN DUP ENGINE? WHILE 
    DUP ." engine " . CR
    DUP >R TRY-ALL ['] PREEMPTED TRY CR ['] TRY-ALL PREEMPTED-EVERYWHERE R> 1+
  REPEAT DROP ;
ATTACK

\ There is more to translate than there is room for machine code: the rest is interpreted.
: WORD-OF-MANY S" : MANY 1 2 + DUP * 7 AND DUP XOR 3 OR ;" EVALUATE ;
: FILL-CODE 20000 0 DO WORD-OF-MANY LOOP ;
CR .( code space) CR
FILL-CODE  MANY . PREEMPTED CR
SEE-CODE MANY
